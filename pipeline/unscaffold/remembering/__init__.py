"""What a run leaves for the next one, in the user's cache folder."""

from unscaffold.remembering.folder import cache_folder
from unscaffold.remembering.generated import Remembered, Result
from unscaffold.remembering.unchanged import LastRun, Outcome

__all__ = [
    "LastRun",
    "Outcome",
    "Remembered",
    "Result",
    "cache_folder",
]
