"""Where the stylesheets and their data files lie."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@cache
def xslt_folder() -> Path:
    """Return the folder of the stylesheets: inside the installed package, or beside it in a checkout."""
    from pathlib import Path  # noqa: PLC0415 - --help must not wait for it

    installed = Path(__file__).parents[1] / "xslt"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "xslt"
