"""Elements that are named by where they stand: FILE, FILE:LINE or :LINE."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unscaffold.markup import Span
    from unscaffold.reading import Configuration, Declared


class Where(NamedTuple):
    """A place: a file, empty for any, and one of its lines, None for any.

    The file is relative to the configuration folder, or is not.
    """

    file: str
    line: int | None

    @staticmethod
    def parse(text: str) -> Where:
        """Read a place as a user writes it."""
        stem, colon, number = text.rpartition(":")
        if colon and number.isdecimal():
            return Where(stem, int(number.lstrip("0")[:10] or "0"))  # Python counts digits, and refuses some thousand
        return Where(text, None)

    def file_in(self, folder: Path) -> str:
        """Return the file relative to the configuration folder, if it lies there; else as it is written."""
        ways = (folder / self.file, folder.parent / self.file, Path(self.file))
        path = next(filter(_exists, ways), None) if self.file else None
        if path is None or not resolved(path).is_relative_to(resolved(folder)):
            return self.file
        return resolved(path).relative_to(resolved(folder)).as_posix()

    def below(self, folder: Path) -> str:
        """Return the place for a sentence, with the folder."""
        return f"{folder / self.file if self.file else folder}{f':{self.line}' if self.line else ''}"


def standing_at(read: Configuration, elements: Iterable[Declared], where: Where) -> list[Declared]:
    """Return those of some elements that stand at a place: at the file, and at any of their lines.

    Args:
        read: The configuration.
        elements: Elements of it.
        where: The place.
    """
    file = where.file_in(read.folder)
    utf8_of = lru_cache(maxsize=1)(lambda file: read.characters(file).utf8)  # they are asked for file by file
    found = [one for one in elements if not file or one.file == file]
    if where.line is None:
        return found
    return [one for one in found if _has_line(read.span(one), where.line, one.file, utf8_of)]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # what may as well be an identifier is no name of a file, or too long for one
        return False


def _has_line(span: Span, line: int, file: str, utf8_of: Callable[[str], bytes]) -> bool:
    return span.line <= line <= span.line + utf8_of(file).count(b"\n", span.start, span.end)


def named_by_place(read: Configuration, element: Declared) -> str:
    """Return where an element stands, as it may be named."""
    place = read.place(element)
    return f"{place.file}:{place.line}"
