"""Findings with the lines of the file, as compilers show them: underlined, with what is related and what mends it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from unscaffold.formats.look import OF_SEVERITY
from unscaffold.formats.snippet import Row, edited, underlined
from unscaffold.formats.source import has, lines_of, sources
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from unscaffold.findings import Edit, Finding, Region
    from unscaffold.formats.look import Look
    from unscaffold.formats.reported import Reported

_NARROWEST = 40  # cells for a line of a file, on however narrow a terminal
_COLOURS = {"-": "red", "+": "green"}


def render(reported: Reported) -> str:
    """Return the findings, each a block of lines, with an empty line between them."""
    shown = _shown(reported)
    blocks = ("\n".join(_Block(one.finding, shown, reported.look).rows()) for one in reported.results)
    return "".join(f"{block}\n\n" for block in blocks)


def _shown(reported: Reported) -> Callable[[Region], Sequence[str]]:
    """Return what returns the lines of a region's file; none, if it is not there, or a secret stands there."""
    lines, secret = sources(reported.root), lines_of(reported.secrets)

    def shown(region: Region) -> Sequence[str]:
        found = lines(region.file)
        is_secret = not secret[region.file].isdisjoint(range(region.line, region.end_line + 1))
        return found if has(found, region) and not is_secret else ()

    return shown


def _shown_to_nobody(_region: Region) -> Sequence[str]:
    return ()


class _Block:
    """What is shown of one finding."""

    def __init__(self, found: Finding, shown: Callable[[Region], Sequence[str]], look: Look) -> None:
        self._found, self._look = found, look
        self._shown = shown if not found.rule.is_secret else _shown_to_nobody
        self._colour = OF_SEVERITY[found.severity]
        self._margin = len(str(max(region.end_line for region in found.regions)))
        self._width = max(_NARROWEST, look.width - self._margin - len(" | "))

    def rows(self) -> Iterator[str]:
        found = self._found
        severity = self._look.styled(f"{found.severity}[{printable(found.code)}]", self._colour, bold=True)
        yield f"{severity} {printable(found.sentence)}"
        yield from self._place(found.region, "^", self._colour)
        for role, region in found.related:
            # What the sentence names needs no word; what it does not, follows it.
            label = "" if role in found.rule.names else printable(role)
            yield from self._place(region, "-", "blue", label)
        yield from self._notes()

    def _place(self, region: Region, mark: str, colour: str, label: str = "") -> Iterator[str]:
        said = f": {label}" if label else ""
        yield f"{' ' * self._margin}{self._ours('-->')} {printable(str(region))}{said}"
        lines = self._shown(region)
        if lines:
            yield self._row(Row("|", 0), colour)
            for row in underlined(lines, region, mark, self._width):
                yield self._row(row, colour)

    def _notes(self) -> Iterator[str]:
        found = self._found
        notes = [("why", found.rule.reason), ("generated", found.generated)]
        if found.meant:
            notes.append(("help", f"did you mean '{found.meant}'?"))
        if any(text for _, text in notes) or found.edit:
            yield self._row(Row("|", 0), "blue")
        for name, text in notes:
            if text:
                yield from self._note(name, text)
        if found.edit:
            yield from self._suggestion(found.edit)

    def _note(self, name: str, text: str) -> Iterator[str]:
        start = f"{' ' * self._margin} {self._ours('=')} {name}: "
        indent = " " * (self._margin + len(f" = {name}: "))
        room = max(_NARROWEST, self._look.width - len(indent))
        first, *rest = wrap(printable(text), room, break_on_hyphens=False) or [""]
        yield f"{start}{first}"
        yield from (f"{indent}{line}" for line in rest)

    def _suggestion(self, edit: Edit) -> Iterator[str]:
        what = "write it so" if edit.text else "remove it"
        yield from self._note("help", what)
        lines = self._shown(edit.region)
        if lines:
            for row in edited(lines, edit, self._width):
                yield self._row(row, _COLOURS[row.kind])

    def _row(self, row: Row, colour: str) -> str:
        """Return a row behind its margin, in which stands the number of a line, or nothing."""
        if row.kind == ".":
            return self._ours("...")
        numbered = row.kind in " -+"
        number = f"{row.number if numbered else '':>{self._margin}}"
        if row.kind in _COLOURS:
            return f"{self._ours(number)} {self._look.styled(f'{row.kind} {row.text}', colour)}"
        text = self._look.styled(row.text, colour, bold=True) if row.kind == "^" else row.text
        return f"{self._ours(f'{number} |')} {text}".rstrip()

    def _ours(self, text: str) -> str:
        return self._look.styled(text, "blue", bold=True)
