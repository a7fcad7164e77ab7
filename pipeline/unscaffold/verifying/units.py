"""What is compared of a configuration: jobs, tasks, and whatever else scaffoldings generate."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unscaffold.effective import Element

Key = tuple[str, str]


class Unit(NamedTuple):
    """An element that is compared; `job` is the one in which a task stands, if it stands in one."""

    element: Element
    job: Element | None = None

    @property
    def key(self) -> Key:
        """What it is matched by: its kind, and its identifier in lower case."""
        return self.element.key

    @property
    def is_of_jobs(self) -> bool:
        """Whether it is a job or a task."""
        return is_job(self.element.name) or is_task(self.element.name)

    @property
    def job_identifier(self) -> str:
        """The identifier, in lower case, of the job that it is or stands in; empty if there is none."""
        job = self.element if is_job(self.element.name) else self.job
        return job.identifier.lower() if job else ""


class Units:
    """What is compared of one of the two configurations.

    Args:
        elements: Its elements, in configuration order.
        is_scaffolding: Tells of a name whether it is that of a scaffolding.

    What only changes another element that is not there, and what is only known to be declared, is left out, and so is
    a scaffolding that is left as it is. They are counted in `scaffoldings`; `unnamed` counts what cannot be matched,
    by its name.
    """

    def __init__(self, elements: Iterable[Element], is_scaffolding: Callable[[str], bool]) -> None:
        self.scaffoldings = 0
        self.unnamed: Counter[str] = Counter()
        self.all: list[Unit] = []
        self.by_key: dict[Key, list[Unit]] = defaultdict(list)
        for element in elements:
            if element.is_half_known or element.is_context:
                continue
            if is_scaffolding(element.name):
                self.scaffoldings += 1
                continue
            for unit in _with_tasks(element):
                self._take(unit)

    def _take(self, unit: Unit) -> None:
        if not unit.element.identifier:
            self.unnamed[unit.element.name] += 1
            return
        self.all.append(unit)
        self.by_key[unit.key].append(unit)


def _with_tasks(element: Element) -> Iterator[Unit]:
    yield Unit(element)
    if is_job(element.name):
        yield from (Unit(child, element) for child in element.children if is_task(child.name))
