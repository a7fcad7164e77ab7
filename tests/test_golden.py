"""Every scenario and every sample, expanded and compared with what is expected, byte by byte.

A scenario is a folder in `tests/golden`: `input`, `expected` (the whole output, but for the manifest) and, where
there are warnings, `expected.txt` (one a line). Its `unscaffold.toml` says for which version of the product it is,
and whatever else it needs. A sample is the same with `Conf` for `input`. A new one needs no code.

`python -m tests.test_golden [NAME ...]` writes what is expected anew, of all or of those named; review the diff.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

import unscaffold
from in_force import options_in_force
from unscaffold.options import SETTINGS
from unscaffold.output import MANIFEST
from unscaffold.settings import read_settings

_ROOT = Path(__file__).parents[1]


class Scenario(NamedTuple):
    """A configuration folder, its settings file, and where the expected output and warnings are."""

    name: str
    source: Path
    settings: Path
    expected: Path
    warnings: Path


def _scenarios() -> list[Scenario]:
    folders = [*(_ROOT / "tests" / "golden").iterdir(), *(_ROOT / "samples").iterdir()]
    found = [_scenario(folder) for folder in sorted(folders) if folder.is_dir()]
    return [scenario for scenario in found if scenario.source.is_dir()]


def _scenario(folder: Path) -> Scenario:
    source = folder / ("Conf" if folder.parent.name == "samples" else "input")
    return Scenario(folder.name, source, folder / SETTINGS, folder / "expected", folder / "expected.txt")


def _expand(scenario: Scenario, output: Path) -> list[str]:
    """Expand a scenario into a folder and return what was found, a line each."""
    expansion = unscaffold.expand(
        scenario.source, output, unscaffold.Options(**options_in_force(scenario.source))
    ).expansion
    assert expansion is not None
    assert expansion.errors == []
    return [str(found) for found in expansion.findings]


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.exists() else []


def _files(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != MANIFEST}


@pytest.mark.parametrize("scenario", _scenarios(), ids=lambda scenario: scenario.name)
def test_output_is_as_expected(scenario: Scenario, tmp_path: Path) -> None:
    assert _expand(scenario, tmp_path) == _lines(scenario.warnings)
    assert _files(tmp_path) == _files(scenario.expected)


@pytest.mark.parametrize("scenario", _scenarios(), ids=lambda scenario: scenario.name)
def test_every_scenario_says_for_which_version_it_is(scenario: Scenario) -> None:
    settings = read_settings(scenario.source)
    assert settings.file is not None
    assert (settings.file.resolve(), [*settings.said][:1]) == (scenario.settings, ["target"])


def test_every_scaffolding_has_a_scenario_of_its_name() -> None:
    scaffoldings = {stylesheet.stem for stylesheet in (_ROOT / "xslt" / "scaffoldings").glob("*.xsl")}
    assert scaffoldings <= {scenario.name for scenario in _scenarios()}


def _regenerate(scenario: Scenario) -> None:
    rmtree(scenario.expected, ignore_errors=True)
    scenario.warnings.unlink(missing_ok=True)
    with TemporaryDirectory() as output:
        warnings = _expand(scenario, Path(output))
        for path in _files(Path(output)):
            target = scenario.expected / path
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(Path(output) / path, target)
    if warnings:
        scenario.warnings.write_text("".join(f"{line}\n" for line in warnings), "utf-8", newline="\n")


if __name__ == "__main__":
    for each in _scenarios():
        if each.name in sys.argv[1:] or not sys.argv[1:]:
            _regenerate(each)
