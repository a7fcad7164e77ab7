"""The use cases that only look: the listing of a folder, the steps of a job, the slice of a scaffolding."""

from unscaffold.inspecting.chosen_job import because_of_errors
from unscaffold.inspecting.job_facts import JobFacts, own_jobs
from unscaffold.inspecting.listing import Entry, entries_of, list_folder
from unscaffold.inspecting.places import Where
from unscaffold.inspecting.slices import slice_document
from unscaffold.inspecting.steps import JobSteps, StepFacts, every_job_steps, job_steps, list_jobs, steps_of

__all__ = [
    "Entry",
    "JobFacts",
    "JobSteps",
    "StepFacts",
    "Where",
    "because_of_errors",
    "entries_of",
    "every_job_steps",
    "job_steps",
    "list_folder",
    "list_jobs",
    "own_jobs",
    "slice_document",
    "steps_of",
]
