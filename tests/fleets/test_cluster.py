"""A fleet on a cluster: a scheduler and workers that are processes of their own, speak TLS, and are killed."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from dask.config import set as configured

from fleets.clusters import OTHER, PATIENCE, Cluster, certificates, cluster_of
from unscaffold.findings import Failure
from unscaffold.fleets import Command, Manner, Outcome, fleet, opened, run_fleet
from unscaffold.fleets.outcome import Unchanged
from unscaffold.repositories import Repository
from unscaffold.running import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

CHECK = Command("check")
WORKERS = ("0", "1", "2")
LIMITS = Limits(PATIENCE, 8 << 30)
SCENARIOS = sorted((Path(__file__).parents[1] / "golden").iterdir())[:12]
REPOSITORIES = [Repository(f"r{number}", str(one / "input")) for number, one in enumerate(SCENARIOS)]


def what_matters(outcome: Outcome | Unchanged) -> tuple[Any, ...]:
    """Return what is the same wherever and whenever a repository is checked."""
    assert isinstance(outcome, Outcome)
    told = [record for record in outcome.records if record["event"] != "message"]  # which tells how long it took
    records = [{**record, "time": "", "seconds": 0} for record in told]
    return outcome.name, outcome.status, outcome.sentence, outcome.document, records, outcome.digest


def by_name(outcomes: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(outcomes, key=lambda one: str(one[0]))


@pytest.fixture(scope="module")
def right() -> list[tuple[Any, ...]]:
    """What comes of each repository on this machine."""
    found = by_name([*map(what_matters, run_fleet(REPOSITORIES, CHECK, Manner(LIMITS, workers=2)))])
    assert [name for name, *_ in found] == sorted(one.name for one in REPOSITORIES)
    return found


def run(cluster: Cluster, known: Callable[[str], str] = lambda _: "") -> Generator[Outcome | Unchanged, None, None]:
    return run_fleet(REPOSITORIES, CHECK, Manner(LIMITS, cluster.address), known)


def test_a_cluster_does_each_repository_once_whatever_is_killed(tmp_path: Path, right: list[tuple[Any, ...]]) -> None:
    settings = certificates(tmp_path)
    with cluster_of(tmp_path, settings) as cluster:
        with pytest.raises(Failure, match=r"^the scheduler tls://127\.0\.0\.1:\d+ does not answer: TLS expects"):
            next(run(cluster))
        with configured(settings):
            there_is_no_worker(cluster)
            for name in WORKERS:
                cluster.add(name)
            for name in WORKERS:
                cluster.wait_for("Registered to:", name)
            a_worker_is_killed(cluster, right)
            a_worker_has_another_program(cluster)
            the_scheduler_is_killed(cluster, tmp_path / "results", right)


def there_is_no_worker(cluster: Cluster) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fleet, "_LOOK", 0.01)
        patched.setattr(fleet, "_NOBODY", 2)
        with pytest.raises(
            Failure, match=r"^the cluster has no worker, since 0 s; start one, and run the same again$"
        ):
            next(run(cluster))


def a_worker_is_killed(cluster: Cluster, right: list[tuple[Any, ...]]) -> None:
    found = []
    with closing(run(cluster)) as coming:
        for outcome in coming:
            found.append(outcome)
            if len(found) == 1:
                cluster.kill("1")
    assert by_name([*map(what_matters, found)]) == right


def a_worker_has_another_program(cluster: Cluster) -> None:
    cluster.add("other", OTHER)
    cluster.wait_for("Registered to:", "other")
    sentence = r"^tls://127\.0\.0\.1:\d+ has unscaffold 0\.0\.1, and this machine .*; install the same version$"
    with pytest.raises(Failure, match=sentence):
        next(run(cluster))
    cluster.kill("other")


def the_scheduler_is_killed(cluster: Cluster, folder: Path, right: list[tuple[Any, ...]]) -> None:
    """Kill the scheduler when two are done; a run on this machine then does the rest."""
    with opened(folder) as results:
        coming = run(cluster)
        for _ in range(2):
            results.keep(next(coming))
        cluster.kill("scheduler")
        with pytest.raises(Failure, match=r"^the scheduler tls:.* is lost; what is done is kept"):
            deque(map(results.keep, coming))
    names = [one.name for one in REPOSITORIES]
    with opened(folder) as results:
        kept = {name for name in names if results.known(name)}
        came = [*run_fleet(REPOSITORIES, CHECK, Manner(LIMITS, workers=2), results.known)]
        for outcome in came:
            results.keep(outcome)
        results.complete()
        found = [*results.visited(names)]
    assert 2 <= len(kept) < len(names)
    assert {one.name for one in came if isinstance(one, Unchanged)} == kept
    assert by_name([what_matters(one.now) for one in found]) == right
