"""The machine that unscaffold runs on: what a report of a mistake needs, and what is wrong with it."""

from unscaffold.machine.examine import examine
from unscaffold.machine.part import Part, Wrong

__all__ = [
    "Part",
    "Wrong",
    "examine",
]
