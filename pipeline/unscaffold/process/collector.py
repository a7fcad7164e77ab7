"""Python's collector of reference cycles, in the processes that are ours."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Look for cycles a hundredth as often as Python does by default.

    A run makes hundreds of thousands of objects that stay and hardly any cycles: to look through all of them again
    and again took half of the time of reading 20,000 files.
    """
    gc.set_threshold(70_000, 50, 50)
