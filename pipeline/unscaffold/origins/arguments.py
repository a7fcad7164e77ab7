"""The arguments that edit a finished job, as deciders of what they added or moved."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unscaffold.origins.deciders import decider

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.origins.origin import Decider
    from unscaffold.reading import Declared

# By which of its attributes an argument names what it adds.
NAMING = {"AddTask": "Task", "LinkDependTask": "DependOn"}
# Arguments of one name, from which on they are not told one by one: there may be twenty thousand.
_MANY = 50


class Arguments:
    """The arguments of a scaffolding that add something to its job.

    Args:
        scaffolding: The scaffolding.
    """

    def __init__(self, scaffolding: Declared) -> None:
        self._all: dict[str, list[Decider]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[Decider]] = defaultdict(list)
        for kind, said, number in scaffolding.children:
            if kind in NAMING:
                found = decider("argument", kind, said, scaffolding.region("", number), said)
                self._all[kind].append(found)
                self._named[kind, said.get(NAMING[kind], "").lower()].append(found)

    def all(self, kind: str) -> Sequence[Decider]:
        """Return the arguments of a name; none if there are too many to be told."""
        found = self._all.get(kind, ())
        return found if len(found) <= _MANY else ()

    def adding(self, kind: str, identifier: str) -> Sequence[Decider]:
        """Return the arguments of a name that may have added a task, or a dependency on it.

        They name it, or a part of its identifier.
        """
        key = identifier.lower()
        found = self._named.get((kind, key), ()) if key else ()
        return found or [one for one in self.all(kind) if key and _names(one, kind) in key]


def _names(argument: Decider, kind: str) -> str:
    return (dict(argument.attributes).get(NAMING[kind]) or "\0").lower()
