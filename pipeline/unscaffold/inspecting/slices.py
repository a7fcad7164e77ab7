"""The slice of one scaffolding, which is found by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import Failure
from unscaffold.inspecting.listing import name_of
from unscaffold.inspecting.places import Where, named_by_place, standing_at
from unscaffold.options import DEFAULTS, Options
from unscaffold.reading import read_configuration
from unscaffold.slicing import slice_of
from unscaffold.vocabulary import chosen, declarations

if TYPE_CHECKING:
    from pathlib import Path


def slice_document(folder: Path, where: str, options: Options = DEFAULTS) -> str:
    """Return the slice of one scaffolding, as a document.

    Args:
        folder: The configuration folder.
        where: FILE, FILE:LINE or :LINE, where the scaffolding stands; the file is relative to the folder or not.
            Empty for the only one.
        options: Those of a run; of them, those matter that say what is read and expanded.

    Raises:
        Failure: No scaffolding is there, or several are.
    """
    declared = declarations(options.stylesheets)
    expanded, left = chosen(declared, options.only, options.keep)
    read = read_configuration(folder, expanded, options.context, left)
    place = Where.parse(where)
    found = standing_at(read, read.scaffoldings, place)
    if len(found) != 1:
        choices = [f"{named_by_place(read, s)}  {s.name}  {name_of(s)}".rstrip() for s in found or read.scaffoldings]
        count = "no scaffolding" if not found else f"{len(found)} scaffoldings"
        raise Failure(f"{place.below(folder)} has {count}; name one as FILE:LINE{', of' if choices else ''}", choices)
    return slice_of(read, found[0], declared[found[0].name]).document()
