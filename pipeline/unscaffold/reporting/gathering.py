"""The use case `report`: a configuration expanded in memory once, and all that the page tells of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.attesting import commit_of, started_on, time_of_commit
from unscaffold.checking import check
from unscaffold.findings import Failure
from unscaffold.granting import rights_of
from unscaffold.inspecting import entries_of, own_jobs
from unscaffold.options import DEFAULTS, SILENT, Options, Progress
from unscaffold.origins import origins_of
from unscaffold.reporting.found import Subjects, about, found_of
from unscaffold.reporting.jobs import generated_of, jobs_of
from unscaffold.reporting.left import left_of
from unscaffold.reporting.lines import Lines
from unscaffold.reporting.places import Links, fault_of_template
from unscaffold.reporting.report import Connector, Report
from unscaffold.reporting.rights import matrices_of, profiles_of
from unscaffold.reporting.week import clocks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from unscaffold.attesting import Commit
    from unscaffold.checking import Checked
    from unscaffold.reporting.found import Found
    from unscaffold.reporting.report import Job


class Wanted(NamedTuple):
    """What the page is to be like.

    `title` is its title, empty for the folder's name. `links` is the template of the address of a line, or empty.
    `lines` says whether it is told where generated lines come from.
    """

    title: str = ""
    links: str = ""
    lines: bool = True


def report(
    folder: str | PathLike[str],
    version: str,
    options: Options = DEFAULTS,
    wanted: Wanted = Wanted(),  # noqa: B008 - it is immutable
    *,
    progress: Progress = SILENT,
) -> Report:
    """Return all that the page tells of a configuration folder, which is expanded in memory for that.

    Args:
        folder: The configuration folder.
        version: That of the program.
        options: How to expand it, and which findings are told; those that are about writing change nothing.
        wanted: What the page is to be like.
        progress: Told how far the run is.

    Raises:
        Failure: The folder, a stylesheet, the baseline or SOURCE_DATE_EPOCH cannot be used; or addresses need a
            commit, and there is none.
    """
    fault = fault_of_template(wanted.links) if wanted.links else ""
    if fault:
        raise Failure(f"the address '{wanted.links}' {fault}")
    time = started_on()
    today = datetime.fromisoformat(time.replace("Z", "+00:00")).date() if time else None
    checked = check(folder, options, progress=progress, today=today)
    return _Gathering(checked, options, wanted).report(wanted.title or Path(folder).resolve().name, version, time)


class _Gathering:
    """Gathers what the page tells from a check.

    Args:
        checked: The check.
        options: Those with which it was made.
        wanted: What the page is to be like.
    """

    def __init__(self, checked: Checked, options: Options, wanted: Wanted) -> None:
        self._checked, self._options, self._wanted = checked, options, wanted
        read = checked.expansion.configuration
        self._commit = commit_of(read.folder, read.digests, read.bytes)
        self._links = _links(wanted.links, self._commit)
        self._lines = Lines(self._links)
        self._jobs = [*own_jobs(checked.conf)]
        self._names = [one.identifier for one in checked.conf.of("Connector") if not one.is_context]
        numbers = {name.lower(): number for number, name in reversed([*enumerate(self._names, 1)])}
        self._subjects = Subjects(checked.conf, checked.expansion.adjustments, self._jobs, numbers)

    def report(self, title: str, version: str, time: str) -> Report:
        checked, expansion, commit = self._checked, self._checked.expansion, self._commit
        rights = rights_of(expansion, checked.conf)
        found = found_of(checked, self._subjects, self._links)
        origins = [*origins_of(expansion, self._options, in_full=False)] if self._wanted.lines else []
        entries = entries_of(expansion, checked.conf)
        jobs = jobs_of(expansion.configuration, self._jobs, origins, self._lines, self._links)
        return Report(
            title=title,
            version=version,
            target=self._options.target,
            time=time,
            commit=commit,
            commit_time=time_of_commit(expansion.configuration.folder, commit) if commit else "",
            is_whole=checked.conf.is_whole,
            has_lines=self._wanted.lines,
            scaffoldings=sum(not one.failed for one in expansion.expanded),
            ignored=checked.ignored.in_all,
            connectors=tuple(self._connectors(found)),
            found=found,
            about=about(checked.findings),
            left=left_of(checked, entries, rights, self._links),
            jobs=tuple(self._with_subjects(jobs, found)),
            clocks=clocks_of(self._jobs),
            matrices=matrices_of(rights),
            profiles=profiles_of(rights, self._links),
            generated=generated_of(origins, self._lines, self._links),
        )

    def _with_subjects(self, jobs: Iterable[Job], found: Sequence[Found]) -> Iterator[Job]:
        by_job: dict[int, list[int]] = defaultdict(list)
        for one in found:
            for number in one.jobs:
                by_job[number].append(one.number)
        for job in jobs:
            connectors = self._subjects.of_job(job.number)
            yield replace(job, connectors=connectors, findings=tuple(by_job[job.number]))

    def _connectors(self, found: Sequence[Found]) -> Iterator[Connector]:
        jobs = Counter(number for job in range(1, len(self._jobs) + 1) for number in self._subjects.of_job(job))
        findings = Counter(number for one in found for number in one.connectors)
        for number, name in enumerate(self._names, 1):
            yield Connector(name, jobs[number], findings[number])


def _links(template: str, commit: Commit | None) -> Links:
    if "{commit}" in template and commit is None:
        raise Failure(
            f"the address '{template}' has {{commit}}, and the folder lies in no commit of a git repository"
        )
    return Links(template, commit.digest if commit else "", commit.folder if commit else "")
