"""How a report looks to people: in which colours, and how wide."""

from __future__ import annotations

from typing import NamedTuple

_COLOURS = {"red": 31, "green": 32, "yellow": 33, "blue": 34, "cyan": 36}
OF_SEVERITY = {"error": "red", "warning": "yellow", "info": "blue", "note": "cyan"}


class Look(NamedTuple):
    """How a report looks: whether in colour, and how many columns of a terminal it may take."""

    colour: bool = False
    width: int = 120

    def styled(self, text: str, colour: str, *, bold: bool = False) -> str:
        """Return text with the codes that terminals take for a colour; as it is, if it is empty or has none."""
        if not (self.colour and text):
            return text
        return f"\x1b[{_COLOURS[colour]}m{chr(27) + '[1m' if bold else ''}{text}\x1b[0m"
