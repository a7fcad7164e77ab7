"""What in the user's files causes a generated element or an attribute of it: an argument, else the scaffolding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.effective.element import written
from unscaffold.jobs import adding_regions
from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.effective.element import Element
    from unscaffold.expanding import Expansion
    from unscaffold.findings import Region
    from unscaffold.reading import Declared

# The argument from which an attribute of a generated element comes, and its attribute there.
_ARGUMENTS = {
    "CronTabExpression": ("CronTabExpression", "CronTab"),
    "CronTimeZone": ("CronTabExpression", "CronTimeZone"),
    "OpenIdClient": ("OpenIdIdentifier", "Identifier"),
    "WorkflowJsonPath": ("FulfillInternalWorkflowsPath", "Path"),
    "FormatPropertiesInResource": ("FormatPropertiesInResource", ""),
}
# The attribute of the scaffolding from which an attribute of a generated job comes.
_OF_JOBS = {"Identifier": "JobIdentifier", "Agent": "Agent"}
# Of other elements: attributes that have the value of the scaffolding's attribute of the same name.
_ALIKE = ("Connector", "Profile")


class Causes:
    """What causes the elements that scaffoldings generate.

    Args:
        expansion: The expansion, with its adjustments.
    """

    def __init__(self, expansion: Expansion) -> None:
        read = expansion.configuration
        self._added: dict[int, Mapping[str, Region]] = {}  # by AddTask, of each scaffolding
        self._adjusters: dict[tuple[int, str, str], Element] = {}
        self._unnamed: dict[object, Element] = {}  # children of adjusters, without an identifier
        for one in expansion.adjustments:
            if one.is_applied:
                element = written(read.element(one.element), one.element.file, one.element.way[:1])
                for adjuster in (*element.children, element):
                    self._adjusters[(id(one.scaffolding), *adjuster.key)] = adjuster
                if element.mode == "merge":
                    self._unnamed |= {_unnamed(child, one.scaffolding): child for child in element.children}

    def __call__(self, element: Element, attribute: str) -> Region:
        """Return the region that causes a generated element, or one of its attributes."""
        scaffolding = element.scaffolding
        assert scaffolding
        return (
            self._of_adjuster(element, attribute, scaffolding)
            or self._of_unnamed(element, attribute, scaffolding)
            or _of_argument(attribute, scaffolding)
            or self._of_added(element, scaffolding)
            or scaffolding.region(_attribute_of(element, attribute))
        )

    def _of_adjuster(self, element: Element, attribute: str, scaffolding: Declared) -> Region | None:
        """Return the region in what was written by hand to change a generated element, or to add one to it."""
        adjuster = self._adjusters.get((id(scaffolding), *element.key)) if self._adjusters else None
        if adjuster is None or not element.identifier:
            return None
        is_added = adjuster.parent is not None and not adjuster.mode
        is_changed = adjuster.mode == "update" or attribute in adjuster.attributes
        changes = attribute not in {"", "Identifier"} and is_changed
        return adjuster.region(attribute) if is_added or changes else None

    def _of_added(self, element: Element, scaffolding: Declared) -> Region | None:
        """Return the region of the AddTask that added a step."""
        if not (element.parent and is_job(element.parent.name)) or is_task(element.name):
            return None
        if id(scaffolding) not in self._added:
            self._added[id(scaffolding)] = adding_regions(scaffolding)
        return self._added[id(scaffolding)].get(element.identifier.lower())

    def _of_unnamed(self, element: Element, attribute: str, scaffolding: Declared) -> Region | None:
        """Return the region of a child without an identifier, if it was written by hand to be added to its parent."""
        if not self._unnamed or element.identifier or not element.parent:
            return None
        added = self._unnamed.get(_unnamed(element, scaffolding))
        return added.region(attribute) if added else None


def _unnamed(element: Element, scaffolding: Declared) -> object:
    """Return what a child without an identifier has in common with the one that was added to a generated element."""
    assert element.parent
    return id(scaffolding), element.parent.key, element.name, frozenset(element.attributes.items())


def _of_argument(attribute: str, scaffolding: Declared) -> Region | None:
    if attribute not in _ARGUMENTS:
        return None
    argument, own = _ARGUMENTS[attribute]
    numbers = [number for name, _, number in scaffolding.children if name == argument]
    return scaffolding.region(own, numbers[0]) if len(numbers) == 1 else None


def _attribute_of(element: Element, attribute: str) -> str:
    if not is_job(element.name):
        return attribute if attribute in _ALIKE else ""
    return _OF_JOBS.get(attribute, attribute if attribute.startswith("DisplayName") else "")
