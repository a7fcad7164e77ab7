"""The command line: flags in, exit code out."""

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import interrupted
from unscaffold.commandline.commands import main

__all__ = ["interrupted", "main", "terminal"]
