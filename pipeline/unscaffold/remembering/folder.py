"""The user's cache folder."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path | None:
    """Return the cache folder; None if nothing is to be remembered.

    `UNSCAFFOLD_CACHE` names it; `off`, or nothing, turns it off. Else it is where the system keeps what programs can
    do without, and there is none for a user without a home.
    """
    named = os.environ.get("UNSCAFFOLD_CACHE")
    if named is not None:
        return None if named in {"", "off"} else Path(named)  # an empty variable is none on Windows
    from platformdirs import user_cache_path  # noqa: PLC0415 - a run that is told the folder does not wait for it

    # Which of these platformdirs raises where the home is not known depends on the system.
    with suppress(RuntimeError, OSError, ValueError):
        folder = user_cache_path("unscaffold", appauthor=False)
        # An older platformdirs returns "~/.cache/…" where the home is not known, and takes a relative XDG_CACHE_HOME.
        return folder if folder.is_absolute() else None
    return None
