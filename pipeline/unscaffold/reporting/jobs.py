"""The jobs as the page tells them, and what scaffoldings generate that generate no job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.inspecting import steps_of
from unscaffold.reporting.diagram import diagram_of
from unscaffold.reporting.lines import by_hand
from unscaffold.reporting.meetings import meetings_of
from unscaffold.reporting.report import Generated, Job
from unscaffold.reporting.tasks import Tasks
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unscaffold.effective import Job as EffectiveJob
    from unscaffold.inspecting import JobFacts
    from unscaffold.origins import GeneratedElement, Origins
    from unscaffold.reading import Configuration, Place
    from unscaffold.reporting.lines import Line, Lines
    from unscaffold.reporting.meetings import Meeting
    from unscaffold.reporting.places import Links
    from unscaffold.reporting.tasks import Task

_ANY_NUMBER = 0  # of tasks that the product launches at once: levels are told as they are written
_BY_HAND = "Job"
_NAMING = ("Connector", "Agent", "EntityType", "Profile", "Identifier")  # what a scaffolding is for


def jobs_of(
    read: Configuration, jobs: Sequence[EffectiveJob], origins: Iterable[Origins], lines: Lines, links: Links
) -> Iterator[Job]:
    """Yield jobs as the page tells them, without connectors and findings.

    Args:
        read: The configuration.
        jobs: The jobs.
        origins: The origins of what scaffoldings generate; none, if it is not told where lines come from.
        lines: Tells generated elements as lines.
        links: Tells places.
    """
    tasks, elements = Tasks(lines, links), _elements(origins)
    told = zip(jobs, steps_of(jobs, read, _ANY_NUMBER), meetings_of(jobs), strict=True)
    for number, (job, (facts, steps), met) in enumerate(told, 1):
        element = elements.get(_key(job))
        own = lines.own(element) if element else _by_hand(facts, links)
        yield _job(number, facts, met, tasks.of(facts, steps, element), own, links)


def _key(job: EffectiveJob) -> tuple[Place, str] | None:
    scaffolding = job.element.scaffolding
    return (scaffolding.outermost, job.identifier) if scaffolding else None


def _elements(origins: Iterable[Origins]) -> Mapping[tuple[Place, str] | None, GeneratedElement]:
    """Return the jobs that are generated, by where their scaffoldings stand and what they are called."""
    return {
        (one.scaffolding.outermost, element.identifier): element
        for one in origins
        for element in one.elements
        if is_job(element.kind)
    }


def _by_hand(facts: JobFacts, links: Links) -> tuple[Line, ...]:
    is_by_hand = facts.origin == _BY_HAND
    return by_hand(f"{facts.origin} {facts.identifier}", links.place(facts.place)) if is_by_hand else ()


def _job(
    number: int,
    facts: JobFacts,
    met: tuple[Meeting, Meeting],
    tasks: tuple[Task, ...],
    own: tuple[Line, ...],
    links: Links,
) -> Job:
    together, soon = met
    return Job(
        number=number,
        identifier=facts.identifier,
        agent=facts.agent,
        origin="" if facts.origin == _BY_HAND else facts.origin,
        place=links.place(facts.place),
        expression=facts.expression,
        schedule=facts.words or facts.expression,
        time_zone=facts.time_zone,
        is_frequent=facts.is_frequent,
        levels=facts.levels,
        connectors=(),
        findings=(),
        together=together,
        soon=soon,
        tasks=tasks,
        diagram=diagram_of(tasks),
        lines=own,
    )


def generated_of(origins: Iterable[Origins], lines: Lines, links: Links) -> tuple[Generated, ...]:
    """Return the scaffoldings that generate something beside jobs, with its lines."""
    return tuple(found for one in origins if (found := _beside_jobs(one, lines, links)).count)


def _beside_jobs(one: Origins, lines: Lines, links: Links) -> Generated:
    beside = [element for element in one.elements if not is_job(element.kind)]
    told = tuple(line for element in beside for line in lines.of(element))
    said = one.scaffolding.attributes
    subject = next(filter(None, (said.get(name, "") for name in _NAMING)), "")
    return Generated(one.scaffolding.name, subject, links.place(one.place), len(beside), told)
