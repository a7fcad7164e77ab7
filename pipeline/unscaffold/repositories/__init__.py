"""Many repositories: the list of them, where their files come from, and where what is made of them goes."""

from unscaffold.repositories.fault import Fault
from unscaffold.repositories.fetching import Fetched, fetched
from unscaffold.repositories.lists import read_list
from unscaffold.repositories.putting import Put, Standing, loaded, put
from unscaffold.repositories.repository import Repository
from unscaffold.repositories.states import State, against, output_state_of, state_of
from unscaffold.repositories.urls import is_git, is_url, redacted

__all__ = [
    "Fault",
    "Fetched",
    "Put",
    "Repository",
    "Standing",
    "State",
    "against",
    "fetched",
    "is_git",
    "is_url",
    "loaded",
    "output_state_of",
    "put",
    "read_list",
    "redacted",
    "state_of",
]
