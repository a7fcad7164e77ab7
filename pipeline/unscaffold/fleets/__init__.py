"""One command over many repositories, on this machine or on a cluster of Dask's: `fleet`."""

from unscaffold.fleets.command import Command
from unscaffold.fleets.fleet import Manner, run_fleet
from unscaffold.fleets.outcome import Outcome, Status
from unscaffold.fleets.results import Results, Visited, opened, results_folder

__all__ = [
    "Command",
    "Manner",
    "Outcome",
    "Results",
    "Status",
    "Visited",
    "opened",
    "results_folder",
    "run_fleet",
]
