"""What is told of what was found: by rule and path, by comments in the files, by a baseline."""

from unscaffold.selecting.asked import Asked
from unscaffold.selecting.baseline import Baseline
from unscaffold.selecting.select import Selected, renewed, select
from unscaffold.selecting.stopping import is_stopping

__all__ = [
    "Asked",
    "Baseline",
    "Selected",
    "is_stopping",
    "renewed",
    "select",
]
