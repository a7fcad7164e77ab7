"""The work of a fleet in plain processes: as many as are said, which share the command lines, or one for each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Line(NamedTuple):
    """A command line of unscaffold's, and the file into which it prints; messages go to another one beside it."""

    arguments: list[str]
    out: str


def write_lines(file: Path, lines: list[Line]) -> Path:
    """Write command lines into a file, and return it."""
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return file


def read_lines(file: Path) -> list[Line]:
    """Return the command lines of a file."""
    return [Line(*json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def share(file: Path, number: int, of: int) -> None:
    """Run every so manieth command line of a file in this process, which stays warm.

    Raises:
        SystemExit: One of them ended with another code than 0.
    """
    from unscaffold.commandline import main  # noqa: PLC0415 - who starts the processes does not need it
    from unscaffold.process import collect_seldom  # noqa: PLC0415 - as above

    collect_seldom()  # as the program itself does
    for line in read_lines(file)[number::of]:
        for descriptor, path in ((1, line.out), (2, f"{line.out}.err")):
            opened = os.open(path, _NEW)
            os.dup2(opened, descriptor)
            os.close(opened)
        try:
            main(args=line.arguments, prog_name="unscaffold")
        except SystemExit as ended:
            if ended.code:
                raise


def all_of(file: Path, workers: int, *, is_fresh: bool) -> None:
    """Run all command lines of a file, so many at a time.

    Raises:
        CalledProcessError: One of them failed.
    """
    environment = {**os.environ, "UNSCAFFOLD_CACHE": "off"}

    def run(number: int, of: int) -> None:
        command = [sys.executable, "-m", "benchmarks.plain", "share", str(file), str(number), str(of)]
        subprocess.run(command, check=True, env=environment)

    count = len(read_lines(file)) if is_fresh else workers
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run, range(count), [count] * count))


if __name__ == "__main__":
    way, name, *numbers = sys.argv[1:]
    if way == "share":
        share(Path(name), *map(int, numbers))
    else:
        all_of(Path(name), int(numbers[0]), is_fresh=way == "fresh")
