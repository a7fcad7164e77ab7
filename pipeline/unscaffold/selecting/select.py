"""What is told of what was found, what is ignored, and by what."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import Ignored, fingerprints, hinted, in_order, strictly
from unscaffold.selecting.baseline import EMPTY, Baseline, entry
from unscaffold.selecting.comments import Comments
from unscaffold.selecting.selection import Selection
from unscaffold.selecting.stopping import stops

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.findings import Finding
    from unscaffold.options import Options
    from unscaffold.reading import Configuration
    from unscaffold.selecting.asked import Asked

_SELECTION, _COMMENTS, _BASELINE = "selection", "comments", "baseline"


class Judged(NamedTuple):
    """A finding with its fingerprint and with what ignores it: "selection", "comments", "baseline", or nothing."""

    found: Finding
    fingerprint: str
    by: str


class Selected(NamedTuple):
    """What is told of what was found, in order, how many findings are ignored, and all of them as they were judged.

    If it is not `is_whole`, the expansion was stopped, and nobody knows what else would have been found.
    """

    findings: list[Finding]
    ignored: Ignored
    judged: list[Judged]
    is_whole: bool


def select(
    findings: Iterable[Finding], read: Configuration, options: Options, asked: Asked, baseline: Baseline | None = None
) -> Selected:
    """Return what is told of what was found: with the severities in force, and with what may have been meant.

    Args:
        findings: What was found, located and in order.
        read: The configuration in which it was.
        options: What is told.
        asked: The rules that were asked.
        baseline: The baseline; None for that which the options name.

    Raises:
        Failure: The baseline that the options name cannot be used.
    """
    if baseline is None:
        baseline = Baseline.read(options.baseline, read.folder) if options.baseline else EMPTY
    judge = _Judge(read, options, asked, baseline)
    judged = [*judge.judged(in_order([*findings, *judge.comments.findings]))]
    is_whole = not any(stops(one.found) for one in judged)
    if is_whole:
        judged += judge.judged([*judge.comments.idle(judge.selection.takes)])
    known = {one.fingerprint for one in judged if baseline.has(one.found, one.fingerprint)}
    gone = baseline.gone(asked, known) if is_whole else []
    counts = Counter(one.by for one in judged)
    ignored = Ignored(counts[_SELECTION], counts[_COMMENTS], counts[_BASELINE], len(gone))
    told = hinted(map(judge.selection.graded, in_order(one.found for one in judged if not one.by)))
    return Selected([strictly(one) if options.strict else one for one in told], ignored, judged, is_whole)


class _Judge:
    def __init__(self, read: Configuration, options: Options, asked: Asked, baseline: Baseline) -> None:
        self.selection = Selection(options)
        self.comments = Comments(read.comments, asked)
        self._read, self._baseline = read, baseline

    def judged(self, findings: list[Finding]) -> Iterator[Judged]:
        for found, fingerprint in zip(findings, fingerprints(findings), strict=True):
            yield Judged(found, fingerprint, self._by(found, fingerprint))

    def _by(self, found: Finding, fingerprint: str) -> str:
        if stops(found):
            return ""
        if not self.selection.takes(found.code, found.region.file):
            return _SELECTION
        if self.comments.ignore(found, self._read.way(found.region)):
            return _COMMENTS
        return _BASELINE if self._baseline.has(found, fingerprint) else ""


def renewed(baseline: Baseline, selected: Selected) -> Baseline:
    """Return a baseline that ignores all that can be ignored of what was told, and what it ignored already.

    What fits nothing any more is not in it, unless the expansion was stopped; what is not selected stays.

    Args:
        baseline: The baseline as it was.
        selected: What was told, and ignored by it.
    """
    left = baseline.entries if not selected.is_whole else {}
    stays = [one for one in selected.judged if one.by != _SELECTION or baseline.has(one.found, one.fingerprint)]
    found = [entry(one.found, one.fingerprint) for one in stays if one.by != _COMMENTS and _can_be_put(one.found)]
    return Baseline(left | Baseline.of(found).entries)


def _can_be_put(found: Finding) -> bool:
    """Return whether a finding can be in a baseline: one in a context has a path that is of this machine only."""
    return not stops(found) and found.severity != "note" and not PurePath(found.region.file).is_absolute()
