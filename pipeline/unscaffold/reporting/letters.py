"""How wide text is where the font of whoever reads is not known."""

from __future__ import annotations

from unicodedata import east_asian_width

USUAL = 10  # the width of most letters
_WIDE, _NARROW = "MW@%mw", "Iijlt.,:;|'!f[]()"


def width_of(text: str) -> int:
    """Return how wide a text is, where a letter is as wide as `USUAL`, by and large."""
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if letter in _NARROW:
        return 6
    return 20 if east_asian_width(letter) in "WF" else 13 if letter in _WIDE else USUAL
