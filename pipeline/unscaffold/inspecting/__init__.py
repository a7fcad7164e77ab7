"""The use cases that only look: the listing of a folder, the steps of a job, the slice of a scaffolding."""

from unscaffold.inspecting import views

__all__ = [
    "views",
]
