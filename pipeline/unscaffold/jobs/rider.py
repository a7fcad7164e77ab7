"""The arguments that ride in a job, as a stylesheet leaves them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from unscaffold.findings import Refusal, Region, diagnose
from unscaffold.jobs.tasks import MOST, is_number
from unscaffold.markup import NAMESPACE, local_name
from unscaffold.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml import etree

    from unscaffold.reading import Declared


class RegionOf(Protocol):
    """Tells the region of an attribute of an argument, or of the argument where there is none of that name."""

    def __call__(self, attribute: str = "") -> Region:
        """Return the region."""


def riders(job: etree._Element) -> list[etree._Element]:
    """Return the arguments that ride in a job, in document order."""
    return [child for child in job.iterchildren(f"{{{NAMESPACE}}}*") if local_name(child) in vocabulary().riders]


def adding_regions(scaffolding: Declared) -> Mapping[str, Region]:
    """Return the regions of the AddTask of a scaffolding, by the identifiers of the added tasks in lower case.

    Of several that add the same task, the first counts.
    """
    found: dict[str, Region] = {}
    for name, attributes, number in scaffolding.children:
        if name == "AddTask":
            found.setdefault(attributes.get("Task", "").lower(), scaffolding.region("Task", number))
    return found


def adding_region(scaffolding: Declared, identifier: str) -> Region | None:
    """Return the region of the AddTask that added a step which calls a task; None if none did."""
    return adding_regions(scaffolding).get(identifier.lower())


class Rider:
    """An argument that rides in a job: its attributes, which were checked if a stylesheet of ours left it there.

    Args:
        element: The argument.
        region: Where it and its attributes stand.
    """

    def __init__(self, element: etree._Element, region: RegionOf) -> None:
        self.region = region
        self._element = element

    def __getitem__(self, attribute: str) -> str:
        """Return an attribute that must be there and not be empty."""
        value = self._element.get(attribute)
        if value is None:
            raise self.refuse("missing-attribute", "", {"element": local_name(self._element), "attribute": attribute})
        if not value.strip():
            raise self.refuse("empty", attribute, {"element": local_name(self._element), "attribute": attribute})
        return value

    def name_of(self, attribute: str) -> str:
        """Return an attribute, or nothing."""
        return self._element.get(attribute, "")

    def is_true(self, attribute: str) -> bool:
        """Return whether an attribute is true; it is not if it is missing."""
        value = self._element.get(attribute, "false")
        if value.lower() not in {"true", "1", "false", "0"}:
            raise self.refuse("boolean", attribute, {"attribute": attribute, "value": value})
        return value.lower() in {"true", "1"}

    def number(self, attribute: str) -> int:
        """Return an attribute as a number, 0 if it is missing."""
        value = self._element.get(attribute, "0")
        if not is_number(value):
            values = {"attribute": attribute, "value": value, "least": 0, "most": MOST}
            raise self.refuse("number", attribute, values)
        return int(value)

    def refuse(
        self, rule: str, attribute: str, values: Mapping[str, object], *candidates: Collection[str]
    ) -> Refusal:
        """Return the refusal of the argument, for the rule that one of its attributes breaks, or all of it."""
        argument = {"argument": local_name(self._element)}
        return Refusal(diagnose(rule, self.region(attribute), {**values, **argument}, *candidates))
