"""The stylesheets, run by Saxon: a configuration document in, generated elements and findings out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from unscaffold.findings import Failure
from unscaffold.generating.messages import Message, Said, findings_and_talk, one_line, said
from unscaffold.generating.results import Stopped, apart, checked, results
from unscaffold.generating.setting import Setting
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.findings import Finding

_TERMINATED = "XTMM9000"
_XSL = "http://www.w3.org/1999/XSL/Transform"


class Generated(NamedTuple):
    """What each scaffolding of a document generates, in order, as XML without a break; what was found and said.

    `origins` are as many documents that tell why, or none.
    """

    results: list[str]
    findings: list[Finding]
    messages: list[Message]
    origins: list[str]


class Stylesheets:
    """The compiled stylesheets. One object a process: Saxon keeps its settings per process.

    Args:
        setting: What they are told.

    Raises:
        Failure: A stylesheet does not compile.
    """

    def __init__(self, setting: Setting = Setting()) -> None:  # noqa: B008 - a value that cannot change
        self._processor = PySaxonProcessor(license=False)
        # Nothing is ever asked of the network, whatever a stylesheet says. One may read any file: it is code.
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
        # Data files are read when the stylesheets are compiled, not by every transformation (2 ms each).
        self._processor.set_configuration_property("http://saxon.sf.net/feature/preEvaluateDocFunction", "true")
        self._are_trusted = not setting.folders
        if self._are_trusted:
            # Nothing in our stylesheets is gained by moving expressions out of loops (l), and to look for those takes
            # time and memory: enough for Saxon to collect garbage, once, in a run that generates one job (60 ms).
            self._processor.set_configuration_property("http://saxon.sf.net/feature/optimizationLevel", "-l")
        self._tell = setting.origins
        compiler = self._processor.new_xslt30_processor()
        compiler.set_parameter("origins", self._processor.make_boolean_value(setting.origins))
        compiler.set_parameter("in-full", self._processor.make_boolean_value(setting.in_full))
        compiler.set_parameter("rights", self._processor.make_boolean_value(setting.rights))
        try:
            if setting.folders:
                self._executable = compiler.compile_stylesheet(stylesheet_text=_package(setting.folders))
            else:
                self._executable = compiler.compile_stylesheet(stylesheet_file=str(xslt_folder() / "expand.xsl"))
        except PySaxonApiError as error:
            raise Failure(f"a stylesheet does not compile: {one_line(error)}") from None
        # saxonche 12 returns messages, and prints them on stderr, too, unless it has a file to print them to. If
        # saxonche 13 has a file, it returns none.
        printed_to = [os.devnull] if " 12." in self._processor.version else []
        self._executable.set_save_xsl_message(True, *printed_to)
        self._executable.set_initial_mode("{urn:unscaffold:mode}generate")
        # Stylesheets of somebody's own are not run where something is wrong: nobody knows what they do then.
        self._executable.set_parameter("attempt", self._processor.make_boolean_value(self._are_trusted))
        self._executable.set_parameter("target", self._processor.make_string_value(setting.target))
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
            raise self._stopped(one_line(error)) from None
        findings, messages = findings_and_talk(self._said(), document)
        text, origins = apart(text) if self._tell else (text, [])
        return Generated(list(results(text) if self._are_trusted else checked(text)), findings, messages, origins)

    def _stopped(self, reason: str) -> Stopped:
        messages = list(self._said())
        number = messages[-1].message.number if messages else None
        texts = [one.message.text for one in messages if one.message.number == number and not one.is_finding]
        if _TERMINATED in reason:
            reason = f"its stylesheet stops: {(texts.pop() if texts else '') or 'it says nothing'}"
        else:
            reason = f"a stylesheet fails: {reason}"
        before = "; ".join(filter(None, texts))
        before = f" (before, it says: {before})" if before else ""
        return Stopped(f"{reason}{before}", number)

    def _said(self) -> Iterator[Said]:
        messages = self._executable.get_xsl_messages()
        items = [messages.item_at(number) for number in range(messages.size if messages is not None else 0)]
        return said(map(str, items), (item.string_value for item in items))


def _package(folders: Sequence[Path]) -> str:
    """Return the package with the stylesheets of further folders included, by absolute URIs."""
    package = etree.parse(xslt_folder() / "expand.xsl").getroot()
    for include in package.iterchildren(f"{{{_XSL}}}include"):
        include.set("href", (xslt_folder() / include.attrib["href"]).as_uri())
    own = [stylesheet for folder in folders for stylesheet in sorted(Path(folder).resolve().glob("*.xsl"))]
    for stylesheet in [xslt_folder() / "origins.xsl", *own]:
        etree.SubElement(package, f"{{{_XSL}}}include", href=stylesheet.as_uri())
    return etree.tostring(package, encoding="unicode")
