"""One file of a configuration, read safely: the elements in it that matter."""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from hashlib import sha256
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.findings import Finding, Place, Refusal, diagnose
from unscaffold.markup import NAMESPACE, EncodingError, attributes_of, characters, limits, local_name, positions
from unscaffold.vocabulary import Kind, is_job, is_task, kind_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from unscaffold.markup import Span, Way

ROOT = f"{{{NAMESPACE}}}ConfigurationFile"
_PREFIX = f"{{{NAMESPACE}}}"
_OF_JOBS = frozenset({"Identifier", "ConsolidationMode", "Connector", "Agent"})  # what matters of a job or task
_SMALL = 10_000  # bytes of a file in which no element has attributes enough to be slow
_MISSPELT = 0.9  # how alike a name must be to be taken for a misspelt one


# The name of a child element, its attributes that matter, and its number among its siblings.
Child = tuple[str, dict[str, str], int]


@dataclass(slots=True)
class Declared:
    """An element that matters: of a declared kind, a scaffolding, a job or a task.

    `name` is its local name; `attributes` are those that matter (all, of a scaffolding); `children` are those
    that matter; `file` and `way` say where it stands, `order`
    its place in configuration order. `parts` are the elements it was merged from, itself included, if it was.
    `xml` is the whole element and `span` its place, of a scaffolding only.
    """

    name: str
    attributes: dict[str, str]
    children: Sequence[Child]
    file: str
    way: Way
    order: int = 0
    parts: list[Declared] | None = None
    xml: str = ""
    span: Span | None = None

    @property
    def identifier(self) -> str:
        """The value of its `Identifier`, or empty."""
        return self.attributes.get("Identifier", "")

    @property
    def is_merge(self) -> bool:
        """Whether it says that it is to be merged into the earlier one of its identifier."""
        return self.attributes.get("ConsolidationMode", "").lower() == "merge"


class Reading(NamedTuple):
    """What one file holds.

    `elements` are those of declared kinds, `scaffoldings` those to expand, `jobs` the jobs and tasks with an
    identifier (tasks of a job, too), `others` the names of scaffoldings that stay, `suspects` elements that are
    called almost like a scaffolding. `is_configuration` is false for files that are only copied.
    """

    file: str
    digest: str
    elements: list[Declared]
    scaffoldings: list[Declared]
    jobs: list[Declared]
    others: list[str]
    suspects: list[Declared]
    findings: list[Finding]
    is_configuration: bool


def read_file(folder: Path, file: str, scaffoldings: Collection[str]) -> Reading:
    """Read one file.

    Args:
        folder: The configuration folder.
        file: The file's path in it, with forward slashes.
        scaffoldings: The names of the elements that are to be expanded.

    Returns:
        What the file holds; what is wrong with it is in the reading's findings.
    """
    try:
        with open(f"{folder}{os.sep}{file}", "rb") as stream:  # noqa: PTH123 - a Path a file would double the time
            data = stream.read()
    except OSError as error:
        return _nothing(file, "", diagnose("unreadable", Place(file), {"reason": error.strerror}))
    digest = sha256(data).hexdigest()
    if not file.lower().endswith(".xml"):
        return _nothing(file, digest)
    try:
        utf8 = _characters(file, data)
        root = _root(file, utf8)
        if root is None or root.tag != ROOT:
            return _nothing(file, digest)
        reading = _nothing(file, digest)._replace(is_configuration=True)
        return _Reader(file, utf8, frozenset(scaffoldings)).read(root, reading)
    except Refusal as refusal:
        return _nothing(file, digest, refusal.finding)


def root_of(file: str, data: bytes) -> etree._Element | None:
    """Return the root of a file that is to be a configuration's, whatever it is called; None if it is none.

    Raises:
        Refusal: It cannot be read.
    """
    root = _root(file, _characters(file, data))
    return root if root is not None and root.tag == ROOT else None


def _nothing(file: str, digest: str, *findings: Finding) -> Reading:
    return Reading(file, digest, [], [], [], [], [], list(findings), is_configuration=False)


def _characters(file: str, data: bytes) -> bytes:
    try:
        return characters(data).utf8
    except EncodingError as error:
        before = data[: error.position].decode("latin-1")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        values = {"encoding": error.encoding, "reason": error.reason}
        found = diagnose("encoding", place, values) if error.reason else diagnose("unknown-encoding", place, values)
        raise Refusal(found) from None


def _malformed(file: str, fault: positions.Fault) -> Finding:
    return diagnose("malformed", Place(file, fault.line, fault.column), {"reason": fault.reason})


def _root(file: str, utf8: bytes) -> etree._Element | None:
    """Parse a document; None if it has a document type and is none of ours."""
    if b"<!DOCTYPE" in utf8:
        # lxml would read the declaration before we can refuse it: expat stops at the root's start tag.
        try:
            prolog = positions.prolog(utf8)
        except positions.Fault as fault:
            raise Refusal(_malformed(file, fault)) from None
        if prolog.doctype:
            if not _is_configuration(prolog):
                return None
            raise Refusal(diagnose("doctype", Place(file, *prolog.doctype), {}))
    try:
        return etree.fromstring(utf8, parser())
    except etree.XMLSyntaxError as error:
        first = positions.fault(utf8)
        if first is None and not _is_configuration(positions.prolog(utf8)):
            return None
        most = "" if first else limits.of_a_file(error)
        if most:
            raise Refusal(
                diagnose("limit", Place(file, *error.position), {"element": "the file", "most": most})
            ) from None
        raise Refusal(_malformed(file, first or positions.Fault(error.msg, *error.position))) from None


def _is_configuration(prolog: positions.Prolog) -> bool:
    prefix, _, local = prolog.root.rpartition(":")
    return (
        local == "ConfigurationFile" and prolog.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns") == NAMESPACE
    )


def parser() -> etree.XMLParser:
    """Return a parser of UTF-8 that reads no entity, no document type and no network, within libxml2's limits."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


@dataclass(frozen=True)
class _Reader:
    """Picks from a document what matters."""

    file: str
    utf8: bytes
    scaffoldings: frozenset[str]

    def read(self, root: etree._Element, reading: Reading) -> Reading:
        for number, child in enumerate(root.iterchildren("*")):
            tag = str(child.tag)
            if not tag.startswith(_PREFIX):
                continue
            name = tag[len(_PREFIX) :]
            kind = kind_of(name)
            if kind:
                reading.elements.append(self._element(child, name, kind, number))
                self._check_values(reading.elements[-1], number)
            elif name in self.scaffoldings:
                reading.scaffoldings.append(self._scaffolding(child, name, number))
            elif is_job(name) or is_task(name):
                reading.jobs.extend(self._job(child, name, _way(number)))
            elif name.lower() in vocabulary().others:
                reading.others.append(name)
            elif _is_misspelt(name, self.scaffoldings):
                reading.suspects.append(Declared(name, {}, (), self.file, _way(number)))
        for scaffolding in reading.scaffoldings:
            scaffolding.span = self._spans[scaffolding.way]
        return reading

    @cached_property
    def _spans(self) -> dict[Way, Span]:
        try:
            return positions.locate(self.utf8, 1)
        except positions.Fault as fault:
            raise Refusal(_malformed(self.file, fault)) from None

    def _element(self, child: etree._Element, name: str, kind: Kind, number: int) -> Declared:
        children = tuple(
            (local, self._matter(grandchild, kind.children[local]), position)
            for position, grandchild in enumerate(child.iterchildren("*") if kind.children else ())
            if (local := local_name(grandchild)) in kind.children
        )
        return Declared(name, self._matter(child, kind.attributes), children, self.file, _way(number))

    def _scaffolding(self, child: etree._Element, name: str, number: int) -> Declared:
        xml = etree.tostring(child, encoding="unicode", with_tail=False)
        self._limit(xml, name, number)
        children = [
            (str(grandchild.tag).removeprefix(_PREFIX), attributes_of(grandchild), position)
            for position, grandchild in enumerate(child.iterchildren("*"))
        ]
        return Declared(name, attributes_of(child), children, self.file, _way(number), xml=xml)

    def _limit(self, xml: str, name: str, number: int) -> None:
        most = limits.of_a_scaffolding(xml)
        if most:
            raise self._too_much(name, most, number)

    def _check_values(self, element: Declared, number: int) -> None:
        if len(self.utf8) <= limits.VALUE:  # there is none too long in it: the usual case
            return
        values = [
            *element.attributes.values(),
            *(v for _, attributes, _ in element.children for v in attributes.values()),
        ]
        if max(map(len, values), default=0) > limits.VALUE:
            raise self._too_much(element.name, f"{limits.VALUE:,} characters in one attribute", number)

    def _too_much(self, name: str, most: str, number: int) -> Refusal:
        span = self._spans[_way(number)]
        return Refusal(diagnose("limit", Place(self.file, span.line, span.column), {"element": name, "most": most}))

    def _matter(self, element: etree._Element, names: frozenset[str]) -> dict[str, str]:
        if len(self.utf8) < _SMALL:
            items = element.items()
        else:  # lxml's items() look for each value from the first attribute on: for 100,000 of them, for minutes
            items = [(name, element.get(name, "")) for name in element.keys() if name in names]  # noqa: SIM118
        # The same names, and most of the values, stand in many elements: one string for each.
        return {intern(str(name)): intern(str(value)) for name, value in items if name in names}

    def _job(self, child: etree._Element, name: str, way: Way) -> Iterator[Declared]:
        yield Declared(name, self._matter(child, _OF_JOBS), (), self.file, way)
        if is_job(name):
            for position, task in enumerate(child.iterchildren("*")):
                local = local_name(task)
                if is_task(local):
                    yield Declared(local, self._matter(task, _OF_JOBS), (), self.file, (*way, position))


@cache
def _is_misspelt(name: str, scaffoldings: frozenset[str]) -> bool:
    return bool(get_close_matches(name, scaffoldings, n=1, cutoff=_MISSPELT))


@cache
def _way(number: int) -> Way:
    """Return the way to a child of the root: one object a number, for there are many of the first ones."""
    return (number,)
