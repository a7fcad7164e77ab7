"""What several scaffoldings generate alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold import expand, expand_in_memory
from unscaffold.markup import NAMESPACE, outermost

if TYPE_CHECKING:
    from pathlib import Path

_MODEL = '<Profile Identifier="P"/><EntityType Identifier="E"/>'
_BULK = '<BulkReviewProvisioningAccessControlRules EntityType="E" Profile="P"/>'
_REVIEW = '<ReviewProvisioningAccessControlRules EntityType="E" Profile="P"/>'
_SETTINGS = '<SettingsAccessControlRules Profile="P"/>'
_WRONG = '<ReviewProvisioningAccessControlRules EntityType="E" Profile="P" Profil="P"/>'


def _counts(folder: Path, *scaffoldings: str) -> list[int]:
    text = f'<ConfigurationFile xmlns="{NAMESPACE}">{_MODEL}{"".join(scaffoldings)}</ConfigurationFile>'
    (folder / "Conf.xml").write_text(text, encoding="utf-8")
    return [len([*outermost(one.xml)]) for one in expand_in_memory(folder).expanded]


def test_it_is_left_to_the_first_one(tmp_path: Path) -> None:
    assert _counts(tmp_path, _REVIEW, _SETTINGS, _BULK) == [8, 4, 1]
    assert _counts(tmp_path, _BULK, _SETTINGS, _REVIEW) == [9, 4, 0]
    assert _counts(tmp_path, _SETTINGS, _SETTINGS, _SETTINGS) == [4, 0, 0]


def test_it_is_not_left_to_one_that_fails(tmp_path: Path) -> None:
    assert _counts(tmp_path, _WRONG, _BULK) == [0, 9]


def test_what_has_no_identifier_is_known_by_its_content(tmp_path: Path) -> None:
    view = '<ViewTemplate EntityType="E" Profile="P"/>'
    assert _counts(tmp_path, view, view.replace("Template", "TemplateAdaptable"), view) == [12, 1, 0]


def test_a_menu_item_adds_to_the_first_one(tmp_path: Path) -> None:
    menus = ["CreateUpdateDeleteMenus", "UpdateResourcesMenus", "CreateUpdateDeleteMenus"]
    assert _counts(tmp_path, *(f'<{name} EntityType="E"/>' for name in menus)) == [2, 1, 0]
    added = [element for one in expand_in_memory(tmp_path).expanded for element in outermost(one.xml)]
    assert [(one.identifier, one.is_addition) for one in added] == [
        ("Search_E", False),
        ("View_E", False),
        ("View_E", True),
    ]
    assert added[2].xml.startswith('<MenuItem Identifier="View_E" ConsolidationMode="Merge"><MenuItem ')


def test_a_menu_item_adds_to_one_that_is_written_by_hand(tmp_path: Path) -> None:
    assert _counts(tmp_path, '<MenuItem Identifier="View_E"/>', '<UpdateResourcesMenus EntityType="E"/>') == [1]
    expansion = expand_in_memory(tmp_path)
    assert [element.is_addition for one in expansion.expanded for element in outermost(one.xml)] == [True]
    assert expansion.adjustments == []


def test_what_is_written_by_hand_replaces_it(tmp_path: Path) -> None:
    by_hand = (
        '<Profile Identifier="administrator"/>'
        '<Workflow Identifier="E_create"/>'
        '<MenuItem Identifier="Reports_Resources_E"/>'
    )
    scaffoldings = ["CreateUpdateDeleteWorkflows", "TargetResourceReportMenus", "CreateAdministratorProfile"]
    elements = [f'<{name} EntityType="E"/>' for name in scaffoldings]
    *counts, of_profile = _counts(tmp_path, *elements)
    assert counts == [3, 1]
    assert _counts(tmp_path, by_hand, *elements) == [2, 0, of_profile - 1]
    assert _counts(tmp_path, *elements, by_hand) == [2, 0, of_profile - 1]
    conf, expanded = tmp_path / "Conf", tmp_path / "Expanded"
    conf.mkdir()
    (tmp_path / "Conf.xml").rename(conf / "Conf.xml")
    assert expand(conf, expanded).errors == []
    assert expand_in_memory(expanded).errors == []


def test_what_only_changes_one_does_not(tmp_path: Path) -> None:
    merged = '<Profile Identifier="Administrator" ConsolidationMode="Merge" DisplayName_L2="Admin"/>'
    administrator = '<CreateAdministratorProfile EntityType="E"/>'
    assert _counts(tmp_path, administrator, merged) == _counts(tmp_path, administrator)


def test_what_adds_to_one_that_is_written_by_hand_does_so_once(tmp_path: Path) -> None:
    menus = '<UpdateResourcesMenus EntityType="E"/>'
    assert _counts(tmp_path, '<MenuItem Identifier="View_E"/>', menus, menus) == [1, 0]
