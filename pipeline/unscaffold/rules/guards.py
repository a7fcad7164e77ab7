"""What guards an action against running away: an absolute and a relative threshold, and what is in force of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.effective import Element

MOST = 2**31 - 1
_NUMBER = re.compile(r"\+?([0-9]+)|-(0+)", re.ASCII)
_SPACE = " \t\r\n"
_ALL = 100  # percent
_RAISED = 100  # times the default of a connector: ours
_LINES, _LINKS = 100, 1000  # the defaults of a connector


class Threshold(NamedTuple):
    """A threshold: the attribute that sets it, its default, and from which number on it hardly limits anything."""

    attribute: str
    default: int
    huge: int

    def number(self, element: Element) -> int | None:
        """Return the number in force, where 0 is off; None if what is written is no number."""
        written = element.attributes.get(self.attribute)
        return self.default if written is None else _number(written)

    def told(self, element: Element) -> str:
        """Return it as a sentence names it, with what is in force."""
        written = element.attributes.get(self.attribute)
        return f"{self.attribute} {self.default} by default" if written is None else f'{self.attribute}="{written}"'


class Guard(NamedTuple):
    """What guards one action: the lower one of two thresholds stops it."""

    action: str
    absolute: Threshold
    percent: Threshold

    def strength(self, element: Element) -> str:
        """Return how well it guards: "off", "huge", which is hardly better, or "set"; empty if that is not known."""
        return _strength(self, self.absolute.number(element), self.percent.number(element))

    def told(self, element: Element) -> str:
        """Return both thresholds as a sentence names them."""
        return f"{self.absolute.told(element)} and {self.percent.told(element)}"


class Guarded(NamedTuple):
    """What a synchronization does, such as to "delete" "resources".

    `guard` is a connector's; `kind` is that of the mappings that may have `own` guards against it, each enough.
    """

    counted: str
    guard: Guard
    kind: str
    own: tuple[Guard, ...]

    def own_strength(self, mapping: Element) -> str:
        """Return how well a mapping guards itself, as a guard does."""
        strengths = {guard.strength(mapping) for guard in self.own}
        return next((one for one in ("", "set", "huge") if one in strengths), "off")


def thresholds_of(kind: str) -> list[Threshold]:
    """Return the thresholds that the elements of a kind have."""
    return [one for guard in _guards_of(kind) for one in (guard.absolute, guard.percent)]


def _guards_of(kind: str) -> Iterable[Guard]:
    if kind == "Connector":
        return [one.guard for one in SYNCHRONIZATION]
    if kind == "ResourceType":
        return PROVISIONING
    return [guard for one in SYNCHRONIZATION if one.kind == kind for guard in one.own]


@lru_cache
def _strength(guard: Guard, absolute: int | None, percent: int | None) -> str:
    if absolute is None or percent is None:
        return ""
    limits = [number < one.huge for number, one in ((absolute, guard.absolute), (percent, guard.percent)) if number]
    return ("set" if any(limits) else "huge") if limits else "off"


@lru_cache
def _number(written: str) -> int | None:
    found = _NUMBER.fullmatch(written.strip(_SPACE))
    digits = (found[1] or "").lstrip("0") if found else ""
    if found is None or len(digits) > len(str(MOST)):
        return None
    number = int(digits or "0")
    return number if number <= MOST else None


def _guard(action: str, names: tuple[str, str], defaults: tuple[int, int], usual: int) -> Guard:
    absolute, percent = names
    return Guard(
        action,
        Threshold(absolute, defaults[0], usual * _RAISED + 1),
        Threshold(percent, defaults[1], _ALL),
    )


def _of_resources(action: str, name: str) -> Guarded:
    names = (f"Maximum{name}Lines", f"MaxPercentage{name}Lines")
    own = _guard(action, names, (0, 0), _LINES)
    return Guarded("resources", _guard(action, names, (_LINES, 5), _LINES), "EntityTypeMapping", (own,))


def _of_links(action: str, name: str) -> Guarded:
    names = (f"MaximumLink{name}Lines", f"MaxLinkPercentage{name}Lines")
    # The page of the mapping, and that on thresholds, name its attributes differently.
    spelt = ((f"Maximum{name}Lines", f"MaxPercentage{name}Lines"), names)
    own = tuple(_guard(action, each, (0, 0), _LINKS) for each in spelt)
    return Guarded("links", _guard(action, names, (_LINKS, 5), _LINKS), "EntityAssociationMapping", own)


SYNCHRONIZATION = (
    _of_resources("delete", "Deleted"),
    _of_resources("insert", "Inserted"),
    _of_resources("update", "Updated"),
    _of_links("remove", "Deleted"),
    _of_links("add", "Inserted"),
)
PROVISIONING = tuple(
    _guard(name.lower(), (f"Maximum{name}", f"Maximum{name}Percent"), (0, 30), _LINES)
    for name in ("Delete", "Insert", "Update")
)
