"""What is different between two configurations: the words in which it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from unscaffold.vocabulary import is_task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.effective import Element
    from unscaffold.grants import Grant

    What = Literal["added", "removed", "renamed", "moved", "changed"]

LEVEL = "Level"


class Said(NamedTuple):
    """An attribute that says something else: what each side says, None where it says nothing.

    The words are there where what is written is hard to read: a schedule.
    """

    name: str
    old: str | None
    new: str | None
    old_words: str = ""
    new_words: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """An element that is on one side only, or means something else on the other one.

    `old` and `new` are the element on both sides, None where it is not. `attributes` are those that say something
    else, by name; `children` what is different of the elements in it. It `is_renamed` if it has another identifier,
    and that does not follow from a job that has another one. A step of a job `is_reordered` if it has no level, and
    stands elsewhere among those that have none.
    """

    old: Element | None
    new: Element | None
    attributes: tuple[Said, ...] = ()
    children: tuple[Difference, ...] = ()
    is_renamed: bool = False
    is_reordered: bool = False

    @property
    def element(self) -> Element:
        """The element, as it is on the new side, if it is there."""
        found = self.new or self.old
        assert found
        return found

    @property
    def is_on_both(self) -> bool:
        """Whether it is on both sides."""
        return self.old is not None and self.new is not None

    @property
    def name(self) -> str:
        """The local name of the element."""
        return self.element.name

    @property
    def identifier(self) -> str:
        """The identifier that it has, on the new side, if it is there."""
        return self.element.identifier

    @property
    def old_identifier(self) -> str:
        """The identifier that it had, if it is another one; else empty."""
        return self.old.identifier if self.old and self.is_renamed else ""

    @property
    def levels(self) -> Said | None:
        """Its level on both sides, if it is a step that runs on another one."""
        return next((said for said in self.attributes if said.name == LEVEL), None)

    @property
    def what(self) -> What:
        """What became of it, in a word; of several, the one that matters most."""
        if not self.is_on_both:
            return "added" if self.new else "removed"
        if self.is_renamed:
            return "renamed"
        return "moved" if self.levels or self.is_reordered else "changed"


class ProfileRights(NamedTuple):
    """The rights that a profile has on one side only: those that it `gained`, and those that it `lost`.

    Each is told once, by the first rule that grants it.
    """

    profile: str
    gained: tuple[Grant, ...]
    lost: tuple[Grant, ...]


class Comparison(NamedTuple):
    """All that is different between two configurations, sorted by names and identifiers.

    `called` are the identifiers of jobs that are as they were, but call a task that is not.
    """

    jobs: tuple[Difference, ...]
    access_rules: tuple[Difference, ...]
    others: tuple[Difference, ...]
    rights: tuple[ProfileRights, ...]
    called: tuple[str, ...]

    @property
    def elements(self) -> tuple[Difference, ...]:
        """The elements that are different, jobs first."""
        return (*self.jobs, *self.access_rules, *self.others)

    @property
    def tasks(self) -> frozenset[str]:
        """The identifiers, in lower case, of the tasks that are different, in jobs and beside them."""
        return tasks_of((*self.others, *(step for job in self.jobs for step in _steps_of(job))))

    @property
    def affected_jobs(self) -> tuple[str, ...]:
        """The identifiers of the jobs that are different, or call a task that is; a renamed one has both of its."""
        names = [name for job in self.jobs for name in (job.old_identifier, job.identifier) if name]
        return tuple(sorted({*names, *self.called}))


def tasks_of(found: Iterable[Difference]) -> frozenset[str]:
    """Return the identifiers, in lower case, of tasks that are different; on which level they run is of their job."""
    tasks = (one for one in found if is_task(one.name) and _says_something_else(one))
    sides = (side for one in tasks for side in (one.old, one.new))
    return frozenset(side.identifier.lower() for side in sides if side and side.identifier)


def _says_something_else(one: Difference) -> bool:
    return not one.is_on_both or bool(one.children) or any(said.name != LEVEL for said in one.attributes)


def _steps_of(job: Difference) -> Iterable[Difference]:
    """Return the steps of a job that are different; if it is on one side only, all."""
    if job.is_on_both:
        return job.children
    return [Difference(step if job.old else None, step if job.new else None) for step in job.element.children]
