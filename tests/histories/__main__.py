"""`python -m tests.histories`: play many histories, and tell of the first that goes wrong."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .calm import drawn_calmly
from .drawing import drawn
from .history import history_of, text_of
from .playing import play
from .shrinking import shrunk

if TYPE_CHECKING:
    from .history import History


@click.command()
@click.option("--count", default=1000, show_default=True, help="How many histories.")
@click.option("--seed", default=1, show_default=True, help="Other histories for another number.")
@click.option("--first", default=0, help="The number of the first one: to go on, or to share the work.")
@click.option("--shrink", default=300.0, show_default=True, help="Seconds to spend on making a wrong one shorter.")
@click.option("--calm", is_flag=True, help="Calm ones: single files of an ordinary configuration are edited.")
@click.option("--replay", type=click.Path(path_type=Path, exists=True), help="Play the history of this file alone.")
def main(count: int, seed: int, first: int, shrink: float, *, calm: bool, replay: Path | None) -> None:
    """Hold runs that remember against runs that do not, over random histories; exits with 1 if they differ."""
    if replay:
        fault = play(history_of(replay.read_text(encoding="utf-8"))).fault
        sys.exit(f"step {fault.step}: {' '.join(fault.command.words)}\n{fault.difference}" if fault else 0)
    codes: Counter[int] = Counter()
    began = time.monotonic()
    for number in range(first, first + count):
        history = (drawn_calmly if calm else drawn)(f"{seed}/{number}")
        played = play(history)
        codes.update(played.codes)
        if played.fault:
            flags = f"--seed {seed} --first {number} --count 1{' --calm' if calm else ''}"
            sys.exit(_told(flags, shrunk(history, shrink)))
        if (number + 1 - first) % 100 == 0 or number + 1 == first + count:
            took = time.monotonic() - began
            click.echo(f"{number + 1 - first} histories, {codes.total()} commands, {dict(codes)}, {took:.0f} s")


def _told(flags: str, history: History) -> str:
    fault = play(history).fault
    if fault is None:
        return f"{flags}\nit went wrong once, and does not any more"
    command = f"step {fault.step}: {' '.join(fault.command.words)}"
    return f"{flags}\n{text_of(history)}\n{command}\n{fault.difference}"


if __name__ == "__main__":
    main()
