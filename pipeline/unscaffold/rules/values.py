"""Values of attributes, read."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"\s*(-?[0-9]{1,18})\s*")  # 64 bits hold 18 digits


def whole_number(value: str) -> int | None:
    """Return a whole number of 64 bits that a value writes; None if it writes none."""
    found = _WHOLE.fullmatch(value)
    return int(found[1]) if found else None
