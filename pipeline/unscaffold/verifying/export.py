"""An export read: a folder with a folder for each kind of scaffolding, one generated file, or any configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.effective import effective
from unscaffold.expanding import Expansion
from unscaffold.files import lies_in, resolved
from unscaffold.findings import Failure, errors_of, in_order
from unscaffold.reading import ToRead, files_to_read, read_files

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.effective import Element
    from unscaffold.findings import Finding
    from unscaffold.options import Target
    from unscaffold.reading import Configuration

_SHOWN = 20  # findings that are told where an export cannot be read


class Export(NamedTuple):
    """What the product has generated: its elements in their order, the files, and what was found in these."""

    elements: list[Element]
    read: Configuration
    findings: list[Finding]


def read_export(export: Path, folder: Path, target: Target) -> Export:
    """Read an export.

    Args:
        export: A folder, or one XML file.
        folder: The configuration folder with which it is compared.
        target: The version of the product.

    Raises:
        Failure: There is none, it lies in the configuration or around it, or a file of it cannot be read: nothing
            could be concluded from what is missing.
    """
    if lies_in(resolved(export), resolved(folder)) or lies_in(resolved(folder), resolved(export)):
        raise Failure(
            f"{export} and {folder} lie in each other; put the export elsewhere, or it is compared with itself"
        )
    read = read_files(_to_read(export), ())
    findings = in_order(read.located(read.findings))
    wrong = errors_of(findings)
    if wrong:
        shown = [str(found.below(read.folder)) for found in wrong[:_SHOWN]]
        raise Failure(f"{export} cannot be compared, for not all of it can be read:", shown)
    return Export(effective(Expansion(read, [], findings), target).elements, read, findings)


def _to_read(export: Path) -> ToRead:
    if export.is_dir():
        return files_to_read(export, ())
    if not export.is_file():
        raise Failure(f"{export} is no folder and no file; name what the product has written")
    if export.suffix.lower() != ".xml":
        raise Failure(f"{export} is no XML file; name what the product has written")
    return ToRead(export.parent, [export.name], [], [], {})
