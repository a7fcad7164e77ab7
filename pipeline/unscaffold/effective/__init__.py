"""The configuration as it really is: written by hand and generated, each element with the place that causes it."""

from unscaffold.effective.configuration import Effective, effective

__all__ = [
    "Effective",
    "effective",
]
