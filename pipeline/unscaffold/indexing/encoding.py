"""What a file holds, as JSON can keep it, and made again of that.

It has nothing but texts, numbers and lists. What is made of it is taken for what it says, and run by nobody.
"""

from __future__ import annotations

import json
from sys import intern
from typing import TYPE_CHECKING, Any

from unscaffold.findings import Region
from unscaffold.markup import Comment, Span
from unscaffold.reading import Declared, Reading, child_of, way_to

if TYPE_CHECKING:
    from collections.abc import Iterable

# The lists of elements that a reading has.
_LISTS = ("elements", "scaffoldings", "jobs", "suspects", "adjusters", "access_rules", "nested")


# An encoder that is made once, for there are many files; a reading holds itself nowhere.
_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def kept(reading: Reading) -> str:
    """Return a reading, in which nothing is wrong, as JSON in one line, without its file and digest."""
    lists = [[*map(_kept, getattr(reading, name))] for name in _LISTS]
    comments = [(one.region[1:5], one.text, one.way) for one in reading.comments]
    return _encode([reading.is_configuration, reading.others, comments, *lists])


def reading_of(file: str, digest: str, kept: str) -> Reading:
    """Return the reading of which that was kept.

    Args:
        file: Its file.
        digest: The digest of the file's bytes.
        kept: What `kept` returned.

    Raises:
        OTHERWISE: It is none.
    """
    is_configuration, others, comments, *lists = json.loads(kept)
    made = {name: [_declared(file, *one) for one in own] for name, own in zip(_LISTS, lists, strict=True)}
    return Reading(
        file=file,
        digest=digest,
        others=[*map(intern, others)],
        findings=[],
        is_configuration=bool(is_configuration),
        comments=[_comment(file, *one) for one in comments],
        **made,
    )


def _comment(file: str, place: tuple[int, int, int, int], text: str, way: list[int] | None) -> Comment:
    return Comment(Region(file, *place), text, None if way is None else tuple(way))


def _kept(one: Declared) -> list[Any]:
    # What most elements do not have comes last, and only if there is any.
    values = [one.name, one.attributes, one.way, one.children, one.origin, one.xml, one.span]
    while not values[-1]:
        values.pop()
    return values


def _declared(
    file: str,
    name: str,
    attributes: dict[str, str],
    way: list[int],
    children: Iterable[list[Any]] = (),
    origin: str = "",
    xml: str = "",
    span: list[int] | None = None,
) -> Declared:
    if not (isinstance(xml, str) and way):
        raise TypeError
    return Declared(
        intern(name),
        _shared(attributes),
        tuple([child_of(child, tuple(said.items()), int(number)) for child, said, number in children]),
        file,
        tuple(map(int, way)) if way[1:] else way_to(int(way[0])),
        origin=intern(origin),
        xml=xml,
        span=Span(*map(int, span)) if span else None,
    )


def _shared(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes whose names and values are each one string, in however many elements they stand."""
    return {intern(name): intern(value) for name, value in attributes.items()}
