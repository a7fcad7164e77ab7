"""One command over many repositories, on this machine or on a cluster of Dask's: `fleet`."""

from unscaffold.fleets.outcome import Outcome, Status

__all__ = ["Outcome", "Status"]
