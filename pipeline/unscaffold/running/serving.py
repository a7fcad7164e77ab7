"""The end that runs commands for another process, one after the other, and stays warm between them.

What a run prints goes into files and nowhere else: nothing that it reads can speak to the process that asked. A
second run does as it would in a process of its own: what one may leave in a process is put back here, and what else
is kept, as caches are, is the same whatever was run before.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import sys
import tempfile
import threading
import traceback
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from unscaffold.process import collect_seldom, streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Main = Callable[..., object]

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_OUT, _ERR = 1, 2


def serve(main: Main, refuse: Callable[[str], None]) -> None:
    """Run what is asked for until nobody asks any more, then remove the working folder of this process, and end.

    Args:
        main: The command line, as click makes it.
        refuse: Says why data cannot be written to stdout.
    """
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(_OUT), "wb")
    with _opened(os.devnull, os.O_RDWR) as nothing:
        for descriptor in (0, _OUT, _ERR):
            os.dup2(nothing, descriptor)
    collect_seldom()
    requests: SimpleQueue[dict[str, Any]] = SimpleQueue()
    home = os.getcwd()  # noqa: PTH109 - as the process was told it
    threading.Thread(target=_hear, args=(asked, requests, home), daemon=True).start()
    answer: dict[str, Any] = {}
    while True:
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if gc.get_count()[1]:  # there was so much that Python has looked for cycles: it is not to count for the next
            gc.collect()
        answer = _answer(main, refuse, requests.get(), home)


def _hear(asked: Any, requests: SimpleQueue[dict[str, Any]], home: str) -> None:
    """Take requests; when there can be none any more, whoever asks has ended."""
    for line in asked:
        requests.put(json.loads(line))
    os.chdir(os.path.dirname(home))  # noqa: PTH120 - Windows removes no folder in which a process is
    shutil.rmtree(home, ignore_errors=True)
    os._exit(0)


def _answer(main: Main, refuse: Callable[[str], None], request: dict[str, Any], home: str) -> dict[str, Any]:
    """Return the exit code of a command, and whether this process is still as good as a new one."""
    with _as_before(home), _printing_to(request["out"], request["err"]):
        os.chdir(request["folder"])
        streams.prepare(refuse)
        try:
            main(args=request["arguments"], prog_name="unscaffold")
        except SystemExit as ended:
            code, is_sound = _code_of(ended), True
        except BaseException:  # as Python does with all that nobody takes
            traceback.print_exc()
            code, is_sound = 1, False
        else:
            code, is_sound = 0, True
    return {"code": code, "is_sound": is_sound and threading.active_count() == _OUR_THREADS}


_OUR_THREADS = 2  # the one that runs, and the one that hears


def _code_of(ended: SystemExit) -> int:
    if ended.code is None or isinstance(ended.code, int):
        return ended.code or 0
    print(ended.code, file=sys.stderr)
    return 1


@contextmanager
def _as_before(home: str) -> Iterator[None]:
    """Put back what a run may have changed of this process."""
    path, environment = [*sys.path], dict(os.environ)
    try:
        yield
    finally:
        os.chdir(home)
        sys.path[:] = path
        if os.environ != environment:
            os.environ.clear()
            os.environ.update(environment)
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # of which the next run makes its own
        tempfile.tempdir = None


@contextmanager
def _printing_to(out: str, err: str) -> Iterator[None]:
    """Let this process, and what it starts, print into files."""
    for descriptor, path in ((_OUT, out), (_ERR, err)):
        with _opened(path, _NEW) as file:
            os.dup2(file, descriptor)
    try:
        yield
    finally:
        with _opened(os.devnull, os.O_RDWR) as nothing:
            for descriptor in (_OUT, _ERR):
                os.dup2(nothing, descriptor)


@contextmanager
def _opened(path: str, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
