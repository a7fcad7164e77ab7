"""The command line: flags in, exit code out."""

from unscaffold.commandline.commands import Refused, main

__all__ = [
    "Refused",
    "main",
]
