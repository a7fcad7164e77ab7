"""A machine, part by part: what breaks one part stops no other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from unscaffold.machine.configuration import configuration
from unscaffold.machine.encodings import encodings
from unscaffold.machine.folders import cache, temporary
from unscaffold.machine.hiding import hidden
from unscaffold.machine.installation import installation
from unscaffold.machine.libraries import libraries
from unscaffold.machine.part import Part, Wrong
from unscaffold.machine.programs import programs
from unscaffold.machine.system import system

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def examine(conf: Path | None) -> list[Part]:
    """Examine the machine.

    Args:
        conf: A configuration folder, of which is told what depends on it; None for none.

    Returns:
        Its parts, without what tells who or where somebody is.
    """
    parts: dict[str, Callable[[], Part]] = {
        "unscaffold": installation,
        "libraries": libraries,
        "system": system,
        "encodings": encodings,
        "cache": cache,
        "temporary": temporary,
        "programs": programs,
    }
    if conf:
        parts["configuration"] = partial(configuration, conf)
    return [_public(_examined(name, part)) for name, part in parts.items()]


def _examined(name: str, part: Callable[[], Part]) -> Part:
    """Return a part; if looking at it fails, that is what is wrong with it."""
    try:
        return part()
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        return Part(name, {}, (Wrong(name, f"this cannot be looked at: {said}; please report it"),))


def _public(part: Part) -> Part:
    facts = {name: hidden(fact) if isinstance(fact, str) else fact for name, fact in part.facts.items()}
    return Part(part.name, facts, tuple(Wrong(one.name, hidden(one.sentence)) for one in part.wrong))
