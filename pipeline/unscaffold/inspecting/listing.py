"""The listing of a folder: its scaffoldings, its jobs, and the elements that adjust what is generated."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.effective import effective
from unscaffold.expanding import expand_in_memory
from unscaffold.inspecting.job_facts import JobFacts, facts_of, own_jobs
from unscaffold.jobs import identified
from unscaffold.options import DEFAULTS, Options
from unscaffold.vocabulary import access_rights, is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from unscaffold.adjusting import Adjustment
    from unscaffold.effective import Effective, Job
    from unscaffold.expanding import Expanded, Expansion
    from unscaffold.findings import Finding, Region
    from unscaffold.reading import Declared, Place

_SUBJECTS = (
    "Connector",
    "Agent",
    "EntityType",
    "Profile",
    "Identifier",
)  # what a scaffolding is for, the first that it names


class Entry(NamedTuple):
    """A scaffolding, a job or an adjustment; of a scaffolding that generates several jobs, there is one for each.

    Attributes:
        place: Where it stands.
        kind: Its element's name.
        mode: "Merge", "Update", "Delete" or "Replace", if it changes another element; else empty.
        subject: What it is for: a connector, an agent, an entity type; of what changes another element, or has no
            effect any more, the identifier.
        job: The identifier of its job; empty if it has none.
        facts: What the job is; None if it has none, or it is not known for the errors of the configuration.
        tasks: How many tasks it generates beside jobs.
    """

    place: Region
    kind: str
    mode: str = ""
    subject: str = ""
    job: str = ""
    facts: JobFacts | None = None
    tasks: int = 0

    @property
    def element(self) -> str:
        """Its element's name, and what it does: `FulfillTask (Update)`."""
        return f"{self.kind} ({self.mode})" if self.mode else self.kind


class Listing(NamedTuple):
    """The scaffoldings, jobs and adjustments of a folder, in configuration order, and what was found in its files."""

    entries: list[Entry]
    findings: list[Finding]


def list_folder(folder: Path, options: Options = DEFAULTS) -> Listing:
    """List the scaffoldings, the jobs and the adjustments of a configuration folder, which is expanded for that.

    Raises:
        Failure: The folder or a stylesheet cannot be used.
    """
    expansion = expand_in_memory(folder, options)
    return Listing(entries_of(expansion, effective(expansion, options.target)), expansion.findings)


def entries_of(expansion: Expansion, conf: Effective) -> list[Entry]:
    """Return the same of an expansion, of which `conf` is the effective configuration, in configuration order."""
    entries = _Entries(expansion, conf)
    found = [*entries.of_scaffoldings(), *entries.written_by_hand(), *entries.of_other_families()]
    return sorted(found, key=_order)


def _order(entry: Entry) -> tuple[list[str], int, int]:
    return entry.place.file.split("/"), entry.place.line, entry.place.column


class _Entries:
    """The entries of a configuration, by what they are of."""

    def __init__(self, expansion: Expansion, conf: Effective) -> None:
        self._expansion, self._conf = expansion, conf
        self._read = expansion.configuration
        self._jobs: Mapping[Place, list[Job]] = defaultdict(list)
        for job in own_jobs(conf):
            self._jobs[job.element.file, job.element.way[0]].append(job)

    def of_scaffoldings(self) -> Iterator[Entry]:
        beside = Counter(
            (one.file, one.way[0]) for one in self._conf.elements if one.scaffolding and is_task(one.name)
        )
        for one in self._expansion.expanded:
            scaffolding, at = one.scaffolding, one.scaffolding.outermost
            bare = Entry(
                self._read.place(scaffolding),
                scaffolding.name,
                subject=_subject(scaffolding.attributes),
                job=_would_be(one) if one.failed else "",
                tasks=beside[at],
            )
            yield from self._with_jobs(bare, at)

    def _with_jobs(self, bare: Entry, at: Place) -> Iterator[Entry]:
        jobs = self._jobs[at]
        yield from (bare._replace(job=job.identifier, facts=facts_of(job, bare.place)) for job in jobs)
        if not jobs:
            yield bare

    def written_by_hand(self) -> Iterator[Entry]:
        adjustments = {(one.element.file, one.element.way): one for one in self._expansion.adjustments}
        for job in self._read.jobs:
            if is_job(job.name):
                yield from self._of_job(job, adjustments.pop((job.file, job.way), None))
        for one in adjustments.values():
            yield Entry(self._read.place(one.element), one.kind, one.mode, one.identifier)

    def _of_job(self, job: Declared, adjustment: Adjustment | None) -> Iterator[Entry]:
        mode = adjustment.mode if adjustment else job.mode.capitalize()
        bare = Entry(self._read.place(job), job.name, mode)
        if self._jobs[job.outermost]:
            yield from self._with_jobs(bare, job.outermost)
        else:
            yield bare._replace(subject=adjustment.identifier if adjustment else job.identifier)

    def of_other_families(self) -> Iterator[Entry]:
        names = {*self._read.others}
        others = [one for one in self._conf.elements if one.name in names and not (one.is_context or one.scaffolding)]
        places = self._read.places(one.region() for one in others)
        for one in others:
            yield Entry(places[one.region()], one.name, subject=_subject(one.attributes))


def _subject(attributes: Mapping[str, str]) -> str:
    return next(filter(None, (attributes.get(name, "") for name in _SUBJECTS)), "")


def _would_be(one: Expanded) -> str:
    """Return the identifier of the job that a scaffolding with errors was to generate, as far as that is known."""
    made = next((identifier for name, identifier in identified(one.xml) if is_job(name)), "")
    return made or one.scaffolding.attributes.get("JobIdentifier", "")


def name_of(element: Declared) -> str:
    """Return what an element is called, or else what it is for: a job, a connector, an agent, a profile; or empty."""
    if element.name in access_rights():
        return " ".join(element.attributes[name] for name in ("Profile", "EntityType") if name in element.attributes)
    names = (element.attributes.get(name, "") for name in ("Identifier", "JobIdentifier", "Connector", "Agent"))
    return next(filter(None, names), "")
