"""Which grants somebody wants to see: patterns of profiles, permissions and entity types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import translate
from typing import TYPE_CHECKING

from unscaffold.grants.paths import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unscaffold.grants.grant import Grant
    from unscaffold.grants.scaffoldings import Unknown

    Test = Callable[[str], bool]

_WILD = re.compile(r"[*?]")


@dataclass(frozen=True)
class Wanted:
    """Patterns, of which one must fit; all is wanted where there are none.

    `*` stands for any characters, slashes among them, and `?` for one. Case does not matter. A permission without
    either finds those above it, too, which can include it.
    """

    profiles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    entity_types: tuple[str, ...] = ()

    def of(self, grants: Iterable[Grant]) -> list[Grant]:
        """Return the grants that are wanted."""
        profile, permission, entity_type = (
            _named(self.profiles),
            _permitting(self.permissions),
            _named(self.entity_types),
        )
        return [
            one
            for one in grants
            if profile(one.profile) and permission(one.permission) and entity_type(one.entity_type)
        ]

    def of_unknown(self, scaffoldings: Iterable[Unknown]) -> list[Unknown]:
        """Return the scaffoldings that may grant what is wanted."""
        profile = _named(self.profiles)
        return [one for one in scaffoldings if not one.profile or profile(one.profile)]


EVERYTHING = Wanted()


def _named(patterns: Iterable[str]) -> Test:
    return _cached([_matching(pattern) for pattern in patterns])


def _permitting(patterns: Iterable[str]) -> Test:
    return _cached([_matching(one) if _WILD.search(one) else _including(one) for one in patterns])


def _cached(tests: list[Test]) -> Test:
    known: dict[str, bool] = {}

    def test(value: str) -> bool:
        if value not in known:
            known[value] = not tests or any(one(value) for one in tests)
        return known[value]

    return test


def _matching(pattern: str) -> Test:
    fits = re.compile(translate(pattern.lower().replace("[", "[[]"))).match
    return lambda value: bool(fits(value.lower()))


def _including(permission: str) -> Test:
    parts = parts_of(permission)

    def test(value: str) -> bool:
        above = parts_of(value)
        return parts[: len(above)] == above

    return test
