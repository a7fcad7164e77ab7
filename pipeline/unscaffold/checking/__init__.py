"""The use case `check`: everything that is wrong with a configuration, expanded in memory."""

from unscaffold.checking.check import check, is_remembered, tell, update_baseline
from unscaffold.checking.checked import Checked, Told

__all__ = [
    "Checked",
    "Told",
    "check",
    "is_remembered",
    "tell",
    "update_baseline",
]
