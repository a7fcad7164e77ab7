"""How many processes a run works in, if nobody says."""

from __future__ import annotations

import os

_FED = 4  # processes that one can keep busy: it asks for a document in 0.2 ms, they generate from it in 0.85 ms


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes_that_pay() -> int:
    """Return in how many processes to work, this one included."""
    # One for each core besides this process: while it waits for Saxon, it has little to do.
    fed = min(cores(), _FED)
    return fed + 1 if fed > 1 else 1
