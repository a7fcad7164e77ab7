"""The use case `rights`: who may do what by a configuration, expanded in memory."""

from unscaffold.granting.rights import Rights, rights
from unscaffold.granting.rows import Row, Source

__all__ = [
    "Rights",
    "Row",
    "Source",
    "rights",
]
