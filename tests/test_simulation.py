"""The simulation of a fleet: what it makes of times that are given, by hand and as a whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fleet_costs import Measured
from benchmarks.fleet_page import page, read
from benchmarks.simulation import Costs, Simulated, fetched, limit, resampled, simulated

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Costs(0, 0, 0, 0, 0)
MEASURED = Measured(2, 4.0, [0.25, 0.5, 1.0, 0.5, 0.75, 2.0], Costs(1.0, 0.001, 0.004, 0.002, 0.125), 0.1)
PAGE = """\
A check of 6 repositories of 20 connectors, 2 at a time, took:

| what | seconds |
| --- | --- |
| the run of one: median; 95 of 100 less than; the longest | 0.625; 1.750; 2.000 |
| what a worker does around it | 0.125 |
| to ask git for a commit, and fetch it, without a network | 0.100 |
| the client, for one: to hand it out; to take its result; to go through that in the end | 0.0010; 0.0040; 0.0020 |
| start and end | 1.0 |
| all of it | 4.0 |

10,000 such repositories, from git servers that answer in 30 ms, would take,
by a simulation with times drawn from those:

| workers | hours | worker-hours | workers are busy | client is busy |
| --- | --- | --- | --- | --- |
| 2 | 1.88 | 3.8 | 100 % | 1 % |
| 8 | 0.48 | 3.8 | 99 % | 4 % |
| 32 | 0.12 | 4.0 | 95 % | 16 % |
| 128 | 0.04 | 4.6 | 82 % | 55 % |
| 512 | 0.02 | 10.1 | 37 % | 99 % |

From some 270 workers on, they wait for the client.
The same simulation of the measured run takes 16.0 % longer than that run did."""


def test_the_worker_that_is_free_first_begins_the_next() -> None:
    assert simulated([4, 1, 1, 1, 3], 2, NOTHING) == Simulated(2, 6, 10, 0)
    assert simulated([4, 1, 1, 1, 3], 1, NOTHING) == Simulated(1, 10, 10, 0)


def test_all_that_there_is_besides_counts() -> None:
    # 16 are handed out from 10 to 26; what comes of them is there from 12 on, is taken by 58, and gone through by 62.
    found = simulated([0.5] * 16, 16, Costs(10, 1, 2, 0.25, 0.5))
    assert found == Simulated(16, 62, 16, 52)
    assert (found.utilisation, found.client_share) == (16 / (62 * 16), 52 / 62)


def test_workers_wait_for_a_client_that_is_slow() -> None:
    costs = Costs(0, 0.25, 0.75, 0, 0)
    assert limit([8.0] * 100, costs) == 8
    few, many, more = (simulated([8.0] * 1000, workers, costs) for workers in (4, 64, 128))
    assert (few.utilisation > 0.99, few.client_share < 0.51) == (True, True)
    assert (many.client_share > 0.99, more.seconds) == (True, many.seconds)


def test_times_are_drawn_the_same_again() -> None:
    assert resampled([1.0, 2.0, 3.0], 8) == resampled([1.0, 2.0, 3.0], 8)
    assert fetched([1.0, 2.0], 0.5, 0.25) == [4.0, 5.0]


TIMES = st.lists(st.integers(0, 20).map(float), min_size=1, max_size=60)


@given(TIMES, st.integers(1, 8))
def test_no_schedule_is_shorter_than_it_can_be_or_longer_than_it_must(seconds: list[float], workers: int) -> None:
    found = simulated(seconds, workers, NOTHING).seconds
    least = max(*seconds, sum(seconds) / workers)
    assert least <= found <= sum(seconds) / workers + max(seconds)


def test_a_page_has_all_of_it(tmp_path: Path) -> None:
    file = tmp_path / "measured.json"
    file.write_text(json.dumps(MEASURED), "utf-8")
    assert read(file) == MEASURED
    assert page(MEASURED, 10_000, 0.03) == PAGE
