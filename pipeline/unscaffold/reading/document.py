"""The document of one file, read safely: no entity, no document type, no network, nothing without limits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.findings import Refusal, diagnose, point
from unscaffold.markup import NAMESPACE, EncodingError, characters, limits, positions

if TYPE_CHECKING:
    from unscaffold.findings import Finding

ROOT = f"{{{NAMESPACE}}}ConfigurationFile"


def root_of(file: str, data: bytes) -> etree._Element | None:
    """Return the root of a file that is to be a configuration's, whatever it is called; None if it is none.

    Raises:
        Refusal: It cannot be read.
    """
    root = tree_of(file, characters_of(file, data))
    return root if root is not None and root.tag == ROOT else None


def characters_of(file: str, data: bytes) -> bytes:
    """Return the characters of a file in UTF-8.

    Raises:
        Refusal: They cannot be read.
    """
    try:
        return characters(data).utf8
    except EncodingError as error:
        before = data[: error.position].decode("latin-1")
        place = point(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        values = {"encoding": error.encoding, "reason": error.reason}
        found = diagnose("encoding", place, values) if error.reason else diagnose("unknown-encoding", place, values)
        raise Refusal(found) from None


def malformed(file: str, fault: positions.Fault) -> Finding:
    """Return the finding that a file is not well-formed."""
    return diagnose("malformed", point(file, fault.line, fault.column), {"reason": fault.reason})


def tree_of(file: str, utf8: bytes) -> etree._Element | None:
    """Parse a document; None if it has a document type and is none of ours.

    Raises:
        Refusal: It cannot be read.
    """
    if b"<!DOCTYPE" in utf8:
        # lxml would read the declaration before we can refuse it: expat stops at the root's start tag.
        try:
            prolog = positions.prolog(utf8)
        except positions.Fault as fault:
            raise Refusal(malformed(file, fault)) from None
        if prolog.doctype:
            if not _is_configuration(prolog):
                return None
            raise Refusal(diagnose("doctype", point(file, *prolog.doctype), {}))
    try:
        return etree.fromstring(utf8, parser())
    except etree.XMLSyntaxError as error:
        first = positions.fault(utf8)
        if first is None and not _is_configuration(positions.prolog(utf8)):
            return None
        most = "" if first else limits.of_a_file(error)
        if most:
            raise Refusal(
                diagnose("limit", point(file, *error.position), {"element": "the file", "most": most})
            ) from None
        raise Refusal(malformed(file, first or positions.Fault(error.msg, *error.position))) from None


def _is_configuration(prolog: positions.Prolog) -> bool:
    prefix, _, local = prolog.root.rpartition(":")
    return (
        local == "ConfigurationFile" and prolog.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns") == NAMESPACE
    )


@cache
def parser() -> etree.XMLParser:
    """Return the parser of UTF-8 that reads no entity, no document type and no network, within libxml2's limits.

    It is one for all files: to make one takes half as long as to read a file, and no file leaves anything in it.
    """
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
