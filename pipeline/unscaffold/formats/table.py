"""The table of formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from unscaffold.formats.reported import Reported

# By what a user calls them, the modules that make them: only that of the one that is asked for is imported.
FORMATS = {
    "text": "text",
    "full": "full",
    "json": "json_document",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "azure": "azure",
    "junit": "junit",
    "markdown": "markdown",
}
FOR_PEOPLE = ("text", "full")


def render(name: str, reported: Reported) -> str:
    """Return what is reported in a format, by its name."""
    module = import_module(f"unscaffold.formats.{FORMATS[name]}")
    rendered: Callable[[Reported], str] = module.render
    return rendered(reported)
