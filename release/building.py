"""The distributions: built twice, and the same bytes both times."""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
from typing import TYPE_CHECKING, NamedTuple

from release import contents
from release.programs import Refusal, run

if TYPE_CHECKING:
    from pathlib import Path


class Distributions(NamedTuple):
    """The files that are uploaded."""

    sdist: Path
    wheel: Path


def build(tree: Path, version: str, folder: Path, moment: int) -> Distributions:
    """Build a source distribution, and a wheel from that; check them.

    Args:
        tree: The work tree, with nothing in it that is not under version control.
        version: The version.
        folder: An empty folder, where they are built.
        moment: The time of their files, in seconds since 1970.

    Raises:
        Refusal: They cannot be built, are not what they should be, or another build of the same makes other bytes.
    """
    built = _built(tree, version, folder / "one", moment)
    again = _built(_elsewhere(tree, folder / "elsewhere"), version, folder / "two", moment)
    for one, other in zip(built, again, strict=True):
        if one.read_bytes() != other.read_bytes():
            raise Refusal(f"{one.name} is not the same when it is built again")
    contents.check(tree, version, *built)
    run([sys.executable, "-m", "twine", "check", "--strict", *built], folder, COLUMNS="200")
    return built


def _built(tree: Path, version: str, folder: Path, moment: int) -> Distributions:
    sdist = _one(tree, "sdist", folder / "sdist", moment)
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return Distributions(sdist, _one(folder / f"unscaffold-{version}", "wheel", folder / "wheel", moment))


def _one(source: Path, kind: str, folder: Path, moment: int) -> Path:
    command: list[str | Path] = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder]
    run(command, source, SOURCE_DATE_EPOCH=str(moment))
    (built,) = folder.iterdir()
    return built


def _elsewhere(tree: Path, folder: Path) -> Path:
    """Return a copy of which files have other times, and only their owner may read them."""
    shutil.copytree(tree, folder, ignore=shutil.ignore_patterns(".git"))
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o700 if os.access(path, os.X_OK) else 0o600)
            os.utime(path, (10**9, 10**9))
    return folder
