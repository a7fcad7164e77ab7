"""The page of a fleet, made of the same parts as that of a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.reporting.fleet import STATUSES
from unscaffold.reporting.page import rendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unscaffold.reporting.fleet import Fleet, Row
    from unscaffold.reporting.fleet_rights import Shared

# How much a page tells at most: what is left out is counted there, and all of it is in the JSON lines.
MOST_REPOSITORIES = 5_000
MOST_RULES = 1_000
MOST_RIGHTS = 5_000
MOST_DRIFTED = 1_000
MOST_FINDINGS = 20  # of a repository that drifted
MOST_CODES = 6  # of a repository


class Cut(NamedTuple):
    """The first of some things, and how many more there are."""

    shown: Sequence[Any]
    more: int


class Profile(NamedTuple):
    """A profile, and its permissions across repositories."""

    name: str
    rights: list[Shared]


def page_of_fleet(fleet: Fleet, version: str, time: str) -> bytes:
    """Return a fleet as a page, in UTF-8; the same outcomes give the same bytes. `require` comes first.

    Args:
        fleet: The fleet.
        version: That of the program.
        time: What stands in the page as the time at which it was made; empty for none.
    """
    rights = cut(fleet.rights, MOST_RIGHTS)
    return rendered(
        "fleet.html",
        ("page.css", "fleet.css"),
        "fleet.js",
        fleet=fleet,
        version=version,
        time=time,
        rows=cut(by_findings(fleet.rows), MOST_REPOSITORIES),
        rules=cut(fleet.rules, MOST_RULES),
        profiles=[*_profiles(fleet.rights[:MOST_RIGHTS])],
        more_rights=rights.more,
        drifted=cut([row for row in fleet.rows if row.drift.is_any], MOST_DRIFTED),
        ran=len(fleet.rows) - fleet.count("failed"),
        cut=cut,
        codes=_codes,
        most=MOST_FINDINGS,
    )


def by_findings(rows: Iterable[Row]) -> list[Row]:
    """Return repositories by what is found in them: first what could not run, then by errors and warnings."""
    return sorted(
        rows,
        key=lambda row: (
            -STATUSES.index(row.status),
            -row.numbers["errors"],
            -row.numbers["warnings"],
            -row.numbers.get("differences", 0),
            row.name,
        ),
    )


def cut(some: Sequence[Any], most: int) -> Cut:
    """Return the first of some things, at most so many."""
    return Cut(some[:most], max(0, len(some) - most))


def _codes(row: Row) -> Cut:
    """Return the rules that are broken most often in a repository."""
    return cut(sorted(row.rules.items(), key=lambda item: (-item[1], item[0])), MOST_CODES)


def _profiles(rights: Iterable[Shared]) -> Iterator[Profile]:
    """Yield profiles with their permissions, which are by profile."""
    profile: Profile | None = None
    for one in rights:
        if profile is None or profile.name.lower() != one.profile.lower():
            if profile:
                yield profile
            profile = Profile(one.profile, [])
        profile.rights.append(one)
    if profile:
        yield profile
