"""From documents to generated elements: the stylesheets, run by Saxon, here or in processes of their own."""

from unscaffold.generating.results import Stopped
from unscaffold.generating.workers import Packed, Workers, start_workers

__all__ = [
    "Packed",
    "Stopped",
    "Workers",
    "start_workers",
]
