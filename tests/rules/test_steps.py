"""The steps of a job: levels, calls, and what their errors stop."""

from __future__ import annotations

import pytest

from told import told

_SCRIPT = '<InvokeExpressionTask Identifier="{}" Level="{}"/>'
_INDEXES = '<MaintainIndexesTask Identifier="M" AllIndexes="true" PageCount="10" Offline="0"/>\n'


def _types(*names: str) -> str:
    return "".join(f'<TaskEntityType EntityType="{name}"/>' for name in names)


def _override(kind: str, identifier: str, children: str) -> str:
    return f'<{kind} Identifier="{identifier}">{children}</{kind}>'


_ROLES = _override("ComputeRoleModelTask", "R", _types("A", "B"))


def _job(*steps: str, more: str = "") -> str:
    return "\n".join([f'<Job Identifier="J"{more}>', *steps, "</Job>"])


def _levels(*levels: object) -> list[str]:
    return [_SCRIPT.format(f"T{number}", level) for number, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((0, 1), []),
        (("", ""), []),
        (("-1", ""), []),
        ((0, "", "-1"), ["'T1', 'T2'"]),
        # C404 tells what is no number.
        ((0, "first"), []),
        ((0, "9" * 5000), []),
        ((), []),
    ],
)
def test_levels_are_of_all_steps_or_of_none(levels: tuple[object, ...], expected: list[str]) -> None:
    found = told(_job(*_levels(*levels)), "J401")
    assert [line.split("a Level, ")[1].split(", beside")[0] for line in found] == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((0, 1, 2), []),
        ((1, 2, 2), []),
        ((0, 1, 3, 4, 7, 8), ["from 1 to 3, 4 to 7, as 'T2', 'T4' shows"]),
        ((0, 10, 20, 30), []),
        ((0, 2), []),
        ((0, 1, 3), ["from 1 to 3, as 'T2' shows"]),
    ],
)
def test_a_gap_is_told_where_the_others_follow_each_other(levels: tuple[int, ...], expected: list[str]) -> None:
    found = told(_job(*_levels(*levels)), "J402")
    assert [line.split("out, ")[1].split(";")[0] for line in found] == expected


def test_a_full_level_is_told_once_a_job() -> None:
    (found,) = told(_job(*_levels(*[0] * 5, *[1] * 6, *[2] * 7)), "J403")
    assert found == (
        "8:39: info J403 the job 'J' has 6 steps on level 1, of which the agent starts 5 at a time, unless its"
        " setting Jobs.MaxTaskBatchSize says otherwise; do not count on all of them running together"
    )
    assert told(_job(*_levels(*[""] * 9)), "J403") == []


def test_a_level_full_of_what_is_for_connectors_is_as_the_product_makes_it() -> None:
    steps = [f'<ExportTask Identifier="E{number}" Level="0"/>' for number in range(6)]
    assert told(_job(*steps), "J403") == []
    assert len(told(_job(*steps, *_levels(0)), "J403")) == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_job('<Step Identifier="m"/>'), []),
        (_job('<Step Identifier="Mx"/>'), ["the Step of the job 'J' names the task 'Mx'"]),
        (
            _job('<FulfillTaskOverride Identifier=" "/>'),
            ["the FulfillTaskOverride of the job 'J' names the task ' '"],
        ),
        (_job('<Step Identifier=""/>'), []),
        (_job('<Step Identifier="Mx"/>') + "<Job", []),
        # U210 tells it.
        (
            '<CleanDatabaseJob/><CleanDataBase Identifier="CleanDatabase_CleanDataBase" ConsolidationMode="Delete"/>'
            + _job('<Step Identifier="CleanDatabase_CleanDataBase"/>'),
            [],
        ),
    ],
)
def test_steps_that_call_nothing(content: str, expected: list[str]) -> None:
    found = told(_INDEXES + content, "J404")
    assert [line.split("J404 ")[1].split(", which")[0] for line in found] == expected


def test_a_task_that_a_step_may_mean_is_named() -> None:
    (found,) = told(_INDEXES.replace('"M"', '"Nightly_Indexes"') + _job('<Step Identifier="Nightly_Index"/>'), "J404")
    assert found == (
        "4:7: error J404 the Step of the job 'J' names the task 'Nightly_Index', which nothing declares or generates;"
        " did you mean 'Nightly_Indexes'?"
    )


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ('<MaintainIndexesTaskOverride Identifier="M" AllIndexes="1" PageCount="10" Level="0"/>', ["J406"]),
        ('<MaintainIndexesTaskOverride Identifier="m" Offline="false"/>', ["J406"]),
        ('<MaintainIndexesTaskOverride Identifier="M" Offline="true"/>', []),
        ('<MaintainIndexesTaskOverride Identifier="M" PageCount="1"/>', []),
        (_override("MaintainIndexesTaskOverride", "M", '<TaskDependsOnTask ParentTask="R"/>'), []),
        ('<FulfillTaskOverride Identifier="M" Dirty="true"/>', ["J405"]),
        (_override("ComputeRoleModelTaskOverride", "R", _types("a")), []),
        (_override("ComputeRoleModelTaskOverride", "R", _types("b", "a")), ["J406"]),
        ('<Step Identifier="M"/>', []),
    ],
)
def test_overrides_change_a_task_of_their_kind(override: str, expected: list[str]) -> None:
    found = told(_INDEXES + _ROLES + _job(override), "J404", "J405", "J406")
    assert [line.split()[2] for line in found] == expected


@pytest.mark.parametrize(
    ("continues", "second", "more", "expected"),
    [
        ("", "HR", "", ["info"]),
        (' ContinueOnError="1"', "HR", "", []),
        # That is meant.
        (' ContinueOnError="false"', "HR", "", []),
        ("", "ad", "", []),
        ("", "HR", ' IsInitializationJob="true"', []),
        ("", "HR", ' IsConnectorJob="true"', []),
    ],
)
def test_an_error_stops_all_connectors(continues: str, second: str, more: str, expected: list[str]) -> None:
    steps = [
        f'<ExportTask Identifier="E" Connector="AD" Connection="X"{continues}/>',
        f'<SynchronizeTask Identifier="S" Connector="{second}"/>',
    ]
    found = told('<Connector Identifier="AD"/>' + _job(*steps, more=more), "J407")
    assert [line.split()[1] for line in found] == expected


_FLAG = '<SetRecentlyModifiedFlagTask Identifier="F"{}>{}</SetRecentlyModifiedFlagTask>'
_WAITS = '<TaskDependsOnTask ParentTask="{}"/>'


@pytest.mark.parametrize(
    ("last", "codes"),
    [
        (_FLAG.format(' Level="4"', ""), ["J402"]),
        (_FLAG.format(' Level="four"', ""), []),
        (_FLAG.format("", ""), ["J401"]),
        (_FLAG.format(' Level="4"', _WAITS.format("X")), ["J411"]),
        (_FLAG.format(' Level="4"', _WAITS.format("F")), ["J413"]),
    ],
)
def test_a_gap_that_follows_from_what_is_told_is_not_told(last: str, codes: list[str]) -> None:
    steps = [f'<UpdateClassificationTask Identifier="T{level}" Level="{level}"/>' for level in range(3)]
    assert [line.split()[2] for line in told(_job(*steps, last), "J40", "J41")] == codes
