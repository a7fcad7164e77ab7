"""Grants that say nothing new: they repeat another one, or another one already includes them.

That a permission includes those below it is what the vendor writes of them: they are like the folders of a file
system, and can be inherited. What a grant must have besides to include another one is ours: the same profile and
entity type, at least the same rights, and no filters or the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from unscaffold.grants.grant import ALL_PROPERTIES, Grant, Reach
from unscaffold.grants.paths import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unscaffold.effective import Effective


@dataclass(slots=True)
class _Node:
    """A permission in the tree of those of a profile and an entity type, with the first grant of each reach."""

    below: dict[str, _Node] = field(default_factory=dict)
    grants: dict[Reach, Grant] = field(default_factory=dict)
    inherits_nothing: bool = False

    def at(self, parts: Iterable[str]) -> _Node:
        """Return the node of a path below this one, which is made if it is not there."""
        node = self
        for part in parts:
            if part not in node.below:
                node.below[part] = _Node()
            node = node.below[part]
        return node


class Marks:
    """The grants that repeat another one, and those that another one includes.

    Args:
        grants: The grants of a configuration.
        blocked: The permissions that neither inherit nor are inherited, by their parts.
    """

    def __init__(self, grants: Iterable[Grant], blocked: Iterable[Sequence[str]] = ()) -> None:
        self._repeated: dict[int, Grant] = {}
        self._included: dict[int, Grant] = {}
        self._blocked = _Node()
        for parts in blocked:
            self._blocked.at(parts).inherits_nothing = True
        self._mark([*grants])

    def repeated_by(self, grant: Grant) -> Grant | None:
        """Return the grant that says the same and is generated, or stands before it; None if there is none."""
        return self._repeated.get(id(grant))

    def included_in(self, grant: Grant) -> Grant | None:
        """Return a grant that includes it and is not the same; None if there is none, and of what is a repetition."""
        return self._included.get(id(grant))

    def _mark(self, grants: list[Grant]) -> None:
        trees: dict[tuple[str, str], _Node] = {}
        once: list[tuple[Grant, _Node]] = []
        for grant in sorted(grants, key=lambda grant: grant.rule.scaffolding is None):
            tree = trees.setdefault((grant.profile.lower(), grant.entity_type.lower()), _Node())
            first = tree.at(parts_of(grant.permission)).grants.setdefault(grant.reach, grant)
            if first is grant:
                once.append((grant, tree))
            else:
                self._repeated[id(grant)] = first
        for grant, tree in once:
            wider = self._wider(grant, tree)
            if wider:
                self._included[id(grant)] = wider

    def _wider(self, grant: Grant, tree: _Node) -> Grant | None:
        """Return a grant that includes another one: that of the uppermost permission that is inherited."""
        reaches = _wider(grant.reach)
        node, blocked, found = tree, self._blocked, None
        for part in parts_of(grant.permission):
            found = None if blocked.inherits_nothing else found or _first(node, reaches)
            node, blocked = node.below[part], blocked.below.get(part, _NOWHERE)
        if blocked.inherits_nothing:
            found = None
        return found or _first(node, reaches[:-1])


_NOWHERE = _Node()


def _first(node: _Node, reaches: Iterable[Reach]) -> Grant | None:
    return next((node.grants[reach] for reach in reaches if reach in node.grants), None) if node.grants else None


@lru_cache(maxsize=10_000)
def _wider(reach: Reach) -> Sequence[Reach]:
    """Return the reaches that include a reach, itself last."""
    executes = dict.fromkeys((True, reach.can_execute))
    properties = dict.fromkeys((ALL_PROPERTIES, reach.properties))
    scopes = dict.fromkeys((frozenset(), reach.scope))
    return [
        Reach(can_execute, of_properties, scope, reach.conditions)
        for can_execute, of_properties, scope in product(executes, properties, scopes)
    ]


def marks_of(conf: Effective, grants: Iterable[Grant]) -> Marks:
    """Return which of the grants of a configuration say nothing new.

    Args:
        conf: The configuration, which may say of permissions that they inherit nothing.
        grants: All its grants.
    """
    permissions = (one for one in conf.of("AccessControlPermission") if one.is_true("BlockInheritance"))
    return Marks(grants, [parts_of(one.identifier) for one in permissions])
