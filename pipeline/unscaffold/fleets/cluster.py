"""The cluster that does the work: threads of this process, or the workers of a scheduler that is there."""

from __future__ import annotations

import logging
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from unscaffold.findings import Failure
from unscaffold.fleets.program import Program, program
from unscaffold.fleets.runners import runners_of_a_run
from unscaffold.process import cores

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from distributed import Client

_COMPARED = ("dask", "distributed")
_TALKING = ("asyncio", "distributed", "tornado")
# Dask starts a web server for each scheduler and worker, whether it has pages or not, and for all who can reach it.
_LOOPBACK = "127.0.0.1:0"
_NO_PAGES: dict[str, list[str]] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
# What Dask looks at for its pages, many times a second, is a tenth of what a small repository takes; and what it
# remembers of each task, for those who look for its own faults, is most of the memory that a large fleet needs.
_UNWATCHED: dict[str, Any] = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.low-level-log-length": 100,
    "distributed.scheduler.work-stealing": False,
    "distributed.scheduler.active-memory-manager.start": False,
}
_PATIENCE = 30.0  # seconds in which a scheduler is to answer


@contextmanager
def connected(scheduler: str, workers: int) -> Iterator[Client]:
    """Connect to a cluster, and leave it, or end it if it is ours.

    Args:
        scheduler: The address of the scheduler, `tcp://…` or `tls://…`; empty for a cluster of this process.
        workers: How many repositories a cluster of this process works on at a time; 0 for one for each core.

    Raises:
        Failure: The scheduler does not answer, or a machine of the cluster has another program.
    """
    with ExitStack() as stack:
        stack.enter_context(_silence())
        yield stack.enter_context(_there(scheduler) if scheduler else _here(workers or cores()))


@contextmanager
def _silence() -> Iterator[None]:
    """Let Dask and what it is made of log nothing: what there is to say of a cluster is said in a sentence."""
    import distributed  # noqa: F401, PLC0415 - it takes a second, and makes its loggers

    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _TALKING]
    talking = [logger for logger in map(logging.getLogger, {*names, *_TALKING}) if not logger.disabled]
    try:
        for logger in talking:
            logger.disabled = True
        yield
    finally:
        for logger in talking:
            logger.disabled = False


@contextmanager
def _here(count: int) -> Iterator[Client]:
    """Start threads for the work; it is done in processes of theirs. Nothing of them can be asked by others."""
    import dask.config  # noqa: PLC0415 - as below
    from distributed import Client, LocalCluster, Security  # noqa: PLC0415 - it takes a second

    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="unscaffold-fleet-", ignore_cleanup_errors=True))
        stack.enter_context(dask.config.set({"temporary-directory": folder, **_NO_PAGES, **_UNWATCHED}))
        cluster = LocalCluster(
            n_workers=1,
            threads_per_worker=count,
            processes=False,
            protocol="inproc://",
            security=Security(require_encryption=False),  # there is nothing that anybody could listen to
            scheduler_kwargs={"dashboard": False, "dashboard_address": _LOOPBACK},
            worker_dashboard_address=_LOOPBACK,
            memory_limit=0,  # of this process, which hardly needs any
        )
        stack.callback(cluster.close)
        client = stack.enter_context(Client(cluster, set_as_default=False))
        stack.enter_context(runners_of_a_run())  # they end first, so that no thread is busy any more
        yield client


@contextmanager
def _there(scheduler: str) -> Iterator[Client]:
    from distributed import Client  # noqa: PLC0415 - as above

    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise Failure(f"the scheduler {scheduler} does not answer: {_reason(error)}") from None
    try:
        _compare(client)
        yield client
    finally:
        client.close(timeout=1)


def _reason(error: BaseException) -> str:
    return str(error).strip().split("\n")[0] or type(error).__name__


def _compare(client: Client) -> None:
    """Refuse a cluster that would run another program than this process."""
    versions: Any = client.get_versions()
    ours = _versions_of(versions["client"])
    for where, facts in {"the scheduler": versions["scheduler"], **versions["workers"]}.items():
        _refuse_other(where, ours, _versions_of(facts))
    try:
        programs: Mapping[str, Program] = client.run(program)
    except Exception as error:  # whatever a worker without it raises
        raise Failure(
            f"the workers have no unscaffold {program().version}, or another one: {_reason(error)}"
        ) from None
    for where, found in programs.items():
        _refuse_other(where, {"unscaffold": program().version}, {"unscaffold": found.version})
        if found.digest != program().digest:
            raise Failure(f"{where} has another unscaffold {found.version}, or other libraries, than this machine")


def _versions_of(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return the versions by name, of what Dask tells of a machine."""
    python = str(facts["host"]["python"]).split(".final")[0]
    return {"Python": python, **{name: str(facts["packages"].get(name)) for name in _COMPARED}}


def _refuse_other(where: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> None:
    for name, version in ours.items():
        if theirs[name] != version:
            raise Failure(f"{where} has {name} {theirs[name]}, and this machine {version}; install the same version")
