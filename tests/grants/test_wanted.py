"""Patterns of what is wanted."""

from __future__ import annotations

import pytest

from granted import effective_of, entry, rule
from unscaffold.grants import EVERYTHING, Wanted, grants_of, unknown_of

_CONF = effective_of(
    rule("A", entry("/Jobs/Job/Query"), profile="Boss", entity_type="Job")
    + rule("B", entry("/Jobs"), profile="Boss", entity_type="Task")
    + rule("C", entry("/", ""), profile="[x]", entity_type="Job")
    + rule("D", entry("/Jobs/JobInstance/Query"), profile="Bass", entity_type="JobInstance")
    + '<SearchBarPageAccessControl Profile="Boss"/><SearchBarPageAccessControl Profile="Other"/><WorkforceModule/>'
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EVERYTHING, "ABCD"),
        (Wanted(profiles=("boss",)), "AB"),
        (Wanted(profiles=("B?ss",)), "ABD"),
        (Wanted(profiles=("b*", "[X]")), "ABCD"),
        (Wanted(profiles=("[bB]oss",)), ""),
        (Wanted(profiles=("",)), ""),
        (Wanted(permissions=("/jobs/*",)), "AD"),
        (Wanted(permissions=("*query",)), "AD"),
        (Wanted(permissions=("/*/*/Q????",)), "AD"),
        (Wanted(permissions=("/Jobs/Job/query",)), "ABC"),
        (Wanted(permissions=("/Jobs",)), "BC"),
        (Wanted(permissions=("/",)), "C"),
        (Wanted(permissions=("/Jobs/Job",)), "BC"),
        (Wanted(entity_types=("JOB", "Task")), "ABC"),
        (Wanted(profiles=("Boss",), entity_types=("Task",), permissions=("*",)), "B"),
        (Wanted(profiles=("*a" * 50 + "b",)), ""),
    ],
)
def test_wanted(wanted: Wanted, expected: str) -> None:
    assert "".join(one.rule.identifier for one in wanted.of(grants_of(_CONF))) == expected


def test_scaffoldings_that_may_grant_what_is_wanted() -> None:
    wanted = Wanted(profiles=("b*",), permissions=("/Nothing",), entity_types=("None",))
    found = [(one.element.name, one.profile) for one in wanted.of_unknown(unknown_of(_CONF))]
    assert found == [("SearchBarPageAccessControl", "Boss"), ("WorkforceModule", "")]
