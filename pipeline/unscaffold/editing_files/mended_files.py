"""Files of a configuration with what is certainly wrong in them put right: the edits of findings, applied."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unscaffold.editing_files.edited_files import EditedFile
from unscaffold.markup import Insertion, characters, spans, splice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.findings import Edit, Finding
    from unscaffold.reading import Configuration


def mended_files(read: Configuration, findings: Iterable[Finding]) -> list[EditedFile]:
    """Apply the edits of findings to the files of a configuration, writing nothing.

    Args:
        read: The configuration, as it was when the findings were found.
        findings: Findings that are located. Those without an edit, and those in files of a context, are left alone;
            of two edits that meet, the later one is, and a second run makes it.

    Returns:
        The files that change, in configuration order, each with the findings that are mended in it.

    Raises:
        Failure: A file has changed since it was read.
    """
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        if found.edit and found.edit.region.file in read.digests:
            by_file[found.edit.region.file].append(found)
    mended = (_mended(read, file, by_file[file]) for file in read.digests if file in by_file)
    return [one for one in mended if one.findings]


def _mended(read: Configuration, file: str, findings: list[Finding]) -> EditedFile:
    data = read.bytes(file)
    source = characters(data)
    edits = sorted({found.edit for found in findings if found.edit})
    insertions: dict[Edit, Insertion] = {}
    end = 0
    for edit, span in zip(edits, spans(source.utf8, [edit.region for edit in edits]), strict=True):
        if end <= span.start < span.end:  # an empty region is that of an element whose place nobody knows
            insertions[edit] = Insertion(span, edit.text)
            end = span.end
    mended = [found for found in findings if found.edit in insertions]
    return EditedFile(read.folder / file, data, splice(data, source, [*insertions.values()]), mended)
