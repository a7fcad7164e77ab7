"""From a folder to a `Configuration`: the elements that matter, by kind and identifier."""

from unscaffold.reading.configuration import Configuration, read_configuration
from unscaffold.reading.declared import MODE, Declared, Reading, mode_of
from unscaffold.reading.document import parser, root_of
from unscaffold.reading.file import read_file
from unscaffold.reading.identifiers import check

__all__ = [
    "MODE",
    "Configuration",
    "Declared",
    "Reading",
    "check",
    "mode_of",
    "parser",
    "read_configuration",
    "read_file",
    "root_of",
]
