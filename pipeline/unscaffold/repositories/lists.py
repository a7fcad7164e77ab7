"""A list of repositories, read and checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.files import folded
from unscaffold.findings import Failure
from unscaffold.repositories.apart import fault_of_places
from unscaffold.repositories.keys import KEYS, fault_of_key
from unscaffold.repositories.repository import Repository
from unscaffold.repositories.tables import tables_of
from unscaffold.repositories.urls import is_git

if TYPE_CHECKING:
    from unscaffold.repositories.tables import Table

_MOST = 64 << 20  # bytes of a list
_OF_GIT = ("ref", "submodules")
_NEEDED = ("name", "source")


def read_list(where: str) -> list[Repository]:
    """Read a list of repositories, in its order.

    It is TOML, with a table `[[repository]]` for each and perhaps `[defaults]`, or CSV with a line of keys, between
    commas or semicolons. Paths in it are relative to its own folder; those of standard input to the working folder.

    Args:
        where: The path of the file; `-` for standard input. What does not end with .toml or .csv is told by how it
            begins.

    Raises:
        Failure: It cannot be read, or says what no list says; or an output is in the way of something.
    """
    name = "standard input" if where == "-" else where
    folder = Path.cwd() if where == "-" else Path(where).absolute().parent
    tables = tables_of(name, _text(where, name), "" if where == "-" else Path(where).suffix.lower())
    if not tables:
        raise Failure(f"{name} names no repository; begin a table [[repository]], or a line below that of the keys")
    found: list[Repository] = []
    names: dict[str, str] = {}
    for table in tables:
        one = _repository(table, folder)
        if other := names.get(folded(one.name)):
            raise Failure(f"{table.place('name')}: there are two repositories {other}; give one another name")
        names[folded(one.name)] = one.name
        found.append(one)
    if fault := fault_of_places(found):
        number, sentence = fault
        raise Failure(f"{tables[number].place('output')}: {sentence}")
    return found


def _text(where: str, name: str) -> str:
    try:
        if where == "-":
            data = sys.stdin.buffer.read(_MOST + 1)
        else:
            with Path(where).open("rb") as file:
                data = file.read(_MOST + 1)
    except OSError as error:
        raise Failure(f"{name} cannot be read: {error.strerror}") from None
    if len(data) > _MOST:
        raise Failure(f"{name} has more than {_MOST >> 20} MB, and is not read; make several lists of it")
    try:
        return data.decode("utf-8-sig")  # Excel writes the mark
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Failure(f"{name}:{line}: this is not UTF-8; save the list so (in Excel: CSV UTF-8)") from None


def _repository(table: Table, folder: Path) -> Repository:
    said = {}
    for key, value in table.said.items():
        if fault := fault_of_key(key):
            raise Failure(f"{table.place(key)}: {fault}")
        try:
            said[key] = KEYS[key](value, folder)
        except ValueError as error:
            raise Failure(f"{table.place(key)}: {key} {error}") from None
    for key in _NEEDED:
        if key not in said:
            raise Failure(f"{table.place('')}: this repository has no {key}; say {key} = …")
    for key in _OF_GIT:
        if said.get(key) and not is_git(said["source"]):
            if key in table.own:
                raise Failure(
                    f"{table.place(key)}: {key} is for a git repository, and source is none; say git+https://…"
                )
            del said[key]  # a default, which is for the others
    return Repository(**said)
