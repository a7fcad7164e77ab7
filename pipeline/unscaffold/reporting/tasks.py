"""The tasks of a job, with the lines that are generated for each."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unscaffold.reporting.lines import by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.inspecting import JobFacts, StepFacts
    from unscaffold.origins import GeneratedElement
    from unscaffold.reporting.lines import Line, Lines
    from unscaffold.reporting.places import Links, Place

_STANDS_FOR = "…"
_LEAST = 4  # letters that are worth to be left out


@dataclass(frozen=True, slots=True)
class Wait:
    """A task for which another one waits: its number in the job, 0 if it is none of it, and its identifier."""

    number: int
    identifier: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a job.

    `level` is None if it has none, `kind` is that of the task that runs, and empty if nobody declares it; `element`
    is its element's name, `short` its identifier without that of the job. `origin` names the element from which it
    comes; `lines` are those that are generated for it, if that is told.
    """

    number: int
    level: int | None
    kind: str
    element: str
    identifier: str
    short: str
    connectors: tuple[str, ...]
    waits: tuple[Wait, ...]
    origin: str
    place: Place
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """All that it is, in words."""
        level = "no level" if self.level is None else f"level {self.level}"
        waits = ", ".join(str(wait.number or wait.identifier) for wait in self.waits)
        parts = (f"{self.number}. {self.kind or self.element} {self.identifier}".rstrip(), level)
        return "; ".join(
            (
                *parts,
                *([f"on {', '.join(self.connectors)}"] if self.connectors else ()),
                *([f"waits for {waits}"] if waits else ()),
            )
        )


class Tasks:
    """Tells the tasks of jobs.

    Args:
        lines: Tells generated elements as lines.
        links: Tells places.
    """

    def __init__(self, lines: Lines, links: Links) -> None:
        self._lines, self._links = lines, links

    def of(self, job: JobFacts, steps: Sequence[StepFacts], element: GeneratedElement | None) -> tuple[Task, ...]:
        """Return the tasks of a job.

        Args:
            job: The job.
            steps: Its steps, in the order in which they run.
            element: The job as it is generated; None if it is written by hand, or if lines are not told.
        """
        return tuple(self._of(job, steps, element))

    def _of(self, job: JobFacts, steps: Sequence[StepFacts], element: GeneratedElement | None) -> Iterator[Task]:
        generated: dict[tuple[str, str], deque[GeneratedElement]] = defaultdict(deque)
        for child in element.children if element else ():
            generated[child.kind, child.identifier].append(child)
        for step in steps:
            alike = generated.get((step.element, step.identifier))
            place = self._links.place(step.origin.place)
            told = self._lines.of(alike.popleft()) if alike else self._told_by_hand(step, place)
            yield _task(job, step, place, told)

    def _told_by_hand(self, step: StepFacts, place: Place) -> tuple[Line, ...]:
        is_by_hand = step.origin.kind == "hand"
        return by_hand(f"{step.element} {step.identifier}".rstrip(), place) if is_by_hand else ()


def _task(job: JobFacts, step: StepFacts, place: Place, lines: tuple[Line, ...]) -> Task:
    return Task(
        step.number,
        step.level,
        step.task,
        step.element,
        step.identifier,
        _short(step.identifier, job.identifier),
        tuple(step.connectors),
        tuple(Wait(number, identifier) for identifier, number in step.waits_for),
        "written by hand" if step.origin.kind == "hand" else step.origin.element,
        place,
        lines,
    )


def _short(identifier: str, prefix: str) -> str:
    is_long = len(prefix) >= _LEAST and len(identifier) > len(prefix)
    return _STANDS_FOR + identifier[len(prefix) :] if is_long and identifier.startswith(prefix) else identifier
