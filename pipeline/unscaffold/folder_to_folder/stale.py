"""The files of an output that are not as they should be, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import diagnose, in_order, point

if TYPE_CHECKING:
    from unscaffold.findings import Finding
    from unscaffold.output import Changes


def stale(changes: Changes, command: str) -> list[Finding]:
    """Return a finding for each file of the output that is stale, in order.

    Args:
        changes: What distinguishes the output from what is wanted.
        command: What writes it anew.
    """
    reasons = {
        "this file is missing": [file.path for file in changes.added],
        "this file is not what would be written": [file.path for file in changes.changed],
        "this file is of something that is gone": changes.removed,
    }
    return in_order(
        diagnose("stale", point(path), {"reason": reason, "command": command})
        for reason, paths in reasons.items()
        for path in paths
    )
