"""What others wrote, as a line of a label."""

from __future__ import annotations

from unscaffold.process import printable

_LONGEST = 120  # characters of a line: nobody reads more in a diagram, and no name may make it too large


def shown(text: str) -> str:
    """Return text as one line that only shows, cut in its middle where it is long: the end tells more."""
    whole = printable(text)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST // 3]}…{whole[1 - _LONGEST * 2 // 3 :]}"
