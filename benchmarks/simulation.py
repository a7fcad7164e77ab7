"""What a fleet of any size would take on a cluster of any size: a simulation on measured times, which is pure.

Tasks are begun in the order in which they are handed out, each by the worker that is free first. The client hands
them out within the window that `unscaffold.fleets` has: one more for each result that it has taken. It does one thing
at a time, so a cluster that is large enough waits for it.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.fleets.fleet import window_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TRIPS = 10  # of a packet to a git server and back: two connections with TLS, what it can do and has, and the fetch


class Costs(NamedTuple):
    """What there is besides the work, in seconds.

    `start` is until the first task is handed out. The client hands out a `task`, takes a `result`, and goes through
    it again in the end (`closing`). A worker does something `around` each run: it looks whether the repository has
    changed, and reads what came of it.
    """

    start: float
    task: float
    result: float
    closing: float
    around: float


class Simulated(NamedTuple):
    """What came of a simulation with so many `workers`.

    `seconds` is what it took, `worked` how long all workers together were busy, and `client` how long the client was.
    """

    workers: int
    seconds: float
    worked: float
    client: float

    @property
    def utilisation(self) -> float:
        """The share of the workers' time in which they worked."""
        return self.worked / (self.seconds * self.workers)

    @property
    def client_share(self) -> float:
        """The share of the time in which the client was busy."""
        return self.client / self.seconds


def resampled(seconds: Sequence[float], number: int, seed: int = 17) -> list[float]:
    """Return so many times, drawn from those that were measured: the same for the same seed."""
    return Random(seed).choices(seconds, k=number)


def fetched(seconds: Sequence[float], fetch: float, latency: float) -> list[float]:
    """Return times with a git fetch before each: what one without a network took, and a network of that latency."""
    return [one + fetch + TRIPS * latency for one in seconds]


def simulated(seconds: Sequence[float], workers: int, costs: Costs) -> Simulated:
    """Return what a fleet takes.

    Args:
        seconds: How long the run of each repository takes, in the order of the list.
        workers: How many repositories are worked on at a time.
        costs: What there is besides.
    """
    client = _client_done(iter(seconds), workers, costs) + len(seconds) * costs.closing
    worked = sum(seconds) + len(seconds) * costs.around
    return Simulated(workers, client, worked, len(seconds) * (costs.task + costs.result + costs.closing))


def _client_done(seconds: Iterator[float], workers: int, costs: Costs) -> float:
    """Return when the client has taken the last result."""
    now, free, under_way = costs.start, [0.0] * workers, list[float]()
    heapify(free)
    for one in islice(seconds, window_for(workers)):
        now += costs.task
        _begin(one + costs.around, now, free, under_way)
    while under_way:
        now = max(now, heappop(under_way)) + costs.result
        for one in islice(seconds, 1):
            now += costs.task
            _begin(one + costs.around, now, free, under_way)
    return now


def _begin(takes: float, now: float, free: list[float], under_way: list[float]) -> None:
    """Let the worker that is free first do a task that is handed out now."""
    done = max(now, heappop(free)) + takes
    heappush(free, done)
    heappush(under_way, done)


def limit(seconds: Sequence[float], costs: Costs) -> float:
    """Return with how many workers the client is as busy as they are: more of them make nothing faster."""
    return (sum(seconds) / len(seconds) + costs.around) / (costs.task + costs.result)
