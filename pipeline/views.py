"""What the commands that only look show: the listing of a folder, the steps of a job, the slice of a scaffolding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline import configuration, vocabulary
from pipeline.diagnostics import Diagnostic, Failure, Place, did_you_mean
from pipeline.generation import expand_in_memory
from pipeline.jobs import is_job, is_task, level_of, parents_of, parsed, steps_of
from pipeline.lookup import slice_of
from pipeline.reading import parser
from pipeline.vocabulary import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pipeline.configuration import Configuration
    from pipeline.generation import Expansion
    from pipeline.reading import Element


class Entry(NamedTuple):
    """A scaffolding or a job: where it stands, its element's name, and what it is for or called."""

    place: Place
    kind: str
    name: str


class Listing(NamedTuple):
    """The scaffoldings and jobs of a folder, in configuration order, and what was found while reading it."""

    entries: list[Entry]
    diagnostics: list[Diagnostic]


class Step(NamedTuple):
    """A task of a job; `level` is empty where the task has none."""

    level: str
    kind: str
    identifier: str
    waits_for: list[str]


class JobSteps(NamedTuple):
    """The tasks of a job, in the order in which they run, and what was found on the way."""

    steps: list[Step]
    diagnostics: list[Diagnostic]


def listing(folder: Path, stylesheets: Sequence[Path] = ()) -> Listing:
    """List the scaffoldings and the jobs of a configuration folder; nothing is expanded.

    Raises:
        Failure: The folder cannot be used.
    """
    read = configuration.read(folder, vocabulary.declarations(stylesheets))
    shown = [*read.scaffoldings, *(job for job in read.jobs if is_job(job.name))]
    entries = [Entry(read.place(element), element.name, _named(element)) for element in shown]
    return Listing(sorted(entries, key=lambda entry: (entry.place.file.split("/"), entry.place)), read.diagnostics)


def _named(element: Element) -> str:
    names = (element.attributes.get(name, "") for name in ("Identifier", "JobIdentifier", "Connector", "Agent"))
    return next(filter(None, names), "")


def steps(folder: Path, job: str, stylesheets: Sequence[Path] = ()) -> JobSteps:
    """Return the tasks of one job, generated or written by hand.

    Args:
        folder: The configuration folder.
        job: The job's identifier, in any case.
        stylesheets: Further folders of stylesheets.

    Raises:
        Failure: There is no such job.
    """
    expansion = expand_in_memory(folder, stylesheets=stylesheets)
    jobs = {element.get("Identifier", ""): element for element in _jobs(expansion)}
    same = [identifier for identifier in jobs if identifier.lower() == job.lower()]
    if not same:
        errors = f", and the configuration has errors: {expansion.errors[0]}" if expansion.errors else ""
        raise Failure(f"the configuration has no job '{job}'{errors or did_you_mean(job, jobs)}")
    found = jobs[job if job in same else same[0]]
    ordered = sorted(steps_of(found), key=level_of)
    return JobSteps([_step(task) for task in ordered], expansion.diagnostics)


def _jobs(expansion: Expansion) -> Iterable[etree._Element]:
    read = expansion.configuration
    for element in read.jobs:
        if is_job(element.name):
            root = etree.fromstring(read.characters(element.file).utf8, parser())
            yield list(root.iterchildren("*"))[element.way[0]]
    for one in expansion.expanded:
        if not one.failed:
            yield from (element for element in parsed(one.xml) if is_job(local_name(element)))


def _step(task: etree._Element) -> Step:
    return Step(task.get("Level", ""), local_name(task), task.get("Identifier", ""), parents_of(task))


def tasks(folder: Path) -> frozenset[str]:
    """Return the identifiers of the tasks that are written by hand in a configuration folder.

    Raises:
        Failure: The folder cannot be used.
    """
    read = configuration.read(folder, ())
    return frozenset(task.identifier for task in read.jobs if is_task(task.name))


def slice_document(folder: Path, file: str, line: int | None, stylesheets: Sequence[Path] = ()) -> str:
    """Return the slice of one scaffolding, as a document.

    Args:
        folder: The configuration folder.
        file: The scaffolding's file, relative to the folder or not; empty for any.
        line: One of its lines; None for any.
        stylesheets: Further folders of stylesheets.

    Raises:
        Failure: No scaffolding is there, or several are.
    """
    declared = vocabulary.declarations(stylesheets)
    read = configuration.read(folder, declared)
    found = [s for s in read.scaffoldings if _stands(read, s, _relative(folder, file), line)]
    if len(found) != 1:
        where = f"{folder / file if file else folder}{f':{line}' if line else ''}"
        choices = "".join(f"\n  {_at(read, s)}  {s.name}  {_named(s)}".rstrip() for s in found or read.scaffoldings)
        count = "no scaffolding" if not found else f"{len(found)} scaffoldings"
        raise Failure(f"{where} has {count}; name one as FILE:LINE{f', of{choices}' if choices else ''}")
    return slice_of(read, found[0], declared[found[0].name]).document()


def _relative(folder: Path, file: str) -> str:
    path = folder.joinpath(file)
    if file and not path.exists() and (folder.parent / file).exists():
        path = folder.parent / file
    return path.resolve().relative_to(folder.resolve()).as_posix() if file and path.exists() else file


def _stands(read: Configuration, scaffolding: Element, file: str, line: int | None) -> bool:
    if file and scaffolding.file != file:
        return False
    if line is None:
        return True
    span = read.span(scaffolding)
    last = span.line + read.characters(scaffolding.file).utf8[span.start : span.end].count(b"\n")
    return span.line <= line <= last


def _at(read: Configuration, scaffolding: Element) -> str:
    place = read.place(scaffolding)
    return f"{place.file}:{place.line}"
