"""The machine that unscaffold runs on: what a report of a mistake needs, and what is wrong with it."""

from unscaffold.machine.examining import examine
from unscaffold.machine.part import Part

__all__ = [
    "Part",
    "examine",
]
