"""A comment for a pull request, in Markdown: how much there is, then the findings by their files.

What others wrote stands between backticks, where it is neither markup nor a mention nor a link.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from unscaffold.formats.text import message
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.findings import Finding
    from unscaffold.formats.reported import Reported

MOST = 65_536  # characters of a comment on GitHub: here of bytes, of which a character has one at least
_RESERVED = 100  # bytes of the line that says how much is left out
_MARK = "<!-- unscaffold -->\n"  # by which a later run finds the comment to replace
_HEADINGS = {"error": "errors", "warning": "warnings", "info": "for information", "note": "notes"}
_BACKTICKS = re.compile("`+")


def render(reported: Reported) -> str:
    """Return the comment."""
    return document(reported, MOST)


def document(reported: Reported, most: int) -> str:
    """Return the comment, of so many bytes at most: what is left out is counted in its last line."""
    return fitted([_MARK, *_head(reported)], [*_pieces([one.finding for one in reported.results])], most)


def fitted(head: Sequence[str], pieces: Sequence[tuple[str, int]], most: int = MOST) -> str:
    """Return a comment of so many bytes at most: what is left out is counted in its last line.

    Args:
        head: What comes first; where it does not fit, there is no comment.
        pieces: What follows, each with the number of things that it tells.
        most: How many bytes.
    """
    text = [*head]
    room = most - _RESERVED - sum(map(_size, text))
    if room < 0:
        return ""
    left = sum(number for _, number in pieces)
    for piece, number in pieces:
        room -= _size(piece)
        if room < 0:
            text.append(f"\n… and {left} more, which do not fit in here\n")
            break
        text.append(piece)
        left -= number
    return "".join(text)


def _size(text: str) -> int:
    return len(text.encode())


def _head(reported: Reported) -> Iterator[str]:
    yield f"## unscaffold: {'failed' if reported.failed else 'passed'}\n"
    if not reported.results:
        yield "\nNothing found.\n"
        return
    counts = {severity: number for severity, number in reported.counts.items() if number}
    yield f"\n| {' | '.join(_HEADINGS[severity] for severity in counts)} |\n"
    yield f"|{'---|' * len(counts)}\n"
    yield f"| {' | '.join(map(str, counts.values()))} |\n"


def _pieces(found: Sequence[Finding]) -> Iterator[tuple[str, int]]:
    """Yield the pieces of the comment, each with the number of findings in it."""
    for file, ones in groupby(found, lambda one: one.region.file):
        heading = f"\n### {code(file)}\n\n"
        for one in ones:
            place = f"line {one.region.line}, column {one.region.column}"
            yield f"{heading}- **{one.severity}** {code(one.code)}, {place}: {code(message(one))}\n", 1
            heading = ""


def code(text: str) -> str:
    """Return text as Markdown shows it as it is: in more backticks than it has in a row."""
    shown = printable(text)
    longest = max(map(len, _BACKTICKS.findall(shown)), default=0)
    fence = "`" * (longest + 1)
    space = " " if shown[:1] in {"`", " "} or shown[-1:] in {"`", " "} else ""
    return f"{fence}{space}{shown}{space}{fence}"
