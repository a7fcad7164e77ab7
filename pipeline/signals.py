"""Signals that end a run: it takes down what it put up, and says so.

Only a process that is ours listens to them, never one that calls `expand`.
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Ended(SystemExit):
    """A signal ended the run. Nobody takes it for an error on its way out, as it is no `Exception`."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)  # as shells count
        self.name = signal.Signals(number).name


def listen() -> None:
    """Let a signal raise `Ended`, unless it is ignored (as by nohup). The second one ends the process at once."""
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    for other in _ENDING:
        if signal.getsignal(other) is _end:
            signal.signal(other, signal.SIG_DFL)
    raise Ended(number)


def end_at_the_second() -> None:
    """Let the second Ctrl-C end the process even where Python hears of none, as long as Saxon works.

    The system then takes the handler away when it calls it. Only glibc can be asked to; elsewhere, Python has
    to hear of the first one before the second one counts.
    """
    if sys.platform != "linux" or signal.getsignal(signal.SIGINT) is not _end:
        return
    import ctypes  # noqa: PLC0415 - a run that does not need Saxon does not need it

    install = getattr(ctypes.CDLL(None), "sysv_signal", None)
    if install:
        install.argtypes, install.restype = [ctypes.c_int, ctypes.c_void_p], ctypes.c_void_p
        ignored = 1
        install(signal.SIGINT, install(signal.SIGINT, ignored))
