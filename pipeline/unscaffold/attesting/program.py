"""The program that makes a statement: its versions, and the digests of its folders."""

from __future__ import annotations

import platform
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.attesting.attested import OWN_STYLESHEETS, PROGRAM, STYLESHEETS, Thing
from unscaffold.files import walk
from unscaffold.findings import Failure
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LIBRARIES = ("saxonche", "lxml")


def versions(own: str) -> dict[str, str]:
    """Return the versions of the program, its `own`, and of what decides with it on what is made."""
    libraries = {name: version(name) for name in _LIBRARIES}
    return {"unscaffold": own, **libraries, "Python": platform.python_version()}


def folders(own: Sequence[Path]) -> Iterator[tuple[Thing, str]]:
    """Yield the folders of the program, and those of further stylesheets, with their digests.

    Args:
        own: The folders of further stylesheets, in their order.

    Raises:
        Failure: A folder cannot be listed, or has a file that no digest can name.
    """
    package, xslt = Path(__file__).parents[1], xslt_folder()
    yield Thing(PROGRAM), directory_hash(package, filter(_is_of_the_program, walk(package)[0]))
    yield Thing(STYLESHEETS), directory_hash(xslt, filter(_is_installed, walk(xslt)[0]))
    for number, folder in enumerate(own, 1):
        yield Thing(OWN_STYLESHEETS, str(number)), directory_hash(folder, walk(folder)[0])


def directory_hash(folder: Path, files: Iterable[str]) -> str:
    """Return what in-toto calls `dirHash`: the digest of lines as sha256sum prints them, in the order of their names.

    Args:
        folder: The folder.
        files: The files in it, with forward slashes.

    Raises:
        Failure: A name has a line break, for which there is no such line.
    """
    digest = sha256()
    for name in sorted(file.encode() for file in files):
        file = folder / name.decode()
        if b"\n" in name:
            raise Failure(f"{file} has a line break in its name, and cannot be attested; rename it")
        digest.update(b"%s  %s\n" % (sha256(file.read_bytes()).hexdigest().encode(), name))
    return digest.hexdigest()


def _is_of_the_program(file: str) -> bool:
    """Return whether a file is of the program, and not of its stylesheets or made by Python."""
    return not file.startswith("xslt/") and "__pycache__" not in file.split("/")


def _is_installed(file: str) -> bool:
    """Return whether a file is there wherever the stylesheets are: their scenarios are in a checkout only."""
    return not file.endswith(".xspec")
