"""The use case `rights`: who may do what by a configuration, expanded in memory."""

from unscaffold.granting.rights import Rights, rights, rights_of
from unscaffold.granting.rows import Row, Source

__all__ = [
    "Rights",
    "Row",
    "Source",
    "rights",
    "rights_of",
]
