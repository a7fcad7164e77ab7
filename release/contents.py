"""What the distributions hold: all that they should, and nothing else."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING
from zipfile import ZipFile

from release.programs import Refusal, git

if TYPE_CHECKING:
    from pathlib import Path

_ABOUT = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
_OF_THE_FORMAT = {"PKG-INFO"}


def check(tree: Path, version: str, sdist: Path, wheel: Path) -> None:
    """Check what is in the distributions.

    Args:
        tree: The work tree that they are built from.
        version: Their version.
        sdist: The source distribution.
        wheel: The wheel.

    Raises:
        Refusal: One lacks something, or has what it should not have.
    """
    for file, expected, found in (
        (sdist, in_sdist(tree), held_by_sdist(sdist, version)),
        (wheel, in_wheel(tree, version), held_by_wheel(wheel)),
    ):
        if expected != found:
            lacks, more = sorted(expected - found), sorted(found - expected)
            raise Refusal(f"{file.name} lacks {lacks} and has {more} besides")


def in_sdist(tree: Path) -> set[str]:
    """Return what belongs to the source distribution: all that is under version control."""
    tracked = {name for name in git(tree, "ls-files", "-z").split("\0") if name}
    return {name for name in tracked if (tree / name).exists()} | _OF_THE_FORMAT


def held_by_sdist(sdist: Path, version: str) -> set[str]:
    """Return the files in a source distribution."""
    with tarfile.open(sdist) as archive:
        return {one.name.removeprefix(f"unscaffold-{version}/") for one in archive if not one.isdir()}


def in_wheel(tree: Path, version: str) -> set[str]:
    """Return what belongs to the wheel: the package, and its stylesheets without their tests."""
    package, xslt = tree / "pipeline" / "unscaffold", tree / "xslt"
    names = {f"unscaffold/{name}" for name in files_of(package) if "__pycache__" not in name}
    names |= {f"unscaffold/xslt/{name}" for name in files_of(xslt) if not name.endswith(".xspec")}
    return names | {f"unscaffold-{version}.dist-info/{name}" for name in _ABOUT}


def held_by_wheel(wheel: Path) -> set[str]:
    """Return the files in a wheel."""
    with ZipFile(wheel) as archive:
        return {*archive.namelist()}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
