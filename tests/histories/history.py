"""What a history is: plain data, so that it can be printed, read again, and made shorter."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

CONF, CONTEXT, OTHER = "Conf", "Context", "Before"
SETTINGS = "unscaffold.toml"


class Edit(NamedTuple):
    """Something that happens to a file: what, to which one, and with what.

    `parts` are the elements of a file that is written, else whatever else there is to say.
    """

    what: str
    path: str
    parts: tuple[str, ...] = ()
    encoding: str = "utf-8"


class Command(NamedTuple):
    """A command and its flags, without the folders; `killed_at` is the change on disk before which it is killed."""

    words: tuple[str, ...]
    killed_at: int = 0


class Step(NamedTuple):
    """Edits, then commands. `clock` says which files look so old to them that their times can be believed."""

    clock: str
    edits: tuple[Edit, ...]
    commands: tuple[Command, ...]


History = tuple[Step, ...]


def text_of(history: History) -> str:
    """Return a history as JSON."""
    return json.dumps(history, indent=1, ensure_ascii=False)


def history_of(text: str) -> History:
    """Return the history that a text tells."""
    return tuple(_step(*one) for one in json.loads(text))


def _step(clock: str, edits: list[Any], commands: list[Any]) -> Step:
    return Step(
        clock,
        tuple(Edit(what, path, tuple(parts), encoding) for what, path, parts, encoding in edits),
        tuple(Command(tuple(words), killed_at) for words, killed_at in commands),
    )
