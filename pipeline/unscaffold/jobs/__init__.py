"""What is special to jobs: tasks, levels, dependencies, and the arguments that edit a finished job."""

from unscaffold.jobs import edits
from unscaffold.jobs.job_text import StepText, agents_in, may_call, steps_in
from unscaffold.jobs.rider import adding_region, adding_regions, riders
from unscaffold.jobs.task_names import KnownTasks, Names
from unscaffold.jobs.tasks import DEPENDENCY, MOST, identified, is_number

__all__ = [
    "DEPENDENCY",
    "MOST",
    "KnownTasks",
    "Names",
    "StepText",
    "adding_region",
    "adding_regions",
    "agents_in",
    "edits",
    "identified",
    "is_number",
    "may_call",
    "riders",
    "steps_in",
]
