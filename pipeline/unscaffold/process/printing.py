"""What may be printed of what others wrote: a name can hold what a terminal or a CI system obeys."""

from __future__ import annotations

import re
from unicodedata import category

# They join letters or keep them apart, in names of many languages, and do nothing but that.
_JOINERS = "\u200c\u200d"
# What CI systems take for commands. GitHub obeys `::` at the start of a line; GitHub, Azure Pipelines and TeamCity
# obey `##[`, `##vso[` and `##teamcity[` anywhere in it.
_COMMANDS = ((r"^(\s*):(?=:)", r"\1\\x3a"), (r"#(?=#\w*\[)", r"\\x23"))


def printable(text: str, kept: str = "") -> str:
    r"""Return text as one line that does nothing but show.

    What is not seen, such as controls, line ends, marks of direction and surrogates, is written as Python does:
    `\x1b`, `\n`, `\u202e`; so is a colon or a hash that begins a command of a CI system. Backslashes stay.

    Args:
        text: What is to be printed in a line of its own, or within one.
        kept: Further characters to leave as they are.
    """
    if not text.isprintable():
        text = "".join(c if c in kept or is_seen(c) else _escaped(c) for c in text)
    for command, escaped in _COMMANDS if "::" in text or "##" in text else ():
        text = re.sub(command, escaped, text)
    return text


def is_seen(character: str) -> bool:
    """Return whether a character shows, be it as a space, or shapes its neighbours."""
    return character.isprintable() or character in _JOINERS or category(character) == "Zs"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
