"""In what two configurations differ, and what came of each scaffolding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from unscaffold.options import DIFFERENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.findings import Region
    from unscaffold.options import DifferenceClass

Status = Literal["equal", "differs", "missing", "superfluous", "failed"]
STATUSES: tuple[str, ...] = get_args(Status)

# Attributes with their values, as they are written.
Said = tuple[tuple[str, str], ...]


class Difference(NamedTuple):
    """A difference.

    Attributes:
        kind: Its class: what is "missing" is in the export only, what is "superfluous" in what was expanded only.
        element: The name of the element that differs; `identifier`, and `job` of what stands in one, say which.
        child: The name of the element in it that differs; empty if it is itself what differs.
        here: What it says as it was expanded; None if it is not there. What is missing, and is there all the same, is
            in the export once more, and says something else.
        there: What it says in the export; None if it is not there.
        inside: Of a job that is missing or superfluous as a whole, how many tasks are so with it.
        place: What causes it in the configuration; None if nothing there does.
        export_place: Where it stands in the export; None if it does not.
    """

    kind: DifferenceClass
    element: str
    identifier: str
    job: str = ""
    child: str = ""
    here: Said | None = None
    there: Said | None = None
    inside: int = 0
    place: Region | None = None
    export_place: Region | None = None


class Outcome(NamedTuple):
    """What came of comparing what a scaffolding generates.

    `scaffolding` is its name, empty where it is not known which one generates something that is missing; `subject`
    what it is for; `place` where it stands; None if the configuration has it not: then `export_place` is where what
    it generates begins. `elements` is how many were compared.
    """

    scaffolding: str
    subject: Said
    status: Status
    elements: int
    differences: tuple[Difference, ...]
    place: Region | None = None
    export_place: Region | None = None


class Verified(NamedTuple):
    """What came of comparing a configuration, expanded, with an export.

    `target` is the version for which it was expanded, and `likely` are those that fit the export best: none, if
    nothing that is in both depends on the version. `has_old_identifiers` says whether the export names tasks as an
    old version of the product does. `uncompared` counts elements of the export of kinds that nothing here generates,
    by their names, and `unexpanded` its scaffoldings, which tell nothing.
    """

    outcomes: tuple[Outcome, ...]
    target: str
    likely: tuple[str, ...]
    has_old_identifiers: bool
    accepted: frozenset[str]
    uncompared: Mapping[str, int]
    unexpanded: int

    @property
    def counts(self) -> dict[str, int]:
        """How many scaffoldings there are of each status."""
        return {status: sum(one.status == status for one in self.outcomes) for status in STATUSES}

    @property
    def classes(self) -> dict[str, int]:
        """How many differences there are of each class."""
        found = Counter[str](difference.kind for one in self.outcomes for difference in one.differences)
        return {kind: found[kind] for kind in DIFFERENCES}

    def refused(self, outcome: Outcome) -> list[Difference]:
        """Return the differences of a scaffolding that are not accepted."""
        return [one for one in outcome.differences if one.kind not in self.accepted]

    def is_fine(self, outcome: Outcome) -> bool:
        """Return whether a scaffolding was compared, and all its differences are accepted."""
        return outcome.status != "failed" and not self.refused(outcome)

    @property
    def failed(self) -> bool:
        """Whether anything is not as the export has it, nor accepted."""
        return not all(map(self.is_fine, self.outcomes))
