"""What is wrong with machines of which we have none."""

from __future__ import annotations

import re

from unscaffold.machine import Part, Wrong


def wrong(part: Part) -> list[Wrong]:
    """Return what is wrong with a part, with a number for all that a clock tells."""
    return [Wrong(one.name, re.sub(r"\d{4,} minutes", "N minutes", one.sentence)) for one in part.wrong]
