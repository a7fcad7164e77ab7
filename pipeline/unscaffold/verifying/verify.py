"""A configuration expanded in memory, and held against what the product has generated from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.expanding import expand_in_memory
from unscaffold.options import DEFAULTS, SILENT, TARGETS, Options, Progress
from unscaffold.verifying.compared import Compared
from unscaffold.verifying.difference import Verified
from unscaffold.verifying.export import read_export
from unscaffold.verifying.places import located
from unscaffold.verifying.redacting import names_in, redacted
from unscaffold.verifying.secrets import without_secrets
from unscaffold.verifying.versions import depends_on_version

if TYPE_CHECKING:
    from collections.abc import Collection
    from os import PathLike

    from unscaffold.findings import Finding
    from unscaffold.verifying.export import Export


class Verification(NamedTuple):
    """What came of a comparison, and what was found in the configuration and in the export."""

    verified: Verified
    findings: list[Finding]
    findings_of_export: list[Finding]


def verify(
    folder: str | PathLike[str],
    export: str | PathLike[str],
    options: Options = DEFAULTS,
    *,
    accepted: Collection[str] = (),
    redact: bool = False,
    progress: Progress = SILENT,
) -> Verification:
    """Compare what a configuration becomes with what the product has generated from it, writing nothing.

    Args:
        folder: The configuration folder.
        export: What the product has written: a folder, or an XML file.
        options: How to expand the configuration; those that are about writing change nothing.
        accepted: Classes of differences that are expected.
        redact: Whether names of the configuration are replaced.
        progress: Told how far the run is.

    Raises:
        Failure: The folder, the export or a stylesheet cannot be used.
    """
    theirs = read_export(Path(export), Path(folder), options.target)
    compared = Compared(expand_in_memory(folder, options, progress=progress), options, theirs)
    verified = Verified(
        tuple(compared.outcomes()),
        options.target,
        _likely(Path(folder), options, compared, theirs),
        compared.found.has_old_identifiers,
        frozenset(accepted),
        compared.uncompared,
        compared.unexpanded,
    )
    read = compared.expansion.configuration
    result = without_secrets(located(verified, read, theirs.read))
    if redact:
        result = redacted(result, names_in([*theirs.elements, *compared.elements]))
    return Verification(result, compared.expansion.findings, theirs.findings)


def _likely(folder: Path, options: Options, compared: Compared, theirs: Export) -> tuple[str, ...]:
    """Return the versions of the product for which the fewest tasks are called differently in the export.

    Where none is, it is the one for which the configuration was expanded. One for which more cannot be expanded is
    none, and nothing is known of the version if nothing that is in both depends on it.
    """
    if not compared.renamed:
        return (options.target,) if any(depends_on_version(pair.ours) for pair in compared.found.pairs) else ()
    counts: dict[str, int] = {options.target: compared.renamed}
    for other in (replace(options, target=target) for target in TARGETS if target != options.target):
        as_other = Compared(expand_in_memory(folder, other), other, theirs)
        if as_other.failed <= compared.failed:
            counts[other.target] = as_other.renamed
    return tuple(target for target in TARGETS if counts.get(target) == min(counts.values()))
