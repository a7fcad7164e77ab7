"""The stylesheets, run by Saxon: a configuration document in, generated elements and findings out."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from pipeline.diagnostics import Failure
from pipeline.resources import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.positions import Way

_XSL = "http://www.w3.org/1999/XSL/Transform"
_RESULT = re.compile(r"<ConfigurationFile[^>]*>")
_END_OF_RESULT = "</ConfigurationFile>"
# What a stylesheet did not exclude from its results.
_OWN_NAMESPACES = re.compile(r' xmlns:[\w.-]+="(?:urn:unscaffold:|http://www\.w3\.org/)[^"]*"')
# How Saxon writes some characters, and how lxml and most people do.
_REFERENCES = (("&#34;", "&quot;"), ("&#xA;", "&#10;"), ("&#xD;", "&#13;"), ("&#x9;", "&#9;"))
_STEP = re.compile(r"/(?:Q\{([^}]*)\})?([^/\[]+)\[(\d+)\]")


class Finding(NamedTuple):
    """What a stylesheet found: `way` leads to the element in the document it was given."""

    way: Way
    severity: str
    code: str
    sentence: str
    value: str
    refers: str
    candidates: tuple[str, ...]


class Generated(NamedTuple):
    """What each scaffolding of a document generates, in order, as XML without a break; and the findings."""

    results: list[str]
    findings: list[Finding]


class Stylesheets:
    """The compiled stylesheets. One object a process: Saxon keeps its settings per process.

    Args:
        folders: Further folders of stylesheets, each named after the scaffolding it expands.

    Raises:
        Failure: A stylesheet does not compile.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._processor = PySaxonProcessor(license=False)
        # Nothing but our own files is ever to be read, whatever a stylesheet or a document says.
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
        # Data files are read when the stylesheets are compiled, not by every transformation (2 ms each).
        self._processor.set_configuration_property("http://saxon.sf.net/feature/preEvaluateDocFunction", "true")
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
            Failure: A stylesheet fails other than by a finding.
        """
        node = self._processor.parse_xml(xml_text=document)
        self._executable.clear_xsl_messages()
        self._executable.set_initial_match_selection(xdm_value=node)
        try:
            text: str = self._executable.apply_templates_returning_string() or ""
        except PySaxonApiError as error:
            raise Failure(_one_line(error)) from None
        text = _OWN_NAMESPACES.sub("", text)
        for saxons, usual in _REFERENCES if "&#" in text else ():
            text = text.replace(saxons, usual)
        return Generated(list(_results(text)), list(self._findings(document)))

    def _findings(self, document: str) -> Iterator[Finding]:
        messages = self._executable.get_xsl_messages()
        if messages is None or not messages.size:
            return
        root = etree.fromstring(document.encode())
        for number in range(messages.size):
            message = etree.fromstring(str(messages.item_at(number)))
            if message.tag != "finding":
                raise Failure(f"a stylesheet says: {''.join(message.itertext())}")
            yield Finding(
                way=_way(root, message.attrib["path"]),
                severity=message.attrib["severity"],
                code=message.attrib["code"],
                sentence=message.findtext("sentence") or "",
                value=message.get("value", ""),
                refers=message.get("refers", ""),
                candidates=tuple(candidate.text or "" for candidate in message.iterchildren("candidate")),
            )


def _results(text: str) -> Iterator[str]:
    """Yield what each ConfigurationFile holds, one a scaffolding; it is not parsed again, only to be laid out."""
    for start in _RESULT.finditer(text):
        yield "" if start[0].endswith("/>") else text[start.end() : text.index(_END_OF_RESULT, start.end())]


def _way(root: etree._Element, path: str) -> Way:
    """Turn the path() of an element into the numbers of its ancestors and itself among their siblings."""
    way = []
    element = root
    for uri, name, number in _STEP.findall(path)[1:]:
        child = element.findall(f"{{{uri}}}{name}")[int(number) - 1]
        way.append(list(element.iterchildren("*")).index(child))
        element = child
    return tuple(way)


def _package(folders: Sequence[Path]) -> str:
    """Return the package with the stylesheets of further folders included, by absolute URIs."""
    package = etree.parse(xslt_folder() / "expand.xsl").getroot()
    for include in package.iterchildren(f"{{{_XSL}}}include"):
        include.set("href", (xslt_folder() / include.attrib["href"]).as_uri())
    for folder in folders:
        for stylesheet in sorted(Path(folder).resolve().glob("*.xsl")):
            etree.SubElement(package, f"{{{_XSL}}}include", href=stylesheet.as_uri())
    return etree.tostring(package, encoding="unicode")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
