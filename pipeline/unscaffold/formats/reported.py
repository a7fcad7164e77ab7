"""What is reported: findings with their fingerprints, and what a CI system is to make of them."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import resolved
from unscaffold.findings import fingerprints
from unscaffold.formats.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unscaffold.findings import Finding, Region

MOST_RESULTS = 25_000  # in a SARIF file that GitHub takes
SEVERITIES = ("error", "warning", "info", "note")
# The severities of findings that make a run fail, by what a user says of that.
FAIL_ON = {
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "info": frozenset({"error", "warning", "info"}),
    "never": frozenset[str](),
}


class Result(NamedTuple):
    """A finding, with its files as they are shown, and its fingerprint."""

    finding: Finding
    fingerprint: str


class Reported(NamedTuple):
    """What is reported.

    `results` are in order; `version` is that of the program; `root` is the folder to which their files are relative,
    if they are; `fatal` are the severities that make the run fail. `stale` names the files of the output that are not
    as they should be; it is None where nobody looked, or could tell. `look` is how people see it. Lines on which
    `secrets` stand are shown to nobody.
    """

    results: Sequence[Result]
    version: str = ""
    root: Path = Path()
    fatal: frozenset[str] = FAIL_ON["error"]
    stale: Sequence[str] | None = None
    look: Look = Look()
    secrets: Sequence[Region] = ()

    @property
    def failed(self) -> bool:
        """Whether the run fails."""
        return any(one.finding.severity in self.fatal for one in self.results)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        counted = Counter(one.finding.severity for one in self.results)
        return {severity: counted[severity] for severity in SEVERITIES}


def results(findings: Sequence[Finding], shown: Callable[[str], str]) -> list[Result]:
    """Return findings as results.

    Args:
        findings: Findings in order, with files relative to one folder.
        shown: Returns how a file is shown.
    """
    told = zip(findings, fingerprints(findings), strict=True)
    return [
        Result(found.placed(lambda region: region._replace(file=shown(region.file))), known_by)
        for found, known_by in told
    ]


def from_root(root: Path, folder: Path) -> Callable[[str], str]:
    """Return what shows the files of a folder to a program: relative to a root, with forward slashes.

    A file that does not lie below the root has its whole path. What is no text in a name is a replacement character.
    """
    top, start = root.absolute(), Path(os.path.abspath(folder))  # noqa: PTH100 - without `..`, and with links
    if not start.is_relative_to(top):
        top, start = resolved(root), resolved(folder)

    @cache
    def shown(file: str) -> str:
        path = start / file
        way = path.relative_to(top) if path.is_relative_to(top) else path
        return way.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    return shown
