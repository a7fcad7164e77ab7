"""The scaffoldings of the table of access rights: what they accept, and what is said of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.markup import NAMESPACE
from unscaffold.schemas.sources import CHILD, data, named
from unscaffold.vocabulary import access_rights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_REFERRING = {"Profile", "EntityType"}  # attributes that it needs, called as what they name
_LETTER = re.compile(r"\{\w+\}")
_TOLD = 4  # permissions, or elements, before the rest is counted


def granting() -> Mapping[str, etree._Element]:
    """Return what each of them accepts, as scaffoldings of jobs declare it."""
    rows = named(data("access-rights"), "scaffolding")
    return {name: _declared(one.takes, named(rows[name], "argument")) for name, one in access_rights().items()}


def _declared(takes: Iterable[str], arguments: Iterable[str]) -> etree._Element:
    declared = etree.Element(f"{CHILD}scaffolding")
    for name in takes:
        refers = {"refers": name, "required": "true"} if name in _REFERRING else {}
        etree.SubElement(declared, f"{CHILD}attribute", refers, name=name, type="identifier")
    for name in arguments:
        etree.SubElement(declared, f"{CHILD}argument", name=name)
    return declared


def says_of(name: str) -> str:
    """Return what is said of one: what it grants and generates, and what of that is a guess."""
    one, row = access_rights()[name], named(data("access-rights"), "scaffolding")[name]
    return " ".join(_sentences(row, one.nests, one.guess))


def _sentences(row: etree._Element, nests: Iterable[str], guess: str) -> Iterator[str]:
    permissions = dict.fromkeys(one for entry in row.iter(f"{CHILD}entry") for one in _permissions(entry))
    outer = (one for one in row.iter(f"{{{NAMESPACE}}}*") if not _parent(one).startswith(f"{{{NAMESPACE}}}"))
    made = dict.fromkeys([*(etree.QName(one).localname for one in outer), *nests])
    if permissions:
        yield f"Grants {_listed(permissions)}."
    if made:
        yield f"Generates {_listed(made)}."
    if guess:
        yield f"What is generated is a guess: {guess}."


def _parent(one: etree._Element) -> str:
    parent = one.getparent()
    return "" if parent is None else str(parent.tag)


def _permissions(entry: etree._Element) -> Iterator[str]:
    """Yield the permissions of a row, with an ellipsis for what is of the case at hand."""
    permission = _LETTER.sub("…", entry.attrib["permission"])
    yield from (
        (f"{permission}/{end}" for end in entry.get("each", "").split()) if "each" in entry.attrib else (permission,)
    )


def _listed(names: Iterable[str]) -> str:
    names = [*names]
    more = len(names) - _TOLD
    return f"{', '.join(names[:_TOLD])} and {more} more" if more > 1 else ", ".join(names)
