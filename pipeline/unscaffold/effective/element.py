"""An element of the effective configuration, and the place in the user's files that causes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from unscaffold.findings import marked
from unscaffold.markup import NAMESPACE
from unscaffold.reading import mode_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lxml import etree

    from unscaffold.findings import Region, Way
    from unscaffold.reading import Declared

    # Returns the region that causes a generated element, or one of its attributes.
    Cause = Callable[["Element", str], Region]

_TRUE = {"true", "1"}
_FALSE = {"false", "0"}
_LANGUAGE = "Language"
_OURS = f"{{{NAMESPACE}}}"


@dataclass(slots=True, eq=False)
class Element:
    """An element.

    `name` is its local name. `file` and `way` say where it stands, or, if it is generated, where that stands that
    generates it: the `scaffolding`, or an argument of it. `parent` is None of a child of the root. `parts` are the
    elements from which it was merged, itself as it stood included, if it was. What `is_context` is of a context
    folder. What has an `origin` is certainly declared by the scaffolding of that name, of another family, which
    stays where it stands; what children it has is not known.
    """

    name: str
    attributes: Mapping[str, str]
    file: str
    way: Way
    parent: Element | None = None
    children: Sequence[Element] = ()
    parts: Sequence[Element] = ()
    scaffolding: Declared | None = None
    cause: Cause | None = None
    is_context: bool = False
    origin: str = ""

    def get(self, attribute: str, otherwise: str = "") -> str:
        """Return an attribute, or what there is otherwise."""
        return self.attributes.get(attribute, otherwise)

    def is_true(self, attribute: str) -> bool:
        """Return whether an attribute is true, as the product reads it; it is not if it is missing."""
        value = self.attributes.get(attribute)
        return value is not None and value.strip().lower() in _TRUE

    def is_false(self, attribute: str) -> bool:
        """Return whether an attribute says false, as the product reads it; it does not if it is missing."""
        value = self.attributes.get(attribute)
        return value is not None and value.strip().lower() in _FALSE

    @property
    def identifier(self) -> str:
        """What identifies it among those of its kind, or empty."""
        return self.attributes.get("Code" if self.name == _LANGUAGE else "Identifier", "")

    @property
    def key(self) -> tuple[str, str]:
        """What it is matched by: its name, and its identifier in lower case."""
        return self.name, self.identifier.lower()

    @property
    def mode(self) -> str:
        """What it does to an earlier element of its identifier: "merge", "update", "delete", or empty."""
        mode = mode_of(self.attributes)
        return "" if mode == "unknown" else mode

    @property
    def is_half_known(self) -> bool:
        """Whether more may be said of it than is seen: by a scaffolding, or by what it changes, which is not here."""
        return bool(self.origin or (self.mode and not self.parts))

    def of(self, *names: str) -> Iterator[Element]:
        """Yield the children of some names, in their order."""
        return (child for child in self.children if child.name in names)

    def values(self, name: str, attribute: str) -> list[str]:
        """Return an attribute of the children of a name, in their order, where it is not empty."""
        found = (child.attributes.get(attribute) for child in self.children if child.name == name)
        return [value for value in found if value]

    def region(self, attribute: str = "") -> Region:
        """Return the region in the user's files that causes it, or an attribute; to be located before it is shown.

        Args:
            attribute: The attribute's name; where there is none so called, the element is meant.
        """
        for part in reversed(self.parts):
            if attribute in part.attributes:
                return part.region(attribute)
        if self.parts:
            return self.parts[0].region()
        if self.cause:
            return self.cause(self, attribute)
        return marked(self.file, self.way, attribute if attribute in self.attributes else "")

    @property
    def xpath(self) -> str:
        """The way to it by names and identifiers: `Job[@Identifier="A"]/Step[@Identifier="B"]`."""
        own = f'{self.name}[@Identifier="{self.identifier}"]' if self.identifier else self.name
        return f"{self.parent.xpath}/{own}" if self.parent else own

    @property
    def generated(self) -> str:
        """The same, if it is generated; else empty."""
        return self.xpath if self.scaffolding else ""


def written(node: etree._Element, file: str, way: Way, parent: Element | None = None) -> Element:
    """Return an element as it stands in a file, with all that it holds in the product's namespace.

    Args:
        node: The element.
        file: Its file.
        way: The way to it from the root.
        parent: The element around it, unless that is the root.
    """
    element = Element(_name_of(str(node.tag)), _attributes(tuple(node.items())), file, way, parent)
    if len(node):
        children = enumerate(node.iterchildren("*"))
        element.children = [
            written(child, file, _way_to(way, number), element) for number, child in children if is_ours(child)
        ]
    return element


def generated(node: etree._Element, scaffolding: Declared, cause: Cause, parent: Element | None = None) -> Element:
    """Return an element that a scaffolding generates, with all that it holds.

    Args:
        node: The element.
        scaffolding: The scaffolding.
        cause: Returns the region that causes such an element.
        parent: The element around it, if it is generated, too.
    """
    element = Element(
        _name_of(str(node.tag)),
        _attributes(tuple(node.items())),
        scaffolding.file,
        scaffolding.way,
        parent,
        scaffolding=scaffolding,
        cause=cause,
    )
    if len(node):
        children = node.iterchildren(f"{_OURS}*")
        element.children = [generated(child, scaffolding, cause, element) for child in children]
    return element


def is_ours(node: etree._Element) -> bool:
    """Return whether an element is in the product's namespace."""
    return str(node.tag).startswith(_OURS)


@lru_cache(1_000)
def _attributes(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return attributes that many elements share, as properties do; others have names and values in common."""
    return {intern(name): intern(value) for name, value in pairs}


@lru_cache(1_000)
def _name_of(tag: str) -> str:
    return tag.rpartition("}")[2]


@lru_cache(10_000)
def _way_to(parent: Way, number: int) -> Way:
    """Return the way to a child of an element: one, in however many files there is such a child."""
    return (*parent, number)
