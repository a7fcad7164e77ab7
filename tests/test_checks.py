"""What people and CI run beside the tests: it exists, it does what it says, and its versions are pinned."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import checks

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = Path(__file__).parents[1]
_PROJECT: dict[str, Any] = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))


# The commands


def test_the_modules_that_the_makefile_runs_exist() -> None:
    modules = re.findall(r"python -m ([\w.]+)", (_ROOT / "Makefile").read_text("utf-8"))
    assert sorted(set(modules)) == ["benchmarks", "checks", "pip", "release", "sphinx", "tests.test_golden"]
    assert all(find_spec(module) for module in modules)


def test_fuzzing_ends_in_time_and_says_what_it_did() -> None:
    assert "$(BIN)/python tests/fuzz.py $(SECONDS)" in (_ROOT / "Makefile").read_text("utf-8")
    run = subprocess.run([sys.executable, "tests/fuzz.py", "0"], cwd=_ROOT, capture_output=True, check=True)
    assert run.stdout.decode().splitlines() == ["       0 examples", "       0 seconds, no failure"]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the checks run nothing, and mypy fail on Windows; return what they would have run."""
    commands: list[str] = []

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        commands.append(" ".join([Path(command[0]).stem, *command[1:]]))
        return subprocess.CompletedProcess(command, 3 if "win32" in command else 0)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_checks_end_with_the_first_that_fails(ran: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.main([]) == 3
    assert ran == ["ruff format --check .", "ruff check .", "mypy", "mypy --platform win32"]
    assert capsys.readouterr().out.splitlines() == [f"$ {command}" for command in ran]


def test_tests_are_the_last_check(ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "STATIC", [])
    assert (checks.main([]), checks.main(["--coverage"])) == (0, 0)
    assert ran == [
        "pytest -n auto",
        "coverage erase",
        "coverage run -m pytest -n auto",
        "coverage combine -q",
        "coverage report",
    ]


def test_checks_that_cannot_be_run_say_why(
    ran: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "STATIC", [["lynt"]])
    assert (checks.main([]), checks.main(["--fast"])) == (2, 2)
    assert ran == []
    missing = "lynt is not installed; CONTRIBUTING.md says how to set up\n"
    assert capsys.readouterr().err == f"{missing}{checks.__doc__}\n"


# The versions


def _pins(file: str) -> dict[str, str]:
    """Return the versions that a file of pins asks for on this Python and system, by name."""
    lines = (_ROOT / file).read_text("utf-8").splitlines()
    return {
        pin.name: str(pin.specifier) for pin in _here(line for line in lines if not line.lstrip().startswith("#"))
    }


def _here(requirements: Iterable[str]) -> list[Requirement]:
    """Return the requirements that hold on this Python and system."""
    asked = map(Requirement, requirements)
    return [one for one in asked if one.marker is None or one.marker.evaluate()]


def _names(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in _here(requirements)}


def test_all_that_is_asked_for_is_pinned() -> None:
    groups = _PROJECT["dependency-groups"]
    assert {"include-group": "release"} in groups["dev"]
    tools = [one for group in groups.values() for one in group if isinstance(one, str)]
    assert _names([*_PROJECT["project"]["dependencies"], *tools]) - _pins("constraints.txt").keys() == set()


def test_no_pin_names_where_it_comes_from() -> None:
    for file in ("constraints.txt", "requirements-lowest.txt"):
        assert re.findall(r"://|^-.*| @ ", (_ROOT / file).read_text("utf-8"), re.MULTILINE) == []


def test_the_lowest_versions_are_those_of_the_project() -> None:
    dependencies = _here(_PROJECT["project"]["dependencies"])
    bounds = [(one.name, bound) for one in dependencies for bound in one.specifier if bound.operator == ">="]
    assert _pins("requirements-lowest.txt") == {name: f"=={bound.version}" for name, bound in bounds}


def _installed(name: str) -> str | None:
    try:
        return f"=={version(name)}"
    except PackageNotFoundError:
        return None


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="only CI promises to run with what is pinned")
def test_ci_runs_with_the_versions_that_are_pinned() -> None:
    pinned, lowest = _pins("constraints.txt"), _pins("requirements-lowest.txt")
    installed = {name: found for name in pinned if (found := _installed(name))}
    assert {name: found for name, found in installed.items() if found not in (pinned[name], lowest.get(name))} == {}


def test_what_comes_from_npm_is_pinned_and_no_registry_is() -> None:
    lock = json.loads((_ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock[""]["devDependencies"] == {
        name: lock[f"node_modules/{name}"]["version"]
        for name in ("@microsoft/jest-sarif", "axe-core", "mermaid", "saxon-js", "xslt3")
    }
    assert [name for name, package in lock.items() if "resolved" in package] == []
