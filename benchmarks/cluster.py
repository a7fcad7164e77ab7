"""A cluster of two processes on this machine: a scheduler and a worker, as a client has them that is not alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from benchmarks.commands import ROOT
from benchmarks.processes import Broken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_START = "from distributed.cli.dask_{} import main; main()"
_HOST = "127.0.0.1"
_PATIENCE = 120.0


@contextmanager
def cluster(folder: Path, threads: int) -> Iterator[str]:
    """Start a cluster, yield its address, and end it.

    Args:
        folder: Where it has its files.
        threads: How many threads its worker has.

    Raises:
        Broken: It does not start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        _start(stack, folder, "scheduler", "--port", "0", "--protocol", "tcp")
        address = _said(folder / "scheduler.log", "Scheduler at:")
        threads_of = ("--no-nanny", "--nthreads", str(threads), "--local-directory", str(folder))
        _start(stack, folder, "worker", address, *threads_of)
        _said(folder / "worker.log", "Registered to:")
        yield address


def _start(stack: ExitStack, folder: Path, role: str, *words: str) -> None:
    # Not -m: the worker is to find what the client sends it by name, beside the benchmark.
    command = [sys.executable, "-c", _START.format(role), *words, "--host", _HOST, "--no-dashboard"]
    with (folder / f"{role}.log").open("wb") as log:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    stack.callback(process.wait)
    stack.callback(process.kill)


def _said(log: Path, line: str) -> str:
    """Wait until a process says something, and return what follows."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for one in log.read_text("utf-8", "replace").splitlines(keepends=True):
            if line in one and one.endswith("\n"):
                return one.partition(line)[2].strip()
        time.sleep(0.05)
    raise Broken(f"{log.stem} does not start")
