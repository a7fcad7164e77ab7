"""A configuration folder, read: its files, and the elements that matter by kind and identifier."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from unscaffold.files import content_behind
from unscaffold.findings import Failure, Finding, Region, errors_of, point
from unscaffold.markup import NAMESPACE, Characters, characters, local_name, positions
from unscaffold.reading.consolidation import consolidated
from unscaffold.reading.contexts import with_context
from unscaffold.reading.declared import MODE, Declared
from unscaffold.reading.document import ROOT, malformed, tree_of
from unscaffold.reading.elements import Elements
from unscaffold.reading.facts import settled
from unscaffold.reading.places import Placing
from unscaffold.vocabulary import ACCESS_RULE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from lxml import etree

    from unscaffold.findings import Mark, Way
    from unscaffold.markup import Comment, Span
    from unscaffold.reading.declared import Reading


_UNKNOWN = positions.Span(1, 1, 0, 0)


class Configuration(Elements):
    """All files of a folder, and what they hold, in configuration order.

    Args:
        folder: The configuration folder.
        readings: What each file holds, in configuration order.
        findings: What was found while walking the folder.
        context: What each file of a context folder holds, with absolute paths.
        elsewhere: Where files of the folder are that do not stand in it; None if all do.
    """

    def __init__(
        self,
        folder: Path,
        readings: Iterable[Reading],
        findings: Iterable[Finding] = (),
        context: Iterable[Reading] = (),
        elsewhere: Mapping[str, Path] | None = None,
    ) -> None:
        self.folder = folder
        self._elsewhere = elsewhere or {}
        self.digests: dict[str, str] = {}
        self.context_digests: dict[str, str] = {}
        elements: list[Declared] = []
        self.scaffoldings: list[Declared] = []
        self.jobs: list[Declared] = []
        self.context_jobs: list[Declared] = []
        self.others: list[str] = []
        self.suspects: list[Declared] = []
        self.adjusters: list[Declared] = []
        self.access_rules: list[Declared] = []
        self.nested: list[Declared] = []
        self.findings = list(findings)
        self.comments: list[Comment] = []
        self.unread: set[str] = set()
        self._children: dict[str, list[etree._Element]] = {}
        self._spans: dict[str, dict[Way, Span]] = {}
        self._ways: dict[Region, Way] = {}
        self.placing = Placing()
        for reading in readings:
            self.digests[reading.file] = reading.digest
            elements += reading.elements
            self.scaffoldings += reading.scaffoldings
            self.jobs += reading.jobs
            self.others += reading.others
            self.suspects += reading.suspects
            self.adjusters += reading.changing
            self.access_rules += reading.access_rules
            self.nested += reading.nested
            self.findings += reading.findings
            self.comments += reading.comments
            if errors_of(reading.findings):
                self.unread.add(reading.file)
        elements = settled(with_context(elements, self._take_context(context)))
        for order, element in enumerate(elements):
            element.order = order
        found = consolidated(elements)
        super().__init__(found.elements)
        self.duplicates, self.deletions, self.lone = found.duplicates, found.deletions, found.lone

    def _take_context(self, readings: Iterable[Reading]) -> list[Declared]:
        elements: list[Declared] = []
        for reading in readings:
            self.context_digests[reading.file] = reading.digest
            elements += reading.elements
            self.context_jobs += reading.jobs
            self.findings += reading.findings
            if errors_of(reading.findings):
                self.unread.add(reading.file)
        return elements

    def span(self, element: Declared) -> Span:
        """Return where an element stands."""
        if element.span:
            return element.span
        if element.file not in self._spans:
            self._spans = {element.file: self._located(element.file)}  # they are asked for file by file
        return self._spans[element.file].get(element.way, _UNKNOWN)

    def _located(self, file: str) -> dict[Way, Span]:
        try:
            return positions.locate(self.characters(file).utf8, 2)
        except positions.Fault:
            return {}

    def unplaced(self, element: Declared) -> Finding | None:
        """Return why it is not known where an element stands, if it is not.

        lxml, which reads it, takes the names of XML 1.0's fifth edition, and expat, which knows places, the fourth's.
        """
        if self.span(element) != _UNKNOWN:
            return None
        fault = positions.fault(self.characters(element.file).utf8)
        assert fault is not None
        return malformed(element.file, fault)

    def place(self, element: Declared) -> Region:
        """Return the place where an element begins."""
        span = self.span(element)
        return point(element.file, span.line, span.column)

    def located(self, findings: Collection[Finding]) -> list[Finding]:
        """Return findings with the lines and columns of all marks in them: each file is looked at once."""
        known = self.places(region for found in findings for region in found.regions)
        return [found.placed(lambda region: known.get(region, region)) for found in findings]

    def places(self, marked: Iterable[Region]) -> dict[Region, Region]:
        """Return, by the regions that have a mark, the same with their lines and columns."""
        wanted: dict[str, set[Mark]] = defaultdict(set)
        for region in marked:
            if region.mark:
                wanted[region.file].add(region.mark)
        known: dict[Region, Region] = {}
        for file, marks in wanted.items():
            digest = self.digests.get(file) or self.context_digests.get(file, "")
            found = self.placing.regions(file, digest, marks, partial(self.characters, file))
            known |= {Region(file, mark=mark): region for mark, region in found.items()}
            self._ways |= {region: mark.way for mark, region in found.items() if region != point(file)}
        return known

    def way(self, region: Region) -> Way | None:
        """Return the way to the element in which a region lies that `located` gave; None if it lies in none."""
        return self._ways.get(region)

    def path(self, file: str) -> str:
        """Return where a file is: not as a Path, for there are thousands."""
        elsewhere = self._elsewhere.get(file)
        return str(elsewhere) if elsewhere else os.path.join(self.folder, file)  # noqa: PTH118 - as said

    def bytes(self, file: str) -> bytes:
        """Return a file's bytes.

        Raises:
            Failure: The file changed since it was read, or cannot be read any more.
        """
        try:
            data = content_behind(self.path(file))
        except OSError as error:
            raise Failure(f"{file} cannot be read any more: {error.strerror}") from None
        known = self.digests.get(file) or self.context_digests.get(file)
        if known and sha256(data).hexdigest() != known:
            raise Failure(f"{file} changed during the run; run again")
        return data

    def characters(self, file: str) -> Characters:
        """Return a file's characters."""
        return characters(self.bytes(file))

    def children(self, file: str) -> list[etree._Element]:
        """Return the children of the root of a configuration file, by their numbers; of another file, none."""
        if file not in self._children:
            root = tree_of(file, self.characters(file).utf8)
            self._children = {file: list(root.iterchildren("*")) if root is not None and root.tag == ROOT else []}
        return self._children[file]  # of one file: they are asked for file by file

    def element(self, declared: Declared) -> etree._Element:
        """Return an element that stands directly below the root, with all that it holds."""
        return self.children(declared.file)[declared.way[0]]

    def named(self, names: Collection[str]) -> Iterator[Declared]:
        """Yield the elements directly below a root that have one of some names, in configuration order.

        Most are of kinds that do not matter, so that nobody keeps them: each file is read again.

        Args:
            names: Local names.
        """
        if {*names} == {ACCESS_RULE}:  # the only ones that are kept all the same, for there may be many
            yield from self.access_rules
            return
        for file in self.digests if names else ():
            if file.lower().endswith(".xml") and file not in self.unread:
                for number, child in enumerate(self.children(file)):
                    name = local_name(child)
                    if name in names and child.tag == f"{{{NAMESPACE}}}{name}":
                        said = {key: value for key in ("Identifier", MODE) if (value := child.get(key)) is not None}
                        yield Declared(name, said, (), file, (number,))
