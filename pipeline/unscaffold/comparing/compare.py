"""Two effective configurations compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.comparing.difference import Comparison, Difference
from unscaffold.comparing.elements import difference, one_sided
from unscaffold.comparing.jobs import jobs_different
from unscaffold.comparing.pairing import paired
from unscaffold.comparing.rights import rights_different
from unscaffold.vocabulary import ACCESS_RULE, is_job, is_step, is_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.effective import Effective, Element


def compare(old: Effective, new: Effective) -> Comparison:
    """Return all that is different between two configurations.

    What context folders hold is not compared, nor what is only known to be declared by a scaffolding that stays in
    place: the scaffolding is. The order of elements does not count, but for steps without a level.
    """
    before, after = _own(old), _own(new)
    jobs = _sorted(jobs_different(_jobs(before), _jobs(after)))
    elements = _sorted(_different(_no_jobs(before), _no_jobs(after)))
    rules = tuple(one for one in elements if one.name == ACCESS_RULE)
    others = tuple(one for one in elements if one.name != ACCESS_RULE)
    found = Comparison(jobs, rules, others, (*rights_different(old, new),), ())
    return found._replace(called=_called(old, new, found))


def _own(conf: Effective) -> list[Element]:
    return [element for element in conf.elements if not (element.is_context or element.origin)]


def _jobs(elements: Iterable[Element]) -> list[Element]:
    return [element for element in elements if is_job(element.name)]


def _no_jobs(elements: Iterable[Element]) -> list[Element]:
    return [element for element in elements if not is_job(element.name)]


def _different(old: Iterable[Element], new: Iterable[Element]) -> Iterator[Difference]:
    found = paired(old, new)
    yield from filter(None, (difference(one, other) for one, other in found.both))
    yield from one_sided(found)


def _sorted(found: Iterable[Difference]) -> tuple[Difference, ...]:
    return (*sorted(found, key=_order),)


def _order(one: Difference) -> tuple[object, ...]:
    said = (*sorted(one.element.attributes.items()),)
    return one.name, one.identifier.lower(), one.identifier, said, one.new is None


def _called(old: Effective, new: Effective, found: Comparison) -> tuple[str, ...]:
    """Return the jobs that are as they were, but call a task that is not."""
    tasks = found.tasks
    if not tasks:
        return ()
    told = {element.identifier for job in found.jobs for element in (job.old, job.new) if element}
    calling = {
        job.identifier
        for conf in (old, new)
        for job in conf.elements
        if is_job(job.name) and any(_calls(step, tasks) for step in job.children)
    }
    return (*sorted(calling - told),)


def _calls(step: Element, tasks: frozenset[str]) -> bool:
    return is_step(step.name) and not is_task(step.name) and step.identifier.lower() in tasks
