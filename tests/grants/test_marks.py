"""Grants that say nothing new."""

from __future__ import annotations

import pytest

from granted import effective_of, entry, rule
from unscaffold.grants import grants_of, marks_of

_FILTER = '<Filter Binding="A" Value="1"/>'
_OTHER = '<Filter Binding="A" Value="2"/>'
_X = 'CanExecute="true"'
_ALL = f'{_X} FullAccessProperties="true"'
_GROUP = 'PropertyGroup="G"'


def _told(content: str) -> dict[str, str]:
    """Return, by the rules' identifiers, what is said of their only grants."""
    conf = effective_of(content)
    grants = grants_of(conf)
    marks = marks_of(conf, grants)
    told = {}
    for one in grants:
        repeated, wider = marks.repeated_by(one), marks.included_in(one)
        told[one.rule.identifier] = (
            f"= {repeated.rule.identifier}" if repeated else f"< {wider.rule.identifier}" if wider else ""
        )
    return told


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (rule("A", entry("/Jobs/Job")), rule("B", entry("/jobs/JOB"), profile="p", entity_type="e"), ("", "= A")),
        (rule("A", entry("/Jobs/Job")), rule("B", entry("/Jobs/Job"), profile="Q"), ("", "")),
        (rule("A", entry("/Jobs/Job")), rule("B", entry("/Jobs/Job"), entity_type="F"), ("", "")),
        (rule("A", entry("/Jobs/Job/Query")), rule("B", entry("/Jobs")), ("< B", "")),
        (rule("A", entry("/Jobs/Job/Query")), rule("B", entry("/")), ("< B", "")),
        (rule("A", entry("/Jobs/JobInstance")), rule("B", entry("/Jobs/Job")), ("", "")),
        (rule("A", entry("/Jobs/Job")), rule("B", entry("/", "")), ("", "")),
        (rule("A", entry("/Jobs/Job", "")), rule("B", entry("/Jobs/Job")), ("< B", "")),
        (rule("A", entry("/Jobs", "")), rule("B", entry("/", "")), ("< B", "")),
        (rule("A", entry("/Jobs"), _FILTER), rule("B", entry("/Jobs")), ("< B", "")),
        (rule("A", entry("/Jobs/Job"), _FILTER), rule("B", _FILTER, entry("/Jobs")), ("< B", "")),
        (rule("A", entry("/Jobs"), _FILTER), rule("B", entry("/Jobs"), _OTHER), ("", "")),
        (rule("A", entry("/Jobs")), rule("B", entry("/Jobs"), _FILTER), ("", "< A")),
        (rule("A", entry("/V", _ALL)), rule("B", entry("/V")), ("", "< A")),
        (rule("A", entry("/V", _ALL)), rule("B", entry("/V/W", _GROUP)), ("", "< A")),
        (rule("A", entry("/V", f"{_X} {_GROUP}")), rule("B", entry("/V")), ("", "")),
        (rule("A", entry("/V", f"{_X} {_GROUP}")), rule("B", entry("/V/W", f'{_X} PropertyGroup="g"')), ("", "< A")),
        (rule("A", entry("/V", f'{_X} Notify="false"')), rule("B", entry("/V/W")), ("", "")),
        (rule("A", entry("/V", f'{_X} Notify="false"')), rule("B", entry("/V", f'{_X} Notify="0"')), ("", "= A")),
        (rule("A", entry("/Jobs//Job")), rule("B", entry("/Jobs")), ("", "")),
        (rule("A", entry("Jobs/Job")), rule("B", entry("/Jobs")), ("", "")),
    ],
)  # fmt: skip
def test_two_rules(first: str, second: str, expected: tuple[str, str]) -> None:
    assert _told(first + second) == dict(zip("AB", expected, strict=True))


def test_of_several_that_include_it_the_uppermost_is_told() -> None:
    content = "".join(rule(name, entry(path)) for name, path in {"A": "/J/K/L", "B": "/J/K", "C": "/J"}.items())
    assert _told(content) == {"A": "< C", "B": "< C", "C": ""}


def test_a_repetition_is_told_of_that_and_of_nothing_else() -> None:
    assert _told(rule("A", entry("/J/K")) + rule("B", entry("/J/K")) + rule("C", entry("/J"))) == {
        "A": "< C",
        "B": "= A",
        "C": "",
    }


@pytest.mark.parametrize(
    ("blocking", "expected"),
    [
        ("/J", {"A": "< B", "B": "", "C": ""}),
        ("/j/k", {"A": "", "B": "", "C": "< D"}),
        ("/J/K/L", {"A": "", "B": "< D", "C": "< D"}),
        ("/", {"A": "< C", "B": "< C", "C": ""}),
    ],
)  # fmt: skip
def test_what_inherits_nothing(blocking: str, expected: dict[str, str]) -> None:
    content = rule("A", entry("/J/K/L")) + rule("B", entry("/J/K")) + rule("C", entry("/J")) + rule("D", entry("/"))
    said = f'<AccessControlPermission Identifier="{blocking}" BlockInheritance="true"/>'
    assert _told(content + said) == expected | {"D": ""}


def test_long_paths_and_many_grants_of_one_permission_take_no_time_to_speak_of() -> None:
    long = "/A" * 20_000
    many = "".join(
        rule(f"M{number}", entry(long), f'<Filter Binding="A" Value="{number}"/>') for number in range(200)
    )
    assert set(_told(many + rule("Z", entry("/A"))).values()) == {"", "< Z"}
