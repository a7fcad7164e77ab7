"""What a finding is known by from one run to the next, wherever its lines have moved."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.findings.finding import Finding

_LENGTH = 32  # hexadecimal digits: 128 bits


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a fingerprint for each finding: of its rule, its file, the generated element and what is said of it.

    Lines and columns are not in it. Those of findings that are alike in all of that are numbered, so that one more of
    them is a new one.

    Args:
        findings: Findings in order, with files relative to the configuration folder.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    told = []
    for found in findings:
        known_by = (found.code, found.region.file, found.generated, found.bare)
        seen[known_by] += 1
        text = "\0".join([*known_by, str(seen[known_by])])
        told.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH])
    return told
