"""The order in which a job runs its steps: which of them run before or after others than in the export."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.jobs import is_number
from unscaffold.verifying.values import LEVEL
from unscaffold.vocabulary import is_step, is_task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unscaffold.effective import Element

_NO_LEVEL = -1

# A step by the task that it runs, in lower case, and which one of those that run it.
Name = tuple[str, int]


class Placed(NamedTuple):
    """A step and its stage: the level, and, of steps without one, which run as they stand, the number as well."""

    element: Element
    stage: tuple[int, int]


def steps_of(job: Element, aliases: Mapping[str, str]) -> dict[Name, Placed]:
    """Return the steps of a job, in the order in which they stand.

    Args:
        job: The job.
        aliases: What its tasks are called on the other side, by their identifiers in lower case.
    """
    found: dict[Name, Placed] = {}
    seen: Counter[str] = Counter()
    for number, step in enumerate(child for child in job.children if is_step(child.name)):
        task = aliases.get(step.identifier.lower(), step.identifier.lower())
        if task:
            level = int(step.get(LEVEL)) if is_number(step.get(LEVEL)) else _NO_LEVEL
            found[task, seen[task]] = Placed(step, (level, number if level == _NO_LEVEL else 0))
            seen[task] += 1
    return found


def moved(ours: Mapping[Name, Placed], theirs: Mapping[Name, Placed]) -> list[Name]:
    """Return the steps that run before or after others than in the export: as few as explain it.

    Args:
        ours: The steps of a job as it was expanded.
        theirs: Those of the same tasks in the export.
    """
    rank = {stage: number for number, stage in enumerate(sorted({one.stage for one in ours.values()}), 1)}
    together = Counter((placed.stage, rank[ours[name].stage]) for name, placed in theirs.items())
    # Of steps that run together in the export, those of one stage can stay: the last one comes first, so that none of
    # the others is behind it.
    ordered = sorted(together, key=lambda group: (group[0], -group[1]))
    staying = {ordered[place] for place in _rising([(number, together[stage, number]) for stage, number in ordered])}
    return [name for name, placed in theirs.items() if (placed.stage, rank[ours[name].stage]) not in staying]


def _rising(weighted: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield, from the last one, the places of the heaviest series of numbers that rise.

    Args:
        weighted: Numbers, from 1 to how many there are at most, each with its weight.
    """
    # A tree as Fenwick's: each node has the heaviest series that ends with one of some numbers, and its last place.
    tree = [(0, -1)] * (len(weighted) + 1)
    before: list[int] = []
    for place, (number, weight) in enumerate(weighted):
        heaviest, node = (0, -1), number - 1
        while node > 0:
            heaviest, node = max(heaviest, tree[node]), node & (node - 1)
        before.append(heaviest[1])
        node = number
        while node < len(tree):
            tree[node] = max(tree[node], (heaviest[0] + weight, place))
            node += node & -node
    place = max(tree)[1]
    while place >= 0:
        yield place
        place = before[place]


def is_in_order(ours: Mapping[Name, Placed], theirs: Mapping[Name, Placed]) -> bool:
    """Return whether the steps of each stage, which are the same, stand in the same order."""
    return _in_stages(ours) == _in_stages(theirs)


def _in_stages(steps: Mapping[Name, Placed]) -> list[list[Name]]:
    found: dict[tuple[int, int], list[Name]] = defaultdict(list)
    for name, placed in steps.items():
        found[placed.stage].append(name)
    return [found[stage] for stage in sorted(found)]


def call(step: Element) -> Element:
    """Return what a step says beside the task that it runs: nothing, if it is the task, which is compared apart."""
    return replace(step, attributes={"Identifier": step.identifier}, children=[]) if is_task(step.name) else step
