"""What distinguishes one run from another one, a sentence each: what a statement says, and what is there now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.attesting.attested import (
    BASELINE,
    CONTEXT,
    INPUT,
    OUTPUT,
    OWN_STYLESHEETS,
    PROGRAM,
    STYLESHEETS,
)
from unscaffold.attesting.fields import shown, written
from unscaffold.attesting.settings import PATHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from unscaffold.attesting.attested import Attested, Thing

CLASSES = ("input", "output", "program", "settings")
_CLASS_OF = {
    INPUT: "input",
    CONTEXT: "input",
    OUTPUT: "output",
    PROGRAM: "program",
    STYLESHEETS: "program",
    OWN_STYLESHEETS: "settings",
    BASELINE: "settings",
}
# What is said of a thing that is another one, that is not there any more, and that was not there.
_SAID = {
    INPUT: ("is not as the run read it", "is missing; the run read it", "is new; the run did not read it"),
    CONTEXT: ("is not as the run read it", "is missing; the run read it", "is new; the run did not read it"),
    OUTPUT: ("is not as the run wrote it", "is missing; the run wrote it", "is new; the run did not write it"),
    PROGRAM: ("are not those of the run", "are missing", "are not in the statement"),
    STYLESHEETS: ("are not those of the run", "are missing", "are not in the statement"),
    OWN_STYLESHEETS: ("are not those of the run", "are not named here", "were not named for the run"),
    BASELINE: ("is not that of the run", "is not named here; the run had one", "was not named for the run"),
}


class Difference(NamedTuple):
    """A difference: its class, and what is told of it."""

    of: str
    sentence: str


def differences(attested: Attested, found: Attested, named: Callable[[Thing], str]) -> Iterator[Difference]:
    """Yield what is there otherwise than a statement says, class by class.

    Args:
        attested: What the statement says.
        found: What there is now.
        named: Returns what a thing is called in a sentence.
    """
    told = [
        *_of_things(attested.digests, found.digests, named),
        *_of_versions(attested.versions, found.versions),
        *_of_settings(attested.settings, found.settings),
    ]
    yield from sorted(told, key=lambda one: CLASSES.index(one.of))


def _of_things(
    attested: Mapping[Thing, str], found: Mapping[Thing, str], named: Callable[[Thing], str]
) -> Iterator[Difference]:
    things = sorted({*attested, *found}, key=lambda thing: (thing.kind != INPUT, thing.kind, thing.path.split("/")))
    for thing in things:
        if attested.get(thing) != found.get(thing):
            changed, missing, new = _SAID[thing.kind]
            said = new if thing not in attested else missing if thing not in found else changed
            yield Difference(_CLASS_OF[thing.kind], f"{named(thing)} {said}")


def _of_versions(attested: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted({*attested, *found}):
        was, is_ = attested.get(name, "not told"), found.get(name, "not known")
        if was != is_:
            yield Difference("program", f"{name} is {is_} here, and was {was}")


def _of_settings(attested: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Difference]:
    for name in sorted({*attested, *found}.difference(PATHS)):
        was, is_ = attested.get(name), found.get(name)
        if written(was) != written(is_):  # to Python, 1 is True
            yield Difference("settings", f"{name} is {shown(is_)} here, and was {shown(was)}")
