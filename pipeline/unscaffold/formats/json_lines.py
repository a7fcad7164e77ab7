"""A finding a line, as JSON: what the one document has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.formats.json_document import finding
from unscaffold.process import json_text

if TYPE_CHECKING:
    from unscaffold.formats.reported import Reported


def render(reported: Reported) -> str:
    """Return the lines."""
    return "".join(f"{json_text(finding(one), None)}\n" for one in reported.results)
