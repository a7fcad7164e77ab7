"""The use case `check`: everything that is wrong with a configuration, expanded in memory."""

from unscaffold.checking.check import Checked, check, update_baseline

__all__ = [
    "Checked",
    "check",
    "update_baseline",
]
