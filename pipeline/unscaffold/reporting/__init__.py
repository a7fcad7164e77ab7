"""Pages to read, by themselves and without network: the use case `report`, and what is told of a fleet."""

from unscaffold.reporting.fleet import STATUSES, Fleet, Gathering, Row, row_of
from unscaffold.reporting.fleet_findings import FleetFinding, findings_of
from unscaffold.reporting.fleet_page import by_findings, page_of_fleet
from unscaffold.reporting.fleet_rights import FleetRight
from unscaffold.reporting.gathering import Wanted, report
from unscaffold.reporting.page import page_of, require
from unscaffold.reporting.report import Report

__all__ = [
    "STATUSES",
    "Fleet",
    "FleetFinding",
    "FleetRight",
    "Gathering",
    "Report",
    "Row",
    "Wanted",
    "by_findings",
    "findings_of",
    "page_of",
    "page_of_fleet",
    "report",
    "require",
    "row_of",
]
