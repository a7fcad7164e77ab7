"""The configuration's vocabulary and the scaffoldings' declarations, read from the stylesheets' data files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.diagnostics import Failure
from unscaffold.resources import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

NAMESPACE = "urn:schemas-usercube-com:configuration"
_DECLARATION = "{urn:unscaffold:declaration}"
_LANGUAGES = range(1, 17)


class Kind(NamedTuple):
    """A kind of configuration element that a scaffolding may depend on.

    `key` is the attribute that identifies it, or empty, and `needs_key` whether it must have it; `attributes` are
    those that matter; `refers` tells which attribute names an element of which kind; `children` are the attributes
    that matter of the child elements that matter.
    """

    name: str
    key: str
    needs_key: bool
    attributes: frozenset[str]
    refers: Mapping[str, str]
    children: Mapping[str, frozenset[str]]


class Vocabulary(NamedTuple):
    """The kinds of elements by name (`*Suffix` stands for all names that end so).

    `riders` are the arguments that ride in a generated job; `refers` tells, by argument, which attribute names
    an element of which kind; `others` are the scaffoldings that are not expanded, in lower case.
    """

    kinds: Mapping[str, Kind]
    riders: frozenset[str]
    refers: Mapping[str, Mapping[str, str]]
    others: frozenset[str]


class Declaration(NamedTuple):
    """What a scaffolding's data file declares.

    `scope` is "connector", "configuration" or "nothing"; `refers` tells which attribute names an element of
    which kind.
    """

    name: str
    scope: str
    refers: Mapping[str, str]
    stylesheet: Path


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attributes_of(element: etree._Element) -> dict[str, str]:
    """Return the attributes of an element, in order."""
    return {str(name): str(value) for name, value in element.items()}


@cache
def vocabulary() -> Vocabulary:
    """Read `vocabulary.xml`."""
    root = etree.parse(xslt_folder() / "vocabulary.xml").getroot()
    kinds = [_kind(element) for element in root.iterchildren(f"{_DECLARATION}element")]
    arguments = list(root.iterchildren(f"{_DECLARATION}argument"))
    return Vocabulary(
        kinds={kind.name: kind for kind in kinds},
        riders=frozenset(argument.attrib["name"] for argument in arguments if argument.get("rides") == "true"),
        refers={argument.attrib["name"]: _refers(argument) for argument in arguments},
        others=frozenset(other.attrib["name"].lower() for other in root.iterchildren(f"{_DECLARATION}other")),
    )


@cache
def kind_of(name: str) -> Kind | None:
    """Return the kind of elements of a local name, or None if none matters."""
    kinds = vocabulary().kinds
    suffixes = (kind for kind in kinds.values() if kind.name.startswith("*") and name.endswith(kind.name[1:]))
    return kinds.get(name) or next(suffixes, None)


def _kind(element: etree._Element) -> Kind:
    declared = list(element.iterchildren(f"{_DECLARATION}attribute"))
    key = element.get("key", "")
    return Kind(
        name=element.attrib["name"],
        key=key,
        needs_key=key != "" and element.get("key-optional") != "true",
        attributes=frozenset({*_names(declared), key, "ConsolidationMode"} - {""}),
        refers=_refers(element),
        children={
            child.attrib["name"]: frozenset(_names(child.iterchildren(f"{_DECLARATION}attribute")))
            for child in element.iterchildren(f"{_DECLARATION}child")
        },
    )


def _refers(element: etree._Element) -> dict[str, str]:
    attributes = element.iterchildren(f"{_DECLARATION}attribute")
    return {a.attrib["name"]: a.attrib["refers"] for a in attributes if "refers" in a.attrib}


def _names(declared: Iterable[etree._Element]) -> Iterator[str]:
    for attribute in declared:
        name = attribute.attrib["name"]
        yield from [f"{name}_L{n}" for n in _LANGUAGES] if attribute.attrib["type"] == "display-name" else [name]


def declarations(folders: Iterable[Path] = ()) -> dict[str, Declaration]:
    """Return the declarations of all scaffoldings by element name.

    Args:
        folders: Further folders of stylesheets, each named after its element, with a declaration beside it.

    Raises:
        Failure: A folder has a stylesheet without a declaration, or one that cannot be read.
    """
    own = xslt_folder() / "scaffoldings"
    found = {}
    for folder in [own, *folders]:
        for stylesheet in sorted(folder.glob("*.xsl")):
            if stylesheet.stem in found:
                raise Failure(
                    f"{stylesheet}: the scaffolding {stylesheet.stem} is there already; give it another name"
                )
            found[stylesheet.stem] = _declaration(stylesheet)
    return found


def _declaration(stylesheet: Path) -> Declaration:
    file = stylesheet.with_suffix(".xml")
    try:
        root = etree.parse(file).getroot()
    except (OSError, UnicodeError, etree.XMLSyntaxError) as error:
        raise Failure(
            f"{file}: the declaration of the scaffolding {stylesheet.stem} cannot be read: {error}"
        ) from None
    if root.tag != f"{_DECLARATION}scaffolding" or root.get("name") != stylesheet.stem:
        raise Failure(f"{file}: the declaration must be a scaffolding element with the name {stylesheet.stem}")
    arguments = [argument.get("name", "") for argument in root.iterchildren(f"{_DECLARATION}argument")]
    unknown = [name for name in arguments if name not in vocabulary().refers]
    if unknown:
        raise Failure(f"{file}: {unknown[0]} is no argument; there are {', '.join(sorted(vocabulary().refers))}")
    return Declaration(stylesheet.stem, root.get("scope", "configuration"), _refers(root), stylesheet)
