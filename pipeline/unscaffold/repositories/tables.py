"""The tables of a list, with the places of what they say: of a TOML file, or of a CSV file."""

from __future__ import annotations

import csv
import io
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.findings import Failure, did_you_mean, nearest
from unscaffold.process import printable
from unscaffold.repositories.keys import fault_of_key

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TABLES = ("repository", "defaults")
_PLACE = re.compile(r"(?s)(.*) \(at line (\d+), column (\d+)\)")
_HEAD = re.compile(r"""(?m)^[ \t]*\[\[[ \t]*(?:repository|"repository"|'repository')[ \t]*\]\]""")
_NEXT = re.compile(r"(?m)^[ \t]*\[")


class Table(NamedTuple):
    """What a list says of one repository: its keys with their values, and `place`, of a key or, if empty, of all.

    `own` are the keys that it says itself; the others are defaults of the list.
    """

    said: dict[str, Any]
    own: frozenset[str]
    place: Callable[[str], str]


def tables_of(name: str, text: str, kind: str) -> list[Table]:
    """Return the tables of a list.

    Args:
        name: What the list is called in a sentence.
        text: What it holds.
        kind: The ending of its name; one that says nothing leaves it to how the text begins.

    Raises:
        Failure: It is neither TOML nor CSV.
    """
    is_toml = kind == ".toml" or (kind != ".csv" and _begins_as_toml(text))
    return _of_toml(name, text) if is_toml else list(_of_csv(name, text))


def _begins_as_toml(text: str) -> bool:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first.startswith(("[", "#")) or bool(re.match(r"[\w-]+\s*=", first))


def _of_toml(name: str, text: str) -> list[Table]:
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _PLACE.fullmatch(str(error))
        where, said = (f"{name}:{match[2]}:{match[3]}", match[1]) if match else (name, str(error))
        raise Failure(f"{where}: this is not TOML: {printable(said)}") from None
    except (RecursionError, ValueError):  # arrays in arrays, numbers of thousands of digits
        raise Failure(f"{name} holds more than a list of repositories needs; make it simpler") from None
    for key in found:
        if key not in _TABLES:
            hint = did_you_mean(nearest(key, _TABLES))
            raise Failure(f"{name}: there is no {printable(key)}; there are [[repository]] and [defaults]{hint}")
    defaults, tables = found.get("defaults", {}), found.get("repository", [])
    if not isinstance(defaults, dict) or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise Failure(f"{name}: what is said of a repository stands below a line [[repository]] of its own")
    heads = [match.start() for match in _HEAD.finditer(text)]
    places = heads if len(heads) == len(tables) else [None] * len(tables)
    return [
        Table(defaults | table, frozenset(table), partial(_place_in_toml, name, text, head))
        for table, head in zip(tables, places, strict=True)
    ]


def _place_in_toml(name: str, text: str, head: int | None, key: str) -> str:
    """Return where a key of a table stands, or the table, where the defaults say it."""
    if head is None:
        return name
    start = text.index("]]", head) + 2
    following = _NEXT.search(text, start)
    word = re.escape(key)
    own = re.compile(rf"""(?m)^[ \t]*({word}|"{word}"|'{word}')[ \t]*=""")
    match = own.search(text, start, following.start() if following else len(text)) if key else None
    at = match.start(1) if match else text.index("[", head)
    before = text[:at]
    return f"{name}:{before.count(chr(10)) + 1}:{at - before.rfind(chr(10))}"


def _of_csv(name: str, text: str) -> Iterator[Table]:
    lines = text.splitlines()
    first = lines[0] if lines else ""
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if not any(header):
            raise Failure(f"{name} is empty; begin it with a line of keys: name,source,output")
        twice = next((key for key in header if header.count(key) > 1), None)
        if twice is not None:
            raise Failure(
                f"{name}:1: the key {printable(twice) or '(none)'} stands twice in this line; name each once"
            )
        for key in filter(None, header):
            if fault := fault_of_key(key):
                raise Failure(f"{_place_in_csv(name, 1, header, first.split(delimiter), header, key)}: {fault}")
        while row := _row(reader):
            line, cells = row
            if len(cells) != len(header):
                raise Failure(
                    f"{name}:{line}: this line has {len(cells)} cells, and the first one has {len(header)}; put what"
                    f" has a {delimiter} in it into quotation marks"
                )
            written = lines[line - 1] if line == reader.line_num and line <= len(lines) else ""
            said = {key: cell.strip() for key, cell in zip(header, cells, strict=True) if cell.strip()}
            yield Table(
                said, frozenset(said), partial(_place_in_csv, name, line, header, written.split(delimiter), cells)
            )
    except csv.Error as error:
        raise Failure(f"{name}:{reader.line_num}: this is not CSV: {error}") from None


def _row(reader: Any) -> tuple[int, list[str]] | None:
    """Return the next row that says something, with the line at which it begins; None at the end."""
    while True:
        line = reader.line_num + 1
        cells = next(reader, None)
        if cells is None:
            return None
        if any(cell.strip() for cell in cells):
            return line, cells


def _place_in_csv(
    name: str, line: int, header: Sequence[str], written: Sequence[str], cells: Sequence[str], key: str
) -> str:
    if key in header and [*written] == [*cells]:
        at = header.index(key)
        return f"{name}:{line}:{sum(len(cell) + 1 for cell in cells[:at]) + 1}"
    return f"{name}:{line}"
