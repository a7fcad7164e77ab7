"""Where a grant comes from: a rule written by hand, or a scaffolding, and how certain it is then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import marked
from unscaffold.grants.grades import grade_of

if TYPE_CHECKING:
    from unscaffold.findings import Region
    from unscaffold.grants.grant import Grant

_BY_HAND = "hand-written"
_OF_CONTEXT = "context"


class Origin(NamedTuple):
    """Where a grant comes from.

    `region` is that of the rule as it is written, of the scaffolding that generates it, or of the element by which it
    was merged into a rule, to be located before it is shown. `scaffolding` names what generates it, or is empty.
    `grade` is "hand-written", "context" for what stands in a context folder, or tells how certain it is that the
    scaffolding generates it: "documented", "inferred", "guess", or empty where nobody knows.
    """

    region: Region
    scaffolding: str
    grade: str


def origin_of(grant: Grant) -> Origin:
    """Return where a grant comes from."""
    made_by, entry = grant.rule.scaffolding, grant.entry
    if made_by is None:
        grade = _OF_CONTEXT if grant.rule.is_context else _BY_HAND
        return Origin(marked(entry.file, entry.way[:1]), "", grade)
    caused = entry.region()
    assert caused.mark
    if (caused.file, caused.mark.way[:1]) == (made_by.file, made_by.way[:1]):
        return Origin(made_by.region(), made_by.name, grade_of(grant.rule))
    return Origin(marked(caused.file, caused.mark.way[:1]), "", _BY_HAND)
