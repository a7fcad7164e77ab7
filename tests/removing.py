"""Takes what is said to have decided something away, and looks whether it is still so."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.expanding import expand_in_memory
from unscaffold.findings import Failure
from unscaffold.markup import document_of, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unscaffold.expanding import Expansion
    from unscaffold.findings import Way
    from unscaffold.options import Options
    from unscaffold.origins import GeneratedElement, Origin, Origins

    Key = tuple[tuple[str, str], ...]


_TYPES = {"TaskEntityType", "TaskResourceType"}


class Decided(NamedTuple):
    """What is said to have decided on an element or an attribute."""

    key: Key
    element: GeneratedElement
    step: Origin

    @property
    def by_others(self) -> bool:
        """Whether anything besides the scaffolding decided."""
        return any(one.role != "scaffolding" for one in self.step.decided_by)


def decisions(origins: Origins) -> Iterator[Decided]:
    """Yield what decided last on each element and each attribute."""
    for element in origins.elements:
        yield from _decisions((), element)


def _decisions(parent: Key, element: GeneratedElement) -> Iterator[Decided]:
    key = (*parent, _own_key(element.kind, element.attributes))
    for history in (element.history, *element.of_attributes.values()):
        yield Decided(key, element, history[-1])
    for child in element.children:
        yield from _decisions(key, child)


def still_so(expansion: Expansion, options: Options, decided: Decided, folder: Path) -> bool:
    """Return whether an element or an attribute is generated just so without all that decided, but the scaffolding.

    Args:
        expansion: The configuration, expanded.
        options: How that was done.
        decided: What is looked at.
        folder: Where the configuration is written without it.
    """
    copytree(expansion.configuration.folder, folder, dirs_exist_ok=True)
    for file, ways in _ways(expansion, decided.step).items():
        tree = etree.parse(folder / file)
        for element in [_at(tree.getroot(), way) for way in ways]:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        tree.write(folder / file, encoding="utf-8", xml_declaration=True)
    try:
        after = _generated(expand_in_memory(folder, options))
    except Failure:
        return False
    said = after.get(decided.key)
    of = decided.step.of
    if said is None or (of and said.get(of) != decided.element.attributes[of]):
        return False
    # One that is about other types is another one: the second task of fulfillment, which is the first now.
    about = [
        (*decided.key, _own_key(one.kind, one.attributes)) for one in decided.element.children if one.kind in _TYPES
    ]
    return not about or any(key in after for key in about)


def _ways(expansion: Expansion, step: Origin) -> Mapping[str, set[Way]]:
    found: dict[str, set[Way]] = defaultdict(set)
    for one in step.decided_by:
        way = expansion.configuration.way(one.place)
        if one.role != "scaffolding" and way and not Path(one.place.file).is_absolute():
            found[one.place.file].add(way)
    return found


def _at(root: etree._Element, way: Way) -> etree._Element:
    for number in way:
        root = list(root.iterchildren("*"))[number]
    return root


def _generated(expansion: Expansion) -> Mapping[Key, Mapping[str, str]]:
    found: dict[Key, Mapping[str, str]] = {}

    def walk(parent: Key, element: etree._Element) -> None:
        said = {str(name): str(value) for name, value in element.attrib.items()}
        key = (*parent, _own_key(local_name(element), said))
        found[key] = said
        for child in element.iterchildren("*"):
            walk(key, child)

    for one in expansion.expanded:
        for element in document_of(one.xml) if not one.failed else ():
            walk((), element)
    return found


def _own_key(kind: str, said: Mapping[str, str]) -> tuple[str, str]:
    return kind, said.get("Identifier") or "|".join(sorted(said.values()))
