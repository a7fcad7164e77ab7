"""The listing of a folder: its scaffoldings, its jobs, and the elements that adjust what is generated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.options import DEFAULTS, Options
from unscaffold.reading import read_configuration
from unscaffold.vocabulary import access_rights, declarations, is_job

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.adjusting import Adjustment
    from unscaffold.findings import Finding, Region, Way
    from unscaffold.reading import Declared


class Entry(NamedTuple):
    """A scaffolding, a job or an adjustment: where it stands, its element's name, and what it is for or called.

    The name of an adjustment's element is followed by what it does: `FulfillTask (Update)`.
    """

    place: Region
    kind: str
    name: str


class Listing(NamedTuple):
    """The scaffoldings, jobs and adjustments of a folder, in configuration order, and what was found in its files."""

    entries: list[Entry]
    findings: list[Finding]


def list_folder(folder: Path, options: Options = DEFAULTS) -> Listing:
    """List the scaffoldings, the jobs and the adjustments of a configuration folder.

    The scaffoldings are expanded only where something is written by hand that may adjust what they generate; what is
    found by that is not told.

    Raises:
        Failure: The folder cannot be used.
    """
    names = declarations(options.stylesheets).keys() - {*options.keep}
    read = read_configuration(folder, names, options.context)
    shown = {_where(element): (element, element.name, name_of(element)) for element in read.scaffoldings}
    shown |= {_where(job): (job, job.name, name_of(job)) for job in read.jobs if is_job(job.name)}
    if read.scaffoldings and (read.jobs or read.adjusters or read.access_rules or options.stylesheets):
        for made in _adjustments(folder, options):
            shown[_where(made.element)] = (made.element, f"{made.kind} ({made.mode})", made.identifier)
    entries = [Entry(read.place(element), kind, name) for element, kind, name in shown.values()]
    return Listing(sorted(entries, key=lambda entry: (entry.place.file.split("/"), entry.place)), read.findings)


def _where(element: Declared) -> tuple[str, Way]:
    return element.file, element.way


def _adjustments(folder: Path, options: Options) -> list[Adjustment]:
    from unscaffold.expanding import expand_in_memory  # noqa: PLC0415 - most folders have nothing that may adjust

    return expand_in_memory(folder, options).adjustments


def name_of(element: Declared) -> str:
    """Return what an element is called, or else what it is for: a job, a connector, an agent, a profile; or empty."""
    if element.name in access_rights():
        return " ".join(element.attributes[name] for name in ("Profile", "EntityType") if name in element.attributes)
    names = (element.attributes.get(name, "") for name in ("Identifier", "JobIdentifier", "Connector", "Agent"))
    return next(filter(None, names), "")
