"""The scaffoldings that are expanded: they take what is declared of them, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.process import xslt_folder
from unscaffold.schemas.descriptions import of_attribute, of_element
from unscaffold.schemas.model import Attribute, Element
from unscaffold.schemas.rights import granting, says_of
from unscaffold.schemas.sources import data, named, root_of
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lxml import etree

    from unscaffold.schemas.versions import Version

_REMOVED = "The page of version {} says that it is to be removed."
_REQUIRED = "The page of version {} calls it required."
_GUESSED = "What is generated for it is a guess: {}."


def scaffoldings(version: Version, folders: Iterable[Path] = ()) -> Iterator[Element]:
    """Yield the scaffoldings of jobs, of access rights, and those of somebody's own.

    Args:
        version: What holds in the version of the product that they are for.
        folders: Further folders of stylesheets, each named after its element, with a declaration beside it.

    Raises:
        Failure: A folder is none, or has a stylesheet without a declaration, or with one that is not as it must be.
    """
    folders = [*folders]
    declarations(folders)
    own = [file.with_suffix(".xml") for folder in folders for file in sorted(folder.glob("*.xsl"))]
    for file in [*sorted((xslt_folder() / "scaffoldings").glob("*.xml")), *own]:
        yield _element(file.stem, of_element(file.stem) or "A scaffolding of your own.", root_of(file), version)
    for name, one in granting().items():
        yield _element(name, says_of(name), one, version)


def _element(name: str, says: str, declared: etree._Element, version: Version) -> Element:
    arguments = named(data("vocabulary"), "argument")
    taken = [one for one in named(declared, "argument") if not version.holds("unknown", one, name)]
    return Element(
        name,
        says,
        tuple(_attributes(name, declared)),
        tuple(_argument(name, arguments[one], version) for one in taken),
        tuple((one, arguments[one].attrib["distinct"]) for one in taken if "distinct" in arguments[one].attrib),
    )


def _argument(scaffolding: str, one: etree._Element, version: Version) -> Element:
    name = one.attrib["name"]
    guess = _GUESSED.format(one.attrib["guess"]) if "guess" in one.attrib else ""
    required = _REQUIRED.format(version.name) if version.holds("required", name, scaffolding) else ""
    attributes = (
        attribute._replace(says=f"{attribute.says} {_REMOVED.format(version.name)}")
        if version.holds("removed", attribute.name, scaffolding)
        else attribute
        for attribute in _attributes(name, one)
    )
    return Element(name, of_element(name, guess, required), tuple(attributes), ())


def _attributes(owner: str, declared: etree._Element) -> Iterator[Attribute]:
    for name, one in named(declared, "attribute").items():
        kind = "Name" if one.attrib["type"] == "identifier" else one.attrib["type"]
        yield Attribute(name, kind, of_attribute(owner, one), one.get("required") == "true")
