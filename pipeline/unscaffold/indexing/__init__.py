"""What is remembered of a configuration: what its files hold, look up and generate, so that little is done again."""

from unscaffold.indexing.encoding import reading_of
from unscaffold.indexing.index import Known
from unscaffold.indexing.memory import Memory
from unscaffold.indexing.past import Forgotten, News, Past, kept_of, past_of
from unscaffold.indexing.reach import Reach
from unscaffold.indexing.results import Result

__all__ = [
    "Forgotten",
    "Known",
    "Memory",
    "News",
    "Past",
    "Reach",
    "Result",
    "kept_of",
    "past_of",
    "reading_of",
]
