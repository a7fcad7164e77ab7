"""Configuration documents compared: as lines, whatever their prefixes and the white space that lays them out."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

from lxml import etree

import unscaffold
from processors import ROOT
from unscaffold.output import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAMESPACE = "urn:schemas-usercube-com:configuration"


def lines(element: etree._Element, margin: str = "") -> list[str]:
    """Return an element and what is in it, a line each; attributes are in the order of their names."""
    if not isinstance(element.tag, str):  # a comment or a processing instruction
        return [margin + etree.tostring(element, encoding="unicode", with_tail=False)]
    attributes = [f"{name}={value!r}" for name, value in sorted(element.attrib.items())]
    text = (element.text or "").strip()
    inner = [line for child in element for line in lines(child, f"{margin}  ")]
    return [" ".join([margin + element.tag, *attributes, text]), *inner]


def lines_of(folder: Path, files: Iterable[Path]) -> dict[str, list[str]]:
    """Return the lines of files, by their paths in a folder."""
    return {file.relative_to(folder).as_posix(): lines(etree.parse(file).getroot()) for file in files}


def expected(conf: Path) -> dict[str, list[str]]:
    """Return the lines of the expected files that differ from those they were made of: they had a scaffolding."""
    folder = conf.with_name("expected")
    files = [file for file in folder.rglob("*") if file.is_file()]
    return lines_of(folder, [f for f in files if f.read_bytes() != (conf / f.relative_to(folder)).read_bytes()])


def in_utf8(conf: Path, target: Path) -> Path:
    """Copy a configuration folder, files in ISO-8859-1 as UTF-8: SaxonJS does not read them."""
    copytree(conf, target)
    for file in target.rglob("*.xml"):
        if b'encoding="ISO-8859-1"' in file.read_bytes():
            etree.parse(file).write(file, encoding="UTF-8")
    return target


def contoso(target: Path) -> Path:
    """Make a copy of the sample of which the stylesheets alone know everything, and what is expected of it beside it.

    They adjust no generated element, and read no context.

    Args:
        target: A folder that does not exist.

    Returns:
        The configuration folder in it.
    """
    conf = in_utf8(ROOT / "samples" / "contoso" / "Conf", target / "Conf")
    (conf / "Jobs" / "Adjustments.xml").unlink()
    report = unscaffold.expand(conf, target / "expected")
    assert report.errors == []
    (target / "expected" / MANIFEST).unlink()
    return conf
