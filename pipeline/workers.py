"""Generate from many documents, here or in processes of their own.

Saxon's isolates do not survive a fork, and threads share one interpreter: processes are spawned. They pay from
some hundred scaffoldings on; below, starting them costs more than they save. Files are read by this process alone:
to hand over what they hold took as long as to read them.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import ExitStack, contextmanager
from functools import cache
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.diagnostics import Failure
from pipeline.garbage import collect_seldom
from pipeline.jobs import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from pipeline.stylesheets import Finding, Message, Stylesheets

_FILES_THAT_PAY = 500  # from which on processes are started before it is known how much there is to generate
_DOCUMENTS_THAT_PAY = 10  # after which they are, if there are more: a quarter of a second of work
_FED = 4  # Saxons that one process can keep at work: it takes 0.2 ms to ask for what takes one of them 0.85
_MOST = 61  # processes that Windows can wait for


class Packed(NamedTuple):
    """What each scaffolding of a document generates, in order; what was found and said."""

    results: list[bytes]
    findings: list[Finding]
    messages: list[Message]


class Workers:
    """Generates from documents, in order.

    Args:
        stack: What stops the processes that are started.
        count: How many to work in, this one included; 0 for as many as pay.
        folders: Further folders of stylesheets.
    """

    def __init__(self, stack: ExitStack, count: int, folders: Sequence[Path]) -> None:
        self._stack = stack
        self._others = min(count or _number(), _MOST) - 1
        self._folders = tuple(folders)
        self._executor: Executor | None = None

    def start(self) -> None:
        """Start the processes, if there are to be any."""
        if self._others and not self._executor:
            self._executor = self._stack.enter_context(_started(self._others))
            for _ in range(self._others):
                self._executor.submit(_warm_up, self._folders)

    def generated(self, documents: Iterable[str]) -> Iterator[Packed]:
        """Yield what the scaffoldings of each document generate."""
        # Not Executor.map: it takes all items at once, and of ten thousand documents that is memory.
        under_way: deque[Future[Packed]] = deque()
        for number, document in enumerate(documents):
            if number == _DOCUMENTS_THAT_PAY:
                self.start()
            if not self._executor:
                yield _generate(self._folders, document)
                continue
            under_way.append(self._executor.submit(_generate, self._folders, document))
            if len(under_way) > 2 * self._others:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


@contextmanager
def workers(count: int, files: int, folders: Sequence[Path]) -> Iterator[Workers]:
    """Start workers, and stop them.

    Args:
        count: How many processes to work in, this one included; 0 for as many as pay.
        files: How many files there are that have to be generated from.
        folders: Further folders of stylesheets.

    Raises:
        Failure: A process ended before its time.
    """
    if folders:
        _stylesheets.cache_clear()  # they may have been edited since this process compiled them
    with ExitStack() as stack:
        at_work = Workers(stack, count, folders)
        if count or files >= _FILES_THAT_PAY:
            at_work.start()
        yield at_work


@contextmanager
def _started(number: int) -> Iterator[Executor]:
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - most runs do not need it
    from multiprocessing import get_context  # noqa: PLC0415

    try:
        with ProcessPoolExecutor(number, get_context("spawn"), _begin) as executor:
            yield executor
    except BrokenExecutor:
        raise Failure("a worker process was ended, perhaps for want of memory; try --workers 1") from None


def _begin() -> None:
    """Begin as a worker: leave Ctrl-C to the process that people see."""
    signal(SIGINT, SIG_IGN)
    collect_seldom()


def _number() -> int:
    # One for each core besides this process: while it waits for Saxon, it has little to do.
    cores = min(_cores(), _FED)
    return cores + 1 if cores > 1 else 1


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _warm_up(folders: tuple[Path, ...]) -> None:
    """Start Saxon while the files are still being read."""
    _stylesheets(folders)


def _generate(folders: tuple[Path, ...], document: str) -> Packed:
    generated = _stylesheets(folders).generate(document)
    # Packed by the worker, for it is the other process that everybody waits for.
    return Packed([packed(xml) for xml in generated.results], generated.findings, generated.messages)


@cache
def _stylesheets(folders: tuple[Path, ...]) -> Stylesheets:
    from pipeline.stylesheets import Stylesheets  # noqa: PLC0415 - starting Saxon is not free, and not always needed

    return Stylesheets(folders)
