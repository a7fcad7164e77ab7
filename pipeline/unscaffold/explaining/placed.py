"""Elements that are named by where they stand, in the configuration or in an output folder: FILE:LINE[:COLUMN]."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.explaining.expanded_files import meant_in_output, output_around
from unscaffold.explaining.lines import ways_at
from unscaffold.explaining.meant import Meant, Written
from unscaffold.files import resolved
from unscaffold.findings import Failure, did_you_mean, nearest
from unscaffold.inspecting import Where

if TYPE_CHECKING:
    from unscaffold.expanding import Expansion
    from unscaffold.reading import Configuration

_MOST = 20  # elements on a line, all of which may be meant


def meant_by_place(expansion: Expansion, what: str, output: Path | None) -> Meant | None:
    """Return the elements that stand at a place; None if what is asked for names none.

    Args:
        expansion: The expansion of the configuration.
        what: FILE:LINE or FILE:LINE:COLUMN.
        output: The output folder in which FILE is; None for the configuration, or whatever output FILE lies in.

    Raises:
        Failure: There is no such file, or no element stands there.
    """
    where, column = _parsed(what)
    if where.line is None:
        if where.file_in(expansion.configuration.folder) in expansion.configuration.digests:
            raise Failure(f"{what} is a file; name a line of it, as FILE:LINE")
        return None
    meant = _meant(expansion, where, column, output)
    if not (meant.made or meant.written):
        raise Failure(f"no element stands at {what}; name a line of one")
    count = len(meant.made) + len(meant.written)
    if count > _MOST:
        raise Failure(f"{count} elements stand at {what}; name one with its column, as FILE:LINE:COLUMN")
    return meant


def names_a_file(expansion: Expansion, what: str) -> bool:
    """Return whether what is asked for is a file of the configuration, or a place in one, and so no identifier."""
    read = expansion.configuration
    return _parsed(what)[0].file_in(read.folder) in read.digests


def names_a_line(what: str) -> bool:
    """Return whether what is asked for may be a line of a file."""
    return _parsed(what)[0].line is not None


def _parsed(what: str) -> tuple[Where, int | None]:
    where = Where.parse(what)
    before = Where.parse(where.file)
    return (where, None) if where.line is None or before.line is None else (before, where.line)


def _meant(expansion: Expansion, where: Where, column: int | None, output: Path | None) -> Meant:
    read, line = expansion.configuration, where.line or 0
    if not where.file:
        raise Failure(f"line {line} of which file? name it, as FILE:LINE")
    if output:
        return meant_in_output(expansion, output, where.file, line, column)
    known, around = _known(read, where), None
    if known is not None:
        ways = ways_at(read.characters(known).utf8, line, column)
        return Meant(written=tuple(Written(known, way) for way in ways))
    with suppress(OSError, ValueError):  # what is no name of a file, or too long for one
        around = output_around(where.file)
    if around:
        return meant_in_output(expansion, around, where.file, line, column)
    end = did_you_mean(nearest(where.file, read.digests))
    raise Failure(f"{where.file} is neither a file of {read.folder} nor of an output folder{end}")


def _known(read: Configuration, where: Where) -> str | None:
    """Return a file as the configuration knows it, which may be one of a context; None if it does not."""
    file = where.file_in(read.folder)
    if file in read.digests:
        return file
    with suppress(OSError, ValueError):
        ways = (str(resolved(folder / file)) for folder in (read.folder, read.folder.parent, Path()))
        return next((one for one in ways if one in read.context_digests), None)
    return None
