"""Steps that run before or after others: as few are told as explain it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from unscaffold.effective import Element
from unscaffold.verifying.steps import Placed, moved, steps_of

_LEVELS = st.lists(st.integers(0, 3), min_size=1, max_size=6)


def _job(levels: list[int]) -> Element:
    steps = [
        Element("Step", {"Identifier": f"S{number}", "Level": str(level)}, "", ())
        for number, level in enumerate(levels)
    ]
    return Element("Job", {}, "", (), children=steps)


def _run_alike(ours: list[Placed], theirs: list[Placed]) -> bool:
    pairs = list(zip(ours, theirs, strict=True))
    return all(
        (one.stage < other.stage, one.stage == other.stage) == (mine.stage < yours.stage, mine.stage == yours.stage)
        for (one, mine), (other, yours) in combinations(pairs, 2)
    )


def _fewest(here: list[Placed], there: list[Placed]) -> int:
    every = range(len(here))
    return next(
        count
        for count in range(len(here) + 1)
        for gone in combinations(every, count)
        if _run_alike(
            [one for number, one in enumerate(here) if number not in gone],
            [one for number, one in enumerate(there) if number not in gone],
        )
    )


@given(
    _LEVELS.flatmap(lambda first: st.tuples(st.just(first), st.permutations(first))),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_as_few_steps_are_told_as_explain_the_difference(pair: tuple[list[int], list[int]], other: list[int]) -> None:
    first, second = pair
    for levels in (second, other[: len(first)]):
        ours, theirs = steps_of(_job(first), {}), steps_of(_job(levels), {})
        found = moved(ours, theirs)
        left = [name for name in ours if name not in found]
        assert _run_alike([ours[name] for name in left], [theirs[name] for name in left])
        assert len(found) == _fewest([*ours.values()], [*theirs.values()])
