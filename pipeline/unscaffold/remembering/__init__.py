"""What a run leaves for the next one, in the user's cache folder."""

from unscaffold.remembering.entries import Entry
from unscaffold.remembering.folder import cache_folder
from unscaffold.remembering.last_run import NOTHING_MADE, LastRun, Made
from unscaffold.remembering.looking import Seen, look
from unscaffold.remembering.outcome import Outcome
from unscaffold.remembering.recalling import recalled, region_of
from unscaffold.remembering.sections import OTHERWISE, apart, joined
from unscaffold.remembering.statuses import Status, Statuses, settled, status_of

__all__ = [
    "NOTHING_MADE",
    "OTHERWISE",
    "Entry",
    "LastRun",
    "Made",
    "Outcome",
    "Seen",
    "Status",
    "Statuses",
    "apart",
    "cache_folder",
    "joined",
    "look",
    "recalled",
    "region_of",
    "settled",
    "status_of",
]
