"""What access control rules grant: who may do what, on which data, and which of it is granted twice."""

from unscaffold.grants.filters import Filter
from unscaffold.grants.grant import Grant, grants_of, is_complete
from unscaffold.grants.marks import Marks, marks_of
from unscaffold.grants.matrix import Matrix, matrix_of
from unscaffold.grants.origins import Origin, origin_of
from unscaffold.grants.paths import is_path
from unscaffold.grants.scaffoldings import Unknown, count_of_unknown, may_have_more_profiles, unknown_of
from unscaffold.grants.wanted import EVERYTHING, Wanted

__all__ = [
    "EVERYTHING",
    "Filter",
    "Grant",
    "Marks",
    "Matrix",
    "Origin",
    "Unknown",
    "Wanted",
    "count_of_unknown",
    "grants_of",
    "is_complete",
    "is_path",
    "marks_of",
    "matrix_of",
    "may_have_more_profiles",
    "origin_of",
    "unknown_of",
]
