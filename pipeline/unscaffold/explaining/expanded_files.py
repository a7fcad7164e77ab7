"""Lines of expanded files: which generated element stands there, as the same expansion lays it out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.explaining.lines import ways_at
from unscaffold.explaining.meant import Made, Meant, Written
from unscaffold.files import content, resolved, way_from
from unscaffold.findings import Failure
from unscaffold.folder_to_folder import as_folder, as_scaffoldings
from unscaffold.markup import characters, parsed
from unscaffold.output import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.expanding import Expanded, Expansion


def output_around(file: str) -> Path | None:
    """Return the output folder in which a file lies, by the manifest there; None if it lies in none."""
    above = resolved(Path(file)).parents
    return next((folder for folder in above if (folder / MANIFEST).is_file()), None)


def meant_in_output(expansion: Expansion, output: Path, file: str, line: int, column: int | None) -> Meant:
    """Return what stands at a line of a file of an output folder.

    Args:
        expansion: The expansion that the output is of.
        output: The output folder.
        file: The path of the file in it, or as the user names it.
        line: The line, from 1.
        column: The column, from 1, or None.

    Raises:
        Failure: There is no such file, or it is not as the expansion writes it now, or no element stands there.
    """
    path = _path_in(output, file)
    data = content(resolved(output) / path)
    if data is None:
        raise Failure(f"{output / path} is no file of an output folder; name one as FILE:LINE")
    found = _as_folder(expansion, path, data) or _as_scaffoldings(expansion, path, data)
    if found is None:
        folder = expansion.configuration.folder
        raise Failure(
            f"{output / path} is not as {folder} is expanded to now; expand it again, with the same options"
        )
    meant = [one for way in ways_at(characters(data).utf8, line, column) for one in _standing(found, way)]
    return Meant(
        tuple(one for one in meant if isinstance(one, Made)), tuple(one for one in meant if isinstance(one, Written))
    )


def _path_in(output: Path, file: str) -> Path:
    inside = way_from(resolved(output), resolved(Path(file))) if Path(file).exists() else None
    return inside or Path(file)


def _as_folder(expansion: Expansion, path: Path, data: bytes) -> list[Made | Written] | None:
    """Return where the children of the root come from, if a file is as it is written; else None."""
    wanted = next((one for one in as_folder(expansion) if one.path == path.as_posix()), None)
    if wanted is None or wanted.content() != data:
        return None
    return [*_children(expansion, wanted.path)]


def _children(expansion: Expansion, file: str) -> Iterator[Made | Written]:
    expanded = {one.scaffolding.outermost: one for one in expansion.expanded if not one.failed}
    taken_out = {one.element.outermost for one in expansion.adjustments if one.is_consumed}
    for number in range(len(expansion.configuration.children(file))):
        one = expanded.get((file, number))
        if one:
            yield from _made(one)
        elif (file, number) not in taken_out:
            yield Written(file, (number,))


def _as_scaffoldings(expansion: Expansion, path: Path, data: bytes) -> list[Made | Written] | None:
    """Return the same of the layout that has a file for each scaffolding."""
    expanded = [one for one in expansion.expanded if not one.failed]
    for one, wanted in zip(expanded, as_scaffoldings(expansion), strict=True):
        if wanted.path == path.as_posix() and wanted.content() == data:
            return [*_made(one)]
    return None


def _made(one: Expanded) -> Iterator[Made]:
    return (Made(one, (number,)) for number in range(len(parsed(one.xml))))


def _standing(children: list[Made | Written], way: tuple[int, ...]) -> Iterator[Made | Written]:
    """Yield the element at a way from the root of an expanded file."""
    child = children[way[0]]
    yield child._replace(way=(*child.way, *way[1:]))
