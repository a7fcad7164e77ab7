"""Text that has to fit where the font of whoever reads is not known."""

from __future__ import annotations

from unicodedata import east_asian_width

from unscaffold.process import printable

_WIDE, _NARROW = "MW@%mw", "Iijlt.,:;|'!f[]()"
_ELLIPSIS = "…"
_FROM_THE_START = 0.4  # of what is left, for identifiers differ at their ends


def fitted(text: str, room: float) -> str:
    """Return text that is printable and no wider than some letters, shortened in the middle.

    Args:
        text: The text.
        room: How many letters of a usual width have room.
    """
    text = printable(text)
    if width(text) <= room:
        return text
    start = _taken(text, (room - 1) * _FROM_THE_START)
    return f"{start}{_ELLIPSIS}{_taken(text[len(start) :][::-1], room - 1 - width(start))[::-1]}"


def width(text: str) -> float:
    """Return how many letters of a usual width are as wide as a text."""
    return sum(map(_width, text))


def _taken(text: str, room: float) -> str:
    for number, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            return text[:number]
    return text


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.6
    return 2.0 if east_asian_width(letter) in "WF" else 1.3 if letter in _WIDE else 1.0
