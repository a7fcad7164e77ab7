"""The arguments that edit a finished job: AddTask adds a step or a copy of a task, LinkDependTask a dependency.

The stylesheets leave these arguments in the job they generate, as its last children ("riders"). Here they are
taken out and applied: first every AddTask, then every LinkDependTask, each in document order. The rules are
those of the product's documentation of AddTask and LinkDependTask; where it is silent, ours (see docs/fidelity.md).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from unscaffold.jobs.job_edit import JobEdit
from unscaffold.jobs.rider import Rider, riders
from unscaffold.jobs.tasks import steps_of
from unscaffold.markup import NAMESPACE, local_name, parsed, serialized

if TYPE_CHECKING:
    from lxml import etree

    from unscaffold.findings import Finding, Region
    from unscaffold.jobs.task_names import KnownTasks


class RegionOfRider(Protocol):
    """Tells the region of an attribute of a rider, or of the rider where there is none of that name."""

    def __call__(self, number: int, attribute: str = "") -> Region:
        """Return the region of the rider of a number, from 0."""


def edited(xml: str, region: RegionOfRider, tasks: KnownTasks) -> tuple[str, list[Finding]]:
    """Return generated elements with the arguments that ride in the jobs among them applied, and what was found.

    Args:
        xml: The elements, of whatever kind.
        region: As for `apply`.
        tasks: As for `apply`.
    """
    elements = parsed(xml)
    found = [finding for element in elements for finding in apply(element, region, tasks)]
    return serialized(one for element in elements for one in unwrapped(element)), found


def apply(job: etree._Element, region: RegionOfRider, tasks: KnownTasks) -> list[Finding]:
    """Apply the arguments that ride in a job, and take them out; one that cannot be applied changes nothing.

    Args:
        job: A `Job` with its tasks in the order of their levels.
        region: Tells where the riders stand.
        tasks: The tasks of the configuration, that AddTask may add.

    Returns:
        What was found: errors, for arguments that were not applied, and warnings.
    """
    found = riders(job)
    for rider in found:
        job.remove(rider)
    edit = JobEdit(job, tasks)
    for name, step in (("AddTask", edit.add), ("LinkDependTask", edit.link)):
        for number, rider in enumerate(found):
            if local_name(rider) == name:
                step(Rider(rider, partial(region, number)))
    edit.stages.write_levels()
    return edit.findings


def unwrapped(job: etree._Element) -> list[etree._Element]:
    """Return what takes the place of an edited job: itself, or its tasks if `DoNotCreateJob` rode along.

    The tasks have no level then (ours): a level has a meaning in a job only.
    """
    alone = job.find(f"{{{NAMESPACE}}}DoNotCreateJob")
    if alone is None:
        return [job]
    tasks = steps_of(job)
    for task in tasks:
        task.attrib.pop("Level", "")
    return tasks
