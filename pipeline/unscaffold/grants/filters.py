"""The filters of an access control rule: on which of an entity type's data it grants its permissions.

They are a union of groups, and all filters of a group must be met, as the vendor documents them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from unscaffold.effective import Element

# What a value may be compared to, by the attribute that says so: a value that is written there, or that of the
# current user.
_WRITTEN = {"Value": "value", "Dimension": "dimension"}
_OF_THE_USER = {
    "CurrentUser": "current user",
    "Category": "category",
    "CompositeRole": "composite role",
    "SingleRole": "single role",
    "ResourceType": "resource type",
}
_OPERATORS = {"": "=", "0": "=", "equals": "=", "1": "!=", "notequals": "!="}

# The filters of a rule, whatever their order and the names of their groups; empty for a rule that has none.
Scope = frozenset[frozenset[tuple[object, ...]]]


class Filter(NamedTuple):
    """One filter: what stands at `binding` is compared.

    `operator` is "=", "!=" or what is written and neither of them; `compared` has what it is compared to: "value" or
    "dimension" with what is written, or "current user" and the like with nothing.
    """

    binding: str
    operator: str
    compared: tuple[tuple[str, str], ...]
    group: str

    def __str__(self) -> str:
        to = " or ".join(
            f"{kind} '{value}'" if kind == "dimension" else f"'{value}'" if kind == "value" else kind
            for kind, value in self.compared
        )
        return f"{self.binding} {self.operator} {to or 'nothing'}"

    @property
    def key(self) -> tuple[object, ...]:
        """What two filters have in common that are met by the same data."""
        same = tuple((kind, value if kind == "value" else value.lower()) for kind, value in self.compared)
        return self.binding.lower(), self.operator, same


def filters_of(rule: Element) -> tuple[Filter, ...]:
    """Return the filters of a rule, in their order."""
    return tuple(_filter(one) for one in rule.of("Filter"))


def _filter(element: Element) -> Filter:
    operator = element.get("Operator").strip()
    written = [(kind, element.get(name)) for name, kind in _WRITTEN.items() if element.get(name)]
    of_the_user = [(kind, "") for name, kind in _OF_THE_USER.items() if element.is_true(name)]
    return Filter(
        element.get("Binding"),
        _OPERATORS.get(operator.lower(), operator),
        (*written, *of_the_user),
        element.get("Group"),
    )


def scope_of(filters: tuple[Filter, ...]) -> Scope:
    """Return what of the data filters leave, to be held against other filters."""
    return frozenset(frozenset(one.key for one in group) for group in _groups(filters))


def in_words(filters: tuple[Filter, ...]) -> str:
    """Return filters as a person reads them: `A = 'x' and B.Id = current user`."""
    groups = [" and ".join(map(str, group)) for group in _groups(filters)]
    return groups[0] if len(groups) == 1 else " or ".join(f"({group})" for group in groups)


def _groups(filters: tuple[Filter, ...]) -> list[list[Filter]]:
    groups: dict[str, list[Filter]] = {}
    for one in filters:
        groups.setdefault(one.group.lower(), []).append(one)
    return [*groups.values()]
