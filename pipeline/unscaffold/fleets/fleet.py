"""A command over a fleet: tasks that are handed out, and what comes of them, in the order in which it comes."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.findings import Failure
from unscaffold.fleets.cluster import connected
from unscaffold.fleets.judging import failed
from unscaffold.fleets.outcome import Outcome, Unchanged
from unscaffold.fleets.program import program
from unscaffold.fleets.task import Task, perform
from unscaffold.process import signals
from unscaffold.repositories import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from distributed import Client, Future

    from unscaffold.fleets.command import Command
    from unscaffold.repositories import Repository
    from unscaffold.running import Limits

_AHEAD = 2  # tasks that a thread has at a time: one to work on, and the next one
_LEAST = 16  # tasks that are handed out at a time, for workers that come while others work
_UNDONE = ("pending", "lost")  # states of a task; one that was done is so again if its worker ends with the result
_TOGETHER = 8  # results that are taken at a time: to ask for them takes as long as for one
_LOOK = 1.0  # seconds between two looks at whether there is a scheduler
_NOBODY = 300  # looks at a cluster without a worker, until none is waited for any more


class Manner(NamedTuple):
    """How the work is done.

    `limits` are those of each repository; `scheduler` is the address of a cluster, empty for threads of this process,
    of which there are `workers`, 0 for one for each core. A task that a machine failed at is tried again so many
    times as `retries` says. Without `keep_going`, nothing more is begun after the first that could not run.
    """

    limits: Limits
    scheduler: str = ""
    workers: int = 0
    retries: int = 2
    keep_going: bool = True


def run_fleet(
    repositories: Iterable[Repository],
    command: Command,
    manner: Manner,
    known: Callable[[str], str] = lambda _: "",
) -> Generator[Outcome | Unchanged, None, None]:
    """Run a command over repositories, and yield what comes of each as soon as it does; closed, it gives up the rest.

    Args:
        repositories: The repositories; no more of them are taken than are under way.
        command: The command.
        manner: How the work is done.
        known: Returns the digest of the outcome of a repository that is known, by its name; empty for none.

    Raises:
        Failure: There is no cluster, or no longer, or one with another program.
    """
    with connected(manner.scheduler, manner.workers) as client:
        digest = program().digest
        tasks = (Task(one, command, manner.limits, digest, known(one.name)) for one in repositories)
        yield from _Window(client, tasks, manner).outcomes()


def window_for(threads: int) -> int:
    """Return how many tasks are under way at a time, where so many threads work."""
    return max(_LEAST, _AHEAD * threads)


class _Window:
    """The tasks that are under way: so many that nobody waits, and no more."""

    def __init__(self, client: Client, tasks: Iterator[Task], manner: Manner) -> None:
        self._client, self._tasks, self._manner = client, tasks, manner
        threads = sum(client.nthreads().values())
        # What waits is begun as soon as a thread is free, whatever has failed by then.
        self._size = window_for(threads) if manner.keep_going else max(1, threads)
        self._run = os.urandom(8).hex()
        self._done: SimpleQueue[Future[Any]] = SimpleQueue()
        self._under_way: dict[Future[Any], str] = {}
        self._again: list[Future[Any]] = []
        self._handed_out = 0

    def outcomes(self) -> Iterator[Outcome | Unchanged]:
        """Yield what comes of each task."""
        self._hand_out(self._size)
        while self._under_way:
            futures = [self._next(), *self._more()]
            came = self._of_all(futures)
            del futures  # and with them, the cluster forgets what came of them
            if self._manner.keep_going or all(isinstance(one, Unchanged) or one.status != "failed" for one in came):
                self._hand_out(len(came))
            else:
                self._tasks = iter(())
            yield from came

    def _hand_out(self, count: int) -> None:
        for task in islice(self._tasks, count):
            self._handed_out += 1
            key = f"unscaffold-{self._run}-{self._handed_out}"  # names of repositories are strangers'
            future = self._client.submit(perform, task, key=key, retries=self._manner.retries, pure=False)
            self._under_way[future] = task.repository.name
            future.add_done_callback(self._done.put)

    def _next(self) -> Future[Any]:
        """Return a task that is done."""
        looks = 0
        while looks < _NOBODY:
            if signals.has_come():  # what it raised was lost, where Python calls a destructor
                raise SystemExit
            for future in self._again:
                if future.status not in _UNDONE:
                    self._again.remove(future)
                    return future
            try:
                future = self._done.get(timeout=_LOOK)
            except Empty:
                self._refuse_lost()
                looks = 0 if self._client.scheduler_info()["workers"] else looks + 1
                continue
            if future.status not in _UNDONE:
                return future
            self._again.append(future)
        raise Failure(f"the cluster has no worker, since {_NOBODY * _LOOK:.0f} s; start one, and run the same again")

    def _more(self) -> Iterator[Future[Any]]:
        """Yield a few more tasks that are done, if there are some by now."""
        for _ in range(min(self._done.qsize(), _TOGETHER - 1)):
            future = self._done.get()  # nobody else takes any
            if future.status in _UNDONE:
                self._again.append(future)
            else:
                yield future

    def _of_all(self, futures: list[Future[Any]]) -> list[Outcome | Unchanged]:
        """Return what came of tasks: at once, if nothing is wrong with any of them."""
        names = [self._under_way.pop(one) for one in futures]
        if len(futures) > 1:
            with suppress(Exception):  # what it is is told of each
                return self._client.gather(futures)  # type: ignore[no-any-return]
        return [self._of(future, name) for future, name in zip(futures, names, strict=True)]

    def _of(self, future: Future[Any], name: str) -> Outcome | Unchanged:
        """Return what came of a task."""
        from concurrent.futures import CancelledError  # noqa: PLC0415 - it takes a moment

        try:
            return future.result()  # type: ignore[no-any-return]
        except (CancelledError, OSError):
            raise self._lost() from None
        except Exception as error:  # what the task raised, or Dask in its place
            self._refuse_lost()
            return failed(name, _why(error))

    def _refuse_lost(self) -> None:
        if self._client.status != "running":
            raise self._lost()

    def _lost(self) -> Failure:
        where = self._manner.scheduler or "of this process"
        return Failure(f"the scheduler {where} is lost; what is done is kept: run the same again for the rest")


def _why(error: Exception) -> str:
    """Return in a sentence why a task failed."""
    from distributed import KilledWorker  # noqa: PLC0415 - it takes a second

    if isinstance(error, Fault):
        return error.sentence
    if isinstance(error, KilledWorker):
        return "each worker that was given it ended; it may take more memory than a worker has"
    return f"{type(error).__name__}: {error}"
