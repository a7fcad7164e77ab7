"""What is found out about a machine."""

from __future__ import annotations

from typing import NamedTuple

Fact = str | int | bool | None


class Wrong(NamedTuple):
    """Something that is wrong with the machine: its name, and a sentence that says what would be right."""

    name: str
    sentence: str


class Part(NamedTuple):
    """A part of the machine: facts by name, None for what is not there or not known, and what is wrong with it."""

    name: str
    facts: dict[str, Fact]
    wrong: tuple[Wrong, ...] = ()
