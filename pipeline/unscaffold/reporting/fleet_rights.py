"""The rights in an outcome of a fleet, and across repositories: which profile has which permission in how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.fleets import Outcome

NAMED = 3  # repositories that are named where a permission is granted in so few


class FleetRight(NamedTuple):
    """A right: who may do what, on which data, and on what condition; `how` is empty if there is none."""

    profile: str
    permission: str
    entity_type: str
    how: str


class Shared(NamedTuple):
    """A permission of a profile across repositories.

    `repositories` is in how many it is granted, `unrestricted` in how many of them without a filter; `names` are
    those repositories, if they are few, else none.
    """

    profile: str
    permission: str
    repositories: int
    unrestricted: int
    names: tuple[str, ...]


def rights_of_outcome(outcome: Outcome) -> list[FleetRight]:
    """Return the rights that an outcome of `rights` has, each once, in order."""
    return sorted({_right(one) for one in _grants(outcome)})


def _grants(outcome: Outcome) -> list[dict[str, Any]]:
    document = outcome.document
    return document.get("grants", []) if isinstance(document, dict) else []


def _right(one: dict[str, Any]) -> FleetRight:
    return FleetRight(one["profile"], one["permission"], one["entity_type"] or "", "; ".join(_how(one)))


def _how(one: dict[str, Any]) -> Iterator[str]:
    if not one["can_execute"]:
        yield "lets nothing be executed"
    if one["full_access_properties"]:
        yield "full access to properties"
    if one["property_group"]:
        yield f"property group {one['property_group']}"
    for name, value in sorted(one["conditions"].items()):
        yield f"{name} {value}"
    for filter_ in one["filters"]:
        compared = (
            f"{name} {value}" if value is not True else name for name, value in filter_["compared_to"].items()
        )
        yield " ".join(("where", filter_["binding"], filter_["operator"], *compared))


class SharedRights:
    """Counts the permissions of profiles across repositories; names are the same in any case."""

    def __init__(self) -> None:
        self._spelt: dict[tuple[str, str], tuple[str, str]] = {}
        self._free: dict[tuple[str, str], int] = {}
        self._count: dict[tuple[str, str], int] = {}
        self._names: dict[tuple[str, str], list[str]] = {}

    def add(self, name: str, outcome: Outcome) -> None:
        """Count those of a repository."""
        own: dict[tuple[str, str], bool] = {}
        for one in _grants(outcome):
            if one["can_execute"]:
                spelt = (one["profile"], one["permission"])
                key = (spelt[0].lower(), spelt[1].lower())
                self._spelt[key] = min(spelt, self._spelt.get(key, spelt))
                own[key] = own.get(key, False) or not one["filters"]
        for key, is_free in own.items():
            self._count[key] = self._count.get(key, 0) + 1
            self._free[key] = self._free.get(key, 0) + is_free
            names = self._names.setdefault(key, [])
            if len(names) <= NAMED:
                names.append(name)

    def counted(self) -> Iterable[Shared]:
        """Yield the permissions by profile; of each, those that most repositories grant first."""
        for key in sorted(self._count, key=lambda key: (key[0], -self._count[key], key[1])):
            names = self._names[key]
            few = tuple(sorted(names)) if len(names) <= NAMED else ()
            yield Shared(*self._spelt[key], self._count[key], self._free[key], few)
