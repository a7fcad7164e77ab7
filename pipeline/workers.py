"""Work on many files and documents, here or in processes of its own.

Saxon's isolates do not survive a fork, and threads share one interpreter: processes are spawned. They pay from
some hundred files on; below, starting them costs more than they save.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import contextmanager
from functools import cache, partial
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, TypeVar

from pipeline.garbage import collect_seldom
from pipeline.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from pipeline.reading import Reading
    from pipeline.stylesheets import Generated, Stylesheets

_In = TypeVar("_In")
_Out = TypeVar("_Out")

_FILES_THAT_PAY = 500
_CHUNK = 50
_MOST = 61  # processes that Windows can wait for


class Workers:
    """Reads files and generates from documents, in order.

    Args:
        executor: Where to work; None for here.
        number: How many processes it has.
        folders: Further folders of stylesheets.
    """

    def __init__(self, executor: Executor | None, number: int, folders: Sequence[Path]) -> None:
        self._executor = executor
        self._number = number
        self._folders = tuple(folders)

    def readings(self, folder: Path, files: Sequence[str], names: frozenset[str]) -> Iterator[Reading]:
        """Yield what each file holds; `names` are the scaffoldings that are to be expanded."""
        chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
        for readings in self._map(partial(_read, folder, names), chunks):
            yield from readings

    def generated(self, documents: Iterable[str]) -> Iterator[Generated]:
        """Yield what the scaffoldings of each document generate."""
        return self._map(partial(_generate, self._folders), documents)

    def _map(self, work: Callable[[_In], _Out], items: Iterable[_In]) -> Iterator[_Out]:
        if self._executor is None:
            yield from map(work, items)
            return
        # Not Executor.map: it takes all items at once, and of ten thousand documents that is memory.
        under_way: deque[Future[_Out]] = deque()
        for item in items:
            under_way.append(self._executor.submit(work, item))
            if len(under_way) > 2 * self._number:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


@contextmanager
def workers(count: int, files: int, folders: Sequence[Path]) -> Iterator[Workers]:
    """Start workers, and stop them.

    Args:
        count: How many processes; 1 for none but this one, 0 for as many as pay.
        files: How many files there are.
        folders: Further folders of stylesheets.
    """
    number = min(count or (_cores() if files >= _FILES_THAT_PAY else 1), _MOST)
    if number == 1:
        yield Workers(None, 1, folders)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most runs do not need it
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(number, get_context("spawn"), _begin) as executor:
        yield Workers(executor, number, folders)


def _begin() -> None:
    """Begin as a worker: leave Ctrl-C to the process that people see."""
    signal(SIGINT, SIG_IGN)
    collect_seldom()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read(folder: Path, names: frozenset[str], files: Sequence[str]) -> list[Reading]:
    return [read_file(folder, file, names) for file in files]


def _generate(folders: tuple[Path, ...], document: str) -> Generated:
    return _stylesheets(folders).generate(document)


@cache
def _stylesheets(folders: tuple[Path, ...]) -> Stylesheets:
    from pipeline.stylesheets import Stylesheets  # noqa: PLC0415 - starting Saxon is not free, and not always needed

    return Stylesheets(folders)
