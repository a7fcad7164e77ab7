"""Generate from many documents, here or in processes of their own, which read files before there are any.

Threads share one Saxon's interpreter: it takes processes. They pay from some hundred scaffoldings on; below, starting
them costs more than they save. Further stylesheets never work in this process: while Saxon does, Python hears of
nothing, so one that does not end could not be interrupted.
"""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from itertools import chain, islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from unscaffold.generating.setting import setting_of
from unscaffold.markup import packed
from unscaffold.process import processes_that_pay, signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from unscaffold.findings import Finding
    from unscaffold.generating.messages import Message
    from unscaffold.generating.saxon import Stylesheets
    from unscaffold.generating.setting import Setting
    from unscaffold.generating.worker_process import Worker
    from unscaffold.options import Options

_FILES_THAT_PAY = 500  # from which on processes are started before it is known how much there is to generate
_FILES_TO_SHARE = 2000  # from which on they read, too: before, their processor starts, as long as others read them
_DOCUMENTS_THAT_PAY = 10  # if there are more, they are before the first: this process then needs no Saxon, of 80 MB
_MOST = 61  # processes: whoever asks for more has mistyped, and would get no more done
_AHEAD = 2  # documents that a process has at a time: one to work on, and the next one


Answer = TypeVar("Answer")


class Packed(NamedTuple):
    """What each scaffolding of a document generates, in order; what was found and said.

    `origins` are as many documents that tell why, if they are wanted.
    """

    results: list[bytes]
    findings: list[Finding]
    messages: list[Message]
    origins: Sequence[bytes] = ()


class Pool:
    """Does tasks in order: this process and those that it starts for it.

    Args:
        stack: What stops the processes that are started.
        count: How many to work in, this one included; 0 for as many as pay.
        setting: What the stylesheets are told.
    """

    def __init__(self, stack: ExitStack, count: int, setting: Setting) -> None:
        self._stack = stack
        self._others = max(min(count or processes_that_pay(), _MOST) - 1, bool(setting.folders))
        self._setting = setting
        self._executor: Executor | None = None
        self._free: SimpleQueue[Worker] = SimpleQueue()
        self._started = 0

    def start(self, others: int = _MOST) -> None:
        """Start that many processes, or as many as there are to be; if none can be had, this one does the work."""
        while self._started < min(others, self._others):
            try:
                self._start_one()
            except (OSError, RuntimeError):  # no process, or no thread to ask it
                self._others = self._started
            else:
                self._started += 1

    def _start_one(self) -> None:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most runs do not need it

        from unscaffold.generating.worker_process import Worker  # noqa: PLC0415 - nor that

        self._executor = self._executor or self._stack.enter_context(ThreadPoolExecutor(_AHEAD * self._others))
        worker = Worker()
        self._stack.callback(worker.stop)
        for _ in range(_AHEAD):  # each by a thread of its own, so that they are all there
            self._executor.submit(worker.ask, partial(warm_up, self._setting))
        for _ in range(_AHEAD):
            self._free.put(worker)

    def pays_for(self, files: int) -> bool:
        """Return whether there are other processes, and files enough to be shared with them."""
        return self._started > 0 and files >= _FILES_TO_SHARE

    def _ask(self, task: Callable[[], Answer]) -> Answer:
        worker = self._free.get()
        try:
            return worker.ask(task)
        finally:
            self._free.put(worker)

    def generated(self, documents: Iterable[str], *, rights: bool = True) -> Iterator[Packed]:
        """Yield what the scaffoldings of each document generate, by this process alone if there are few of them.

        Args:
            documents: The documents.
            rights: Whether there may be scaffoldings of access rights in them.
        """
        if not (self._started or self._setting.folders):  # stylesheets of somebody's own may call any of ours
            self._setting = self._setting._replace(rights=rights)
        coming = iter(documents)
        first = [*islice(coming, _DOCUMENTS_THAT_PAY + 1)]
        if len(first) > _DOCUMENTS_THAT_PAY:
            self.start()
        yield from self.done(partial(generate, self._setting, document) for document in chain(first, coming))

    def done(self, tasks: Iterable[Callable[[], Answer]]) -> Iterator[Answer]:
        """Yield what each task returns, in order; this process does them if there is no other.

        Args:
            tasks: Functions as `Worker.ask` takes them.
        """
        # Not Executor.map: it takes all items at once, and of ten thousand documents that is memory.
        under_way: deque[Future[Answer]] = deque()
        for task in tasks:
            if not (self._executor and self._started):
                yield task()
                continue
            try:
                under_way.append(self._executor.submit(self._ask, task))
            except RuntimeError:  # no further thread is to be had
                yield from (under_way.popleft().result() for _ in range(len(under_way)))
                yield task()
            if len(under_way) > _AHEAD * self._others:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


@contextmanager
def start_workers(options: Options, files: int, *, origins: bool = False, in_full: bool = True) -> Iterator[Pool]:
    """Start workers, and stop them.

    Args:
        options: Those of the run, which say in how many processes, and with which further stylesheets.
        files: How many files there are that have to be generated from.
        origins: Whether it is to be told, too, why everything is generated.
        in_full: Whether that is told of attributes and of what is missing, and not only of elements.

    Raises:
        Failure: A process ended before its time.
    """
    if options.stylesheets:
        _stylesheets.cache_clear()  # they may have been edited since this process compiled them
    with ExitStack() as stack:
        at_work = Pool(stack, options.workers, setting_of(options, origins=origins, in_full=in_full))
        at_work.start(_MOST if options.workers or files >= _FILES_THAT_PAY else bool(options.stylesheets))
        yield at_work


def warm_up(setting: Setting) -> None:
    """Start Saxon, while the files are still being read."""
    _stylesheets(setting)


def generate(setting: Setting, document: str) -> Packed:
    """Return what the scaffoldings of a document generate, by a Saxon of this process.

    Args:
        setting: What the stylesheets are told.
        document: The document.

    Raises:
        Failure: A stylesheet fails.
    """
    generated = _stylesheets(setting).generate(document)
    # Packed by the worker, for it is the other process that everybody waits for.
    results, origins = ([packed(xml) for xml in one] for one in (generated.results, generated.origins))
    return Packed(results, generated.findings, generated.messages, origins)


@cache
def _stylesheets(setting: Setting) -> Stylesheets:
    from unscaffold.generating.saxon import Stylesheets  # noqa: PLC0415 - starting Saxon is not free, and not always needed

    signals.end_at_the_second()
    return Stylesheets(setting)
