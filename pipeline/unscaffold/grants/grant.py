"""A grant: a permission that an entry of an access control rule gives to a profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.grants.filters import Filter, Scope, filters_of, in_words, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element

ALL_PROPERTIES = "all"
_RULE = "AccessControlRule"
_TRUE_BY_DEFAULT = ("IsPreCondition", "IsPostCondition", "Notify")


class Reach(NamedTuple):
    """How much of a permission is granted: what two grants of it have in common that are the same.

    `properties` are "all", the name of a property group in lower case, or empty; `conditions` are the attributes of
    the entry that restrict it in another way, where they have another value than their default.
    """

    can_execute: bool
    properties: str
    scope: Scope
    conditions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grant:
    """A permission, granted to a profile on the data of an entity type by an entry of a rule.

    `profile` and `entity_type` are spelt as they are declared, `permission` as it is written.
    """

    rule: Element
    entry: Element
    profile: str
    entity_type: str
    permission: str
    filters: tuple[Filter, ...]
    reach: Reach

    @property
    def has_full_access(self) -> bool:
        """Whether all properties may be read."""
        return self.reach.properties == ALL_PROPERTIES

    @property
    def property_group(self) -> str:
        """The property group whose properties may be read, or empty."""
        return self.entry.get("PropertyGroup")

    @property
    def restriction(self) -> str:
        """Its filters in words; empty where there are none."""
        return in_words(self.filters) if self.filters else ""


def grants_of(conf: Effective) -> list[Grant]:
    """Return what the rules of a configuration grant, in configuration order."""
    return [grant for rule in conf.of(_RULE) for grant in _of_rule(conf, rule)]


def is_complete(rule: Element) -> bool:
    """Return whether a rule stands for itself, and does not only say what is to become of one that is not there."""
    return not (rule.parts or [rule])[0].mode


def _of_rule(conf: Effective, rule: Element) -> Iterator[Grant]:
    profile = conf.spelling("Profile", rule.get("Profile"))
    entity_type = conf.spelling("EntityType", rule.get("EntityType"))
    filters = filters_of(rule)
    scope = scope_of(filters)
    for entry in rule.of("Entry"):
        permission = entry.get("Permission")
        if permission:
            yield Grant(rule, entry, profile, entity_type, permission, filters, _reach(entry, scope))


def _reach(entry: Element, scope: Scope) -> Reach:
    is_full = entry.is_true("FullAccessProperties")
    properties = (
        ALL_PROPERTIES if is_full else f"group {group.lower()}" if (group := entry.get("PropertyGroup")) else ""
    )
    false = [(name, "false") for name in _TRUE_BY_DEFAULT if name in entry.attributes and not entry.is_true(name)]
    priority = entry.get("Priority").strip()
    return Reach(
        entry.is_true("CanExecute"),
        properties,
        scope,
        (*false, *([("Priority", priority)] if priority not in {"", "0"} else [])),
    )
