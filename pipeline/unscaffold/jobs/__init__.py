"""What is special to jobs: tasks, levels, dependencies, and the arguments that edit a finished job."""

from unscaffold.jobs import edits
from unscaffold.jobs.job_text import StepText, agents_in, may_call, steps_in
from unscaffold.jobs.rider import adding_region, riders
from unscaffold.jobs.task_names import KnownTasks, Names
from unscaffold.jobs.tasks import DEPENDENCY, MOST, identified, is_number, level_of, parents_of, steps_of

__all__ = [
    "DEPENDENCY",
    "MOST",
    "KnownTasks",
    "Names",
    "StepText",
    "adding_region",
    "agents_in",
    "edits",
    "identified",
    "is_number",
    "level_of",
    "may_call",
    "parents_of",
    "riders",
    "steps_in",
    "steps_of",
]
