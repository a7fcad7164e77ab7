"""In what two jobs that are the same one differ, beside their attributes: in their steps, and the order of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.verifying.contents import differences_of, said_of
from unscaffold.verifying.difference import Difference
from unscaffold.verifying.steps import call, is_in_order, moved, steps_of
from unscaffold.verifying.values import LEVEL
from unscaffold.vocabulary import is_task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from unscaffold.effective import Element
    from unscaffold.options import DifferenceClass
    from unscaffold.verifying.steps import Name, Placed

Steps = dict["Name", "Placed"]


def differences_of_steps(
    ours: Element, theirs: Element, aliases: Mapping[str, str], told: Collection[int]
) -> Iterator[Difference]:
    """Yield in what the steps of a job differ from those that it has in the export.

    Args:
        ours: The job as it was expanded.
        theirs: That of the export.
        aliases: What tasks of the export are called here, by their identifiers in lower case.
        told: The tasks, by `id`, of which is told that they are on one side only.
    """
    here, there = steps_of(ours, {}), steps_of(theirs, aliases)
    common = {name: placed for name, placed in here.items() if name in there}
    theirs_too = {name: placed for name, placed in there.items() if name in here}
    for name, placed in here.items():
        if name not in there and id(placed.element) not in told:
            yield _lone("superfluous", placed.element, ours)._replace(
                here=said_of(placed.element), place=placed.element.region(), export_place=theirs.region()
            )
    for name, placed in there.items():
        if name not in here and id(placed.element) not in told:
            yield _lone("missing", placed.element, ours)._replace(
                there=said_of(placed.element), place=ours.region(), export_place=placed.element.region()
            )
    for name, placed in common.items():
        yield from _of_calls(placed.element, theirs_too[name].element, aliases)
    yield from _of_order(ours, theirs, common, theirs_too, has_same=len(common) == len(here) == len(there))


def _lone(kind: DifferenceClass, step: Element, job: Element) -> Difference:
    return Difference(kind, step.name, step.identifier, job.identifier)


def _of_calls(ours: Element, theirs: Element, aliases: Mapping[str, str]) -> Iterator[Difference]:
    """Yield in what two steps differ, of which one calls a task that stands elsewhere, beside what that is called."""
    if not (is_task(ours.name) and is_task(theirs.name)):
        yield from differences_of(call(ours), call(theirs), aliases)


def _of_order(ours: Element, theirs: Element, here: Steps, there: Steps, *, has_same: bool) -> Iterator[Difference]:
    bare = Difference("order", ours.name, ours.identifier, place=ours.region(), export_place=theirs.region())
    elsewhere = moved(here, there)
    for name in elsewhere:
        mine, other = here[name].element, there[name].element
        yield _lone("level", mine, ours)._replace(
            here=_level(mine), there=_level(other), place=mine.region(), export_place=other.region(LEVEL)
        )
    if (
        not elsewhere
        and has_same
        and {name: one.stage[0] for name, one in here.items()} != {name: one.stage[0] for name, one in there.items()}
    ):
        yield bare._replace(child=LEVEL)
    if not elsewhere and not is_in_order(here, there):
        yield bare


def _level(step: Element) -> tuple[tuple[str, str], ...]:
    return ((LEVEL, step.get(LEVEL)),) if LEVEL in step.attributes else ()
