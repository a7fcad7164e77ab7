"""Every error and warning, from the smallest configuration that has it, and every refusal to run.

A case is a folder in `tests/errors`, named after its code: `input`, and `expected.txt`, the whole of what the
command says, but for the time it took; `unscaffold.toml`, if it is there, says what no flag does. A new one needs no
code. `python -m tests.test_errors [NAME ...]` writes what is expected anew; review the diff.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from lxml import etree

from unscaffold.commandline import main
from unscaffold.output import MANIFEST

_ERRORS = Path(__file__).parent / "errors"
_CASES = sorted(folder for folder in _ERRORS.iterdir() if (folder / "input").is_dir())
_WITHOUT_A_CASE = {
    "U104": "git does not keep who may read a file; tested in test_file.py",
    "U501": "said by stylesheets of somebody's own alone; in test_own_stylesheets.py",
    "U105": "git on Windows writes symbolic links as files; tested in test_walking.py",
    "U107": "not every file system takes a name that is none; tested in test_walking.py",
    "U601": "only `unscaffold expand --check` finds it; tested in test_formats.py",
    "U408": "only `unscaffold arguments` finds it; tested in test_edited_files.py",
}


def _run(*arguments: str | Path) -> tuple[int, str]:
    """Run `unscaffold expand` and return its exit code and what it says."""
    result = CliRunner().invoke(main, ["expand", *map(str, arguments)], prog_name="unscaffold")
    return result.exit_code, result.stderr


def _run_case(case: Path, output: Path, *options: str) -> tuple[int, str]:
    code, said = _run(case / "input", "--output", output, *options)
    said = said.replace(f"{case / 'input'}{os.sep}", "input/").replace(f"{case.as_posix()}/", "")
    return code, re.sub(r"\(\d+\.\d+ s\)$", "(0.00 s)", said, flags=re.MULTILINE)


def _expected(case: Path) -> str:
    file = case / "expected.txt"
    return file.read_text("utf-8") if file.exists() else ""


_WITH_ERRORS = [case for case in _CASES if re.search(r": error U\d+ ", _expected(case))]
_WITH_WARNINGS = [case for case in _CASES if case not in _WITH_ERRORS]


@pytest.mark.parametrize("case", _WITH_ERRORS, ids=lambda case: case.name)
def test_errors_are_reported_and_nothing_is_written(case: Path, tmp_path: Path) -> None:
    assert _run_case(case, tmp_path / "output") == (1, _expected(case))
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("case", _WITH_WARNINGS, ids=lambda case: case.name)
def test_warnings_are_reported_and_are_errors_if_strict(case: Path, tmp_path: Path) -> None:
    *warnings, _closing = _expected(case).splitlines()
    count = f"{len(warnings)} error{'s' if len(warnings) > 1 else ''}: nothing was written"
    errors = [warning.replace(": warning U", ": error U", 1) for warning in warnings]
    assert _run_case(case, tmp_path / "strict", "--strict") == (1, "\n".join([*errors, count, ""]))
    assert not (tmp_path / "strict").exists()
    assert _run_case(case, tmp_path / "output") == (0, _expected(case))
    assert (tmp_path / "output" / "Conf.xml").exists()


def test_every_code_has_a_case() -> None:
    table = etree.parse(Path(__file__).parents[1] / "xslt" / "errors.xml").getroot()
    declared = {error.attrib["code"]: error.attrib["name"] for error in table.iterchildren("{*}error")}
    needed = {f"{code}-{name}" for code, name in declared.items() if code not in _WITHOUT_A_CASE}
    assert needed - {case.name for case in _CASES} == set()


def test_every_case_is_named_after_its_code() -> None:
    codes = {case.name: re.findall(r": (?:error|warning) (U\d+) ", _expected(case)) for case in _CASES}
    assert [name for name, found in codes.items() if name[:4] not in found] == []


_CONF = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration"/>'
_APART = "lie in each other; name an output folder beside the configuration"
_NO_MANIFEST = (
    "is not a manifest of unscaffold; restore it, or remove it and say --force, or name another output folder"
)
_REFUSALS = {
    "no configuration": ({}, "Conf", "Conf is not a folder; name the folder of the configuration"),
    "output inside": ({"Conf/A.txt": ""}, "Conf/Out", f"Conf/Out and Conf {_APART}"),
    "input inside": ({"Conf/A.txt": ""}, ".", f". and Conf {_APART}"),
    "same folder": ({"Conf/A.txt": ""}, "Conf", f"Conf and Conf {_APART}"),
    "foreign content": (
        {"Conf/A.txt": "", "Out/B.txt": ""},
        "Out",
        "Out is not empty and was not written by unscaffold; name another folder, or say --force",
    ),
    "changed file": (
        {
            "Conf/A.txt": "",
            "Conf/A.xml": _CONF,
            "Out/A.txt": "mine",
            "Out/B.txt": "mine",
            f"Out/{MANIFEST}": '{"files": {"B.txt": "0"}}',
        },
        "Out",
        "Out/A.txt (and 1 more) is not as unscaffold wrote it; save it elsewhere and remove it, or say --force",
    ),
    "broken manifest": (
        {"Conf/A.txt": "", f"Out/{MANIFEST}": "{"},
        "Out",
        f"Out/{MANIFEST} {_NO_MANIFEST}",
    ),
    "a file": ({"Conf/A.txt": "", "Out": ""}, "Out", "Out is not a folder; name another output folder"),
}


@pytest.mark.parametrize(("files", "output", "sentence"), _REFUSALS.values(), ids=_REFUSALS)
def test_a_run_that_cannot_be_made_is_refused(
    files: dict[str, str], output: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path, text in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)
    assert _run("Conf", "--output", output) == (2, f"error: {sentence}\n".replace("/", os.sep))
    assert {p.as_posix(): p.read_text() for p in Path().rglob("*") if p.is_file()} == files


def test_a_run_without_an_output_is_refused() -> None:
    code, said = _run(_CASES[0] / "input")
    hint = "name the output folder with --output, or say --diff to see what would change in CONF"
    assert (code, said.splitlines()[-1]) == (2, f"Error: {hint}")


if __name__ == "__main__":
    for each in _CASES:
        if each.name in sys.argv[1:] or not sys.argv[1:]:
            with TemporaryDirectory() as temporary:
                said_anew = _run_case(each, Path(temporary) / "output")[1]
            (each / "expected.txt").write_text(said_anew, "utf-8", newline="\n")
