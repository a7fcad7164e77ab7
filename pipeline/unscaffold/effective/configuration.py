"""The effective configuration: its elements by name and identifier, its jobs and tasks."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from unscaffold.effective.job import Job
from unscaffold.effective.step import named
from unscaffold.vocabulary import declaring, is_job, is_override, is_task, packages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from unscaffold.effective.element import Element
    from unscaffold.options import Target
    from unscaffold.vocabulary import Package

T = TypeVar("T")

_DEACTIVATED = ("None", "Export", "Fulfill")  # the values of DeactivationExportFulfill, by number


def deactivated_part(connection: Element) -> str:
    """Return which part of a connection is turned off: "Export", "Fulfill", "None", or what is none of these."""
    return named(connection.get("DeactivationExportFulfill"), _DEACTIVATED)


class Effective:
    """All elements of a configuration, those of context folders last.

    Args:
        elements: The children of the roots, written by hand and generated, in configuration order, consolidated.
        folder: The configuration folder.
        files: The paths of all its files in it, with forward slashes.
        target: The version of the product.
        today: The day of the run, against which dates are held.
        is_whole: Whether all could be read and expanded: if not, nothing can be concluded from what is missing.
        gone: The identifiers, in lower case, of tasks of which the expansion has told that they are named, and that
            an adjustment has taken them away.
        told_unmapped: Those of connectors of which it has told that nothing is mapped.
    """

    def __init__(
        self,
        elements: list[Element],
        folder: Path,
        files: frozenset[str],
        target: Target,
        today: date,
        *,
        is_whole: bool,
        gone: frozenset[str] = frozenset(),
        told_unmapped: frozenset[str] = frozenset(),
    ) -> None:
        self.elements = elements
        self.folder = folder
        self.files = files
        self.target = target
        self.today = today
        self.is_whole = is_whole
        self.gone = gone
        self.told_unmapped = told_unmapped
        self._by_name: dict[str, list[Element]] = defaultdict(list)
        for element in elements:
            self._by_name[element.name].append(element)
        self._by_suffix: dict[str, list[Element]] = {}
        self._found: dict[str, dict[str, Element]] = {}
        self._connectors: dict[Element, list[str]] = {}
        self._values: dict[tuple[Element, str, str], list[str]] = {}
        self._once: dict[Callable[[Effective], Any], Any] = {}

    def once(self, find: Callable[[Effective], T]) -> T:
        """Return what a function finds in the configuration: it is asked once, however many rules need that."""
        if find not in self._once:
            self._once[find] = find(self)
        found: T = self._once[find]
        return found

    def of(self, name: str) -> list[Element]:
        """Return the elements of a name, in configuration order; `*ResourceTypeMapping` stands for all that end so.

        Args:
            name: A local name, of children of the root.
        """
        if not name.startswith("*"):
            return self._by_name.get(name, [])
        if name not in self._by_suffix:
            self._by_suffix[name] = [one for one in self.elements if one.name.endswith(name[1:])]
        return self._by_suffix[name]

    def find(self, name: str, identifier: str) -> Element | None:
        """Return the element of a name and an identifier, in any case; None if there is none.

        Args:
            name: A local name, or `*` and how it ends.
            identifier: The identifier.
        """
        if name not in self._found:
            known = self._found[name] = {}
            for element in self.of(name):
                known.setdefault(element.identifier.lower(), element)
        return self._found[name].get(identifier.lower()) if identifier else None

    @cached_property
    def jobs(self) -> list[Job]:
        """The jobs, in configuration order."""
        return [Job(element, self) for element in self.elements if is_job(element.name)]

    @cached_property
    def tasks(self) -> Mapping[str, Element]:
        """All tasks, in jobs and beside them, by their identifiers in lower case; of several, the first."""
        tasks: dict[str, Element] = {}
        for task in self._tasks():
            tasks.setdefault(task.identifier.lower(), task)
        tasks.pop("", None)
        return tasks

    @cached_property
    def all_tasks(self) -> list[Element]:
        """All tasks, those in jobs and those beside them, in configuration order."""
        return [*self._tasks()]

    def tasks_of(self, *kinds: str) -> list[Element]:
        """Return the tasks of some kinds, those of each kind in configuration order."""
        return [task for kind in kinds for task in self.in_jobs.get(kind, ())]

    @cached_property
    def in_jobs(self) -> Mapping[str, list[Element]]:
        """All that stands in jobs, and tasks and overrides beside them: by its name, in configuration order."""
        found: dict[str, list[Element]] = defaultdict(list)
        for element in self.elements:
            if is_job(element.name):
                for child in element.children:
                    found[child.name].append(child)
            elif is_task(element.name) or is_override(element.name):
                found[element.name].append(element)
        return found

    @cached_property
    def in_steps(self) -> Mapping[tuple[str, str], list[Element]]:
        """All that stands in these: by their name and its own, in configuration order."""
        found: dict[tuple[str, str], list[Element]] = defaultdict(list)
        for name, steps in self.in_jobs.items():
            for step in steps:
                for child in step.children:
                    found[name, child.name].append(child)
        return found

    def below_steps(self, name: str) -> Iterator[Element]:
        """Yield what is so called of what these hold, in no order."""
        return (child for (_, own), children in self.in_steps.items() if own == name for child in children)

    def _tasks(self) -> Iterator[Element]:
        for element in self.elements:
            if is_job(element.name):
                yield from (child for child in element.children if is_task(child.name))
            elif is_task(element.name):
                yield element

    def connectors_of(self, step: Element) -> list[str]:
        """Return the identifiers of the connectors that a task works on, as they are declared, in its order.

        They are its connector, that of its connection, and those to which its resource types provision.

        Args:
            step: A task, with the attributes and the children that are in force.
        """
        if step not in self._connectors:  # thousands of steps may call one task
            named = [step.get("Connector"), self._of("Connection", step.get("Connection"), "Connector")]
            named += [self.connector_of_type(one) for one in step.values("TaskResourceType", "ResourceType")]
            spelt = (self.spelling("Connector", name) for name in dict.fromkeys(named) if name)
            self._connectors[step] = [*dict.fromkeys(spelt)]
        return self._connectors[step]

    def values_of(self, task: Element, child: str, attribute: str) -> list[str]:
        """Return an attribute of the children of a task that are so called, where it is not empty."""
        key = task, child, attribute
        if key not in self._values:
            self._values[key] = task.values(child, attribute)
        return self._values[key]

    def packages_of(self, connector: str) -> list[Package]:
        """Return the known packages of a connector's connections."""
        named = (one.get("Package").lower() for one in self.connections.get(connector.lower(), ()))
        return [packages()[name] for name in named if name in packages()]

    def exporting_packages_of(self, connector: str) -> list[Package]:
        """Return the known packages by which a connector exports: no connection whose export is turned off counts."""
        on = (one for one in self.connections.get(connector.lower(), ()) if deactivated_part(one) != "Export")
        found = (packages().get(one.get("Package").lower()) for one in on)
        return [package for package in found if package and package.exports]

    def is_prepared_completely(self, connector: str) -> bool:
        """Return whether all exporting packages of a connector, of which there are some, know nothing incremental."""
        exporting = [one for one in self.packages_of(connector) if one.exports]
        return bool(exporting) and all(one.is_prepared_completely for one in exporting)

    @cached_property
    def connections(self) -> Mapping[str, list[Element]]:
        """The connections of each connector, by its identifier in lower case."""
        found: dict[str, list[Element]] = defaultdict(list)
        for connection in self.of("Connection"):
            found[connection.get("Connector").lower()].append(connection)
        return found

    @cached_property
    def half_known_connectors(self) -> frozenset[str]:
        """The connectors, in lower case, of which a scaffolding that stays in place generates more than is known."""
        generating = ((declaring()[one.name], one) for one in self.elements if one.name in declaring())
        facts = (fact for what, one in generating if what.generates_more for fact in what.facts_of(one.attributes))
        return frozenset(said["Identifier"].lower() for kind, said in facts if kind == "Connector")

    @cached_property
    def unmapped_connectors(self) -> frozenset[str]:
        """The declared connectors, in lower case, of which nothing is mapped: nothing of them can be prepared."""
        kinds = ("EntityTypeMapping", "EntityAssociationMapping")
        mapped = {one.get("Connector").lower() for kind in kinds for one in self.of(kind)}
        return frozenset(one.identifier.lower() for one in self.of("Connector")) - mapped - self.half_known_connectors

    def connector_of_type(self, resource_type: str) -> str:
        """Return the connector to whose entity type a resource type provisions; empty if that is not known."""
        return self._connectors_of_types.get(resource_type.lower(), "")

    @cached_property
    def _connectors_of_types(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for one in self.of("ResourceType"):
            connector = self._of("EntityTypeMapping", one.get("TargetEntityType"), "Connector")
            found.setdefault(one.identifier.lower(), connector)
        found.pop("", None)
        return found

    def _of(self, name: str, identifier: str, attribute: str) -> str:
        found = self.find(name, identifier)
        return found.get(attribute) if found else ""

    def spelling(self, name: str, identifier: str) -> str:
        """Return an identifier as it is declared by the element of a name; as it is, if there is none."""
        found = self.find(name, identifier)
        return found.identifier if found else identifier
