"""Files that a stylesheet generated without us: the arguments that ride in their jobs, applied and removed."""

from __future__ import annotations

import os
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.editing_files.losses import losses
from unscaffold.findings import Failure, Finding, Place, Refusal, diagnose
from unscaffold.jobs import MOST, STEP, Known, edits, is_number, riders
from unscaffold.markup import (
    NAMESPACE,
    Insertion,
    attributes_of,
    characters,
    layouts,
    local_name,
    positions,
    serialized,
    splice,
    text_of,
)
from unscaffold.reading import root_of
from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from unscaffold.markup import Span, Way

_JOB = f"{{{NAMESPACE}}}Job"
_ALONE = f"{{{NAMESPACE}}}DoNotCreateJob"


class Finished(NamedTuple):
    """A file with its riders applied: its path, its bytes as they are and as they should be, what was found."""

    path: Path
    before: bytes
    after: bytes
    findings: list[Finding]


class _Opened(NamedTuple):
    path: Path
    data: bytes
    root: etree._Element


def finish(files: Sequence[Path], tasks: frozenset[str]) -> list[Finished]:
    """Apply the arguments that ride in the jobs of files, writing nothing.

    Args:
        files: Configuration files that a stylesheet generated, whatever they are called; each is taken once.
        tasks: The identifiers of further tasks that AddTask may name.

    Raises:
        Failure: A file cannot be read, or is none of a configuration.
    """
    distinct = {os.path.realpath(path): path for path in files}
    opened = [_opened(path) for path in distinct.values()]
    known = Known({*tasks, *(identifier for one in opened for identifier in _tasks(one.root))})
    return [_finish(one, known) for one in opened]


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


def _finish(opened: _Opened, tasks: Known) -> Finished:
    path, data, root = opened
    source = characters(data)
    spans = _spans(path, source.utf8)
    jobs = {n: job for n, job in enumerate(root.iterchildren("*")) if job.tag == _JOB and riders(job)}
    findings = [
        diagnose("loss", Place(str(path), line, column), {"what": what})
        for line, column, what in losses(source.utf8, jobs)
    ]
    for number, job in jobs.items():
        places = [_place(path, spans[number, n]) for n in range(len(job))]
        findings += _edit(job, places, tasks)
    xml = [serialized(_plain(element) for element in edits.unwrapped(job)) for job in jobs.values()]
    taken = [spans[number,] for number in jobs]
    texts = map(text_of, xml, layouts(source.utf8, taken))
    return Finished(path, data, splice(data, source, list(map(Insertion, taken, texts))), findings)


def _spans(path: Path, utf8: bytes) -> dict[Way, Span]:
    try:
        return positions.locate(utf8, 2)
    except positions.Fault as fault:  # lxml takes some names that expat does not
        raise Failure(f"{path}:{fault.line}:{fault.column} is not well-formed: {fault.reason}") from None


def _place(path: Path, span: Span) -> Place:
    return Place(str(path), span.line, span.column)


def _edit(job: etree._Element, places: Sequence[Place], tasks: Known) -> list[Finding]:
    """Apply the riders of a job; `places` are those of its children."""
    riding = set(riders(job))
    children = list(zip(job, places, strict=True))
    found = list(_misfits(children, riding))
    own = [place for child, place in children if child in riding]
    return [*found, *edits.apply(job, own.__getitem__, tasks)]


def _misfits(children: Sequence[tuple[etree._Element, Place]], riding: set[etree._Element]) -> Iterator[Finding]:
    """Yield what of a job's children cannot be edited, or is lost with what is taken out."""
    is_alone = any(child.tag == _ALONE for child, _ in children)
    for child, place in children:
        name, level = local_name(child), child.get("Level")
        if child in riding or child.tag == _ALONE:
            if len(child) or (child.text or "").strip():
                yield diagnose("loss", place, {"what": f"the content of {name}"})
        elif child.tag == STEP or is_task(name):
            if level is not None and not is_number(level):
                yield diagnose("number", place, {"attribute": "Level", "value": level, "least": 0, "most": MOST})
        elif is_alone:
            yield diagnose("loss", place, {"what": f"the element {name}, which is no task,"})


def _plain(element: etree._Element) -> etree._Element:
    """Return an element as a stylesheet generates it: without a prefix, and without space between elements."""
    copies: dict[etree._Element | None, etree._Element] = {}
    for one in element.iter("*"):
        parent = copies.get(one.getparent())
        if parent is None:
            copy = etree.Element(one.tag, attributes_of(one), nsmap={None: NAMESPACE})
        else:
            copy = etree.SubElement(parent, one.tag, attributes_of(one))
        copy.text = None if len(one) else one.text
        copies[one] = copy
    return copies[element]
