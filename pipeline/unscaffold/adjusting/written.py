"""Elements written by hand, and what they say to the generated ones of their identifiers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from unscaffold.markup import NAMESPACE, attributes_of, local_name, own_attributes, plain
from unscaffold.reading import MODE, mode_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from unscaffold.findings import Region, Way
    from unscaffold.reading import Configuration, Declared

_SHOWN = 40  # characters of a text that would be lost


@dataclass(frozen=True)
class Written:
    """An element written by hand, or a child of one.

    Args:
        declared: The element.
        source: The element or its child as it stands in its file.
        more: The child's number among its siblings, or nothing.
    """

    declared: Declared
    source: etree._Element
    more: Way = ()

    @classmethod
    def of(cls, read: Configuration, declared: Declared) -> Written:
        """Return an element that stands directly below the root of its file."""
        return cls(declared, read.element(declared))

    @property
    def name(self) -> str:
        """Its local name."""
        return local_name(self.source)

    @property
    def identifier(self) -> str:
        """Its identifier, or empty."""
        return self.source.get("Identifier", "")

    @property
    def mode(self) -> str:
        """What it does to the generated one, as `mode_of` says."""
        return mode_of(self.attributes)

    @cached_property
    def attributes(self) -> dict[str, str]:
        """All its attributes."""
        return own_attributes(self.source)

    @property
    def given(self) -> dict[str, str]:
        """Its attributes without those that only say which element it adjusts, and how."""
        return {name: value for name, value in self.attributes.items() if name not in {"Identifier", MODE}}

    @property
    def foreign_names(self) -> list[str]:
        """The names of elements and attributes in it that are not of the letters of ASCII."""
        names = {name for one in self.source.iter("*") for name in (local_name(one), *own_attributes(one))}
        return sorted(name for name in names if not name.isascii())

    @property
    def lost(self) -> str:
        """What of it would be lost if it were taken out; empty if nothing would be."""
        for element in self.source.iter("*"):
            if not str(element.tag).startswith(f"{{{NAMESPACE}}}"):
                return f"the element {local_name(element)} of another namespace"
            for name in attributes_of(element):
                if name.startswith("{"):
                    return f"the attribute {name.rpartition('}')[2]} of another namespace"
            texts = [element.text, *(child.tail for child in element)]
            text = " ".join("".join(filter(None, texts)).split())
            is_taken_over = not len(element) and element is not self.source
            if text and not is_taken_over:
                return f"the text '{text[:_SHOWN]}'"
        return ""

    def children(self) -> Iterator[Written]:
        """Yield its children, but for those of other namespaces."""
        for number, child in enumerate(self.source.iterchildren("*")):
            if str(child.tag).startswith(f"{{{NAMESPACE}}}"):
                yield Written(self.declared, child, (number,))

    def copy(self) -> etree._Element:
        """Return it as a stylesheet would generate it, without a mode."""
        copy = plain(self.source)
        copy.attrib.pop(MODE, "")
        return copy

    def region(self, attribute: str = "Identifier") -> Region:
        """Return the region of one of its attributes."""
        return self.declared.region(attribute, *self.more)
