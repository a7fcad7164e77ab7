"""Files that a stylesheet generated without us: the arguments that ride in their jobs, applied and removed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline import arguments, positions
from pipeline.diagnostics import Diagnostic, Failure, Place
from pipeline.encoding import characters
from pipeline.jobs import is_job, is_task, serialized
from pipeline.reading import parser, read_file
from pipeline.splicing import Insertion, layout, splice, text_of
from pipeline.vocabulary import local_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.positions import Way


class Finished(NamedTuple):
    """A file with its riders applied: its path, its bytes as they are and as they should be, what was found."""

    path: Path
    before: bytes
    after: bytes
    diagnostics: list[Diagnostic]


def finish(files: Sequence[Path], tasks: frozenset[str]) -> list[Finished]:
    """Apply the arguments that ride in the jobs of files, writing nothing.

    Args:
        files: Configuration files that a stylesheet generated.
        tasks: The identifiers of further tasks that AddTask may name.

    Raises:
        Failure: A file cannot be read, or is none of a configuration.
    """
    readings = [read_file(path.parent, path.name, ()) for path in files]
    for path, reading in zip(files, readings, strict=True):
        if reading.diagnostics or not reading.is_configuration:
            reason = str(reading.diagnostics[0]) if reading.diagnostics else "its root is not ConfigurationFile"
            raise Failure(f"{path} is not a configuration file: {reason}")
    known = tasks | {job.identifier for reading in readings for job in reading.jobs if is_task(job.name)}
    return [_finish(path, known) for path in files]


def _finish(path: Path, tasks: frozenset[str]) -> Finished:
    data = path.read_bytes()
    source = characters(data)
    root = etree.fromstring(source.utf8, parser())
    insertions = []
    diagnostics: list[Diagnostic] = []
    for number, job in enumerate(root.iterchildren("*")):
        riding = [position for position, child in enumerate(job.iterchildren("*")) if child in arguments.riders(job)]
        if is_job(local_name(job)) and riding:
            span = positions.locate(source.utf8, {(number,)})[number,]
            ways: list[Way] = [(number, position) for position in riding]
            diagnostics += arguments.apply(job, partial(_place, path, source.utf8, ways), tasks)
            xml = serialized(_without_space(element) for element in arguments.unwrapped(job))
            insertions.append(Insertion(span, text_of(xml, layout(source.utf8, span))))
    return Finished(path, data, splice(data, source, insertions), diagnostics)


def _place(path: Path, utf8: bytes, ways: list[Way], rider: int) -> Place:
    span = positions.locate(utf8, {ways[rider]})[ways[rider]]
    return Place(str(path), span.line, span.column)


def _without_space(element: etree._Element) -> etree._Element:
    element.tail = None
    for descendant in element.iter():
        if len(descendant):
            descendant.text = None
        for child in descendant:
            child.tail = None
    return element
