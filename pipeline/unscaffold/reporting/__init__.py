"""The use case `report`: a configuration as a page to read, by itself and without network."""

from unscaffold.reporting.gathering import Wanted, report
from unscaffold.reporting.page import page_of, require
from unscaffold.reporting.report import Report

__all__ = [
    "Report",
    "Wanted",
    "page_of",
    "report",
    "require",
]
