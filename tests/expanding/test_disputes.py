"""Access control rules that several scaffoldings generate differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold import expand, expand_in_memory
from unscaffold.granting import rights
from unscaffold.inspecting import slice_document
from unscaffold.markup import NAMESPACE, outermost

if TYPE_CHECKING:
    from pathlib import Path

_ATTRIBUTES = 'EntityType="E" Profile="P"/>'
_MODEL = '  <Profile Identifier="P"/><EntityType Identifier="E"/>\n'
_CREATE = f"  <CreateUpdateDeleteAccessControlRules {_ATTRIBUTES}\n"
_UPDATE = f"  <UpdateResourcesAccessControlRules {_ATTRIBUTES}\n"
_CREATE_ALL = f"  <CreateUpdateDeleteTemplate {_ATTRIBUTES}\n"
_UPDATE_ALL = f"  <UpdateResourcesTemplate {_ATTRIBUTES}\n"
_VIEW = f"  <ViewAccessControlRules {_ATTRIBUTES}\n"
_ROLES = '  <RoleAdministrationAccessControlRules Profile="P"/>\n'
_RULE = "P_E_Custom_Workflows_E"
_BY_HAND = f"""\
  <AccessControlRule Identifier="{_RULE}" DisplayName_L1="Both" EntityType="Workflow_E" Profile="P">
    <Entry Permission="/Custom/Workflows/E_Create" CanExecute="true"/>
  </AccessControlRule>
"""


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    folder = tmp_path / "Conf"
    folder.mkdir()
    return folder


def _write(conf: Path, *elements: str) -> str:
    text = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{_MODEL}{"".join(elements)}</ConfigurationFile>\n'
    (conf / "Conf.xml").write_text(text, encoding="utf-8")
    return text


def _told(conf: Path) -> tuple[list[str], list[str], list[str]]:
    """Return what is expanded, what stays, and what is found, in short."""
    expansion = expand_in_memory(conf)
    found = [str(one).partition(" generate the")[0].replace("AccessControlRules", "…") for one in expansion.findings]
    return [one.scaffolding.name for one in expansion.expanded], expansion.configuration.others, found


@pytest.mark.parametrize(
    ("elements", "expanded", "stays", "found"),
    [
        (
            (_CREATE, _UPDATE),
            [],
            "CU",
            ["Conf.xml:4:3: warning U211 UpdateResources… and CreateUpdateDelete… at Conf.xml:3:3"],
        ),
        (
            (_UPDATE, _CREATE),
            [],
            "CU",
            ["Conf.xml:4:3: warning U211 CreateUpdateDelete… and UpdateResources… at Conf.xml:3:3"],
        ),
        (
            (_CREATE_ALL, _UPDATE_ALL),
            [],
            "TV",
            ["Conf.xml:4:3: warning U211 UpdateResourcesTemplate and CreateUpdateDeleteTemplate at Conf.xml:3:3"],
        ),
        ((_CREATE, _VIEW, _CREATE), ["CreateUpdateDelete…", "View…", "CreateUpdateDelete…"], "", []),
        (
            (_CREATE, _CREATE_ALL, _VIEW, _UPDATE),
            ["View…"],
            "CTU",
            [
                "Conf.xml:4:3: warning U211 CreateUpdateDeleteTemplate and UpdateResources… at Conf.xml:6:3",
                "Conf.xml:6:3: warning U211 UpdateResources… and CreateUpdateDelete… at Conf.xml:3:3",
            ],
        ),
    ],
)
def test_all_that_generate_it_stay_in_place(
    conf: Path, elements: tuple[str, ...], expanded: list[str], stays: str, found: list[str]
) -> None:
    text = _write(conf, *elements)
    names = {
        "C": "CreateUpdateDeleteAccessControlRules",
        "U": "UpdateResourcesAccessControlRules",
        "T": "CreateUpdateDeleteTemplate",
        "V": "UpdateResourcesTemplate",
    }
    told = _told(conf)
    assert [one.replace("AccessControlRules", "…") for one in told[0]] == expanded
    assert sorted(told[1]) == sorted(names[one] for one in stays)
    assert told[2] == found
    report = expand(conf, conf.parent / "Out")
    assert (report.errors, report.others) == ([], len(stays))
    if not expanded:
        assert (conf.parent / "Out" / "Conf.xml").read_text("utf-8") == text


def test_a_rule_written_by_hand_settles_it(conf: Path) -> None:
    for elements in ((_CREATE, _UPDATE, _BY_HAND), (_BY_HAND, _UPDATE, _CREATE)):
        _write(conf, *elements)
        expansion = expand_in_memory(conf)
        assert [one.xml for one in expansion.expanded] == ["", ""]
        assert [(one.mode, one.identifier) for one in expansion.adjustments] == [("Replace", _RULE)]
        assert [one.code for one in expansion.findings] == []
        assert {one.rule.get("DisplayName_L1") for one in rights(conf).grants} == {"Both"}


@pytest.mark.parametrize("mode", ["Merge", "Update", "Delete"])
def test_what_changes_one_does_not(conf: Path, mode: str) -> None:
    text = _write(
        conf, _CREATE, _UPDATE, _BY_HAND.replace("DisplayName_L1", f'ConsolidationMode="{mode}" DisplayName_L1')
    )
    report = expand(conf, conf.parent / "Out")
    assert [one.code for one in report.findings] == ["U211"]
    assert (report.expanded, report.adjustments) == (0, 0)
    assert (conf.parent / "Out" / "Conf.xml").read_text("utf-8") == text


def test_it_is_told_again_by_a_run_that_remembers(conf: Path) -> None:
    _write(conf, _CREATE, _UPDATE)
    out = conf.parent / "Out"
    assert [one.code for one in expand(conf, out).findings] == ["U211"]
    assert [one.code for one in expand(conf, out).findings] == ["U211"]
    _write(conf, _CREATE, _VIEW)
    assert (expand(conf, out).findings, expand(conf, out).others) == ([], 0)
    _write(conf, _UPDATE, _CREATE)
    report = expand(conf, out)
    assert ([one.code for one in report.findings], report.expanded, report.others) == (["U211"], 0, 2)


def test_what_stays_is_told_to_be_expanded_by_no_guess(conf: Path) -> None:
    _write(conf, _CREATE_ALL, _UPDATE_ALL)
    assert [one.code for one in expand_in_memory(conf).findings] == ["U211"]


def test_what_one_has_besides_is_generated_by_another_one(conf: Path) -> None:
    _write(conf, _CREATE_ALL, _UPDATE, _VIEW)
    found = rights(conf)
    assert [one.element.name for one in found.unknown] == [
        "CreateUpdateDeleteTemplate",
        "UpdateResourcesAccessControlRules",
    ]
    assert {one.rule.scaffolding.name for one in found.grants if one.rule.scaffolding} == {"ViewAccessControlRules"}


def test_what_takes_a_rule_away_from_what_is_expanded_and_from_what_stays_is_there_for_both(conf: Path) -> None:
    gone = '<AccessControlRule Identifier="P_Category_Custom_Resources_E" ConsolidationMode="Delete"/>'
    _write(conf, _CREATE_ALL, _UPDATE, _VIEW, f"  {gone}\n")
    generated = [one.identifier for one in outermost(expand_in_memory(conf).expanded[0].xml)]
    report = expand(conf, conf.parent / "Out")
    assert (report.adjustments, [one.code for one in report.findings]) == (1, ["U211"])
    assert "P_Category_Custom_Resources_E" not in {one.rule.identifier for one in rights(conf).grants}
    text = (conf.parent / "Out" / "Conf.xml").read_text("utf-8")
    assert (gone in text, "P_Category_Custom_Resources_E" in generated) == (True, False)


def test_each_has_a_slice_of_its_own_all_the_same(conf: Path) -> None:
    _write(conf, _CREATE, _UPDATE)
    assert "<UpdateResourcesAccessControlRules" in slice_document(conf, "Conf.xml:4")


def test_of_many_each_is_told_once(conf: Path) -> None:
    _write(conf, *[_CREATE, _UPDATE] * 50)
    expanded, others, found = _told(conf)
    assert (expanded, len(others), len(found)) == ([], 100, 99)


def test_one_that_is_wrong_is_held_against_no_other(conf: Path) -> None:
    _write(conf, _CREATE.replace("/>", ' Name="A"/>'), _UPDATE)
    assert [one.code for one in expand_in_memory(conf).findings] == ["U302"]


def test_one_that_has_two_rules_of_one_identifier_stays_too(conf: Path) -> None:
    """An entity type of the product's own has a row of the table, and may be a dimension, or the entity type."""
    view = '  <EntityType Identifier="Category"/><ViewAccessControlRules EntityType="Category" Profile="P"/>\n'
    text = _write(conf, '  <Dimension Identifier="D" EntityType="Policy" ColumnMapping="0"/>\n', view, _ROLES, _ROLES)
    assert [str(one).partition(";")[0] for one in expand_in_memory(conf).findings if one.code[:3] == "U21"] == [
        (
            "Conf.xml:4:38: warning U212 ViewAccessControlRules generates the AccessControlRule"
            " 'P_Category_Custom_Resources_Category' twice, differently"
        ),
        (
            "Conf.xml:5:3: warning U212 RoleAdministrationAccessControlRules generates the AccessControlRule"
            " 'P_Policy_ProvisioningPolicy_Policy' twice, differently"
        ),
        (
            "Conf.xml:6:3: warning U211 RoleAdministrationAccessControlRules and RoleAdministrationAccessControlRules"
            " at Conf.xml:5:3 generate the AccessControlRule 'P_Policy_ProvisioningPolicy_Policy' differently"
        ),
    ]
    report = expand(conf, conf.parent / "Out")
    assert (report.expanded, report.others) == (0, 3)
    assert (conf.parent / "Out" / "Conf.xml").read_text("utf-8") == text


def test_a_rule_written_by_hand_settles_that_as_well(conf: Path) -> None:
    by_hand = _BY_HAND.replace(_RULE, "P_Policy_ProvisioningPolicy_Policy")
    _write(conf, '  <Dimension Identifier="D" EntityType="Policy" ColumnMapping="0"/>\n', _ROLES, by_hand)
    expansion = expand_in_memory(conf)
    assert [one.code for one in expansion.findings] == []
    generated = [one.identifier for one in outermost(expansion.expanded[0].xml)]
    assert (len(generated), "P_Policy_ProvisioningPolicy_Policy" in generated) == (27, False)


def test_an_association_with_an_entity_type_of_a_row_generates_what_the_row_does_not(conf: Path) -> None:
    association = '  <EntityAssociation Identifier="A" Property1="E:R" Property2="Resource:Es"/>\n'
    _write(conf, association, f"  <PerformManualProvisioningAccessControlRules {_ATTRIBUTES}\n")
    assert [one.code for one in expand_in_memory(conf).findings] == ["U212"]
