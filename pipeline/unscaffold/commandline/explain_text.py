"""What is explained as text for a terminal."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unscaffold.commandline.explain_blocks import Block, Reason
    from unscaffold.formats import Look

_GRADES = {"documented": "green", "inferred": "yellow", "ours": "blue"}
_OURS = "docs/fidelity.md"
_INDENTATION = "  "
_NO_BREAK = "\0"  # a space at which no line ends; nothing that is printable has it
_NARROWEST = 20  # characters of a line


class Text:
    """The lines of blocks.

    Args:
        look: How they look: in which colours.
        width: The characters of a line; None for any number.
    """

    def __init__(self, look: Look, width: int | None) -> None:
        self._look, self._width = look, width
        self._pages: dict[tuple[str, str, str], int] = {}

    def lines(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield the lines, at last the pages of the rules."""
        for number, block in enumerate(blocks):
            yield from [""] if number else []
            yield from self._titled(block.titles, "", bold=True)
            yield from self._wrapped(printable(block.note), "") if block.note else ()
            yield from self._reasons(block.reasons, _INDENTATION)
            yield from self._inner(block.blocks, "")
        yield from [""] if self._pages else []
        for (grade, page, anchor), number in self._pages.items():
            yield f"[{number}] {printable(_page(grade, page, anchor))}"

    def _inner(self, blocks: Iterable[Block], indentation: str) -> Iterator[str]:
        for block in blocks:
            yield from self._titled(block.titles, indentation + _INDENTATION)
            yield from self._reasons(block.reasons, indentation + _INDENTATION * 2)
            yield from self._inner(block.blocks, indentation + _INDENTATION)

    def _titled(self, titles: Iterable[str], indentation: str, *, bold: bool = False) -> Iterator[str]:
        for line in (line for title in titles for line in self._wrapped(printable(title), indentation)):
            yield self._look.styled(line, "cyan", bold=bold)

    def _reasons(self, reasons: Iterable[Reason], indentation: str) -> Iterator[str]:
        for reason in reasons:
            key = reason.grade, reason.page, reason.anchor
            number = self._pages.setdefault(key, len(self._pages) + 1)
            grade = f"[{reason.grade}{_NO_BREAK}{number}]"
            *first, last = self._wrapped(f"{printable(reason.sentence)} {grade}", indentation)
            yield from first
            styled = self._look.styled(grade.replace(_NO_BREAK, " "), _GRADES.get(reason.grade, "cyan"))
            yield last.removesuffix(grade) + styled
            for element, place in reason.decided_by:
                yield f"{indentation}{_INDENTATION}{printable(element)}, {printable(place)}"
            if reason.more:
                yield f"{indentation}{_INDENTATION}and {reason.more} more"

    def _wrapped(self, text: str, indentation: str) -> list[str]:
        if self._width is None:
            return [f"{indentation}{text}"]
        lines = wrap(
            text,
            max(self._width, _NARROWEST),
            initial_indent=indentation,
            subsequent_indent=indentation,
            break_on_hyphens=False,
            break_long_words=False,
        )
        return [printable(line, kept=_NO_BREAK) for line in lines]  # what begins a line may be a command there


def _page(grade: str, page: str, anchor: str) -> str:
    vendor = f"the vendor's page {page}" if page else ""
    own = f"{_OURS}#{anchor}" if anchor else _OURS
    return f"{grade}: {', '.join(filter(None, [vendor, own]))}"
