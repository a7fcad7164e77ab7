"""What a field chooses, against a model without a parser; and what is no field, against the stylesheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from strategies import COMMON
from unscaffold.expanding import expand_in_memory
from unscaffold.markup import NAMESPACE
from unscaffold.options import DEFAULTS
from unscaffold.schedules import NotCron, Schedule

if TYPE_CHECKING:
    from pathlib import Path

_LIMITS = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]
_NAMES = {4: "jan feb march APR MaY june jul aug sept oct nov dec", 5: "sun MON tuesday wed thu fri Sat"}


@st.composite
def _terms(draw: st.DrawFn, number: int) -> tuple[str, set[int]]:
    """Return a term of a field as it is written, and what NCRONTAB chooses by it."""
    least, most = _LIMITS[number]
    first, last = sorted(draw(st.tuples(st.integers(least, most), st.integers(least, most))))
    step = draw(st.integers(1, 70))
    names = (
        _NAMES[number].split() if number in _NAMES and draw(st.booleans()) else [*map(str, range(least, most + 1))]
    )
    one, other = names[first - least], names[last - least]
    terms = [
        ("*", {*range(least, most + 1)}),
        (f"*/{step}", {*range(least, most + 1, step)}),
        (one, {first}),
        (f"{one}/{step}", {*range(first, most + 1, step)}),
        (f"{one}-{other}", {*range(first, last + 1)}),
        (f"{one}-{other}/{step}", {*range(first, last + 1, step)}),
    ]
    return terms[draw(st.integers(0, len(terms) - 1))]


def _fields(number: int) -> st.SearchStrategy[tuple[str, set[int]]]:
    terms = st.lists(_terms(number), min_size=1, max_size=3)
    return terms.map(lambda some: (",".join(text for text, _ in some), set.union(*(chosen for _, chosen in some))))


@given(st.tuples(*map(_fields, range(6))))
def test_a_field_chooses_what_the_model_does(fields: tuple[tuple[str, set[int]], ...]) -> None:
    schedule = Schedule.parse(" ".join(text for text, _ in fields))
    chosen = [schedule.seconds, schedule.minutes, schedule.hours, schedule.month_days]
    assert [{*one} for one in (*chosen, schedule.months, schedule.weekdays)] == [values for _, values in fields]
    assert schedule.words


_TEXTS = st.lists(
    st.lists(
        st.sampled_from(["0", "3", "7", "59", "05", "60", "*", "/", "/2", "-", ",", "jan", "Monday", "mo", "L", "?"]),
        min_size=1,
        max_size=4,
    ).map("".join),
    min_size=4,
    max_size=7,
).map(" ".join)


_JOB = '<CreateAccessCertificationJob><CronTabExpression CronTab="{}"/></CreateAccessCertificationJob>'


@settings(COMMON, max_examples=5)
@given(st.lists(_TEXTS, min_size=20, max_size=20))
@example(
    ["0 0 * * 7/2", "0 0 * * 6-6/2", "* * * * 5L", "* * * jan1 *", "5-5/0 * * * *", "0 &#160; * * *", "0 24 * * *"]
)
def test_the_stylesheets_refuse_what_is_refused_here(tmp_path_factory: object, texts: list[str]) -> None:
    folder: Path = tmp_path_factory.mktemp("Conf")  # type: ignore[attr-defined]
    lines = [_JOB.format(text) for text in texts]
    document = f'<ConfigurationFile xmlns="{NAMESPACE}">\n' + "\n".join(lines) + "\n</ConfigurationFile>"
    (folder / "Conf.xml").write_text(document, "utf-8")
    found = expand_in_memory(folder, DEFAULTS).findings
    assert {one.region.line - 2 for one in found if one.code == "U308"} == {*_refused(texts)}


def _refused(texts: list[str]) -> list[int]:
    refused = []
    for number, text in enumerate(texts):
        try:
            Schedule.parse(text.replace("&#160;", "\N{NO-BREAK SPACE}"))
        except NotCron:
            refused.append(number)
    return refused
