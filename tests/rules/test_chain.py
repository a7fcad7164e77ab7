"""The chain of tasks: which order is wrong, what is exempt, and what is told once."""

from __future__ import annotations

import pytest

from told import told

_EXPORT = '<ExportTask Identifier="E{0}" Connector="AD" Connection="X" Level="{0}"/>'
_PREPARE = '<PrepareSynchronizationTask Identifier="P{0}" Connector="ad" SynchronizationMode="2" Level="{0}"{1}/>'
_SYNCHRONIZE = '<SynchronizeTask Identifier="S{0}" Connector="AD" Level="{0}"{1}/>'
_KEYS, _ROLES = "ComputeCorrelationKeysTask", "ComputeRoleModelTask"
_FULFILL = '<FulfillTask Identifier="F{0}" Connector="AD" Level="{0}"/>'
_HR = '<Agent Identifier="Local" URI=""/><Connector Identifier="HR"/>'


def _prepare(level: int, more: str = "") -> str:
    return _PREPARE.format(level, more)


def _synchronize(level: int, more: str = "") -> str:
    return _SYNCHRONIZE.format(level, more)


def _computing(kind: str, level: int, entity_type: str) -> str:
    identifier = f"{'K' if kind == _KEYS else 'R'}{level}"
    types = f'<TaskEntityType EntityType="{entity_type}"/>'
    return f'<{kind} Identifier="{identifier}" Level="{level}">{types}</{kind}>'


def _job(*steps: str, more: str = "") -> str:
    return "\n".join([f'<Job Identifier="J"{more}>', *steps, "</Job>"])


@pytest.mark.parametrize(
    ("steps", "early", "needed"),
    [
        ([_prepare(1), _synchronize(0)], "S0", "PrepareSynchronizationTask"),
        ([_prepare(1), _synchronize(1)], "S1", "PrepareSynchronizationTask"),
        ([_computing(_KEYS, 1, "A"), _computing(_ROLES, 0, "a")], "R0", "ComputeCorrelationKeysTask"),
    ],
)
def test_steps_that_run_too_early(steps: list[str], early: str, needed: str) -> None:
    (found,) = told(_job(*steps), "J201")
    assert found.split(" J201 ")[1] == (
        f"the job 'J' runs '{early}' before, or together with, the {needed} that is needed first, at Conf.xml:3:1;"
        " let it run later, on a higher Level"
    )


def test_what_is_exported_after_the_last_preparation_is_not_used() -> None:
    found = told(_job(_EXPORT.format(0), _prepare(1), _EXPORT.format(2)), "J201")
    assert [line.partition(",")[0] for line in found] == ["4:1: warning J201 the job 'J' runs 'P1' before"]


@pytest.mark.parametrize(
    ("steps", "count"),
    [
        ([_prepare(0), _synchronize(1), _computing(_ROLES, 2, "User"), _computing(_KEYS, 3, "Entry")], 1),
        ([_prepare(0), _synchronize(1), _computing(_KEYS, 2, "Entry"), _computing(_ROLES, 3, "user")], 0),
        ([_prepare(0), _synchronize(1), _computing(_ROLES, 2, "User"), _computing(_KEYS, 3, "Other")], 0),
        # After a provisioning, keys are for the next run.
        ([_computing(_ROLES, 2, "User"), _computing(_KEYS, 3, "Entry")], 0),
    ],
)
def test_a_role_model_needs_the_keys_of_what_it_provisions(steps: list[str], count: int) -> None:
    resource_type = '<ResourceType Identifier="T" SourceEntityType="User" TargetEntityType="entry"/>'
    assert len(told(resource_type + _job(*steps), "J201")) == count


@pytest.mark.parametrize(
    "steps",
    [
        [_prepare(0), _synchronize(1), _prepare(2), _synchronize(3)],
        [_computing(_KEYS, 0, "A"), _computing(_ROLES, 1, "A"), _computing(_KEYS, 2, "a")],
        [_computing(_KEYS, 1, "A"), _computing(_ROLES, 0, "B")],
        ['<SynchronizeTask Identifier="S" Connector="AD"/>', _prepare(0)],
    ],
    ids=["second-round", "computed-once-more", "other-entity-types", "order-uncertain"],
)
def test_orders_that_are_not_told(steps: list[str]) -> None:
    assert told(_job(*steps), "J201") == []


def test_a_wrong_order_is_told_once_of_what_says_that_it_waits() -> None:
    waiting = _synchronize(0).replace("/>", '><TaskDependsOnTask ParentTask="p0"/></SynchronizeTask>')
    assert [line.split()[2] for line in told(_job(_prepare(0), waiting), "J201", "J413", "J414")] == ["J413"]


@pytest.mark.parametrize(
    ("steps", "more", "expected"),
    [
        ([_EXPORT.format(0)], "", ["J204"]),
        ([_EXPORT.format(0), _synchronize(1)], "", ["J202"]),
        ([_prepare(0)], "", ["J203"]),
        ([_prepare(0), _synchronize(1)], "", []),
        # A link of the chain each, which users start on the screen of a connector.
        ([_prepare(0)], ' IsConnectorJob="1"', []),
        # It may be the task that is missed.
        ([_synchronize(1), '<Step Identifier="Elsewhere" Level="0"/>'], "", []),
    ],
)
def test_links_that_are_missing(steps: list[str], more: str, expected: list[str]) -> None:
    assert [line.split()[2] for line in told(_job(*steps, more=more), "J202", "J203", "J204")] == expected


def test_nothing_prepares_what_nothing_maps() -> None:
    exporting = '<Connector Identifier="AD"/>' + _job(_EXPORT.format(0))
    assert told(exporting, "J204") == []
    assert len(told('<EntityAssociationMapping Identifier="A" Connector="ad"/>' + exporting, "J204")) == 1


def test_connectors_are_told_together() -> None:
    steps = [f'<SynchronizeTask Identifier="S{name}" Connector="{name}" Level="0"/>' for name in "ABCDE"]
    (found,) = told(_job(*steps), "J202")
    assert found == (
        "3:1: warning J202 the job 'J' synchronizes 'A', 'B', 'C' (and 2 more) by 'SA', 'SB', 'SC' (and 2 more), and"
        " prepares nothing for it; add a PrepareSynchronizationTask before that;"
        " also Conf.xml:4:1, Conf.xml:5:1, Conf.xml:6:1"
    )


def test_nothing_is_missed_where_a_file_cannot_be_read() -> None:
    assert told(f"{_job(_prepare(0))}<Connector>", "J2") == []


def test_what_a_scaffolding_leaves_out_is_told_once() -> None:
    content = (
        f'{_HR}<Connection Identifier="X" Connector="HR" Package="Usercube.CSV@0000001"/>'
        '<CreateConnectorSynchroComplete Connector="HR"/>'
    )
    assert [line.split()[2] for line in told(content, "U321", "J2")] == ["U321"]


@pytest.mark.parametrize(
    ("prepared", "synchronized", "expected"),
    [
        ("", ' Type="none"', []),
        (' Type="Changes"', "", ["the Type None what is prepared with the Type Changes"]),
        # Which name a number has, only the product knows.
        (' Type="1"', ' Type="Changes"', []),
        (' Type="Changes"', ' Type="²"', []),
    ],
)
def test_types_that_differ(prepared: str, synchronized: str, expected: list[str]) -> None:
    found = told(_job(_prepare(0, prepared), _synchronize(1, synchronized)), "J205")
    assert [line.split(" with ", 1)[1].split(" at ")[0] for line in found] == expected


def test_each_synchronization_has_a_preparation_of_its_type() -> None:
    steps = [_prepare(0), _synchronize(1), _prepare(2, ' Type="Changes"'), _synchronize(3, ' Type="changes"')]
    assert told(_job(*steps), "J205") == []


@pytest.mark.parametrize(
    ("steps", "count"),
    [
        ([_computing(_KEYS, 0, "A"), _synchronize(1)], 1),
        # That is a job for provisioning, such as NoSynchronization makes.
        ([_computing(_KEYS, 0, "A"), _FULFILL.format(1)], 0),
        ([_FULFILL.format(0), _computing(_KEYS, 1, "A"), _synchronize(2)], 0),
        ([_computing(_KEYS, 0, "A")], 0),
    ],
)
def test_what_is_computed_before_anything_is_there(steps: list[str], count: int) -> None:
    assert len(told(_job(*steps), "J206")) == count


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (' CronTabExpression="0 3 * * *"', ["4:1: info J207"]),
        ("", []),
        (' CronTabExpression="0 3 * * *" IsInitializationJob="true"', []),
        # J107 tells it of a frequent job.
        (' CronTabExpression="*/5 * * * *"', []),
    ],
)
def test_what_is_done_twice(more: str, expected: list[str]) -> None:
    found = told(
        _job(_computing(_KEYS, 0, "A"), _computing(_KEYS, 1, "a"), _computing(_KEYS, 2, "B"), more=more), "J207"
    )
    assert [line[: len("4:1: info J207")] for line in found] == expected
