"""Generate from many documents, here or in processes of their own.

Saxon's isolates do not survive a fork, and threads share one interpreter: processes are spawned. They pay from
some hundred files on; below, starting them costs more than they save. Files are read by this process alone: to
hand over what they hold took as long as to read them.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import contextmanager
from functools import cache
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.garbage import collect_seldom
from pipeline.jobs import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from pipeline.stylesheets import Finding, Stylesheets

_FILES_THAT_PAY = 500
_MOST = 61  # processes that Windows can wait for


class Packed(NamedTuple):
    """What each scaffolding of a document generates, in order; and the findings."""

    results: list[bytes]
    findings: list[Finding]


class Workers:
    """Generates from documents, in order.

    Args:
        executor: Where to work; None for here.
        number: How many processes it has.
        folders: Further folders of stylesheets.
    """

    def __init__(self, executor: Executor | None, number: int, folders: Sequence[Path]) -> None:
        self._executor = executor
        self._number = number
        self._folders = tuple(folders)
        for _ in range(number):
            if executor:
                executor.submit(_warm_up, self._folders)

    def generated(self, documents: Iterable[str]) -> Iterator[Packed]:
        """Yield what the scaffoldings of each document generate."""
        if self._executor is None:
            for document in documents:
                yield _generate(self._folders, document)
            return
        # Not Executor.map: it takes all items at once, and of ten thousand documents that is memory.
        under_way: deque[Future[Packed]] = deque()
        for document in documents:
            under_way.append(self._executor.submit(_generate, self._folders, document))
            if len(under_way) > 2 * self._number:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


@contextmanager
def workers(count: int, files: int, folders: Sequence[Path]) -> Iterator[Workers]:
    """Start workers, and stop them.

    Args:
        count: How many processes to work in, this one included; 0 for as many as pay.
        files: How many files there are.
        folders: Further folders of stylesheets.
    """
    if folders:
        _stylesheets.cache_clear()  # they may have been edited since this process compiled them
    others = min(count or _number(files), _MOST) - 1
    if not others:
        yield Workers(None, 0, folders)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most runs do not need it
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(others, get_context("spawn"), _begin) as executor:
        yield Workers(executor, others, folders)


def _begin() -> None:
    """Begin as a worker: leave Ctrl-C to the process that people see."""
    signal(SIGINT, SIG_IGN)
    collect_seldom()


def _number(files: int) -> int:
    # One for each core besides this process: while it waits for Saxon, it has little to do.
    return _cores() + 1 if files >= _FILES_THAT_PAY else 1


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _warm_up(folders: tuple[Path, ...]) -> None:
    """Start Saxon while the files are still being read."""
    _stylesheets(folders)


def _generate(folders: tuple[Path, ...], document: str) -> Packed:
    results, findings = _stylesheets(folders).generate(document)
    # Packed by the worker, for it is the other process that everybody waits for.
    return Packed([packed(xml) for xml in results], findings)


@cache
def _stylesheets(folders: tuple[Path, ...]) -> Stylesheets:
    from pipeline.stylesheets import Stylesheets  # noqa: PLC0415 - starting Saxon is not free, and not always needed

    return Stylesheets(folders)
