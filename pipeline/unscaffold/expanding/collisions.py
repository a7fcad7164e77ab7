"""Jobs, tasks and access control rules that exist already, whoever generated or wrote them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from unscaffold.findings import Related, diagnose
from unscaffold.jobs import identified
from unscaffold.markup import outermost
from unscaffold.reading import lookups
from unscaffold.vocabulary import ACCESS_RULE, access_rights, is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unscaffold.expanding.expansion import Expanded, Expansion
    from unscaffold.findings import Finding
    from unscaffold.reading import Declared


def collisions(expansion: Expansion, stands_alone: Callable[[Declared], bool]) -> Iterator[Finding]:
    """Yield what is wrong with identifiers that exist already; the scaffoldings that generate such a one fail.

    Jobs have identifiers of their own, and so have tasks and rules, all over the configuration. Of two rules written
    by hand, a rule of `check` tells: nothing that is expanded depends on them.

    Args:
        expansion: The expansion.
        stands_alone: Returns whether an element written by hand is no adjustment of a generated one.
    """
    taken: dict[tuple[str, str], Declared] = {}
    for element in chain(expansion.configuration.jobs, expansion.configuration.access_rules):
        key = (_kind(element.name), element.identifier.lower())
        is_first = not element.identifier or taken.setdefault(key, element) is element
        if not (is_first or element.mode or element.name == ACCESS_RULE):
            values = {"kind": element.name, "identifier": element.identifier}
            yield diagnose("duplicate", element.region("Identifier"), values, related=_other(taken[key]))
    taken = {key: element for key, element in taken.items() if stands_alone(element)}
    for one in expansion.expanded:
        own = set()
        numbers = expansion.identifiers.setdefault(one.scaffolding.file, [])
        for name, identifier in _identified(one) if not one.is_tentative else ():
            key = (_kind(name), identifier.lower())
            numbers.append(lookups.identified(name, identifier))
            other = taken.setdefault(key, one.scaffolding)
            if other is not one.scaffolding or key in own:
                one.failed = True
                values = {"kind": _kind(name), "identifier": identifier}
                yield diagnose("collision", one.scaffolding.region(), values, related=_other(other))
                if is_job(name):
                    break  # and so do all of its tasks
            own.add(key)


def _identified(one: Expanded) -> Iterator[tuple[str, str]]:
    if one.scaffolding.name not in access_rights():
        yield from identified(one.xml)
    else:
        for element in outermost(one.xml):
            if element.identifier and not element.is_addition:
                yield element.name, element.identifier


def _kind(name: str) -> str:
    return "job" if is_job(name) else "task" if is_task(name) else name


def _other(element: Declared) -> list[Related]:
    return [Related("other", element.region("Identifier"))]
