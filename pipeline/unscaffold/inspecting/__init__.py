"""The use cases that only look: the listing of a folder, the steps of a job, the slice of a scaffolding."""

from unscaffold.inspecting.listing import list_folder
from unscaffold.inspecting.slices import slice_document
from unscaffold.inspecting.steps import job_steps

__all__ = [
    "job_steps",
    "list_folder",
    "slice_document",
]
