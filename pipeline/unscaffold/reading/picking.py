"""What matters of a file, picked from its tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from sys import intern
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.findings import Refusal, diagnose, marked
from unscaffold.markup import NAMESPACE, attributes_of, limits, local_name, positions
from unscaffold.reading.declared import MODE, Declared, Reading, child_of, way_to
from unscaffold.reading.document import malformed
from unscaffold.reading.names_given import names_given
from unscaffold.reading.nested import nested
from unscaffold.vocabulary import ACCESS_RULE, Kind, declaring, is_job, is_step, is_task, kind_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.findings import Way
    from unscaffold.markup import Span
    from unscaffold.reading.declared import Child

_PREFIX = f"{{{NAMESPACE}}}"
_OF_JOBS = frozenset({"Identifier", MODE, "Connector", "Agent"})  # what matters of a job or task
_OF_OTHERS = frozenset({"Identifier", MODE})
_SMALL = 10_000  # bytes of a file in which no element has attributes enough to be slow
_MISSPELT = 0.9  # how alike a name must be, of 1, to be taken for a misspelt one


@dataclass(frozen=True)
class Picker:
    """Picks what matters from a document.

    That is its file, its characters in UTF-8, the names to be expanded, and those that are left besides the others.
    """

    file: str
    utf8: bytes
    scaffoldings: frozenset[str]
    left: frozenset[str] = frozenset()

    def pick(self, root: etree._Element, reading: Reading) -> Reading:
        """Add what matters to the reading of a file.

        Raises:
            Refusal: An element is larger than any that is used, or the file not well-formed for expat.
        """
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
                reading.elements.extend(self._facts(child, name, number))
            elif is_job(name) or is_task(name):
                reading.jobs.extend(self._job(child, name, way_to(number)))
            else:
                self._other(child, name, number, reading)
        reading.nested.extend(nested(root, self.file, self.utf8, self.scaffoldings))
        for scaffolding in reading.scaffoldings:
            scaffolding.span = self._spans[scaffolding.way]
        return reading

    def _other(self, child: etree._Element, name: str, number: int, reading: Reading) -> None:
        """Add what matters of an element of no kind that matters, that is no job, task or scaffolding to expand."""
        reading.elements.extend(self._facts(child, name, number))
        if name in self.left or name.lower() in vocabulary().others:
            reading.others.append(name)
        elif _is_misspelt(name, self.scaffoldings):
            reading.suspects.append(Declared(name, {}, (), self.file, way_to(number)))
        elif name == ACCESS_RULE or child.get(MODE) is not None:
            found = reading.access_rules if name == ACCESS_RULE else reading.adjusters
            found.append(Declared(name, self._matter(child, _OF_OTHERS), (), self.file, way_to(number)))

    @cached_property
    def _spans(self) -> dict[Way, Span]:
        try:
            return positions.locate(self.utf8, 1)
        except positions.Fault as fault:
            raise Refusal(malformed(self.file, fault)) from None

    def _element(self, child: etree._Element, name: str, kind: Kind, number: int) -> Declared:
        children = tuple(
            child_of(local, tuple(self._said(grandchild, kind.children[local])), position)
            for position, grandchild in enumerate(child.iterchildren("*") if kind.children else ())
            if (local := local_name(grandchild)) in kind.children
        )
        return Declared(name, self._matter(child, kind.attributes), children, self.file, way_to(number))

    def _facts(self, child: etree._Element, name: str, number: int) -> Iterator[Declared]:
        """Yield what a scaffolding declares that stays or leaves one in place, and itself if it generates more."""
        known = declaring().get(name)
        if known is None:
            return
        said = attributes_of(child)
        if known.generates_more:
            switch = {known.switch: said[known.switch]} if known.switch in said else {}
            yield Declared(name, switch, (), self.file, way_to(number))
        for kind, attributes in known.facts_of(said):
            fact = Declared(kind, attributes, names_given(child), self.file, way_to(number), origin=name)
            self._check_values(fact, number)
            yield fact

    def _scaffolding(self, child: etree._Element, name: str, number: int) -> Declared:
        xml = etree.tostring(child, encoding="unicode", with_tail=False)
        self._limit(xml, name, number)
        children = [
            (str(grandchild.tag).removeprefix(_PREFIX), attributes_of(grandchild), position)
            for position, grandchild in enumerate(child.iterchildren("*"))
        ]
        return Declared(name, attributes_of(child), children, self.file, way_to(number), xml=xml)

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
        return Refusal(diagnose("limit", marked(self.file, way_to(number)), {"element": name, "most": most}))

    def _matter(self, element: etree._Element, names: frozenset[str]) -> dict[str, str]:
        # The same names, and most of the values, stand in many elements: one string for each.
        return {intern(name): intern(value) for name, value in self._said(element, names)}

    def _said(self, element: etree._Element, names: frozenset[str]) -> Iterable[tuple[str, str]]:
        if len(self.utf8) < _SMALL:
            return [item for item in element.items() if item[0] in names]
        # lxml's items() look for each value from the first attribute on: for 100,000 of them, for minutes
        return [(name, element.get(name, "")) for name in element.keys() if name in names]  # noqa: SIM118

    def _job(self, child: etree._Element, name: str, way: Way) -> Iterator[Declared]:
        job = Declared(name, self._matter(child, _OF_JOBS), (), self.file, way)
        yield job
        calls: list[Child] = []
        for position, step in enumerate(child.iterchildren("*") if is_job(name) else ()):
            local = local_name(step)
            if is_task(local):
                yield Declared(local, self._matter(step, _OF_JOBS), (), self.file, (*way, position))
            elif is_step(local):
                calls.append((intern(local), self._matter(step, _OF_JOBS), position))
        job.children = tuple(calls)


@cache
def _is_misspelt(name: str, scaffoldings: frozenset[str]) -> bool:
    from difflib import get_close_matches  # noqa: PLC0415 - most configurations have no element of an unknown name

    known = [scaffolding.lower() for scaffolding in scaffoldings]
    return bool(get_close_matches(name.lower(), known, n=1, cutoff=_MISSPELT))
