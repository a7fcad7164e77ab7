"""A command that is imported when it is run."""

from __future__ import annotations

from importlib import import_module

import click


class Elsewhere(click.Command):
    """A command as the help of all of them tells of it, which must not wait for what it needs.

    Args:
        name: What it is called.
        short_help: What it does, in a sentence.
        where: Its module and its name there, `module:name`; if both are called as it is, nothing.
    """

    def __init__(self, name: str, short_help: str, where: str = "") -> None:
        super().__init__(name, short_help=short_help)
        self._where = where or f"{name}:{name}"

    def imported(self) -> click.Command:
        """Return the command itself."""
        module, name = self._where.split(":")
        command: click.Command = getattr(import_module(f"unscaffold.commandline.{module}"), name)
        return command
