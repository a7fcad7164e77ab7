"""What a version of the product knows, and what its pages say otherwise, read from `versions.xml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.schemas.sources import CHILD, data

if TYPE_CHECKING:
    from collections.abc import Mapping


class Version(NamedTuple):
    """What holds in a version: the value of each subject, by the scaffolding that alone it is about, and its name."""

    name: str
    rules: Mapping[tuple[str, str], str]

    def holds(self, value: str, name: str, scaffolding: str = "") -> bool:
        """Return whether a rule holds of what is called so, of all scaffoldings or of one.

        Args:
            value: The rule: "unknown", "removed" or "required".
            name: An argument, an attribute or an element.
            scaffolding: The scaffolding in which it stands, or nothing.
        """
        return value in {self.rules.get(("", name)), self.rules.get((scaffolding, name))}


@cache
def version(target: str) -> Version:
    """Return what holds in a version."""
    return Version(
        target,
        {
            (subject.get("scaffolding", ""), subject.attrib["name"]): rule.attrib["value"]
            for subject in data("versions").iterchildren(f"{CHILD}subject")
            for rule in subject
            if target in rule.attrib["versions"].split()
        },
    )
