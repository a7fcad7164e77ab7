"""One file of a configuration: the elements in it that matter, and what is wrong with it."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from unscaffold.findings import Refusal, diagnose, marked, point
from unscaffold.markup import NAMESPACE, comments, local_name
from unscaffold.reading.declared import Reading
from unscaffold.reading.document import ROOT, characters_of, tree_of
from unscaffold.reading.picking import Picker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lxml import etree

    from unscaffold.findings import Finding
    from unscaffold.reading.alike import Alike

FOR_US = "unscaffold:"  # what a comment begins with that is meant for us


class Remembering(Protocol):
    """What files held when they were read by a former run, which had the same elements to expand and to leave."""

    def reading(self, file: str, path: str) -> Reading | None:
        """Return what a file holds, if it has not changed; None if nobody knows.

        Args:
            file: The file's name, as for `read_file`.
            path: Where it is.
        """

    def keep_reading(self, reading: Reading, seen: os.stat_result) -> None:
        """Take what a file holds that was just read, and how it looked before."""


def read_file(
    folder: Path,
    file: str,
    scaffoldings: Collection[str],
    left: Collection[str] = (),
    *,
    memory: Remembering | None = None,
    alike: Alike | None = None,
    elsewhere: Path | None = None,
) -> Reading:
    """Read one file.

    Args:
        folder: The configuration folder.
        file: The file's path in it, with forward slashes; an absolute one, if it is of a context folder.
        scaffoldings: The names of the elements that are to be expanded.
        left: Those of scaffoldings that are left as they are, and counted.
        memory: What former runs remember of files; None if there is nothing.
        alike: What the same files hold in another folder; None if there is none.
        elsewhere: Where the file is, if it does not stand in the folder.

    Returns:
        What the file holds; what is wrong with it is in the reading's findings.
    """
    names = frozenset(scaffoldings), frozenset(left)
    path = str(elsewhere) if elsewhere else os.path.join(folder, file)  # noqa: PTH118 - a Path a file would double the time
    known = memory.reading(file, path) if memory else None
    if known is None:
        return _read_anew(file, path, *names, memory=memory, alike=alike)
    if alike:
        alike.keep(known, *names)
    return known


def _read_anew(
    file: str, path: str, *names: frozenset[str], memory: Remembering | None, alike: Alike | None
) -> Reading:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - as above
            seen = os.fstat(stream.fileno())
            data = stream.read()
    except OSError as error:
        return _nothing(file, "", diagnose("unreadable", point(file), {"reason": error.strerror}))
    digest = sha256(data).hexdigest()
    if not file.lower().endswith(".xml"):
        reading = _nothing(file, digest)
    elif known := alike.recall(file, digest, *names) if alike else None:
        return known
    else:
        reading = _read(file, data, digest, *names)
    if alike:
        alike.keep(reading, *names)
    if memory:
        memory.keep_reading(reading, seen)
    return reading


def _read(file: str, data: bytes, digest: str, scaffoldings: frozenset[str], left: frozenset[str]) -> Reading:
    try:
        utf8 = characters_of(file, data)
        root = tree_of(file, utf8)
        if root is None or root.tag != ROOT:
            return _nothing(file, digest, *_wrong_root(file, root))
        found = comments(file, utf8, FOR_US)
        reading = _nothing(file, digest)._replace(is_configuration=True, comments=found)
        return Picker(file, utf8, scaffoldings, left).pick(root, reading)
    except Refusal as refusal:
        return _nothing(file, digest, refusal.finding)


def _wrong_root(file: str, root: etree._Element | None) -> Iterator[Finding]:
    if root is None:
        return
    if local_name(root).lower() == "configurationfile" or str(root.tag).startswith(f"{{{NAMESPACE}}}"):
        yield diagnose("no-namespace", marked(file, ()), {"element": local_name(root), "namespace": NAMESPACE})


def _nothing(file: str, digest: str, *findings: Finding) -> Reading:
    return Reading(file, digest, [], [], [], [], [], [], [], [], list(findings), is_configuration=False)
