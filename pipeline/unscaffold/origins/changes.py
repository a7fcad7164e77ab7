"""What arguments and adjustments did to generated elements, told as origins."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unscaffold.findings import marked
from unscaffold.markup import local_name
from unscaffold.origins.arguments import NAMING, Arguments
from unscaffold.origins.catalogue import origin_rules
from unscaffold.origins.deciders import decider
from unscaffold.origins.origin import Origin
from unscaffold.vocabulary import is_job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from unscaffold.adjusting import Adjustment
    from unscaffold.findings import Region, Way
    from unscaffold.origins.origin import Decider
    from unscaffold.reading import Configuration, Declared

_STEP = "Step"
_STEPS = f"{{*}}{_STEP}"
_DEPENDENCY = "TaskDependsOnTask"
_DIGITS = 9  # of a level
_ADDS_TASKS, _ADDS_DEPENDENCIES = NAMING


class Changes:
    """Tells who changed elements of a scaffolding after they were generated.

    Args:
        configuration: The configuration.
        scaffolding: The scaffolding.
        adjustments: Those of what it generated.
    """

    def __init__(
        self, configuration: Configuration, scaffolding: Declared, adjustments: Iterable[Adjustment]
    ) -> None:
        self._scaffolding = scaffolding
        self._arguments = Arguments(scaffolding)
        self._job: etree._Element | None = None
        self._steps: Sequence[tuple[Sequence[Decider], int]] = ()  # of that job: what adds them, and their levels
        self._by_hand: dict[tuple[str, str], list[Decider]] = defaultdict(list)
        for one in adjustments:
            for found in _adjusters(configuration, one):
                self._by_hand[found.kind, found.identifier.lower()].append(found)
                self._by_hand[_STEP, found.identifier.lower()].append(found)  # that may take its place

    @property
    def regions(self) -> Iterator[Region]:
        """The regions of all that may have changed something, to be located."""
        yield self._scaffolding.region()
        for found in self._by_hand.values():
            yield from (one.place for one in found)
        yield from (self._scaffolding.region("", number) for _, _, number in self._scaffolding.children)

    def of_attribute(self, element: etree._Element, attribute: str) -> Origin:
        """Return why an attribute is not as it was generated, or was not generated."""
        by_hand = self._of(element)
        saying = [one for one in by_hand if dict(one.attributes).get(attribute) == element.get(attribute)]
        moving = self._moving(element) if attribute == "Level" and not saying else ()
        if by_hand and not moving:
            deciders = [one.only(attribute) for one in saying] or by_hand
            return self._origin(attribute, "adjusted", deciders, "adjustment")
        if attribute == "Level":
            return self._origin(attribute, "moved", moving, "argument")
        return self._origin(attribute, "merged-with-first", (), "adjustment")

    def of_added(self, element: etree._Element) -> Origin:
        """Return why an element is there that was not generated."""
        by_hand = [found for one in _with_ancestors(element) for found in self._of(one)]
        is_dependency = local_name(element) == _DEPENDENCY
        arguments = self._linking(element) if is_dependency else self._adding(element)
        if self._of(element) or not (arguments or not by_hand):
            return self._origin("", "added-by-hand", by_hand[:1], "adjustment")
        return self._origin("", "linked" if is_dependency else "added", arguments, "argument")

    def of_child(self, child: etree._Element, added: Origin) -> Origin:
        """Return why something is in what was added: with it, or because an argument lets it wait."""
        is_linked = added.step == "argument" and local_name(child) == _DEPENDENCY
        arguments = self._arguments.adding(_ADDS_DEPENDENCIES, child.get("ParentTask", "")) if is_linked else ()
        return self._origin("", "linked", arguments, "argument") if arguments else added

    def of_removed(self, element: etree._Element) -> Origin:
        """Return why an element that was generated is not there any more."""
        by_hand = self._of(element) or [found for one in element.iterancestors() for found in self._of(one)]
        return self._origin("", "removed-by-hand" if by_hand else "generated-before", by_hand, "adjustment")

    def _of(self, element: etree._Element) -> Sequence[Decider]:
        identifier = element.get("Identifier", "").lower()
        found = self._by_hand.get((local_name(element), identifier), ()) if identifier else ()
        return sorted(found, key=lambda one: one.kind != local_name(element))

    def _moving(self, element: etree._Element) -> Sequence[Decider]:
        """Return the arguments that may have moved an element: those that add a task at a level before it."""
        every, job = self._arguments.all(_ADDS_TASKS), element.getparent()
        if not every or job is None:
            return every
        if self._job is not job:
            added = ((self._adding(one), _level(one)) for one in job.iterchildren(_STEPS))
            self._job, self._steps = job, [(by, level) for by, level in added if by]
        own = _level(element)
        adding = {one for by, level in self._steps if level < own for one in by}
        return [one for one in every if one in adding] or every

    def _adding(self, element: etree._Element) -> Sequence[Decider]:
        return self._arguments.adding(_ADDS_TASKS, element.get("Identifier", ""))

    def _linking(self, dependency: etree._Element) -> Sequence[Decider]:
        """Return the arguments that may have added a dependency; a task may be named by its kind, too."""
        found = self._arguments.adding(_ADDS_DEPENDENCIES, dependency.get("ParentTask", ""))
        return found or self._arguments.all(_ADDS_DEPENDENCIES)

    def _origin(self, of: str, rule: str, deciders: Iterable[Decider], step: str) -> Origin:
        itself = decider(
            "scaffolding", self._scaffolding.name, self._scaffolding.attributes, self._scaffolding.region()
        )
        return Origin(of, origin_rules()[rule], tuple(deciders) or (itself,), (), step)


def _level(element: etree._Element) -> int:
    said = element.get("Level", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else 0


def _with_ancestors(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _adjusters(configuration: Configuration, one: Adjustment) -> Iterator[Decider]:
    """Yield the elements written by hand of an adjustment: of a job, what stands in it changes its tasks."""
    if len(one.element.way) > 1:
        yield decider("adjustment", one.kind, one.element.attributes, one.element.region(), one.element.attributes)
        return
    element = configuration.element(one.element)
    yield _decider(element, one.element.file, one.element.way)
    for number, child in enumerate(element.iterchildren("*")) if is_job(one.kind) else ():
        yield _decider(child, one.element.file, (*one.element.way, number))


def _decider(element: etree._Element, file: str, way: Way) -> Decider:
    said = {name: value for name, value in element.attrib.items() if not name.startswith("{")}
    return decider("adjustment", local_name(element), said, marked(file, way), said)
