"""The listing of a folder: its scaffoldings and its jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.options import DEFAULTS, Options
from unscaffold.reading import read_configuration
from unscaffold.vocabulary import declarations, is_job

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.findings import Finding, Region
    from unscaffold.reading import Declared


class Entry(NamedTuple):
    """A scaffolding or a job: where it stands, its element's name, and what it is for or called."""

    place: Region
    kind: str
    name: str


class Listing(NamedTuple):
    """The scaffoldings and jobs of a folder, in configuration order, and what was found while reading it."""

    entries: list[Entry]
    findings: list[Finding]


def list_folder(folder: Path, options: Options = DEFAULTS) -> Listing:
    """List the scaffoldings and the jobs of a configuration folder; nothing is expanded.

    Raises:
        Failure: The folder cannot be used.
    """
    read = read_configuration(folder, declarations(options.stylesheets), options.context)
    shown = [*read.scaffoldings, *(job for job in read.jobs if is_job(job.name))]
    entries = [Entry(read.place(element), element.name, name_of(element)) for element in shown]
    return Listing(sorted(entries, key=lambda entry: (entry.place.file.split("/"), entry.place)), read.findings)


def name_of(element: Declared) -> str:
    """Return what an element is called, or else what it is for: a job, a connector or an agent; or empty."""
    names = (element.attributes.get(name, "") for name in ("Identifier", "JobIdentifier", "Connector", "Agent"))
    return next(filter(None, names), "")
