"""A configuration folder, read: its files, and the elements that matter by kind and identifier."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline import positions
from pipeline.diagnostics import Diagnostic, Failure, Place, diagnose
from pipeline.encoding import Characters, EncodingError, characters
from pipeline.jobs import is_job, is_task
from pipeline.vocabulary import NAMESPACE, Kind, attributes_of, local_name, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pipeline.positions import Span, Way
    from pipeline.vocabulary import Declaration

ROOT = f"{{{NAMESPACE}}}ConfigurationFile"
_PREFIX = f"{{{NAMESPACE}}}"
_MISSPELT = 0.9  # how alike a name must be to be taken for a misspelt one


@dataclass(slots=True)
class Element:
    """An element that matters: of a declared kind, a scaffolding, a job or a task.

    `name` is its local name; `attributes` are those that matter (all, of a scaffolding); `children` are those
    that matter, as (name, attributes, number among its siblings); `file` and `way` say where it stands, `order`
    its place in configuration order. `parts` are the elements it was merged from, itself included, if it was.
    `xml` is the whole element and `span` its place, of a scaffolding only.
    """

    name: str
    attributes: dict[str, str]
    children: list[tuple[str, dict[str, str], int]]
    file: str
    way: Way
    order: int = 0
    parts: list[Element] | None = None
    xml: str = ""
    span: Span | None = None

    @property
    def identifier(self) -> str:
        """The value of its `Identifier`, or empty."""
        return self.attributes.get("Identifier", "")


class Reading(NamedTuple):
    """What one file holds.

    `elements` are those of declared kinds, `scaffoldings` those to expand, `jobs` the jobs and tasks with an
    identifier (tasks of a job, too), `others` the names of scaffoldings that stay, `suspects` elements that are
    called almost like a scaffolding. `is_configuration` is false for files that are only copied.
    """

    file: str
    digest: str
    elements: list[Element]
    scaffoldings: list[Element]
    jobs: list[Element]
    others: list[str]
    suspects: list[Element]
    diagnostics: list[Diagnostic]
    is_configuration: bool


class Configuration:
    """All files of a folder, and what they hold, in configuration order.

    Args:
        folder: The configuration folder.
        readings: What each file holds, in configuration order.
        diagnostics: What was found while walking the folder.
    """

    def __init__(self, folder: Path, readings: Iterable[Reading], diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}
        self.elements: list[Element] = []
        self.scaffoldings: list[Element] = []
        self.jobs: list[Element] = []
        self.others: list[str] = []
        self.suspects: list[Element] = []
        self.diagnostics = list(diagnostics)
        self.unread: set[str] = set()
        self._index: dict[tuple[str, str], dict[str, list[Element]]] = {}
        self._identifiers: dict[str, set[str]] = {}
        for reading in readings:
            self.digests[reading.file] = reading.digest
            self.elements += reading.elements
            self.scaffoldings += reading.scaffoldings
            self.jobs += reading.jobs
            self.others += reading.others
            self.suspects += reading.suspects
            self.diagnostics += reading.diagnostics
            if any(found.severity == "error" for found in reading.diagnostics):
                self.unread.add(reading.file)
        for order, element in enumerate(self.elements):
            element.order = order
        self._duplicates: list[tuple[Element, Element]] = []
        self.elements = self._consolidated()
        self._by_kind: dict[str, list[Element]] = defaultdict(list)
        for element in self.elements:
            kind = vocabulary().kind(element.name)
            self._by_kind[kind.name if kind else element.name].append(element)
        # Every element as it stands in its file, in configuration order.
        self.parts = sorted((p for e in self.elements for p in e.parts or (e,)), key=lambda part: part.order)

    def of_kind(self, name: str) -> list[Element]:
        """Return the elements of a kind (`Connector`, `*ResourceTypeMapping`), in configuration order."""
        return self._by_kind.get(name, [])

    def where(self, name: str, attribute: str, value: str) -> list[Element]:
        """Return the elements of a kind whose attribute has that value, whatever the case of its letters."""
        return self._indexed(name, attribute).get(value.lower(), []) if value else []

    def span(self, element: Element, *more: int) -> Span:
        """Return where an element stands, or a descendant by the numbers of its ancestors among their siblings."""
        if element.span and not more:
            return element.span
        way = (*element.way, *more)
        return positions.locate(self.characters(element.file).utf8, {way})[way]

    def place(self, element: Element, *more: int) -> Place:
        """Return the place of an element or of a descendant, for a diagnostic."""
        span = self.span(element, *more)
        return Place(element.file, span.line, span.column)

    def bytes(self, file: str) -> bytes:
        """Return a file's bytes.

        Raises:
            Failure: The file changed since it was read, or cannot be read any more.
        """
        try:
            data = (self.folder / file).read_bytes()
        except OSError as error:
            raise Failure(f"{file} cannot be read any more: {error.strerror}") from None
        if file in self.digests and sha256(data).hexdigest() != self.digests[file]:
            raise Failure(f"{file} changed during the run; run again")
        return data

    def characters(self, file: str) -> Characters:
        """Return a file's characters."""
        return characters(self.bytes(file))

    def check(self, declared: Mapping[str, Declaration]) -> Iterator[Diagnostic]:
        """Yield what is wrong with the identifiers: declared twice, or named in another spelling.

        Args:
            declared: The declarations of the scaffoldings, which say what their attributes name.
        """
        for element, first in self._duplicates:
            values = {"kind": element.name, "identifier": element.attributes[_key(element)]}
            yield diagnose("duplicate", self.place(element), values | {"other": self.place(first)})
        yield from self._languages()
        for suspect in self.suspects:
            yield diagnose("misspelt", self.place(suspect), {"value": suspect.name}, declared)
        for element in self.elements:
            kind = vocabulary().kind(element.name)
            if kind and kind.needs_key and not element.attributes.get(kind.key):
                values = {"element": element.name, "attribute": kind.key}
                yield diagnose("missing-attribute", self.place(element), values)
            for part in element.parts or (element,):
                yield from self._cases(part, part.attributes, {_key(element): element.name} if element.parts else {})
                yield from self._cases(part, part.attributes, kind.refers if kind else {})
        for scaffolding in self.scaffoldings:
            yield from self._cases(scaffolding, scaffolding.attributes, declared[scaffolding.name].refers)
            for name, attributes, number in scaffolding.children:
                yield from self._cases(scaffolding, attributes, vocabulary().refers.get(name, {}), number)

    def _languages(self) -> Iterator[Diagnostic]:
        first: dict[str, Element] = {}
        for language in self.of_kind("Language"):
            number = language.attributes.get("IndicatorNumber", "")
            other = first.setdefault(number.lstrip("0"), language)
            if number and other is not language:
                values = {"identifier": language.attributes.get("Code", ""), "value": number}
                values["other"] = other.attributes.get("Code", "")
                yield diagnose("same-indicator", self.place(language), values)

    def spelling(self, kind: str, value: str) -> str:
        """Return the identifier, as it is declared, of the element of a kind that a value names; else the value."""
        if kind not in self._identifiers:
            self._identifiers[kind] = {element.identifier for element in self.of_kind(kind)}
        if value in self._identifiers[kind]:
            return value
        found = self.where(kind, "Identifier", value)
        return found[0].identifier if found else value

    def _cases(
        self, element: Element, attributes: Mapping[str, str], refers: Mapping[str, str], *more: int
    ) -> Iterator[Diagnostic]:
        for attribute, kind in refers.items():
            value = attributes.get(attribute, "")
            declared = self.spelling(kind, value)
            if declared != value:
                values = {"attribute": attribute, "value": value, "kind": kind, "declared": declared}
                yield diagnose("case", self.place(element, *more), values)

    def _indexed(self, name: str, attribute: str) -> dict[str, list[Element]]:
        if (name, attribute) not in self._index:
            index = self._index[name, attribute] = {}
            for element in self.of_kind(name):
                if attribute in element.attributes:
                    index.setdefault(element.attributes[attribute].lower(), []).append(element)
        return self._index[name, attribute]

    def _consolidated(self) -> list[Element]:
        """Merge what says ConsolidationMode="Merge" into the earlier element; note what is declared twice."""
        first: dict[tuple[str, str], Element] = {}
        kept = []
        for element in self.elements:
            identifier = element.attributes.get(_key(element), "").lower()
            earlier = first.setdefault((element.name, identifier), element) if identifier else element
            if earlier is element:
                kept.append(element)
            elif element.attributes.get("ConsolidationMode", "").lower() == "merge":
                _merge(earlier, element)
            else:
                self._duplicates.append((element, earlier))
        return kept


def _merge(earlier: Element, later: Element) -> None:
    if not earlier.parts:
        part = Element(
            earlier.name,
            dict(earlier.attributes),
            list(earlier.children),
            earlier.file,
            earlier.way,
            earlier.order,
        )
        earlier.parts = [part]
    earlier.parts.append(later)
    key = _key(earlier)
    earlier.attributes.update(later.attributes | {key: earlier.attributes[key]})
    earlier.children = earlier.children + later.children


def _key(element: Element) -> str:
    kind = vocabulary().kind(element.name)
    return kind.key if kind else "Identifier"


def read(folder: Path, scaffoldings: Collection[str]) -> Configuration:
    """Read a configuration folder.

    Args:
        folder: The folder.
        scaffoldings: The names of the elements that are to be expanded.

    Raises:
        Failure: The folder is missing, or cannot be listed.
    """
    files, diagnostics = walk(folder)
    return Configuration(folder, [read_file(folder, file, scaffoldings) for file in files], diagnostics)


def walk(folder: Path) -> tuple[list[str], list[Diagnostic]]:
    """List the files of a folder, in configuration order, with forward slashes.

    Hidden folders are passed over, and so are symbolic links to folders and those that lead out of the folder.

    Raises:
        Failure: The folder is missing, or cannot be listed.
    """
    if not folder.is_dir():
        raise Failure(f"{folder} is not a folder; name the folder of the configuration")
    files: list[str] = []
    diagnostics: list[Diagnostic] = []
    _walk(folder, "", folder.resolve(), files, diagnostics)
    return sorted(files, key=lambda file: file.split("/")), sorted(diagnostics)


def _walk(folder: Path, prefix: str, root: Path, files: list[str], diagnostics: list[Diagnostic]) -> None:
    try:
        entries = list(os.scandir(folder / prefix))
    except OSError as error:
        raise Failure(f"{folder / prefix} cannot be listed: {error.strerror}") from None
    for entry in entries:
        file = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                _walk(folder, f"{file}/", root, files, diagnostics)
        elif entry.is_symlink() and (reason := _fault_of_link(Path(entry.path), root)):
            diagnostics.append(diagnose("link", Place(file), {"reason": reason}))
        elif entry.is_file():
            files.append(file)


def _fault_of_link(link: Path, root: Path) -> str:
    target = link.resolve()
    if not target.exists():
        return "leads nowhere"
    if target.is_dir():
        return "leads to a folder"
    return "" if target.is_relative_to(root) else "leads out of the folder"


def read_file(folder: Path, file: str, scaffoldings: Collection[str]) -> Reading:
    """Read one file; what is wrong with it is in the reading's diagnostics."""
    try:
        data = (folder / file).read_bytes()
    except OSError as error:
        found = diagnose("unreadable", Place(file), {"reason": error.strerror})
        return Reading(file, "", [], [], [], [], [], [found], is_configuration=False)
    digest = sha256(data).hexdigest()
    nothing = Reading(file, digest, [], [], [], [], [], [], is_configuration=False)
    if PurePosixPath(file).suffix.lower() != ".xml":
        return nothing
    try:
        utf8 = characters(data).utf8
        root = _root(file, utf8)
    except EncodingError as error:
        before = data[: error.position].decode("latin-1")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        values = {"encoding": error.encoding, "reason": error.reason}
        found = diagnose("encoding", place, values) if error.reason else diagnose("unknown-encoding", place, values)
        return nothing._replace(diagnostics=[found])
    except _Refusal as refusal:
        return nothing._replace(diagnostics=[refusal.diagnostic])
    if root is None or root.tag != ROOT:
        return nothing
    reading = _Reader(file, frozenset(scaffoldings)).read(root, nothing._replace(is_configuration=True))
    if reading.scaffoldings:
        spans = positions.locate(utf8, {scaffolding.way for scaffolding in reading.scaffoldings})
        for scaffolding in reading.scaffoldings:
            scaffolding.span = spans[scaffolding.way]
    return reading


class _Refusal(Exception):  # noqa: N818 - it is not an error of the program
    """The file is not what a configuration file may be."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def _root(file: str, utf8: bytes) -> etree._Element | None:
    """Parse a document; None if it has a document type and is none of ours."""
    if b"<!DOCTYPE" in utf8:
        # lxml would read the declaration before we can refuse it: expat stops at the root's start tag.
        prolog = positions.prolog(utf8)
        if prolog and prolog.doctype:
            if not _is_configuration(prolog):
                return None
            raise _Refusal(diagnose("doctype", Place(file, *prolog.doctype), {}))
    try:
        return etree.fromstring(utf8, parser())
    except etree.XMLSyntaxError as error:
        fault = positions.fault(utf8) or positions.Syntax(error.msg, *error.position)
        place = Place(file, fault.line, fault.column)
        raise _Refusal(diagnose("malformed", place, {"reason": fault.reason})) from None


def _is_configuration(prolog: positions.Prolog) -> bool:
    prefix, _, local = prolog.root.rpartition(":")
    return (
        local == "ConfigurationFile" and prolog.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns") == NAMESPACE
    )


def parser() -> etree.XMLParser:
    """Return a parser of UTF-8 that reads no entity, no document type and no network."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


@dataclass(frozen=True)
class _Reader:
    """Picks from a document what matters."""

    file: str
    scaffoldings: frozenset[str]

    def read(self, root: etree._Element, reading: Reading) -> Reading:
        for number, child in enumerate(root.iterchildren("*")):
            tag = str(child.tag)
            if not tag.startswith(_PREFIX):
                continue
            name = tag[len(_PREFIX) :]
            kind = vocabulary().kind(name)
            if kind:
                reading.elements.append(self._element(child, name, kind, number))
            elif name in self.scaffoldings:
                reading.scaffoldings.append(self._scaffolding(child, name, number))
            elif is_job(name) or is_task(name):
                reading.jobs.extend(self._job(child, name, (number,)))
            elif name.lower() in vocabulary().others:
                reading.others.append(name)
            elif get_close_matches(name, self.scaffoldings, n=1, cutoff=_MISSPELT):
                reading.suspects.append(Element(name, {}, [], self.file, (number,)))
        return reading

    def _element(self, child: etree._Element, name: str, kind: Kind, number: int) -> Element:
        children = [
            (local, _matter(grandchild, kind.children[local]), position)
            for position, grandchild in enumerate(child.iterchildren("*") if kind.children else ())
            if (local := local_name(grandchild)) in kind.children
        ]
        return Element(name, _matter(child, kind.attributes), children, self.file, (number,))

    def _scaffolding(self, child: etree._Element, name: str, number: int) -> Element:
        children = [
            (str(grandchild.tag).removeprefix(_PREFIX), attributes_of(grandchild), position)
            for position, grandchild in enumerate(child.iterchildren("*"))
        ]
        xml = etree.tostring(child, encoding="unicode", with_tail=False)
        return Element(name, attributes_of(child), children, self.file, (number,), xml=xml)

    def _job(self, child: etree._Element, name: str, way: Way) -> Iterator[Element]:
        yield Element(name, attributes_of(child), [], self.file, way)
        if is_job(name):
            for position, task in enumerate(child.iterchildren("*")):
                local = local_name(task)
                if is_task(local):
                    yield Element(local, attributes_of(task), [], self.file, (*way, position))


def _matter(element: etree._Element, names: frozenset[str]) -> dict[str, str]:
    return {
        name: value
        for name, value in attributes_of(element).items()
        if name in names or (name.startswith("DisplayName_L") and "DisplayName_L" in names)
    }
