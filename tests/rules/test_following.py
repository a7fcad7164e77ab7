"""What follows provisioning: what has no effect, and what cannot be told."""

from __future__ import annotations

import pytest

from told import told

_TYPES = """\
<Connector Identifier="AD"/>
<EntityTypeMapping Identifier="AD_Entry" Connector="AD"/>
<ResourceType Identifier="T" SourceEntityType="User" TargetEntityType="AD_Entry"/>
"""
_RULE = '<ResourceClassificationRule ResourceType="t"/>\n'
_CONTEXT = '<ProfileRuleContext ResourceType="T"/>\n'
_SYNCHRONIZE = '<SynchronizeTask Identifier="S" Connector="AD" Level="0"/>'
_CLASSIFY = '<UpdateClassificationTask Identifier="C" Level="1"{}>{}</UpdateClassificationTask>'
_ENTRY, _GROUP = (_CLASSIFY.format("", f'<TaskEntityType EntityType="AD_{name}"/>') for name in ("ENTRY", "Group"))
_FULFILL = '<FulfillTask Identifier="F" Connector="AD" Level="1"/>'
_PROFILES = '<SetInternalUserProfilesTask Identifier="P" Level="{}"/>'


def _job(*steps: str, more: str = "") -> str:
    return "\n".join(['<Job Identifier="J"' + more + ">", *steps, "</Job>"])


def _codes(content: str) -> list[str]:
    return [line.split()[2] for line in told(content, "J33")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_RULE + _job(_SYNCHRONIZE), ["J331"]),
        (_RULE + _RULE + _job(_SYNCHRONIZE), ["J331"]),
        (_RULE + _job(_SYNCHRONIZE, _ENTRY), []),
        (_RULE + _job(_SYNCHRONIZE, _CLASSIFY.format(' Connector="ad"', "")), []),
        (_RULE + _job(_SYNCHRONIZE, _GROUP), ["J331", "J332"]),
        (_RULE + _job(_SYNCHRONIZE) + _job(_ENTRY, more=' IsInitializationJob="true"'), ["J331"]),
        (_RULE + _job(_SYNCHRONIZE, more=' IsInitializationJob="true"'), []),
        (_RULE + _job(_SYNCHRONIZE) + "<Job", []),
        # The rules may have been made on the screen, or stand elsewhere.
        (_job(_SYNCHRONIZE, _GROUP), []),
        ('<ResourceClassificationRule ResourceType="Elsewhere"/>' + _job(_SYNCHRONIZE, _GROUP), []),
        ("<ResourceClassificationRule/>" + _job(_SYNCHRONIZE, _GROUP), []),
    ],
)
def test_classification(content: str, expected: list[str]) -> None:
    assert _codes(_TYPES + content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_CONTEXT + _job(_FULFILL), ["J333"]),
        (_CONTEXT, []),
        (_job(_FULFILL), []),
        (_CONTEXT + _job(_FULFILL, _PROFILES.format(2)), []),
        (_job(_FULFILL, _PROFILES.format(1)), ["J334"]),
        (_job(_FULFILL, _PROFILES.format(0)), ["J334"]),
        (_job(_FULFILL, _PROFILES.format("")), []),
        (_job(_PROFILES.format(0)), []),
    ],
)
def test_profiles(content: str, expected: list[str]) -> None:
    assert _codes(_TYPES + content) == expected


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("0 3,15 * * *", ["J335"]),
        ("0 3 * * *", []),
        # J109 tells it of a frequent job.
        ("0,30 3 * * *", []),
        ("often", []),
    ],
)
def test_indexes(cron: str, expected: list[str]) -> None:
    task = '<ManageConfigurationIndexesTask Identifier="M"/>'
    assert _codes(_job(task, more=f' CronTabExpression="{cron}"')) == expected
    # J613 tells it of a job that prepares completely.
    prepare = '<PrepareSynchronizationTask Identifier="P" Connector="AD" SynchronizationMode="1"/>'
    assert _codes(_job(prepare, task, more=f' CronTabExpression="{cron}"')) == []
