"""What is explained as Markdown; what others wrote stands between backticks, where it is no markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.formats import code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unscaffold.commandline.explain_blocks import Block, Reason

_OURS = "docs/fidelity.md"
_INDENTATION = "  "


def lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of blocks, each a section."""
    for number, block in enumerate(blocks):
        yield from [""] if number else []
        yield f"## {', '.join(map(code, block.titles))}"
        yield ""
        yield from [code(block.note), ""] if block.note else []
        yield from _reasons(block.reasons, "")
        yield from _inner(block.blocks, "")


def _inner(blocks: Iterable[Block], indentation: str) -> Iterator[str]:
    for block in blocks:
        yield f"{indentation}- {', '.join(f'**{code(title)}**' for title in block.titles)}"
        yield from _reasons(block.reasons, indentation + _INDENTATION)
        yield from _inner(block.blocks, indentation + _INDENTATION)


def _reasons(reasons: Iterable[Reason], indentation: str) -> Iterator[str]:
    for reason in reasons:
        page = f", {code(reason.page)}" if reason.page else ""
        own = f"{_OURS}#{reason.anchor}" if reason.anchor else _OURS
        sentence = reason.sentence if reason.is_ours else code(reason.sentence)
        yield f"{indentation}- {sentence} ([{reason.grade}]({own}){page})"
        for element, place in reason.decided_by:
            yield f"{indentation}{_INDENTATION}- {code(element)}, {code(place)}"
        yield from [f"{indentation}{_INDENTATION}- and {reason.more} more"] if reason.more else []
