"""The breach of a rule: where it is caused, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from unscaffold.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.findings import Edit, Guess, Region


class Subject(Protocol):
    """What can break a rule: an element, a job or a step."""

    @property
    def generated(self) -> str:
        """The way to it by names and identifiers, if it is generated; else empty."""

    def region(self, attribute: str = "") -> Region:
        """Return the region that causes it, or one of its attributes."""


class Breach(NamedTuple):
    """A breach of a rule.

    `values` fill the braces of the rule's sentence; `severity` is empty, or another one than the rule's; `edit` is
    what mends it for certain, and a hint is made from the `guess`.
    """

    region: Region
    values: dict[str, str]
    related: tuple[Related, ...] = ()
    generated: str = ""
    severity: str = ""
    edit: Edit | None = None
    guess: Guess | None = None


def breach(
    subject: Subject,
    attribute: str = "",
    /,
    *,
    severity: str = "",
    edit: Edit | None = None,
    guess: Guess | None = None,
    related: Iterable[tuple[str, Subject | Region]] = (),
    **values: object,
) -> Breach:
    """Return a breach.

    Args:
        subject: What breaks the rule.
        attribute: Which of its attributes does; empty for all of it. If it has none so called, all of it is meant.
        severity: Another severity than the rule's.
        edit: What mends it for certain.
        guess: What a hint is to be made from.
        related: Further subjects or regions that it is about, each with what it is to it: a name in the rule's
            sentence, where the place shall stand, or words, which are put behind the sentence.
        values: What fills the braces of the rule's sentence.
    """
    further = (Related(role, _region(other)) for role, other in related)
    return Breach(
        subject.region(attribute),
        {name.replace("_", "-"): str(value) for name, value in values.items()},
        tuple(further),
        subject.generated,
        severity,
        edit,
        guess,
    )


def _region(other: Subject | Region) -> Region:
    return other if isinstance(other, tuple) else other.region()


def listed(names: Iterable[str], most: int = 3) -> str:
    """Return names for a sentence: 'A', 'B', 'C' (and 2 more).

    Args:
        names: The names, of which each is told once.
        most: How many are told.
    """
    distinct = list(dict.fromkeys(names))
    more = f" (and {len(distinct) - most} more)" if len(distinct) > most else ""
    return ", ".join(f"'{name}'" for name in distinct[:most]) + more
