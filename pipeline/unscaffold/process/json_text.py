"""JSON that does nothing but show where it is printed."""

from __future__ import annotations

import re

from unscaffold.process.printing import is_seen

_COMMAND = r"#(?=#\w*\[)"  # what begins a command of a CI system
_NOT_ASCII = r"[^\x00-\x7e]"  # but for the one that json does not escape


def json_text(value: object, indent: int | None = 2) -> str:
    """Return a value as JSON, with escapes for all that is not seen, and for what a CI system would obey.

    Args:
        value: What JSON can have.
        indent: By how many spaces each level is indented; None for all in one line.
    """
    import json  # noqa: PLC0415 - most commands print none

    text = re.sub(_COMMAND, r"\\u0023", json.dumps(value, ensure_ascii=False, indent=indent))
    return re.sub(_NOT_ASCII, lambda found: found[0] if is_seen(found[0]) else _escaped(found[0]), text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
