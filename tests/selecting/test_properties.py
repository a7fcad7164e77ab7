"""What holds for all findings: selecting takes some out and changes no other; a baseline silences what made it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from unscaffold.findings import Rule, diagnose, in_order, point, rules
from unscaffold.options import DEFAULTS, Options
from unscaffold.reading import Configuration
from unscaffold.selecting import Asked, Baseline, renewed, select
from unscaffold.selecting.stopping import stops

if TYPE_CHECKING:
    from unscaffold.findings import Finding, Region

ALWAYS_THE_SAME = settings(deadline=None, derandomize=True, database=None)
READ = Configuration(Path("Conf"), [])
OWN = [Rule("step-order", "J201", "warning", "{value}"), Rule("fulfill-nothing", "J214", "error", "{value}")]
ASKED = Asked({rule.code: rule for rule in [*rules().values(), *OWN]}, are_all=True)
FILES, CODES = ["A.xml", "Legacy/A.xml", "Legacy/Old/B.xml"], ["J", "J2", "J201", "J214", "U", "U3", "U313", "U310"]


@st.composite
def findings(draw: st.DrawFn) -> list[Finding]:
    names = st.sampled_from(
        ["unknown-package", "case", "unknown-reference", "message", "step-order", "fulfill-nothing"]
    )
    places = st.builds(point, st.sampled_from(FILES), st.integers(1, 4), st.integers(1, 3))
    return in_order(draw(st.lists(st.builds(found, names, places, st.sampled_from("ab")), max_size=12)))


def found(name: str, place: Region, value: str) -> Finding:
    own = {rule.name: rule for rule in OWN}.get(name)
    if own:
        return diagnose("case", place, {"value": value})._replace(rule=own, severity=own.severity)
    return diagnose(name, place, {"value": value, "reason": value, "text": value})


SOME = st.lists(st.sampled_from(CODES), max_size=3).map(tuple)
CHOICES = st.builds(
    Options,
    select=SOME,
    ignore=SOME,
    ignore_in=st.lists(st.tuples(st.sampled_from(["**", "Legacy/**", "*.xml"]), SOME), max_size=2).map(tuple),
)


@ALWAYS_THE_SAME
@given(findings(), CHOICES)
def test_what_is_told_is_as_it_was_and_in_its_order(given: list[Finding], options: Options) -> None:
    told = select(given, READ, options, ASKED)
    left = iter(given)
    assert all(one in left for one in told.findings)  # each behind the one before
    assert len(told.findings) + told.ignored.in_all == len(given)
    assert {one for one in given if stops(one)} <= set(told.findings)
    assert select(given, READ, DEFAULTS, ASKED).findings == given


@ALWAYS_THE_SAME
@given(findings(), CHOICES)
def test_a_baseline_silences_the_run_that_made_it(given: list[Finding], options: Options) -> None:
    empty = Baseline({})
    before = select(given, READ, options, ASKED, empty)
    baseline = renewed(empty, before)
    after = select(given, READ, options, ASKED, baseline)
    assert after.findings == [one for one in before.findings if stops(one) or one.severity == "note"]
    assert after.ignored == before.ignored._replace(baseline=len(before.findings) - len(after.findings))
    assert renewed(baseline, after) == baseline


@ALWAYS_THE_SAME
@given(findings(), findings(), st.integers(1, 9))
def test_a_baseline_knows_findings_wherever_their_lines_have_moved(
    old: list[Finding], new: list[Finding], lines: int
) -> None:
    baseline = renewed(Baseline({}), select(old, READ, DEFAULTS, ASKED))
    moved = [one.placed(lambda region: region._replace(line=region.line + lines)) for one in new]
    here, there = (select(these, READ, DEFAULTS, ASKED, baseline) for these in (new, moved))
    assert [(one.fingerprint, one.by) for one in there.judged] == [(one.fingerprint, one.by) for one in here.judged]


@ALWAYS_THE_SAME
@given(findings(), CHOICES)
def test_what_is_not_selected_stays_in_a_baseline(given: list[Finding], options: Options) -> None:
    whole = renewed(Baseline({}), select(given, READ, DEFAULTS, ASKED))
    assert renewed(whole, select(given, READ, options, ASKED, whole)) == whole
