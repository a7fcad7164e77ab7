"""The order in which a job runs its steps: which of them run before or after others than in the export."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.jobs import is_number
from unscaffold.verifying.values import LEVEL
from unscaffold.vocabulary import is_step, is_task

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    rank = {stage: number for number, stage in enumerate(sorted({one.stage for one in ours.values()}))}
    stages: dict[tuple[int, int], list[Name]] = defaultdict(list)
    for name, placed in theirs.items():
        stages[placed.stage].append(name)
    ordered = [stages[stage] for stage in sorted(stages)]
    homes = [Counter(rank[ours[name].stage] for name in names).most_common(1)[0][0] for names in ordered]
    staying = _rising(homes)
    return [
        name
        for number, names in enumerate(ordered)
        for name in names
        if number not in staying or rank[ours[name].stage] != homes[number]
    ]


def _rising(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest series of numbers each of which is greater than the one before it."""
    ends: list[int] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        places[at : at + 1] = [place]
        before[place] = places[at - 1] if at else None
    found: set[int] = set()
    place_: int | None = places[-1] if places else None
    while place_ is not None:
        found.add(place_)
        place_ = before[place_]
    return found


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
