"""What the stylesheets say while they generate: findings, and talk."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.findings import Finding, Guess, Mark, Region, Related, mending, names_of, own_rule, rules
from unscaffold.generating.results import Stopped
from unscaffold.markup import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.findings import Way

# The message that comes before those of a scaffolding, if the stylesheets are somebody's own: see origins.xsl.
_ORIGIN = "{urn:unscaffold:error}origin"
_STEP = re.compile(r"/(?:Q\{([^}]*)\})?([^/\[@]+)\[(\d{1,9})\]")
_ATTRIBUTE = re.compile(r"/@([^/{}]+)")
_SEVERITIES = {"error", "warning"}


class Message(NamedTuple):
    """What a stylesheet says that is no finding, and the number of the scaffolding for which it says it."""

    number: int
    text: str


class Said(NamedTuple):
    """One message: its text, and the element that it is, if it is one."""

    message: Message
    element: etree._Element | None

    @property
    def is_origin(self) -> bool:
        """Whether it tells of which scaffolding the next ones are."""
        return self.element is not None and self.element.tag == _ORIGIN

    @property
    def is_finding(self) -> bool:
        """Whether it says that something is wrong."""
        return self.element is not None and self.element.tag == "finding"


def said(messages: Iterable[str], text_of: Iterable[str]) -> Iterator[Said]:
    """Yield the messages of a transformation, with the number of the scaffolding for which each is said, or -1.

    Args:
        messages: The messages as XML, in order.
        text_of: The text of each.
    """
    number = -1
    for xml, text in zip(messages, text_of, strict=True):
        element = _element(xml)
        if element is not None and element.tag == _ORIGIN:
            number, xml, text = number + 1, "", ""  # noqa: PLW2901 - it has nothing to say
        yield Said(Message(number, one_line(xml if "<" in xml else text)), element)


def findings_and_talk(messages: Iterable[Said], document: str) -> tuple[list[Finding], list[Message]]:
    """Return the findings and the other messages of a transformation.

    Args:
        messages: What was said.
        document: The document that was transformed. The findings' regions have no file, and a mark that leads to an
            element or an attribute of it.

    Raises:
        Stopped: A finding stands at nothing of the document.
    """
    findings, talk = [], []
    ways = None
    for one in messages:
        if one.is_origin:
            continue
        ways = ways or _Ways(document)
        found = _finding(ways, one)
        if found:
            findings.append(found)
        else:
            talk.append(one.message)
    return findings, talk


def _finding(ways: _Ways, one: Said) -> Finding | None:
    message = one.element
    if not one.is_finding or message is None or message.get("severity") not in _SEVERITIES:
        return None
    severity, sentence = message.get("severity", ""), message.findtext("sentence") or ""
    mark = ways.to(message.get("path", ""))
    if not mark:
        reason = f"its stylesheet finds, at no element that it was given: {sentence}"
        raise Stopped(reason, one.message.number)
    values = tuple((value.get("name", ""), value.get("value", "")) for value in message.iterchildren("value"))
    related = tuple(_related(ways, message))
    rule = rules().get(message.get("rule", ""))
    if rule is None or not rule.names <= {*dict(values), *dict(related)}:  # it is somebody's own
        rule = own_rule(message.get("code", ""), severity, sentence)
    region = Region("", mark=mark)
    candidates = list(message.iterchildren("candidate"))
    return Finding(
        region=region,
        severity=severity,
        rule=rule,
        values=values,
        related=related,
        edit=mending(rule, region, dict(values)),
        guess=Guess(
            dict(values).get("value", ""),
            (tuple(candidate.text or "" for candidate in candidates),),
            message.get("refers", ""),
            (names_of((candidate.get("name", ""), candidate.text or "") for candidate in candidates),),
        ),
    )


def _related(ways: _Ways, message: etree._Element) -> Iterator[Related]:
    for one in message.iterchildren("related"):
        mark = ways.to(one.get("path", ""))
        if mark:
            yield Related(one.get("role", ""), Region("", mark=mark))


class _Ways:
    """Turns the path() of elements of a document into the numbers of their ancestors and themselves as siblings."""

    def __init__(self, document: str) -> None:
        self._root = tree_of(document)
        self._children: dict[etree._Element, dict[tuple[str, int], tuple[int, etree._Element]]] = {}

    def to(self, path: str) -> Mark | None:
        """Return the mark of what a path leads to, or of the last element on its way; None if there is none."""
        way: Way = ()
        element = self._root
        for uri, name, number in _STEP.findall(path)[1:]:
            step = (f"{{{uri}}}{name}" if uri else name, int(number))
            if step not in self._steps(element):  # a text, or none of the document's
                return Mark(way) if way else None
            position, element = self._steps(element)[step]
            way = (*way, position)
        attribute = _ATTRIBUTE.search(path)
        return Mark(way, attribute[1] if attribute else "") if way else None

    def _steps(self, element: etree._Element) -> dict[tuple[str, int], tuple[int, etree._Element]]:
        """Return the children of an element by their names and their numbers among those of the same name."""
        if element not in self._children:
            counts = Counter[str]()
            found = self._children[element] = {}
            for position, child in enumerate(element.iterchildren("*")):
                counts[str(child.tag)] += 1
                found[str(child.tag), counts[str(child.tag)]] = (position, child)
        return self._children[element]


def _element(message: str) -> etree._Element | None:
    try:
        return tree_of(message) if message.startswith("<") else None
    except etree.XMLSyntaxError:  # several nodes
        return None


def one_line(text: object) -> str:
    """Return text with a space for each white space, however long."""
    return " ".join(str(text).split())
