"""Text that has to fit, by whatever measure there is of its characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ELLIPSIS = "…"


def shortened(text: str, room: int, width: Callable[[str], int]) -> str:
    """Return text cut in its middle, where it is wider than that: the end of an identifier tells more than its start.

    Args:
        text: What is printable.
        room: How wide it may be: as an ellipsis at least.
        width: Tells how wide a text is: as all of its characters together.
    """
    if width(text) <= room:
        return text
    room -= width(_ELLIPSIS)
    start = beginning(text, room // 3, width)
    end = beginning(text[len(start) :][::-1], room - width(start), width)
    return f"{start}{_ELLIPSIS}{end[::-1]}"


def beginning(text: str, room: int, width: Callable[[str], int]) -> str:
    """Return as much of the start of a text as fits; the arguments are those of `shortened`."""
    for number, character in enumerate(text):
        room -= width(character)
        if room < 0:
            return text[:number]
    return text
