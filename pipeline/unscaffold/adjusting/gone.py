"""What still names a task that is not generated any more: it is left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import Finding, Region, Related, diagnose
from unscaffold.jobs import DEPENDENCY, adding_region, identified, may_call, steps_in
from unscaffold.markup import local_name, unpacked
from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lxml import etree

    from unscaffold.adjusting.adjustment import Generated
    from unscaffold.findings import Way
    from unscaffold.reading import Configuration, Declared


def still_named(
    read: Configuration,
    generated: Sequence[Generated],
    adjusted: Mapping[int, bytes],
    gone: Mapping[str, Declared],
    is_consumed: Callable[[Declared], bool],
) -> Iterator[Finding]:
    """Yield the steps and dependencies that name a task which is not there any more.

    Args:
        read: The configuration.
        generated: Its scaffoldings, with what they became.
        adjusted: The new elements of those that were adjusted, by their numbers.
        gone: The tasks that were taken away, by their identifiers in lower case, each with what did it.
        is_consumed: Returns whether an element written by hand is not written.
    """
    there = {task.identifier.lower() for task in read.jobs if gone and is_task(task.name) and not is_consumed(task)}
    there |= {name.lower() for data in adjusted.values() if gone for _, name in identified(unpacked(data))}
    missing = {name: by for name, by in gone.items() if name not in there}
    if not missing:
        return
    steps = [job for job in read.jobs if not is_consumed(job)]
    places = [*_generated(generated, adjusted), *_written_steps(steps), *_dependencies(read, steps)]
    for region, element, identifier in places:
        if identifier.lower() in missing:
            by = missing[identifier.lower()]
            related = [Related("other", by.region("Identifier"))]
            yield diagnose("gone-task", region, {"element": element, "value": identifier}, related=related)


def _generated(generated: Sequence[Generated], adjusted: Mapping[int, bytes]) -> Iterator[tuple[Region, str, str]]:
    for number, one in enumerate(generated):
        xml = unpacked(adjusted[number]) if number in adjusted else one.xml
        for step in steps_in(xml) if not one.failed and may_call(xml) else ():
            if not is_task(step.name):
                identifier = step.attribute("Identifier")
                region = adding_region(one.scaffolding, identifier)
                yield region or one.scaffolding.region(), "AddTask" if region else step.name, identifier


def _written_steps(steps: Sequence[Declared]) -> Iterator[tuple[Region, str, str]]:
    for job in steps:
        for name, attributes, number in job.children:
            yield job.region("Identifier", number), name, attributes.get("Identifier", "")


def _dependencies(read: Configuration, steps: Sequence[Declared]) -> Iterator[tuple[Region, str, str]]:
    for element in steps:
        if len(element.way) == 1:
            source = read.element(element)
            for dependency in source.iter(DEPENDENCY):
                region = element.region("", *_way_to_the_task(source, dependency))
                yield region, local_name(dependency), dependency.get("ParentTask", "")


def _way_to_the_task(source: etree._Element, dependency: etree._Element) -> Way:
    """Return the number in its job of the task that has a dependency; nothing for a task that stands alone."""
    if not is_job(local_name(source)):
        return ()
    above = [dependency, *dependency.iterancestors()]
    return (source.index(above[above.index(source) - 1]),)
