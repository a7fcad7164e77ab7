"""All that the page tells of a configuration folder, gathered from one expansion of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from unscaffold.attesting import Commit
    from unscaffold.reporting.diagram import Diagram
    from unscaffold.reporting.found import About, Found
    from unscaffold.reporting.left import Left
    from unscaffold.reporting.lines import Line
    from unscaffold.reporting.meetings import Meeting
    from unscaffold.reporting.places import Place
    from unscaffold.reporting.rights import Matrix, Profile
    from unscaffold.reporting.tasks import Task
    from unscaffold.reporting.week import Clock


@dataclass(frozen=True, slots=True)
class Connector:
    """A connector: its identifier, how many jobs work on it, and how many findings are about it or those jobs."""

    identifier: str
    jobs: int
    findings: int


@dataclass(frozen=True, slots=True)
class Job:
    """A job.

    `schedule` is in words, or as it is written where that is no schedule; empty if there is none. `origin` is what
    generates it, empty if it is written by hand. `connectors` and `findings` are numbers. `together` and `soon` are
    the jobs that start in the same minute, and within the hour after. `lines` are those of the job itself.
    """

    number: int
    identifier: str
    agent: str
    origin: str
    place: Place
    expression: str
    schedule: str
    time_zone: str
    is_frequent: bool
    levels: int
    connectors: tuple[int, ...]
    findings: tuple[int, ...]
    together: Meeting
    soon: Meeting
    tasks: tuple[Task, ...]
    diagram: Diagram
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """A scaffolding that generates no job: what it is called and for, where it stands, and its lines."""

    element: str
    subject: str
    place: Place
    count: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page tells of a configuration folder.

    `time` is that of SOURCE_DATE_EPOCH, `commit_time` that of the commit; both may be empty. `ignored` counts
    findings that are not told, `scaffoldings` those that are expanded. It `is_whole` unless files could not be read
    or scaffoldings not expanded. `has_lines` says whether it is told where generated lines come from.
    """

    title: str
    version: str
    target: str
    time: str
    commit: Commit | None
    commit_time: str
    is_whole: bool
    has_lines: bool
    scaffoldings: int
    ignored: int
    connectors: tuple[Connector, ...]
    found: tuple[Found, ...]
    about: tuple[About, ...]
    left: tuple[Left, ...]
    jobs: tuple[Job, ...]
    clocks: tuple[Clock, ...]
    matrices: tuple[Matrix, ...]
    profiles: tuple[Profile, ...]
    generated: tuple[Generated, ...]

    def count(self, severity: Literal["error", "warning", "info"]) -> int:
        """Return how many findings of a severity there are."""
        return sum(one.severity == severity for one in self.found)
