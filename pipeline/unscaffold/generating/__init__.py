"""From documents to generated elements: the stylesheets, run by Saxon, here or in processes of their own."""

from unscaffold.generating.pool import Packed, Pool, start_workers
from unscaffold.generating.results import Stopped

__all__ = [
    "Packed",
    "Pool",
    "Stopped",
    "start_workers",
]
