"""One file of a configuration: the elements in it that matter, and what is wrong with it."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

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


def read_file(
    folder: Path,
    file: str,
    scaffoldings: Collection[str],
    left: Collection[str] = (),
    alike: Alike | None = None,
    elsewhere: Path | None = None,
) -> Reading:
    """Read one file.

    Args:
        folder: The configuration folder.
        file: The file's path in it, with forward slashes; an absolute one, if it is of a context folder.
        scaffoldings: The names of the elements that are to be expanded.
        left: Those of scaffoldings that are left as they are, and counted.
        alike: What the same files hold in another folder; None if there is none.
        elsewhere: Where the file is, if it does not stand in the folder.

    Returns:
        What the file holds; what is wrong with it is in the reading's findings.
    """
    try:
        with open(elsewhere or os.path.join(folder, file), "rb") as stream:  # noqa: PTH118, PTH123 - a Path a file would double the time
            data = stream.read()
    except OSError as error:
        return _nothing(file, "", diagnose("unreadable", point(file), {"reason": error.strerror}))
    digest = sha256(data).hexdigest()
    if not file.lower().endswith(".xml"):
        return _nothing(file, digest)
    names = frozenset(scaffoldings), frozenset(left)
    known = alike.recall(file, digest, *names) if alike else None
    if known:
        return known
    reading = _read(file, data, digest, *names)
    if alike:
        alike.keep(reading, *names)
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
