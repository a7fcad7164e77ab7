"""The command line: flags in, exit code out."""

from unscaffold.commandline import terminal
from unscaffold.commandline.commands import main

__all__ = ["main", "terminal"]
