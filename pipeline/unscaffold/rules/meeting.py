"""Jobs that share something, held against each other: never all pairs of jobs, and one meeting for each job."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from unscaffold.effective import Job

    # What a job may share with another: for each, what it is, and its name.
    Shared = frozenset[tuple[str, str]]

# One thing may be shared by thousands of jobs: so many kinds of them, those of one kind besides, and of each kind so
# many are held against each other.
_MOST = 100

T = TypeVar("T")


class Meeting(NamedTuple, Generic[T]):
    """A job with those that it meets, in configuration order, and how it meets each of them."""

    job: Job
    others: list[tuple[Job, T]]


def meetings(
    jobs: Sequence[Job],
    shared_by: Callable[[Job], Shared],
    kind_of: Callable[[Job], Hashable],
    met: Callable[[Job, Job], T | None],
) -> Iterator[Meeting[T]]:
    """Yield the meetings of jobs, each once: at the job that shares more with all, at the later of two alike.

    Args:
        jobs: The jobs, in configuration order.
        shared_by: What a job may share with another.
        kind_of: What tells jobs of one kind: these meet in the same way, if they share something.
        met: How two jobs that share something meet, whichever is first; None if they do not.
    """
    shares = [shared_by(job) for job in jobs]
    kinds = [kind_of(job) for job in jobs]
    examples = {kind: number for number, kind in enumerate(kinds)}

    @cache
    def how(one: Hashable, other: Hashable) -> T | None:
        return met(jobs[examples[one]], jobs[examples[other]])

    found: dict[int, dict[int, T]] = defaultdict(dict)
    for sharing in sorted(_sharing(shares)):
        earlier: dict[Hashable, list[int]] = {}
        for number in sharing:
            for kind in {*islice(earlier, _MOST), kinds[number]}:
                meets = how(kind, kinds[number]) if kind in earlier else None
                if meets is not None:
                    found[number].update(dict.fromkeys(earlier[kind][:_MOST], meets))
            earlier.setdefault(kinds[number], []).append(number)
    for number, others in sorted(found.items()):
        yield Meeting(jobs[number], [(jobs[other], others[other]) for other in sorted(others)])


def _sharing(shares: Sequence[Shared]) -> set[tuple[int, ...]]:
    """Return the jobs that share something, those that share little first; the same jobs only once."""
    by_thing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in sorted(range(len(shares)), key=lambda number: len(shares[number])):
        for thing in shares[number]:
            by_thing[thing].append(number)
    return {tuple(numbers) for numbers in by_thing.values() if len(numbers) > 1}
