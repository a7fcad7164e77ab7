"""What is expanded of a configuration, if a run asks for some families of scaffoldings only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold import Options, expand, expand_in_memory
from unscaffold.findings import Failure
from unscaffold.granting import rights
from unscaffold.inspecting import list_folder, slice_document
from unscaffold.markup import NAMESPACE
from unscaffold.options import FAMILIES
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Profile Identifier="P"/>
  <EntityType Identifier="E"/>
  <CleanDatabaseJob/>
  <SettingsAccessControlRules Profile="P"/>
  <ViewTemplate EntityType="E" Profile="P"/>
  <GovernanceRolesAccessControlRules EntityType="E" Profile="P"/>
  <Job Identifier="CleanDatabase" ConsolidationMode="Merge"/>
  <AccessControlRule Identifier="P_Connectors_Custom_Settings" ConsolidationMode="Delete"/>
</ConfigurationFile>
"""
_ALL = ("CleanDatabaseJob", "SettingsAccessControlRules", "ViewTemplate")


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    folder = tmp_path / "Conf"
    folder.mkdir()
    (folder / "Conf.xml").write_text(_TEXT, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("only", "expanded", "others"),
    [
        ((), _ALL, 1),
        (FAMILIES, _ALL, 1),
        (("jobs",), _ALL[:1], 3),
        (("rights",), _ALL[1:2], 3),
        (("templates",), _ALL[2:], 3),
        (("rights", "jobs", "rights"), _ALL[:2], 2),
    ],
)
def test_what_is_not_chosen_stays_and_is_counted(
    conf: Path, only: tuple[str, ...], expanded: tuple[str, ...], others: int
) -> None:
    report = expand(conf, conf.parent / "Out", Options(only=only))
    assert report.expansion
    assert [one.scaffolding.name for one in report.expansion.expanded] == [*expanded]
    assert report.others == others
    text = (conf.parent / "Out" / "Conf.xml").read_text("utf-8")
    assert [name for name in _ALL if f"<{name}" in text] == [name for name in _ALL if name not in expanded]


def test_another_choice_is_another_run(conf: Path) -> None:
    out = conf.parent / "Out"
    expand(conf, out, Options(only=("jobs",)))
    assert expand(conf, out, Options(only=("rights",))).changes.changed
    assert expand(conf, out, Options(only=("rights",))).changes.is_empty


def test_what_changes_something_that_is_left_is_not_told_to_be_of_no_use(conf: Path) -> None:
    found = {only: expand_in_memory(conf, Options(only=(only,))).findings for only in ("jobs", "rights")}
    assert found == {"jobs": [], "rights": []}


def test_what_is_kept_is_not_counted(conf: Path) -> None:
    options = Options(only=("rights",), keep=("CleanDatabaseJob",))
    assert expand_in_memory(conf, options).configuration.others == [
        "ViewTemplate",
        "GovernanceRolesAccessControlRules",
    ]


def test_what_stays_is_listed_and_grants_unknown_rights(conf: Path) -> None:
    options = Options(only=("jobs",))
    stay = [*_ALL[1:], "GovernanceRolesAccessControlRules"]
    assert [one.kind for one in list_folder(conf, options).entries] == [_ALL[0], *stay, "Job"]
    assert [one.element.name for one in rights(conf, options).unknown] == stay


def test_it_has_no_slice(conf: Path) -> None:
    with pytest.raises(Failure, match=r"Conf.xml:4 has no scaffolding"):
        slice_document(conf, "Conf.xml:4", Options(only=("rights",)))
    assert "<SettingsAccessControlRules" in slice_document(conf, "Conf.xml:5", Options(only=("rights",)))


def test_each_scaffolding_says_its_family() -> None:
    assert {one.family for one in declarations().values()} == {*FAMILIES}
    families = {name: one.family for name, one in declarations().items()}
    assert [families[name] for name in _ALL] == [*FAMILIES]
