"""Many repositories: generated, each another one, and the lists that name them."""

from __future__ import annotations

import csv
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import commands
from benchmarks.generate import configuration, connector
from benchmarks.processes import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CONNECTORS = 20


class Made(NamedTuple):
    """A repository that was generated: its `name`, its folder, and the `first` of its connectors."""

    name: str
    conf: Path
    first: int


def made(folder: Path, number: int) -> list[Made]:
    """Return so many repositories in a folder, generated unless they are there already."""
    return [_made(folder / f"r{one:05}", 1 + one * CONNECTORS) for one in range(number)]


def _made(folder: Path, first: int) -> Made:
    return Made(folder.name, configuration(folder, CONNECTORS, first=first), first)


def write_list(file: Path, repositories: Sequence[Made], outputs: Path | None = None) -> Path:
    """Write a list of repositories, with a folder in which each has its output, or without, and return it."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["name", "source", "output"])
        rows.writerows([one.name, one.conf, outputs / one.name if outputs else ""] for one in repositories)
    return file


@contextmanager
def changed(repositories: Sequence[Made]) -> Iterator[None]:
    """Let a connector of each repository have another name; they are as they were in the end."""
    identifiers = {one: connector(one.first).identifier for one in repositories}
    files = [one.conf / name / f"{name} Connector.xml" for one, name in identifiers.items()]
    originals = [file.read_bytes() for file in files]
    try:
        for file, original in zip(files, originals, strict=True):
            file.write_bytes(original.replace(b' (fr)"', b' (changed)"'))
        yield
    finally:
        for file, original in zip(files, originals, strict=True):
            file.write_bytes(original)


def fetchable(folder: Path, repositories: Sequence[Made]) -> list[Path]:
    """Return git repositories in a folder that have what others have, in one commit."""
    shutil.rmtree(folder, ignore_errors=True)
    for one in repositories:
        shutil.copytree(one.conf, folder / one.name / "Conf")
        for arguments in (("init", "-q"), ("add", "Conf"), ("commit", "-q", "-m", "as it is")):
            run(commands.git(folder / one.name, *arguments))
    return [folder / one.name for one in repositories]
