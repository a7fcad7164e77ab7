"""The configuration as it really is: written by hand and generated, each element with the place that causes it."""

from unscaffold.effective.configuration import Effective, deactivated_part
from unscaffold.effective.element import Element
from unscaffold.effective.gathering import effective
from unscaffold.effective.job import Job
from unscaffold.effective.step import Step, named

__all__ = [
    "Effective",
    "Element",
    "Job",
    "Step",
    "deactivated_part",
    "effective",
    "named",
]
