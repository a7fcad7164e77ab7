"""What the commands that only look show: the listing of a folder, the steps of a job, the slice of a scaffolding."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.expanding import expand_in_memory
from unscaffold.files import resolved
from unscaffold.findings import Failure, Finding, Region, did_you_mean, nearest
from unscaffold.jobs import identified, level_of, parents_of, steps_of
from unscaffold.markup import local_name, parsed
from unscaffold.options import DEFAULTS, Options
from unscaffold.reading import parser, read_configuration
from unscaffold.slicing import slice_of
from unscaffold.vocabulary import declarations, is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unscaffold.expanding import Expansion
    from unscaffold.markup import Span
    from unscaffold.reading import Configuration, Declared


class Entry(NamedTuple):
    """A scaffolding or a job: where it stands, its element's name, and what it is for or called."""

    place: Region
    kind: str
    name: str


class Listing(NamedTuple):
    """The scaffoldings and jobs of a folder, in configuration order, and what was found while reading it."""

    entries: list[Entry]
    findings: list[Finding]


class Step(NamedTuple):
    """A task of a job; `level` is empty where the task has none."""

    level: str
    kind: str
    identifier: str
    waits_for: list[str]


class JobSteps(NamedTuple):
    """The tasks of a job, in the order in which they run, and what was found on the way."""

    steps: list[Step]
    findings: list[Finding]


def listing(folder: Path, options: Options = DEFAULTS) -> Listing:
    """List the scaffoldings and the jobs of a configuration folder; nothing is expanded.

    Raises:
        Failure: The folder cannot be used.
    """
    read = read_configuration(folder, declarations(options.stylesheets))
    shown = [*read.scaffoldings, *(job for job in read.jobs if is_job(job.name))]
    entries = [Entry(read.place(element), element.name, _named(element)) for element in shown]
    return Listing(sorted(entries, key=lambda entry: (entry.place.file.split("/"), entry.place)), read.findings)


def _named(element: Declared) -> str:
    names = (element.attributes.get(name, "") for name in ("Identifier", "JobIdentifier", "Connector", "Agent"))
    return next(filter(None, names), "")


def steps(folder: Path, job: str, options: Options = DEFAULTS) -> JobSteps:
    """Return the tasks of one job, generated or written by hand.

    Args:
        folder: The configuration folder.
        job: The job's identifier, in any case.
        options: Those of a run; of them, the further stylesheets matter.

    Raises:
        Failure: There is no such job.
    """
    expansion = expand_in_memory(folder, options)
    jobs = _jobs(expansion)
    same = [identifier for identifier in jobs if identifier.lower() == job.lower()]
    if not same:
        errors = (
            f", and the configuration has errors: {expansion.errors[0].below(folder)}" if expansion.errors else ""
        )
        raise Failure(f"the configuration has no job '{job}'{errors or did_you_mean(nearest(job, jobs))}")
    found = [step for part in jobs[job if job in same else same[0]] for step in steps_of(part())]
    return JobSteps([_step(task) for task in sorted(found, key=level_of)], expansion.findings)


def _jobs(expansion: Expansion) -> dict[str, list[Callable[[], etree._Element]]]:
    """Return, by identifier, how to get the elements of each job: several, where they are to be merged."""
    read = expansion.configuration
    jobs: dict[str, list[Callable[[], etree._Element]]] = {}
    for element in read.jobs:
        if is_job(element.name):
            jobs.setdefault(element.identifier, []).append(partial(_written, read, element))
    for one in expansion.expanded:
        for name, identifier in identified(one.xml) if not one.failed else ():
            if is_job(name):
                jobs.setdefault(identifier, []).append(partial(_generated, one.xml, identifier))
    return jobs


def _written(read: Configuration, job: Declared) -> etree._Element:
    root = etree.fromstring(read.characters(job.file).utf8, parser())
    return list(root.iterchildren("*"))[job.way[0]]


def _generated(xml: str, identifier: str) -> etree._Element:
    return next(element for element in parsed(xml) if element.get("Identifier") == identifier)


def _step(task: etree._Element) -> Step:
    return Step(task.get("Level", ""), local_name(task), task.get("Identifier", ""), parents_of(task))


def tasks(folder: Path) -> frozenset[str]:
    """Return the identifiers of the tasks that are written by hand in a configuration folder.

    Raises:
        Failure: The folder cannot be used.
    """
    read = read_configuration(folder, ())
    return frozenset(task.identifier for task in read.jobs if is_task(task.name))


def slice_document(folder: Path, file: str, line: int | None, options: Options = DEFAULTS) -> str:
    """Return the slice of one scaffolding, as a document.

    Args:
        folder: The configuration folder.
        file: The scaffolding's file, relative to the folder or not; empty for any.
        line: One of its lines; None for any.
        options: Those of a run; of them, the further stylesheets matter.

    Raises:
        Failure: No scaffolding is there, or several are.
    """
    declared = declarations(options.stylesheets)
    read = read_configuration(folder, declared)
    relative = _relative(folder, file)
    utf8_of = lru_cache(maxsize=1)(lambda file: read.characters(file).utf8)  # they are asked for file by file
    found = [s for s in read.scaffoldings if _stands(s, read.span(s), relative, line, utf8_of)]
    if len(found) != 1:
        where = f"{folder / file if file else folder}{f':{line}' if line else ''}"
        choices = [f"{_at(read, s)}  {s.name}  {_named(s)}".rstrip() for s in found or read.scaffoldings]
        count = "no scaffolding" if not found else f"{len(found)} scaffoldings"
        raise Failure(f"{where} has {count}; name one as FILE:LINE{', of' if choices else ''}", choices)
    return slice_of(read, found[0], declared[found[0].name]).document()


def _relative(folder: Path, file: str) -> str:
    path = folder.joinpath(file)
    if file and not path.exists() and (folder.parent / file).exists():
        path = folder.parent / file
    if not file or not resolved(path).is_relative_to(resolved(folder)):
        return file
    return resolved(path).relative_to(resolved(folder)).as_posix()


def _stands(scaffolding: Declared, span: Span, file: str, line: int | None, utf8_of: Callable[[str], bytes]) -> bool:
    if file and scaffolding.file != file:
        return False
    if line is None:
        return True
    return span.line <= line <= span.line + utf8_of(scaffolding.file).count(b"\n", span.start, span.end)


def _at(read: Configuration, scaffolding: Declared) -> str:
    place = read.place(scaffolding)
    return f"{place.file}:{place.line}"
