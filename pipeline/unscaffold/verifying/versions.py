"""What other versions of the product call differently: the task of notifications, and tasks by the old algorithm."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.verifying.contents import signature

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator

    from unscaffold.verifying.units import Unit

# What does the same in different versions, and how its identifiers end.
_NOTIFICATIONS = {
    "SendNotificationsTask": "_sendnotifications",
    "SendRoleModelNotificationsTask": "_sendrolemodelnotifications",
}
# InitializationJob_1_AD_ExportActiveDirectory_Initial_ADExport: behind the job stands the number of the task.
_NUMBER = re.compile(r"_[0-9]+_")
_TRIED = 20  # numbers in an identifier


def depends_on_version(unit: Unit) -> bool:
    """Return whether another version of the product may have another task in place of a unit."""
    return unit.element.name in _NOTIFICATIONS


class Twin(NamedTuple):
    """Tasks that are the same one by another name; `is_old` where the export's name is that of the old algorithm."""

    ours: Unit
    theirs: Unit
    is_old: bool


def twins(ours: Collection[Unit], theirs: Collection[Unit], jobs: Collection[str]) -> Iterator[Twin]:
    """Yield tasks that another version of the product calls differently.

    Args:
        ours: What was expanded and is not in the export.
        theirs: What is in the export and was not expanded.
        jobs: The identifiers of the jobs, in lower case.
    """
    by_stem = {stem: unit for unit in ours if (stem := _stem(unit))}
    for unit in theirs:
        if (stem := _stem(unit)) in by_stem:
            yield Twin(by_stem.pop(stem), unit, is_old=False)
    yield from _numbered(ours, theirs, jobs)


def _stem(unit: Unit) -> str:
    """Return what the identifier of a task of notifications has before its end; empty for any other task."""
    end, identifier = _NOTIFICATIONS.get(unit.element.name), unit.element.identifier.lower()
    return f"{identifier.removesuffix(end)}_" if end and identifier.endswith(end) else ""


def _numbered(ours: Iterable[Unit], theirs: Iterable[Unit], jobs: Collection[str]) -> Iterator[Twin]:
    """Yield tasks with their old names: of a job and a kind, first those that say the same, then in their order."""
    new, old = defaultdict(list), defaultdict(list)
    for unit in theirs:
        if unit.is_of_jobs and (job := _job_of(unit, jobs)):
            old[job, unit.element.name].append(unit)
    for unit in ours if old else ():
        if unit.is_of_jobs and unit.job_identifier:
            new[unit.job_identifier, unit.element.name].append(unit)
    for key, named in old.items():
        yield from _paired(new.get(key, []), named)


def _job_of(unit: Unit, jobs: Collection[str]) -> str:
    """Return the job of a task that is named as by the old algorithm; empty of any other one."""
    identifier = unit.element.identifier.lower()
    found = (identifier[: match.start()] for match in islice(_NUMBER.finditer(identifier), _TRIED))
    return next((job for job in found if job in jobs), "")


def _paired(new: list[Unit], old: list[Unit]) -> Iterator[Twin]:
    alike: dict[Hashable, deque[Unit]] = defaultdict(deque)
    for unit in new:
        alike[signature(unit.element)].append(unit)
    rest = []
    for unit in old:
        same = alike.get(signature(unit.element))
        if same:
            yield Twin(same.popleft(), unit, is_old=True)
        else:
            rest.append(unit)
    left = {id(unit) for same in alike.values() for unit in same}
    for ours, theirs in zip((unit for unit in new if id(unit) in left), rest, strict=False):
        yield Twin(ours, theirs, is_old=True)
