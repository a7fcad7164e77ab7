"""What the output tree should hold, for a configuration that has been expanded."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from unscaffold.files import folded, is_device, resolved, way_from
from unscaffold.options import SETTINGS
from unscaffold.output import Wanted, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from unscaffold.expanding import Expanded, Expansion
    from unscaffold.reading import Configuration, Declared

# What a name of a file must not hold, on Windows or on a terminal.
_NO_CHARACTER = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]|^\.')
_LONGEST = 100  # bytes of such a name in UTF-8: with the rest of the path, it fits everywhere


def as_folder(expansion: Expansion, baseline: Path | None = None) -> list[Wanted]:
    """Return a copy of the folder, with what was generated in place of each scaffolding, and without its adjusters.

    A scaffolding that failed stays where it is; a file that could not be read is left out, and so is the baseline, if
    it lies in the folder.
    """
    read = expansion.configuration
    way = way_from(resolved(read.folder), resolved(baseline)) if baseline else None
    left_out = way.as_posix() if way else None
    by_file: dict[str, list[Expanded]] = defaultdict(list)
    for one in expansion.expanded:
        if not one.failed:
            by_file[one.scaffolding.file].append(one)
    consumed: dict[str, list[Declared]] = defaultdict(list)
    for adjustment in expansion.adjustments:
        if adjustment.is_consumed:
            consumed[adjustment.element.file].append(adjustment.element)
    wanted = []
    for file, digest in read.digests.items():
        if file in by_file or file in consumed:
            parts = by_file[file], consumed[file]
            spliced = partial(_spliced, read, file, *parts)
            wanted.append(Wanted(file, spliced, like=read.path(file), source=_source(digest, *parts)))
        elif file not in read.unread and not _is_ours(file) and file != left_out:
            content = partial(read.bytes, file)
            wanted.append(Wanted(file, content, digest, read.path(file), bytes.fromhex(digest)))
    return wanted


def _source(digest: str, expanded: Iterable[Expanded], consumed: Iterable[Declared]) -> bytes:
    """Return a digest of what a file's content is made from: its bytes, what is put into them, what is taken out."""
    made = sha256(digest.encode())
    for one in expanded:
        made.update(f"\n{one.scaffolding.way} {len(one.packed)} ".encode() + one.packed)
    for element in consumed:
        made.update(f"\n{element.way}".encode())
    return made.digest()


def _is_ours(file: str) -> bool:
    """Return whether a file is none of the configuration's: an output may be the next one's input."""
    return is_own(file) or file == SETTINGS


def _spliced(read: Configuration, file: str, expanded: list[Expanded], consumed: list[Declared]) -> bytes:
    # A run that has nothing to do must not wait for lxml.
    from unscaffold.markup import Insertion, characters, splice, styles, text_of, with_lines  # noqa: PLC0415

    data = read.bytes(file)
    source = characters(data)
    spans = [read.span(one.scaffolding) for one in expanded]
    texts = [text_of(one.xml, style) for one, style in zip(expanded, styles(source.utf8, spans), strict=True)]
    taken_out = [Insertion(span, "") for span in with_lines(source.utf8, map(read.span, consumed))]
    return splice(data, source, sorted([*map(Insertion, spans, texts), *taken_out], key=lambda one: one.span.start))


def as_scaffoldings(expansion: Expansion) -> list[Wanted]:
    """Return the layout of the vendor's own export: one folder a kind of scaffolding, one file a scaffolding."""
    wanted: dict[str, Wanted] = {}
    for one in expansion.expanded:
        if not one.failed:
            text = _document(one.xml).encode()
            stem = _file_name(one)
            path, number = f"{one.scaffolding.name}/{stem}.xml", 2
            while folded(path) in wanted:
                path, number = f"{one.scaffolding.name}/{stem}_{number}.xml", number + 1
            wanted[folded(path)] = Wanted(path, partial(bytes, text), source=sha256(text).digest())
    return list(wanted.values())


def _document(xml: str) -> str:
    from unscaffold.markup import NAMESPACE, Style, text_of  # noqa: PLC0415 - as above

    start = f'<?xml version="1.0" encoding="utf-8"?>\n<ConfigurationFile xmlns="{NAMESPACE}">\n'
    body = f"  {text_of(xml, Style(margin='  '))}\n" if xml else ""
    return f"{start}{body}</ConfigurationFile>\n"


def _file_name(one: Expanded) -> str:
    """Return a name for a scaffolding's file: that of what it is for, else its own name."""
    name = _NO_CHARACTER.sub("_", _purpose(one)).encode()[:_LONGEST].decode(errors="ignore").rstrip(". ")
    return f"_{name}" if is_device(name) else name or one.scaffolding.name


def _purpose(one: Expanded) -> str:
    """Return the identifier of its job, else of its connector; of access rights, of the profile and entity type."""
    from unscaffold.jobs import identified  # noqa: PLC0415 - as above
    from unscaffold.vocabulary import access_rights, is_job  # noqa: PLC0415 - as above

    attributes = one.scaffolding.attributes
    if one.scaffolding.name in access_rights():
        return "_".join(attributes[name] for name in ("Profile", "EntityType") if name in attributes)
    jobs = [identifier for name, identifier in identified(one.xml) if is_job(name)]
    return jobs[0] if len(jobs) == 1 else attributes.get("JobIdentifier", attributes.get("Connector", ""))
