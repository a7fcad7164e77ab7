"""A job as a diagram: its levels from above to below, the tasks of each, and which task waits for which.

An edge leads from one row to the next directly. One that passes rows leads around them, by a channel on the right
that it shares with those of the same task only; so no edge is hidden by a task that it has nothing to do with.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.process import printable, shortened
from unscaffold.reporting.letters import USUAL, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unscaffold.reporting.tasks import Task

_IN_A_ROW = 3
WIDTH, HEIGHT = 276, 44  # of a task
_LEFT, _BETWEEN, _ABOVE, _APART = 66, 16, 20, 34
_CHANNEL, _BEND, _MOST_CHANNELS = 9, 5, 24
_TRACKS, _TRACK, _ASIDE, _OUT, _BACK = 4, 3, 24, 6, 14
_BOLD, _PLAIN = 27 * USUAL, 33 * USUAL  # what fits into a line of a task: the first has its number, too


@dataclass(frozen=True, slots=True)
class Box:
    """A task: its upper left corner, its number in the job, its two lines of text, and all that it is."""

    x: int
    y: int
    number: int
    first: str
    second: str
    title: str


@dataclass(frozen=True, slots=True)
class Band:
    """A level: from where to where it goes, and what it is called."""

    y: int
    height: int
    name: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A path from a task, by its number, to one that waits for it; it `is_wrong` if that is on no later level."""

    path: str
    start: int
    end: int
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """Tasks by levels, laid out, and how many of all these there are in words."""

    width: int
    height: int
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    words: str


class _Spot(NamedTuple):
    """Where a task is: its row, from 0, and its upper left corner."""

    row: int
    x: int
    y: int


def diagram_of(tasks: Sequence[Task]) -> Diagram:
    """Return the diagram of tasks, which are in the order in which they run."""
    bands, spots = _laid_out(tasks)
    right = max((spot.x for spot in spots.values()), default=_LEFT) + WIDTH
    channels = _channels(tasks, spots)
    edges = tuple(_edges(tasks, spots, {number: right + _BETWEEN + _CHANNEL * n for number, n in channels.items()}))
    width = right + _BETWEEN + _CHANNEL * (max(channels.values(), default=-1) + 1)
    height = bands[-1].y + bands[-1].height if bands else 0
    boxes = tuple(_box(task, spots[task.number]) for task in tasks)
    return Diagram(width, height, bands, boxes, edges, _words(tasks, len(edges)))


def _laid_out(tasks: Sequence[Task]) -> tuple[tuple[Band, ...], Mapping[int, _Spot]]:
    bands: list[Band] = []
    spots: dict[int, _Spot] = {}
    row, top = 0, 0
    for level, group in groupby(tasks, lambda task: task.level):
        own = [*group]
        a_row = 1 if level is None else _IN_A_ROW
        for number, task in enumerate(own):
            down, across = divmod(number, a_row)
            x, y = _LEFT + across * (WIDTH + _BETWEEN), top + _ABOVE + down * (HEIGHT + _APART)
            spots[task.number] = _Spot(row + down, x, y)
        rows = -(-len(own) // a_row)
        height = rows * (HEIGHT + _APART)
        bands.append(Band(top, height, "No level" if level is None else f"Level {level}"))
        row, top = row + rows, top + height
    return tuple(bands), spots


def _box(task: Task, spot: _Spot) -> Box:
    first = _fitted(task.kind or task.element, _BOLD)
    second = _fitted(task.short or task.element, _PLAIN)
    return Box(spot.x, spot.y, task.number, first, second, task.title)


def _fitted(text: str, room: int) -> str:
    return shortened(printable(text), room, width_of)


def _waits(tasks: Sequence[Task]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of tasks that are in the job: of one, and of the one that waits for it."""
    known = {task.number for task in tasks}
    return ((wait.number, task.number) for task in tasks for wait in task.waits if wait.number in known)


def _channels(tasks: Sequence[Task], spots: Mapping[int, _Spot]) -> Mapping[int, int]:
    """Return the channels of tasks from which edges pass rows: those whose rows do not meet may have the same.

    There are not more than a reader can follow: where they do not suffice, tasks share them.
    """
    reach: dict[int, list[int]] = {}
    for one, waiting in _waits(tasks):
        if spots[waiting].row != spots[one].row + 1:
            reach.setdefault(one, []).append(spots[waiting].row)
    ends: list[int] = []  # of what is in a channel, the last row
    channels: dict[int, int] = {}
    for one, rows in sorted(reach.items(), key=lambda item: min(spots[item[0]].row, *item[1])):
        first, last = min(spots[one].row, *rows), max(spots[one].row, *rows)
        free = next((number for number, end in enumerate(ends) if end < first), len(ends))
        if free == _MOST_CHANNELS:
            free = len(channels) % _MOST_CHANNELS
        elif free == len(ends):
            ends.append(last)
        ends[free] = max(ends[free], last)
        channels[one] = free
    return channels


def _edges(tasks: Sequence[Task], spots: Mapping[int, _Spot], channels: Mapping[int, int]) -> Iterator[Edge]:
    for one, waiting in _waits(tasks):
        start, end = spots[one], spots[waiting]
        path = _next(start, end) if end.row == start.row + 1 else _around(start, end, channels[one])
        level = tasks[one - 1].level
        is_together = level is not None and level == tasks[waiting - 1].level
        yield Edge(path, one, waiting, is_wrong=is_together or end.row <= start.row)


def _next(start: _Spot, end: _Spot) -> str:
    x, y, to = start.x + WIDTH // 2, start.y + HEIGHT, end.x + WIDTH // 2
    if x == to:
        return f"M{x} {y}V{end.y}"
    turn = _BEND if to > x else -_BEND
    out = y + _OUT + _TRACK * (start.x // WIDTH)
    across = f"H{to - turn}q{turn} 0 {turn} {_BEND}"
    return f"M{x} {y}V{out - _BEND}q0 {_BEND} {turn} {_BEND}{across}V{end.y}"


def _around(start: _Spot, end: _Spot, channel: int) -> str:
    """Return the path down from a task, to a channel, along it, back, and down into the other task."""
    x, y, to = start.x + WIDTH // 2 + _ASIDE, start.y + HEIGHT, end.x + WIDTH // 2 + _ASIDE
    beside = channel // _CHANNEL % _TRACKS * _TRACK  # or one would lie on another
    out, back = y + _OUT + beside, end.y - _BACK - beside
    turn = _BEND if back > out else -_BEND
    return (
        f"M{x} {y}V{out - _BEND}q0 {_BEND} {_BEND} {_BEND}H{channel - _BEND}q{_BEND} 0 {_BEND} {turn}"
        f"V{back - turn}q0 {turn} {-_BEND} {turn}H{to + _BEND}q{-_BEND} 0 {-_BEND} {_BEND}V{end.y}"
    )


def _words(tasks: Sequence[Task], edges: int) -> str:
    levels = len({task.level for task in tasks} - {None})
    on = f" on {_counted(levels, 'level')}" if levels else ", none of which has a level"
    return f"{_counted(len(tasks), 'task')}{on if tasks else ''}; {_counted(edges, 'dependency', 'dependencies')}"


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"
