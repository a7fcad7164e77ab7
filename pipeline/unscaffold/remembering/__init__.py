"""What a run leaves for the next one, in the user's cache folder."""

from unscaffold.remembering.encoding import reading_of
from unscaffold.remembering.folder import cache_folder
from unscaffold.remembering.index import Known, Reach
from unscaffold.remembering.last_run import NOTHING_MADE, LastRun, Made
from unscaffold.remembering.looking import Seen
from unscaffold.remembering.memory import Memory
from unscaffold.remembering.outcome import Outcome
from unscaffold.remembering.past import Forgotten, News, Past
from unscaffold.remembering.results import Result

__all__ = [
    "NOTHING_MADE",
    "Forgotten",
    "Known",
    "LastRun",
    "Made",
    "Memory",
    "News",
    "Outcome",
    "Past",
    "Reach",
    "Result",
    "Seen",
    "cache_folder",
    "reading_of",
]
