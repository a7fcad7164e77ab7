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
    """A `ConfigurationFile` of what it generates for each scaffolding of the document, in order; and the findings."""

    results: list[etree._Element]
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
        compiler = self._processor.new_xslt30_processor()
        try:
            if any(folders):
                self._executable = compiler.compile_stylesheet(stylesheet_text=_package(folders))
            else:
                self._executable = compiler.compile_stylesheet(stylesheet_file=str(xslt_folder() / "expand.xsl"))
        except PySaxonApiError as error:
            raise Failure(f"a stylesheet does not compile: {_one_line(error)}") from None
        # Without a file to print them to, saxonche 12 prints messages on stderr besides handing them over.
        self._executable.set_save_xsl_message(True, os.devnull)
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
            text = self._executable.apply_templates_returning_string()
        except PySaxonApiError as error:
            raise Failure(_one_line(error)) from None
        # What is returned is a sequence of elements: parsed in one go, it needs an element around it.
        results = list(etree.fromstring(f"<results>{text or ''}</results>", etree.XMLParser(huge_tree=True)))
        return Generated(results, list(self._findings(etree.fromstring(document.encode()))))

    def _findings(self, root: etree._Element) -> Iterator[Finding]:
        messages = self._executable.get_xsl_messages()
        for number in range(messages.size if messages is not None else 0):
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
