"""Files that a stylesheet generated without us: the arguments that ride in their jobs, applied and removed."""

from __future__ import annotations

import os
from functools import partial
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.editing_files.losses import losses
from unscaffold.files import replace
from unscaffold.findings import Failure, Finding, Refusal, Region, diagnose, in_order, marked, point
from unscaffold.jobs import MOST, KnownTasks, edits, is_number, riders
from unscaffold.markup import (
    NAMESPACE,
    Insertion,
    characters,
    local_name,
    plain,
    positions,
    regions,
    serialized,
    splice,
    styles,
    text_of,
)
from unscaffold.reading import read_configuration, root_of
from unscaffold.vocabulary import is_job, is_step, is_task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml import etree

    from unscaffold.findings import Way
    from unscaffold.markup import Span

_JOB = f"{{{NAMESPACE}}}Job"
_ALONE = f"{{{NAMESPACE}}}DoNotCreateJob"


class EditedFile(NamedTuple):
    """A file with its riders applied: its path, its bytes as they are and as they should be, what was found."""

    path: Path
    before: bytes
    after: bytes
    findings: list[Finding]

    def write(self) -> None:
        """Write the file as it should be, if it is not so already. A link stays one.

        Raises:
            OSError: It cannot be written; then it is as it was.
        """
        if self.after != self.before:
            target = self.path.resolve()
            replace(target, self.after, target.stat().st_mode & 0o777)


class _Opened(NamedTuple):
    path: Path
    data: bytes
    root: etree._Element


def edit_files(files: Sequence[Path], tasks: frozenset[str] = frozenset()) -> list[EditedFile]:
    """Apply the arguments that ride in the jobs of files, writing nothing.

    Args:
        files: Configuration files that a stylesheet generated, whatever they are called; each is taken once.
        tasks: The identifiers of further tasks that AddTask may name.

    Raises:
        Failure: A file cannot be read, or is none of a configuration.
    """
    distinct = {os.path.realpath(path): path for path in files}
    opened = [_opened(path) for path in distinct.values()]
    known = KnownTasks({*tasks, *(identifier for one in opened for identifier in _tasks(one.root))})
    return [_edited(one, known) for one in opened]


def tasks_by_hand(folder: Path) -> frozenset[str]:
    """Return the identifiers of the tasks that are written by hand in a configuration folder.

    Raises:
        Failure: The folder cannot be used.
    """
    read = read_configuration(folder, ())
    return frozenset(task.identifier for task in read.jobs if is_task(task.name))


def _opened(path: Path) -> _Opened:
    data = _bytes(path)
    try:
        root = root_of(path.name, data)
    except Refusal as refusal:
        raise Failure(f"{path} is not a configuration file: {refusal.finding}") from None
    if root is None:
        raise Failure(f"{path} is not a configuration file: its root is not ConfigurationFile")
    return _Opened(path, data, root)


def _bytes(path: Path) -> bytes:
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe or a device may never end
            raise Failure(f"{path} is not a regular file; write what it gives into one, and name that")
        return path.read_bytes()
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}") from None


def _tasks(root: etree._Element) -> Iterator[str]:
    """Yield the identifiers of the tasks of a file, in jobs and beside them."""
    for child in root.iterchildren(f"{{{NAMESPACE}}}*"):
        for task in child.iterchildren("*") if is_job(local_name(child)) else [child]:
            if is_task(local_name(task)):
                yield task.get("Identifier", "")


def _edited(opened: _Opened, tasks: KnownTasks) -> EditedFile:
    path, data, root = opened
    source = characters(data)
    spans = _spans(path, source.utf8)
    jobs = {n: job for n, job in enumerate(root.iterchildren("*")) if job.tag == _JOB and riders(job)}
    findings = [
        diagnose("loss", point(str(path), line, column), {"what": what})
        for line, column, what in losses(source.utf8, jobs)
    ]
    for number, job in jobs.items():
        findings += _located(path, source.utf8, _edit(job, number, str(path), tasks))
    xml = [serialized(plain(element) for element in edits.unwrapped(job)) for job in jobs.values()]
    taken = [spans[number,] for number in jobs]
    texts = map(text_of, xml, styles(source.utf8, taken))
    return EditedFile(path, data, splice(data, source, list(map(Insertion, taken, texts))), in_order(findings))


def _spans(path: Path, utf8: bytes) -> dict[Way, Span]:
    try:
        return positions.locate(utf8, 2)
    except positions.Fault as fault:  # lxml takes the names of XML 1.0's fifth edition, expat those of the fourth
        raise Failure(f"{path}:{fault.line}:{fault.column} is not well-formed: {fault.reason}") from None


def _located(path: Path, utf8: bytes, findings: list[Finding]) -> list[Finding]:
    """Return findings with the lines and columns of all marks in them."""
    marks = {region.mark for found in findings for region in found.regions if region.mark}
    known = regions(str(path), utf8, marks) if marks else {}
    return [
        found.placed(lambda region: known.get(region.mark, region) if region.mark else region) for found in findings
    ]


def _edit(job: etree._Element, number: int, path: str, tasks: KnownTasks) -> list[Finding]:
    """Apply the riders of a job, which is the child of that number of the root."""
    riding = riders(job)
    own = [position for position, child in enumerate(job) if child in set(riding)]

    found = list(_misfits(job, number, path, set(riding)))
    return [*found, *edits.apply(job, partial(_region, path, [(number, position) for position in own]), tasks)]


def _region(path: str, ways: Sequence[Way], number: int, attribute: str = "") -> Region:
    """Return the region of a rider by its number."""
    return marked(path, ways[number], attribute)


def _misfits(job: etree._Element, number: int, path: str, riding: set[etree._Element]) -> Iterator[Finding]:
    """Yield what of a job's children cannot be edited, or is lost with what is taken out."""
    is_alone = any(child.tag == _ALONE for child in job)
    for position, child in enumerate(job):
        name, level, way = local_name(child), child.get("Level"), (number, position)
        if child in riding or child.tag == _ALONE:
            if len(child) or (child.text or "").strip():
                yield diagnose("loss", marked(path, way), {"what": f"the content of {name}"})
        elif is_step(name):
            if level is not None and not is_number(level):
                values = {"attribute": "Level", "value": level, "least": 0, "most": MOST}
                yield diagnose("number", marked(path, way, "Level"), values)
        elif is_alone:
            yield diagnose("loss", marked(path, way), {"what": f"the element {name}, which is no task,"})
