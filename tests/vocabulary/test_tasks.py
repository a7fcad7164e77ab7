"""What a job, its steps and each kind of task may have."""

from __future__ import annotations

import pytest

from unscaffold.vocabulary import is_task, task_words

WORDS = task_words()


def test_all_kinds_are_tasks_and_their_types_are_known() -> None:
    assert [kind for kind in WORDS.kinds if not is_task(kind)] == []
    known = {"string", "boolean", "integer", "display-name", *WORDS.enumerations}
    all_words = [WORDS.job, WORDS.step, *WORDS.kinds.values(), *WORDS.children.values()]
    assert {kind for words in all_words for kind in words.attributes.values()} <= known
    assert {child for words in all_words for child in words.children} == {*WORDS.children}


def test_a_task_has_what_every_task_has_and_what_its_kind_has() -> None:
    words = WORDS.of_step("SynchronizeTask")
    assert words
    assert words.known == (
        "Identifier",
        "DisplayName_L1",
        "Level",
        "Connector",
        "DoNotDeleteChanges",
        "ForceSynchronization",
        "Orphans",
        "Type",
        "ConsolidationMode",
    )
    assert [*words.required, *sorted(words.children)] == [
        "DisplayName_L1",
        "Connector",
        "TaskDependsOnTask",
        "TaskDimension",
    ]
    assert [words.attributes.get(name) for name in ("DisplayName_L16", "DisplayName_L17", "Type")] == [
        "display-name",
        None,
        "PrepareSynchronizationType",
    ]


def test_an_override_needs_the_identifier_of_its_task_only() -> None:
    words, override = WORDS.of_step("SynchronizeTask"), WORDS.of_step("SynchronizeTaskOverride")
    assert words
    assert override == words._replace(required=("Identifier",))
    assert [WORDS.of_step(name) for name in ("SyncTask", "SyncTaskOverride", "TaskOverride", "StepOverride", "")] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("LogLevel", ["none", "NONE", " None ", "6", "06", "0"], ["7", "", "-1", "Nothing", "\u0666"]),
        ("CronTimeZone", ["UTC", "1"], ["2", "GMT"]),
        ("HttpCommand", ["get", "17"], ["Patch"]),  # of which no page gives the numbers
        ("PrepareSynchronizationType", ["Changes", "3", "Anything"], []),  # of which no page lists all
    ],
)
def test_a_value_is_known_by_its_name_in_any_case_or_by_its_number(
    kind: str, right: list[str], wrong: list[str]
) -> None:
    enumeration = WORDS.enumerations[kind]
    assert ([enumeration.has(value) for value in right], [enumeration.has(value) for value in wrong]) == (
        [True] * len(right),
        [False] * len(wrong),
    )


@pytest.mark.parametrize(
    ("kind", "value", "name"),
    [
        ("LogLevel", "6", "None"),
        ("LogLevel", " 06 ", "None"),
        ("LogLevel", "none", "None"),
        ("LogLevel", "7", "7"),
        ("LogLevel", "\u0666", "\u0666"),
        ("PrepareSynchronizationType", "0", "0"),  # of which no page gives the numbers
        ("PrepareSynchronizationType", "changes", "Changes"),
    ],
)
def test_a_value_has_one_name(kind: str, value: str, name: str) -> None:
    assert WORDS.enumerations[kind].name_of(value) == name


def test_what_is_left_out_has_a_value_where_the_pages_agree() -> None:
    assert WORDS.job.defaults == {
        "CronTimeZone": "UTC",
        "IsConnectorJob": "false",
        "IsIncremental": "false",
        "IsInitializationJob": "false",
        "LogLevel": "None",
        "UserStartDenied": "false",
        "ConsolidationMode": "Default",
    }
    assert "BlockProvisioning" not in WORDS.kinds["ComputeRoleModelTask"].defaults
    assert WORDS.kinds["PrepareSynchronizationTask"].defaults == {
        "Level": "-1",
        "Type": "None",
        "ConsolidationMode": "Default",
    }
