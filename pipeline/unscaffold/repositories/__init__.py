"""Many repositories: the list of them, where their files come from, and where what is made of them goes."""

from unscaffold.repositories.fault import Fault
from unscaffold.repositories.fetching import fetched
from unscaffold.repositories.lists import read_list
from unscaffold.repositories.putting import loaded, put
from unscaffold.repositories.repository import Repository
from unscaffold.repositories.states import against, output_state_of, state_of
from unscaffold.repositories.urls import is_url, redacted

__all__ = [
    "Fault",
    "Repository",
    "against",
    "fetched",
    "is_url",
    "loaded",
    "output_state_of",
    "put",
    "read_list",
    "redacted",
    "state_of",
]
