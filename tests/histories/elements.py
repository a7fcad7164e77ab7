"""What the files of a history hold, and what else may be said in one."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

_TABLE = etree.parse(Path(__file__).with_name("elements.xml"), etree.XMLParser(remove_blank_text=True)).getroot()


def _text(element: etree._Element) -> str:
    """Return an element as it is written; of one with a comment before it, both."""
    return etree.tostring(element, encoding="unicode").removeprefix("<both>").removesuffix("</both>")


def _homes(name: str) -> dict[str, list[list[str]]]:
    """Return the kinds of things by the file where a configuration begins with them."""
    return {file.attrib["name"]: [[*map(_text, kind)] for kind in file] for file in _TABLE.iterchildren(name)}


HOMES, CONTEXTS = _homes("file"), _homes("context")
LEFT_OUT = {file.attrib["name"] for file in _TABLE.iterchildren("file") if "left-out" in file.attrib}
ALIKE = {
    element: kind for homes in (HOMES, CONTEXTS) for kinds in homes.values() for kind in kinds for element in kind
}
MISTAKES = [*(_text(one) for one in _TABLE.iterfind("mistakes/*")), "<a"]  # the last is no XML
NAMES = [
    "HR",
    "hr",
    "AD",
    "Local",
    "Cloud",
    "Boss",
    "Directory_User",
    "AD_User",
    "HR_Person",
    "CleanDatabase",
    "Fast",
]
ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1"]
PATHS = ["A.xml", "Z.XML", "hr/HR Jobs.xml", "HR/deep/b.xml", ".hidden/c.xml", "HR", "notes.txt.xml", "Zoé/é.xml"]
SAID = [
    *['context = ["Context"]'] * 4,
    'target = "6.1"',
    'target = "saas"\nstrict = false',
    'only = ["jobs"]',
    'keep = ["CleanDatabaseJob"]\ncontext = ["Context"]',
    'ignore = ["U3", "J"]',
    '[ignore-in]\n"HR/**" = ["U"]\n[severity]\nU203 = "info"',
]
