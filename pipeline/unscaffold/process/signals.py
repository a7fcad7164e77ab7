"""Signals that end a run: it stops its workers, removes its lock and temporary files, and says which signal came.

Only a process that is ours listens to them, never one that calls `expand`.
"""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_received: list[signal.Signals] = []
_put_off: list[None] = []  # has something in it as long as signals are put off


@contextmanager
def heeded(tell: Callable[[str, int], None]) -> Iterator[None]:
    """End what runs within when a signal comes that is not ignored (as by nohup). A second one ends it at once.

    Args:
        tell: Told the name of the signal, and the exit code, when all that runs within has ended.

    Raises:
        SystemExit: A signal came; the code is its number and 128, as shells count.
    """
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    try:
        yield
    except BaseException:
        if not _received:
            raise
        # Not only SystemExit: a compiled module that is being imported raises an exception of its own instead.
        code = 128 + _received[0]
        tell(_received[0].name, code)
        raise SystemExit(code) from None


def has_come() -> bool:
    """Return whether a signal is ending this process, whatever is raised meanwhile."""
    return bool(_received)


@contextmanager
def put_off() -> Iterator[None]:
    """Let what runs within come to its end before a signal ends the process: half of it would be of no use.

    Raises:
        SystemExit: A signal came.
    """
    _put_off.append(None)
    try:
        yield
    finally:
        _put_off.clear()
    if _received:
        raise SystemExit


@contextmanager
def until_interrupted() -> Iterator[None]:
    """Let Ctrl-C be the way to end what runs within: what comes behind it is done then."""
    try:
        yield
    except BaseException as error:  # a compiled module raises what it likes, as above
        if _received and _received != [signal.SIGINT]:
            raise SystemExit from None
        if not _received and not isinstance(error, KeyboardInterrupt):
            raise
        _received.clear()


def _end(number: int, _: FrameType | None) -> None:
    for other in _ENDING:
        if signal.getsignal(other) is _end:
            signal.signal(other, signal.SIG_DFL)
    _received.append(signal.Signals(number))
    if _put_off:
        return
    raise SystemExit  # nobody takes it for an error on its way out, as it is no `Exception`


def end_at_the_second() -> None:
    """Let the second Ctrl-C end the process even while Saxon works, when Python runs no handler of a signal.

    glibc has `sysv_signal`: the system removes a handler so installed when it calls it for the first Ctrl-C, and
    ends the process at the second. Elsewhere, Python must run its handler for the first before the second counts.
    """
    if sys.platform != "linux" or signal.getsignal(signal.SIGINT) is not _end:
        return
    try:
        import ctypes  # noqa: PLC0415 - a run that does not need Saxon does not need it
    except ImportError:  # there is a Python without it
        return
    install = getattr(ctypes.CDLL(None), "sysv_signal", None)
    if install:
        install.argtypes, install.restype = [ctypes.c_int, ctypes.c_void_p], ctypes.c_void_p
        ignored = 1
        install(signal.SIGINT, install(signal.SIGINT, ignored))
