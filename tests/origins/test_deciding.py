"""What is told to decide in small configurations: no attribute that the case does not look at, and none less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.expanding import expand_in_memory
from unscaffold.markup import NAMESPACE
from unscaffold.options import DEFAULTS
from unscaffold.origins import origins_of

if TYPE_CHECKING:
    from pathlib import Path

_AGENT = '<Agent Identifier="Local"/><Connector Identifier="K"/><EntityTypeMapping Identifier="E" Connector="K"/>'
_SOURCE = f'{_AGENT}<ResourceType Identifier="R" SourceEntityType="U" TargetEntityType="E"/>'
_TYPES = '<Profile Identifier="P"/><EntityType Identifier="E" DisplayName_L1="Entry"/>'
_CALLED = "the table of access rights calls the rule so, with the names of what it is for"
_OF_TABLE = "the table of access rights has this rule in"


@pytest.mark.parametrize(
    ("content", "kind", "attribute", "sentence", "decided_by"),
    [
        pytest.param(
            f"{_AGENT}<CreateAgentSynchroComplete/>",
            "Job",
            "DisplayName_L1",
            "the scaffolding gives its job no name: it is called after what it is for, in language 1",
            ["CreateAgentSynchroComplete DisplayName_L1=None", "Agent Identifier='Local'"],
            id="the name of the only agent",
        ),
        pytest.param(
            f'{_AGENT}<CreateAgentSynchroComplete Agent="local"/>',
            "MaintainIndexesTask",
            "Identifier",
            "a task is called after its job, and what it does there: MaintainIndexes",
            ["CreateAgentSynchroComplete JobIdentifier=None Agent='local'", "Agent Identifier='Local'"],
            id="the agent that the scaffolding names",
        ),
        pytest.param(
            f'{_AGENT}<CreateAgentSynchroComplete Agent="Local" JobIdentifier="J"/>',
            "MaintainIndexesTask",
            "Identifier",
            "a task is called after its job, and what it does there: MaintainIndexes",
            ["CreateAgentSynchroComplete JobIdentifier='J'"],
            id="no agent for a job with an identifier of its own",
        ),
        pytest.param(
            f'{_AGENT}<CreateInitializationJob Agent="Local"/>',
            "Job",
            "Identifier",
            "the scaffolding gives its job no identifier: it is called after what it is for",
            ["CreateInitializationJob JobIdentifier=None"],
            id="no agent for an initialization",
        ),
        pytest.param(
            f'{_AGENT}<CreateConnectorSynchroComplete Connector="K" DisplayName_L2="Deux"/>',
            "Job",
            "DisplayName_L2",
            "the scaffolding gives its job this name",
            ["CreateConnectorSynchroComplete DisplayName_L2='Deux'"],
            id="the name of a job",
        ),
        pytest.param(
            f'{_SOURCE}<RolePolicyNotification/><RoleReviewNotification/><MailSetting RoleReviewNotification="0"/>'
            '<CreateConnectorSynchroComplete Connector="K"/>',
            "SendNotificationsTask",
            "",
            "a notification is declared that no setting turns off, and the version of the product knows this task",
            ["CreateConnectorSynchroComplete", "RolePolicyNotification", "ResourceType SourceEntityType='U'"],
            id="notifications that no setting turns off",
        ),
        pytest.param(
            f'{_TYPES}<JobAdministrationAccessControlRules Profile="P"/>',
            "AccessControlRule",
            "",
            f"{_OF_TABLE} JobAdministrationAccessControlRules",
            ["JobAdministrationAccessControlRules Profile='P'"],
            id="a rule that is for nothing further",
        ),
        pytest.param(
            f'{_TYPES}<ManageAccounts Profile="P" EntityType="E"/>',
            "AccessControlRule",
            "",
            f"{_OF_TABLE} ManageAccounts, for E",
            ["ManageAccounts Profile='P' EntityType='E'", "EntityType Identifier='E'"],
            id="a rule for an entity type",
        ),
        pytest.param(
            f'{_TYPES}{_AGENT}<ResourceChangesViewAccessControlRules Profile="P"/>',
            "AccessControlRule",
            "",
            f"{_OF_TABLE} ResourceChangesViewAccessControlRules, for one of all entity types that are mapped",
            ["ResourceChangesViewAccessControlRules Profile='P'", "EntityType Identifier='E'", "EntityTypeMapping"],
            id="a rule for a member of a set",
        ),
        pytest.param(
            f'{_TYPES}{_AGENT}<ResourceChangesViewAccessControlRules Profile="P"/>',
            "AccessControlRule",
            "DisplayName_L1",
            _CALLED,
            [
                "ResourceChangesViewAccessControlRules Profile='P'",
                "EntityType Identifier='E' DisplayName_L1='Entry'",
                "EntityTypeMapping",
            ],
            id="the name of a member of a set",
        ),
        pytest.param(
            f'{_TYPES}<ManageAccounts Profile="P" EntityType="E"/>',
            "AccessControlRule",
            "DisplayName_L1",
            _CALLED,
            ["ManageAccounts Profile='P'", "EntityType Identifier='E'"],
            id="the name of a rule that is called by its identifier",
        ),
        pytest.param(
            f'{_SOURCE}<ProfileRuleContext ResourceType="R"/><ProfileRuleContext EntityType="E"/>'
            '<CreateConnectorSynchroComplete Connector="K"/>',
            "SetInternalUserProfilesTask",
            "",
            "there are resource types with a profile context",
            [
                "CreateConnectorSynchroComplete",
                "ProfileRuleContext EntityType='E'",
                "ProfileRuleContext ResourceType='R'",
                "ResourceType TargetEntityType='E'",
            ],
            id="profile contexts, by what they are about",
        ),
        pytest.param(
            f'{_SOURCE}<Connection Identifier="C" Connector="K" Package="Usercube.CSV@0000001"/>'
            '<LdapResourceTypeMapping Identifier="R" Connection="C"/>'
            '<CreateConnectorSynchroComplete Connector="K"/>',
            "TaskResourceType",
            "",
            "its target entity type is mapped to K, which is provisioned; no connection of it has its fulfill part "
            "deactivated",
            [
                "ResourceType Identifier='R' TargetEntityType='E'",
                "EntityTypeMapping Identifier='E' Connector='K'",
                "Connector IsDeactivated=None",
                "LdapResourceTypeMapping Connection='C'",
                "Connection DeactivationExportFulfill=None",
            ],
            id="a connection that fulfills",
        ),
        pytest.param(
            '<CleanDatabaseJob/><Job Identifier="CleanDatabase" ConsolidationMode="Merge">'
            '<InvokeExpressionTask Identifier="T" Level="4" InputPath="a.ps1"/></Job>',
            "InvokeExpressionTask",
            "InputPath",
            "an element written by hand adds it",
            ["InvokeExpressionTask InputPath='a.ps1'"],
            id="an attribute of what is added by hand",
        ),
    ],
)
def test_what_decides(
    content: str, kind: str, attribute: str, sentence: str, decided_by: list[str], tmp_path: Path
) -> None:
    text = f'<ConfigurationFile xmlns="{NAMESPACE}">{content}</ConfigurationFile>'
    (tmp_path / "Conf.xml").write_text(text, "utf-8")
    (origins,) = origins_of(expand_in_memory(tmp_path, DEFAULTS), DEFAULTS)
    element = next(one for one in origins.walk() if one.kind == kind)
    (origin,) = element.of_attributes[attribute] if attribute else element.history
    told = [
        " ".join([one.kind, *(f"{name}={value!r}" for name, value in one.attributes)]) for one in origin.decided_by
    ]
    assert (origin.sentence, told) == (sentence, decided_by)


_EDITED = f"""{_AGENT}<InvokeExpressionTask Identifier="T1"/><InvokeExpressionTask Identifier="T2"/>
<CreateConnectorSynchroComplete Connector="K" JobIdentifier="J">
  <AddTask Task="T1" TaskToCompareWith="Synchronize" Before="true"/>
  <AddTask Task="T2" TaskToCompareWith="MaintainIndexes" After="true"/>
  <LinkDependTask Task="T2" DependOn="T1"/>
</CreateConnectorSynchroComplete>
<Job Identifier="J" ConsolidationMode="Merge" LogLevel="Debug"/>
<SynchronizeTask Identifier="J_Synchronize_K" ConsolidationMode="Merge" DoNotDeleteChanges="true"/>
<MaintainIndexesTask Identifier="J_MaintainIndexes" ConsolidationMode="Delete"/>"""


def test_of_arguments_and_adjustments_only_those_decide_that_did_it(tmp_path: Path) -> None:
    text = f'<ConfigurationFile xmlns="{NAMESPACE}">{_EDITED}</ConfigurationFile>'
    (tmp_path / "Conf.xml").write_text(text, "utf-8")
    (origins,) = origins_of(expand_in_memory(tmp_path, DEFAULTS), DEFAULTS)
    (waiting,) = (step for step in origins.walk() if step.identifier == "T2")
    synchronizing = origins.find("SynchronizeTask", "J_Synchronize_K")
    assert synchronizing is not None
    ((_, _, removed),) = origins.removed
    told = [
        waiting.history[-1],
        waiting.children[0].history[-1],
        synchronizing.of_attributes["Level"][-1],
        removed[-1],
    ]
    assert [(one.rule.name, *(f"{by.kind} {dict(by.attributes)}" for by in one.decided_by)) for one in told] == [
        ("added", "AddTask {'Task': 'T2', 'TaskToCompareWith': 'MaintainIndexes', 'After': 'true'}"),
        ("linked", "LinkDependTask {'Task': 'T2', 'DependOn': 'T1'}"),
        ("moved", "AddTask {'Task': 'T1', 'TaskToCompareWith': 'Synchronize', 'Before': 'true'}"),
        (
            "removed-by-hand",
            "MaintainIndexesTask {'Identifier': 'J_MaintainIndexes', 'ConsolidationMode': 'Delete'}",
        ),
    ]
