"""Files that a stylesheet generated without us: the arguments that ride in their jobs, applied and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline import arguments, positions
from pipeline.diagnostics import Diagnostic, Failure, Place
from pipeline.encoding import characters
from pipeline.jobs import is_job, is_task, serialized
from pipeline.naming import by_lower_case
from pipeline.reading import parser, read_file
from pipeline.splicing import Insertion, layouts, splice, text_of
from pipeline.vocabulary import NAMESPACE, attributes_of, local_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.positions import Span


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
    try:
        spans = positions.locate(source.utf8, 2)
    except positions.Fault as fault:  # lxml takes some names that expat does not
        raise Failure(f"{path}:{fault.line}:{fault.column} is not well-formed: {fault.reason}") from None
    insertions = []
    diagnostics: list[Diagnostic] = []
    for number, job in enumerate(root.iterchildren("*")):
        riding = arguments.riders(job) if is_job(local_name(job)) else []
        if riding:
            places = [_place(path, spans[number, job.index(rider)]) for rider in riding]
            diagnostics += arguments.apply(job, places.__getitem__, by_lower_case(tasks))
            xml = serialized(_plain(element) for element in arguments.unwrapped(job))
            (where,) = layouts(source.utf8, [spans[number,]])
            insertions.append(Insertion(spans[number,], text_of(xml, where)))
    return Finished(path, data, splice(data, source, insertions), diagnostics)


def _place(path: Path, span: Span) -> Place:
    return Place(str(path), span.line, span.column)


def _plain(element: etree._Element) -> etree._Element:
    """Return an element as a stylesheet generates it: without a prefix, and without space between elements."""
    plain = etree.Element(element.tag, attributes_of(element), nsmap={None: NAMESPACE})
    plain.extend(_plain(child) for child in element.iterchildren("*"))
    if not len(plain):
        plain.text = element.text
    return plain
