"""A history that goes wrong, made as short as it can be and still go wrong."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from .playing import play

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .history import Edit, History, Step

_One = TypeVar("_One")


def shrunk(history: History, seconds: float) -> History:
    """Return a shorter history that goes wrong, too: nothing can be left out of it, if the seconds sufficed."""
    until = time.monotonic() + seconds
    fault = play(history).fault
    best = history[: fault.step + 1] if fault else history
    is_shorter = True
    while is_shorter and time.monotonic() < until:
        is_shorter = False
        for shorter in _shorter(best):
            if time.monotonic() >= until:
                break
            if play(shorter).fault:
                best, is_shorter = shorter, True
                break
    return best


def _shorter(history: History) -> Iterator[History]:
    """Yield the history without a step, an edit, a command, an element or a flag: the largest first."""
    yield from _without_one(history)
    for at, step in enumerate(history):
        for other in _shorter_step(step):
            yield (*history[:at], other, *history[at + 1 :])


def _shorter_step(step: Step) -> Iterator[Step]:
    for edits in _without_one(step.edits):
        yield step._replace(edits=edits)
    for commands in _without_one(step.commands):
        yield step._replace(commands=commands)
    for at, edit in enumerate(step.edits):
        for other in _shorter_edit(edit):
            yield step._replace(edits=(*step.edits[:at], other, *step.edits[at + 1 :]))


def _shorter_edit(edit: Edit) -> Iterator[Edit]:
    if edit.what == "write":
        for parts in _without_one(edit.parts):
            yield edit._replace(parts=parts)


def _without_one(values: Sequence[_One]) -> Iterator[tuple[_One, ...]]:
    for at in range(len(values)):
        yield (*values[:at], *values[at + 1 :])
