"""A command line that has another command's in it, whose flags are its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

_POSITIONS = 2  # LIST and COMMAND: what follows is said to that command


class WithCommand(click.Command):
    """A command whose flags stand anywhere before the name of the command that it runs, which is its second word."""

    allow_interspersed_args = False

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line, with its own flags put before its words."""
        flags, words = self._split(args)
        return super().parse_args(ctx, [*flags, *words])

    def _split(self, args: Sequence[str]) -> tuple[list[str], list[str]]:
        takes = {
            name for one in self.params if isinstance(one, click.Option) and not one.is_flag for name in one.opts
        }
        flags: list[str] = []
        words: list[str] = []
        left = [*args]
        while left and len(words) < _POSITIONS:
            word = left.pop(0)
            if not word.startswith("-") or word == "-":
                words.append(word)
                continue
            flags.append(word)
            if word in takes and left:
                flags.append(left.pop(0))
        return flags, [*words, *left]
