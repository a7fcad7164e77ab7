"""Jobs and their steps as JSON, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.findings import Region
    from unscaffold.inspecting import Entry, JobFacts, JobSteps, StepFacts


def listing_json(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return a listing for JSON."""
    return {"elements": [_entry(entry) for entry in entries]}


def jobs_json(jobs: Iterable[JobFacts]) -> dict[str, Any]:
    """Return jobs for JSON."""
    return {"jobs": [_job(job) for job in jobs]}


def steps_json(found: JobSteps, batch_size: int) -> dict[str, Any]:
    """Return a job and its steps for JSON."""
    return {"job": _job(found.job), "batch_size": batch_size, "steps": [_step(step) for step in found.steps]}


def _entry(entry: Entry) -> dict[str, Any]:
    about = (
        _about(entry.facts) if entry.facts else dict.fromkeys(("agent", "schedule", "frequent", "tasks", "levels"))
    )
    return {
        **_place(entry.place),
        "element": entry.kind,
        "mode": entry.mode or None,
        "for": entry.subject or None,
        "job": entry.job or None,
        **about,
        "tasks": about["tasks"] if entry.facts else entry.tasks or None,
    }


def _job(job: JobFacts) -> dict[str, Any]:
    whence = {"element": job.origin, **_place(job.place)}
    return {"identifier": job.identifier, **_about(job), "from": whence}


def _about(job: JobFacts) -> dict[str, Any]:
    schedule = {"expression": job.expression, "words": job.words or None, "time_zone": job.time_zone}
    return {
        "agent": job.agent or None,
        "schedule": schedule if job.expression else None,
        "frequent": job.is_frequent,
        "tasks": job.tasks,
        "levels": job.levels,
    }


def _step(step: StepFacts) -> dict[str, Any]:
    return {
        "number": step.number,
        "level": step.level,
        "order": step.order,
        "element": step.element,
        "task": step.task or None,
        "identifier": step.identifier,
        "agent": step.agent or None,
        "connectors": step.connectors,
        "waits_for": [{"identifier": parent, "number": number or None} for parent, number in step.waits_for],
        "from": {"kind": step.origin.kind, "element": step.origin.element, **_place(step.origin.place)},
    }


def _place(place: Region) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
