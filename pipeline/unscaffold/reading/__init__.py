"""From a folder to a `Configuration`: the elements that matter, by kind and identifier."""

from unscaffold.reading import lookups
from unscaffold.reading.alike import Alike
from unscaffold.reading.configuration import Configuration
from unscaffold.reading.declared import MODE, Declared, Place, Reading, child_of, mode_of, way_to
from unscaffold.reading.document import root_of
from unscaffold.reading.file import read_file
from unscaffold.reading.folders import ToRead, files_to_read, read_configuration, read_files
from unscaffold.reading.identifiers import check
from unscaffold.reading.modes import unknown_mode
from unscaffold.reading.places import Places

__all__ = [
    "MODE",
    "Alike",
    "Configuration",
    "Declared",
    "Place",
    "Places",
    "Reading",
    "ToRead",
    "check",
    "child_of",
    "files_to_read",
    "lookups",
    "mode_of",
    "read_configuration",
    "read_file",
    "read_files",
    "root_of",
    "unknown_mode",
    "way_to",
]
