"""From a folder to a `Configuration`: the elements that matter, by kind and identifier."""

from unscaffold.reading.configuration import Configuration, read_configuration
from unscaffold.reading.declared import Declared, Reading
from unscaffold.reading.document import parser, root_of
from unscaffold.reading.file import read_file
from unscaffold.reading.identifiers import check

__all__ = [
    "Configuration",
    "Declared",
    "Reading",
    "check",
    "parser",
    "read_configuration",
    "read_file",
    "root_of",
]
