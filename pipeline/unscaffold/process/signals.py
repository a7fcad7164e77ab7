"""Signals that end a run, which takes down what it put up, and says so.

Only a process that is ours listens to them, never one that calls `expand`.
"""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_received: list[signal.Signals] = []


@contextmanager
def heeded() -> Iterator[None]:
    """End what runs within when a signal comes that is not ignored (as by nohup). A second one ends it at once.

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
        # Whatever became of it on its way here: compiled modules turn all that comes while they start into others.
        print(f"interrupted by {_received[0].name}", file=sys.stderr)
        raise SystemExit(128 + _received[0]) from None


def _end(number: int, _: FrameType | None) -> None:
    for other in _ENDING:
        if signal.getsignal(other) is _end:
            signal.signal(other, signal.SIG_DFL)
    _received.append(signal.Signals(number))
    raise SystemExit  # nobody takes it for an error on its way out, as it is no `Exception`


def end_at_the_second() -> None:
    """Let the second Ctrl-C end the process even where Python hears of none, as long as Saxon works.

    The system then takes the handler away when it calls it. Only glibc can be asked to; elsewhere, Python has
    to hear of the first one before the second one counts.
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
