"""From documents to generated elements: the stylesheets, run by Saxon, here or in processes of their own."""

from unscaffold.generating.results import Stopped
from unscaffold.generating.saxon import Reported
from unscaffold.generating.workers import Packed, Workers, start_workers

__all__ = [
    "Packed",
    "Reported",
    "Stopped",
    "Workers",
    "start_workers",
]
