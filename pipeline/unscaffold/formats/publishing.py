"""What GitHub's runner takes from files: a summary of the step, and values for the steps after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unscaffold.formats.reported import Reported

MOST_IN_A_SUMMARY = 1_048_576  # bytes of the summary of a step


def github_summary(reported: Reported, most: int) -> str:
    """Return the summary of a step, in Markdown, of so many bytes at most."""
    from unscaffold.formats.markdown import document  # noqa: PLC0415 - most runs are not GitHub's

    return document(reported, most)


def github_outputs(reported: Reported) -> str:
    """Return the outputs of a step: whether the output is stale, and how many findings there are."""
    changed = "true" if reported.stale else "false"
    return f"changed={changed}\nfindings={len(reported.results)}\n"
