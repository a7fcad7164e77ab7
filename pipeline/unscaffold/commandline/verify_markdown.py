"""What came of a comparison with an export as a comment in Markdown: a table of counts, then what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.commandline.verify_words import heading, notes, sentence
from unscaffold.formats import code, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.verifying import Outcome, Verified

_MARK = "<!-- unscaffold verify -->\n"  # by which a later run finds the comment to replace


def document(verified: Verified) -> str:
    """Return the comment; what does not fit into one is counted in its last line."""
    head = [_MARK, f"## unscaffold verify: {'failed' if verified.failed else 'passed'}\n", *_table(verified)]
    head += [f"\n- {code(note)}" for note in notes(verified)]
    pieces = [
        piece
        for one in verified.outcomes
        if one.differences or one.status == "failed"
        for piece in _pieces(verified, one)
    ]
    return fitted([*head, "\n"], pieces)


def _table(verified: Verified) -> Iterator[str]:
    counts = {name: number for name, number in verified.counts.items() if number} or {"equal": 0}
    yield f"\n| {' | '.join(counts)} |\n|{'---|' * len(counts)}\n| {' | '.join(map(str, counts.values()))} |\n"


def _pieces(verified: Verified, one: Outcome) -> Iterator[tuple[str, int]]:
    """Yield the pieces of the comment for a scaffolding, each with the number of differences in it."""
    place = one.place or one.export_place
    title = f"\n### {one.status}: {code(heading(one))}\n\n{code(str(place))}\n\n"
    if not one.differences:
        yield title, 1
    for each in one.differences:
        accepted = ", accepted" if each.kind in verified.accepted else ""
        where = f" ({code(str(each.export_place))})" if each.export_place else ""
        yield f"{title}- **{each.kind}**{accepted}: {code(sentence(each))}{where}\n", 1
        title = ""
