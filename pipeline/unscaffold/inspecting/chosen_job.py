"""The one job that is meant, by its identifier or by where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import Failure, did_you_mean, nearest
from unscaffold.inspecting.places import Where, named_by_place, standing_at
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.effective import Job
    from unscaffold.expanding import Expansion
    from unscaffold.reading import Declared

_TOLD = 10  # jobs that are named where none of them is meant


def chosen_job(expansion: Expansion, jobs: Sequence[Job], name: str) -> Job:
    """Return the job of a name.

    Args:
        expansion: The expansion of the configuration.
        jobs: Its jobs.
        name: The identifier of one, in any case, or the place of a scaffolding or a job, as FILE:LINE.

    Raises:
        Failure: There is no such job, or there are several.
    """
    same = [job for job in jobs if job.identifier.lower() == name.lower()]
    if same:
        return next((job for job in same if job.identifier == name), same[0])
    read = expansion.configuration
    places = [*read.scaffoldings, *(job for job in read.jobs if is_job(job.name))]
    where = Where.parse(name)
    standing = standing_at(read, places, where) if name else []
    if where.line is None and not standing:
        raise _unknown(expansion, jobs, name)
    found = _jobs_of(expansion, jobs, standing)
    if len(found) == 1:
        return found[0]
    place = where.below(read.folder)
    if not found and expansion.errors:
        raise Failure(f"{place} has no job{because_of_errors(expansion)}")
    count = f"{len(found)} jobs" if found else "no job"
    choices = [job.identifier for job in found] or [f"{named_by_place(read, one)}  {one.name}" for one in places]
    raise Failure(f"{place} has {count}; name one{', of' if choices else ''}", _some(choices))


def _jobs_of(expansion: Expansion, jobs: Sequence[Job], standing: Sequence[Declared]) -> list[Job]:
    """Return the jobs that come from elements, or that these are merged into."""
    places = {(one.file, one.way) for one in standing}
    merged = {one.identifier for one in expansion.adjustments if (one.element.file, one.element.way) in places}
    return [
        job
        for job in jobs
        if job.identifier in merged
        or any((part.file, part.way) in places for part in (job.element, *job.element.parts))
    ]


def _unknown(expansion: Expansion, jobs: Sequence[Job], name: str) -> Failure:
    identifiers = [job.identifier for job in jobs]
    count = f" among its {len(jobs)}" if len(jobs) > 1 else ""
    end = because_of_errors(expansion) or did_you_mean(nearest(name, identifiers))
    return Failure(f"the configuration has no job '{name}'{count}{end}", _some(identifiers))


def because_of_errors(expansion: Expansion) -> str:
    """Return the end of a sentence that says why something may be missing; empty if that is not known."""
    first = next((found.below(expansion.configuration.folder) for found in expansion.errors), "")
    return f", and the configuration has errors: {first}" if first else ""


def _some(choices: Sequence[str]) -> list[str]:
    more = len(choices) - _TOLD
    return [*choices[:_TOLD], f"and {more} more"] if more > 1 else [*choices]
