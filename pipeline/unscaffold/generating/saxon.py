"""The stylesheets, run by Saxon: a configuration document in, generated elements and findings out."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from unscaffold.findings import Failure
from unscaffold.generating.results import Stopped, checked, results
from unscaffold.markup import tree_of
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.markup import Way

# The message that comes before those of a scaffolding, if the stylesheets are somebody's own: see origins.xsl.
_ORIGIN = "{urn:unscaffold:error}origin"
_TERMINATED = "XTMM9000"
_XSL = "http://www.w3.org/1999/XSL/Transform"
_STEP = re.compile(r"/(?:Q\{([^}]*)\})?([^/\[]+)\[(\d{1,9})\]")


class Reported(NamedTuple):
    """What a stylesheet found: `way` leads to the element in the document it was given."""

    way: Way
    severity: str
    code: str
    sentence: str
    value: str
    refers: str
    candidates: tuple[str, ...]


class Message(NamedTuple):
    """What a stylesheet says that is no finding, and the number of the scaffolding for which it says it."""

    number: int
    text: str


class Generated(NamedTuple):
    """What each scaffolding of a document generates, in order, as XML without a break; what was found and said."""

    results: list[str]
    findings: list[Reported]
    messages: list[Message]


class Stylesheets:
    """The compiled stylesheets. One object a process: Saxon keeps its settings per process.

    Args:
        folders: Further folders of stylesheets, each named after the scaffolding it expands.

    Raises:
        Failure: A stylesheet does not compile.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._processor = PySaxonProcessor(license=False)
        # Nothing is ever asked of the network, whatever a stylesheet says. One may read any file: it is code.
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
        # Data files are read when the stylesheets are compiled, not by every transformation (2 ms each).
        self._processor.set_configuration_property("http://saxon.sf.net/feature/preEvaluateDocFunction", "true")
        self._are_trusted = not folders
        compiler = self._processor.new_xslt30_processor()
        try:
            if folders:
                self._executable = compiler.compile_stylesheet(stylesheet_text=_package(folders))
            else:
                self._executable = compiler.compile_stylesheet(stylesheet_file=str(xslt_folder() / "expand.xsl"))
        except PySaxonApiError as error:
            raise Failure(f"a stylesheet does not compile: {_one_line(error)}") from None
        # saxonche 12 prints messages on stderr besides handing them over, unless there is a file to print them to;
        # with one, 13 does not hand them over.
        printed_to = [os.devnull] if " 12." in self._processor.version else []
        self._executable.set_save_xsl_message(True, *printed_to)
        self._executable.set_initial_mode("{urn:unscaffold:mode}generate")
        self._executable.set_property("!indent", "no")
        self._executable.set_property("!omit-xml-declaration", "yes")

    def generate(self, document: str) -> Generated:
        """Expand all scaffoldings of a configuration document.

        Args:
            document: A `ConfigurationFile` document: a slice, or any other without a document type.

        Raises:
            Stopped: A stylesheet fails other than by a finding, or what it generates is not to be used.
        """
        self._executable.clear_xsl_messages()
        try:
            node = self._processor.parse_xml(xml_text=document)
            self._executable.set_initial_match_selection(xdm_value=node)
            text: str = self._executable.apply_templates_returning_string() or ""
        except PySaxonApiError as error:
            raise self._stopped(_one_line(error)) from None
        findings, messages = self._said(document)
        return Generated(list(results(text) if self._are_trusted else checked(text)), findings, messages)

    def _stopped(self, reason: str) -> Stopped:
        said = list(self._messages())
        number = said[-1][0].number if said else None
        texts = [one.text for one, element in said if one.number == number and not _is_finding(element)]
        if _TERMINATED in reason:
            reason = f"its stylesheet stops: {(texts.pop() if texts else '') or 'it says nothing'}"
        else:
            reason = f"a stylesheet fails: {reason}"
        before = "; ".join(filter(None, texts))
        before = f" (before, it says: {before})" if before else ""
        return Stopped(f"{reason}{before}", number)

    def _said(self, document: str) -> tuple[list[Reported], list[Message]]:
        """Return the findings and the other messages of a transformation."""
        findings, messages = [], []
        ways = None
        for message, element in self._messages():
            if element is not None and element.tag == _ORIGIN:
                continue
            ways = ways or _Ways(document)
            finding = _finding(ways, element) if element is not None else None
            if finding and not finding.way:
                raise Stopped(
                    f"its stylesheet finds, at no element that it was given: {finding.sentence}", message.number
                )
            if finding:
                findings.append(finding)
            else:
                messages.append(message)
        return findings, messages

    def _messages(self) -> Iterator[tuple[Message, etree._Element | None]]:
        """Yield the messages of a transformation, as elements, too, where they are such."""
        messages = self._executable.get_xsl_messages()
        number = -1
        for at in range(messages.size if messages is not None else 0):
            text = str(messages.item_at(at))
            element = _element(text)
            if element is not None and element.tag == _ORIGIN:
                number, text = number + 1, ""
            yield Message(number, _one_line(text if "<" in text else messages.item_at(at).string_value)), element


def _is_finding(message: etree._Element | None) -> bool:
    return message is not None and message.tag == "finding"


def _finding(ways: _Ways, message: etree._Element) -> Reported | None:
    if not _is_finding(message) or message.get("severity") not in {"error", "warning"}:
        return None
    return Reported(
        way=ways.to(message.get("path", "")),
        severity=message.get("severity", ""),
        code=message.get("code", ""),
        sentence=message.findtext("sentence") or "",
        value=message.get("value", ""),
        refers=message.get("refers", ""),
        candidates=tuple(candidate.text or "" for candidate in message.iterchildren("candidate")),
    )


class _Ways:
    """Turns the path() of elements of a document into the numbers of their ancestors and themselves as siblings."""

    def __init__(self, document: str) -> None:
        self._root = tree_of(document)
        self._children: dict[etree._Element, dict[tuple[str, int], tuple[int, etree._Element]]] = {}

    def to(self, path: str) -> Way:
        way: list[int] = []
        element = self._root
        for uri, name, number in _STEP.findall(path)[1:]:
            step = (f"{{{uri}}}{name}" if uri else name, int(number))
            if step not in self._steps(element):  # a text, or none of the document's
                break
            position, element = self._steps(element)[step]
            way.append(position)
        return tuple(way)

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


def _package(folders: Sequence[Path]) -> str:
    """Return the package with the stylesheets of further folders included, by absolute URIs."""
    package = etree.parse(xslt_folder() / "expand.xsl").getroot()
    for include in package.iterchildren(f"{{{_XSL}}}include"):
        include.set("href", (xslt_folder() / include.attrib["href"]).as_uri())
    own = [stylesheet for folder in folders for stylesheet in sorted(Path(folder).resolve().glob("*.xsl"))]
    for stylesheet in [xslt_folder() / "origins.xsl", *own]:
        etree.SubElement(package, f"{{{_XSL}}}include", href=stylesheet.as_uri())
    return etree.tostring(package, encoding="unicode")


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
