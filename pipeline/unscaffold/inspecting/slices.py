"""The slice of one scaffolding, which is found by its place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from unscaffold.files import resolved
from unscaffold.findings import Failure
from unscaffold.inspecting.listing import name_of
from unscaffold.options import DEFAULTS, Options
from unscaffold.reading import read_configuration
from unscaffold.slicing import slice_of
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unscaffold.markup import Span
    from unscaffold.reading import Configuration, Declared


def slice_document(folder: Path, file: str, line: int | None, options: Options = DEFAULTS) -> str:
    """Return the slice of one scaffolding, as a document.

    Args:
        folder: The configuration folder.
        file: The scaffolding's file, relative to the folder or not; empty for any.
        line: One of its lines; None for any.
        options: Those of a run; of them, the further stylesheets matter.

    Raises:
        Failure: No scaffolding is there, or several are.
    """
    declared = declarations(options.stylesheets)
    read = read_configuration(folder, declared.keys() - {*options.keep}, options.context)
    relative = _relative(folder, file)
    utf8_of = lru_cache(maxsize=1)(lambda file: read.characters(file).utf8)  # they are asked for file by file
    found = [s for s in read.scaffoldings if _stands(s, read.span(s), relative, line, utf8_of)]
    if len(found) != 1:
        where = f"{folder / file if file else folder}{f':{line}' if line else ''}"
        choices = [f"{_at(read, s)}  {s.name}  {name_of(s)}".rstrip() for s in found or read.scaffoldings]
        count = "no scaffolding" if not found else f"{len(found)} scaffoldings"
        raise Failure(f"{where} has {count}; name one as FILE:LINE{', of' if choices else ''}", choices)
    return slice_of(read, found[0], declared[found[0].name]).document()


def _relative(folder: Path, file: str) -> str:
    path = folder.joinpath(file)
    if file and not path.exists() and (folder.parent / file).exists():
        path = folder.parent / file
    if not file or not resolved(path).is_relative_to(resolved(folder)):
        return file
    return resolved(path).relative_to(resolved(folder)).as_posix()


def _stands(scaffolding: Declared, span: Span, file: str, line: int | None, utf8_of: Callable[[str], bytes]) -> bool:
    if file and scaffolding.file != file:
        return False
    if line is None:
        return True
    return span.line <= line <= span.line + utf8_of(scaffolding.file).count(b"\n", span.start, span.end)


def _at(read: Configuration, scaffolding: Declared) -> str:
    place = read.place(scaffolding)
    return f"{place.file}:{place.line}"
