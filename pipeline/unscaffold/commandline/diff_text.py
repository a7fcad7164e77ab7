"""Differences for a terminal, as a plan: a symbol for what becomes of each thing, and counts at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.commandline.diff_counts import closing
from unscaffold.commandline.diff_lines import Line, of_element, of_profile
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.diffing import Diffed
    from unscaffold.formats import Look

_COLOURS = {"+": "green", "-": "red", "~": "yellow", ">": "cyan"}
_INDENT = "    "


def document(diffed: Diffed, look: Look) -> str:
    """Return the report."""
    return "".join(f"{line}\n" for line in (*_sections(diffed, look), printable(closing(diffed))))


def _sections(diffed: Diffed, look: Look) -> Iterator[str]:
    found = diffed.comparison
    for heading, elements in (
        ("jobs", found.jobs),
        ("access rules", found.access_rules),
        ("other elements", found.others),
    ):
        if elements:
            yield f"{heading}:"
            yield ""
            for one in elements:
                yield from _shown(of_element(one, diffed), look)
            yield ""
        if heading == "jobs" and found.called:
            yield "jobs that call a task that is different:"
            yield ""
            yield from (f"  {look.styled('~', 'yellow')} {printable(job)}" for job in found.called)
            yield ""
        if heading == "access rules" and found.rights:
            yield "rights:"
            yield ""
            for profile in found.rights:
                yield from _shown(of_profile(profile), look)
            yield ""


def _shown(lines: Iterable[Line], look: Look) -> Iterator[str]:
    for symbol, depth, text in lines:
        mark = look.styled(symbol, _COLOURS[symbol]) if symbol else " "
        yield f"  {_INDENT * depth}{mark} {printable(text)}"
