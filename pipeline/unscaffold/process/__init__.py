"""What belongs to a process of ours: signals, streams, what may be printed, and where its data files lie."""

from unscaffold.process import leaving, signals, streams
from unscaffold.process.collector import collect_seldom
from unscaffold.process.json_text import json_text
from unscaffold.process.printing import is_seen, printable
from unscaffold.process.resources import xslt_folder
from unscaffold.process.shortening import beginning, shortened
from unscaffold.process.streams import open_closed
from unscaffold.process.workers import cores, processes_that_pay

__all__ = [
    "beginning",
    "collect_seldom",
    "cores",
    "is_seen",
    "json_text",
    "leaving",
    "open_closed",
    "printable",
    "processes_that_pay",
    "shortened",
    "signals",
    "streams",
    "xslt_folder",
]
