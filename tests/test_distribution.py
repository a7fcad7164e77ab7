"""What is distributed: it works where it is installed, and holds what it should."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from email import message_from_string
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

import unscaffold
from release import contents
from release.contents import files_of

_ROOT = Path(__file__).parents[1]
_VERSION = unscaffold.__version__


class Built(NamedTuple):
    """The unpacked source distribution, the wheel that is built from it, and where that is installed."""

    source: Path
    wheel: Path
    installed: Path


def _build(source: Path, kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    with tarfile.open(_build(_ROOT, "sdist", folder / "sdist")) as archive:
        archive.extractall(folder, filter="data")
    source = folder / f"unscaffold-{_VERSION}"
    wheel = _build(source, "wheel", folder / "wheel")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(folder / "installed")]
    subprocess.run([sys.executable, "-m", "pip", *install, wheel], check=True, capture_output=True)
    return Built(source, wheel, folder / "installed")


def _run(built: Built, folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "unscaffold", *arguments]
    environment = os.environ | {"PYTHONPATH": str(built.installed)}
    return subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE).stdout.decode()


def test_the_source_distribution_holds_all_that_the_checks_read(built: Built) -> None:
    git = subprocess.run(["git", "ls-files", "-z"], cwd=_ROOT, capture_output=True, check=False)
    if git.returncode:
        pytest.skip("only a git repository knows what belongs to it")
    assert contents.in_sdist(_ROOT) - files_of(built.source).keys() == set()


def test_the_wheel_holds_the_package_and_its_stylesheets_only(built: Built) -> None:
    assert contents.held_by_wheel(built.wheel) == contents.in_wheel(_ROOT, _VERSION)


def test_an_index_shows_the_readme_without_links_that_lead_nowhere(built: Built) -> None:
    with ZipFile(built.wheel) as archive:
        about = message_from_string(archive.read(f"unscaffold-{_VERSION}.dist-info/METADATA").decode("utf-8"))
    shown = str(about.get_payload())
    readme = (_ROOT / "README.md").read_text("utf-8")
    assert about["Description-Content-Type"] == "text/markdown"
    assert re.findall(r"\]\((?!https://)[^)]*\)", shown) == []
    words = re.compile(r"\w+")
    links = re.sub(r"\]\([^)\n]*\)", "", readme)
    assert words.findall(shown) == words.findall(links)


def test_an_installed_wheel_says_its_version(built: Built, tmp_path: Path) -> None:
    assert _run(built, tmp_path, "--version") == f"unscaffold, version {_VERSION}\n"


def test_an_installed_wheel_expands_from_another_folder(built: Built, tmp_path: Path) -> None:
    sample = _ROOT / "samples" / "microsoft-entra-id"
    _run(built, tmp_path, "expand", str(sample / "Conf"), "-o", "Out", "--quiet")
    written = files_of(tmp_path / "Out")
    del written[".unscaffold.json"]
    assert written == files_of(sample / "expected")


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", (_ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    shutil.copytree(_ROOT / "samples" / "contoso" / "Conf", tmp_path / "Conf")
    environment = os.environ | {"PYTHONPATH": str(_ROOT / "pipeline")}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    found = run.stdout.decode().splitlines()
    # Without its context, what a module generates is not known: some may be incomplete, and pieces stay.
    known = (_ROOT / "samples" / "contoso" / "expected.txt").read_text("utf-8").splitlines()
    known = [line for line in known if not re.search(r" (CreateUpdateDeleteMenus|EntityTypeDisplayName) is ", line)]
    assert [line for line in found if " WorkforceModule " not in line] == known
    assert len(found) > len(known)
    assert (tmp_path / "Expanded" / "AD" / "AD Jobs.xml").exists()
