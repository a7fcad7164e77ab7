"""What came of a comparison with an export, a line a scaffolding and one a difference, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.commandline.verify_words import heading, notes, sentence
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.formats import Look
    from unscaffold.verifying import Difference, Outcome, Verified

_COLOURS = {"equal": "green", "differs": "red", "missing": "red", "superfluous": "red", "failed": "red"}


def document(verified: Verified, look: Look, *, quiet: bool = False) -> str:
    """Return the report.

    Args:
        verified: What is reported; its places as they are to be shown.
        look: How it looks.
        quiet: Whether to leave out what is fine.
    """
    shown = [one for one in verified.outcomes if not (quiet and verified.is_fine(one))]
    lines = [line for one in shown for line in _of_outcome(verified, one, look)]
    lines += () if quiet else map(printable, notes(verified))
    return "".join(f"{line}\n" for line in lines)


def _of_outcome(verified: Verified, one: Outcome, look: Look) -> Iterator[str]:
    place = one.place or one.export_place
    colour = "yellow" if one.differences and verified.is_fine(one) else _COLOURS[one.status]
    status = look.styled(one.status, colour, bold=True)
    yield f"{printable(str(place))}: {status} {printable(heading(one))}"
    yield from (_of_difference(verified, each, look) for each in one.differences)


def _of_difference(verified: Verified, one: Difference, look: Look) -> str:
    accepted = one.kind in verified.accepted
    kind = look.styled(one.kind, "yellow" if accepted else "red")
    where = f" ({printable(str(one.export_place))})" if one.export_place else ""
    return f"  {kind}{' (accepted)' if accepted else ''}: {printable(sentence(one))}{where}"
