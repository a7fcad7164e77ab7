"""What belongs to a process of ours: signals, streams, collector, and where its data files lie."""

from unscaffold.process import signals, streams
from unscaffold.process.collector import collect_seldom
from unscaffold.process.resources import xslt_folder
from unscaffold.process.streams import open_closed

__all__ = [
    "collect_seldom",
    "open_closed",
    "signals",
    "streams",
    "xslt_folder",
]
