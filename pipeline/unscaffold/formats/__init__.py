"""What is reported, as text: for people, for programs and for CI systems, a module a format.

The module of a format has a function `render`, which takes what is `Reported`. A new one is added to `FORMATS`.
"""

from unscaffold.formats.look import Look
from unscaffold.formats.markdown import code, fitted
from unscaffold.formats.publishing import MOST_IN_A_SUMMARY, github_outputs, github_summary
from unscaffold.formats.reported import FAIL_ON, MOST_RESULTS, Reported, from_root, results
from unscaffold.formats.table import FOR_PEOPLE, render
from unscaffold.formats.text import line, message

__all__ = [
    "FAIL_ON",
    "FOR_PEOPLE",
    "MOST_IN_A_SUMMARY",
    "MOST_RESULTS",
    "Look",
    "Reported",
    "code",
    "fitted",
    "from_root",
    "github_outputs",
    "github_summary",
    "line",
    "message",
    "render",
    "results",
]
