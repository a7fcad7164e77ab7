"""What scaffoldings that stay in place certainly declare, among what is declared by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold import Options, expand_in_memory
from unscaffold.markup import NAMESPACE
from unscaffold.reading import read_configuration
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from pathlib import Path

MAPPINGS = '<ConnectorMappings Connector="HR" EntityType="HR_Person" Package="Usercube.CSV@0000001"/>'
MODULE = '<Agent Identifier="Local"/><WorkforceModule/>'
JOB = '<CreateConnectorSynchroIncremental Connector="Directory"/>'
DIRECTORY = '<Connector Identifier="Directory" Agent="Local"/>'


def write(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, body in files.items():
        text = f'<ConfigurationFile xmlns="{NAMESPACE}">{body}</ConfigurationFile>'
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")
    return folder


def declared(folder: Path) -> list[tuple[str, dict[str, str], str]]:
    read = read_configuration(folder, declarations())
    return [(element.name, element.attributes, f"{element.file}{element.way}") for element in read.elements]


def test_facts_stand_where_their_scaffolding_does(tmp_path: Path) -> None:
    conf = write(tmp_path / "Conf", a=f'<Agent Identifier="Local"/>{MAPPINGS}<Language Code="en"/>')
    package = "Usercube.CSV@0000001"
    assert declared(conf) == [
        ("Agent", {"Identifier": "Local"}, "a.xml(0,)"),
        ("Connection", {"Identifier": "HR", "Connector": "HR", "Package": package}, "a.xml(1,)"),
        ("EntityTypeMapping", {"Identifier": "HR_Person", "Connector": "HR"}, "a.xml(1,)"),
        ("Language", {"Code": "en"}, "a.xml(2,)"),
    ]


def test_what_is_declared_by_hand_wins_wherever_it_stands(tmp_path: Path) -> None:
    by_hand = '<Connection Identifier="hr" Connector="HR"/><EntityTypeMapping Identifier="hr_person" Connector="AD"/>'
    conf = write(tmp_path / "Conf", a=MAPPINGS, b=by_hand)
    assert declared(conf) == [
        ("Connection", {"Identifier": "hr", "Connector": "HR"}, "b.xml(0,)"),
        ("EntityTypeMapping", {"Identifier": "hr_person", "Connector": "AD"}, "b.xml(1,)"),
    ]


@pytest.mark.parametrize(
    ("mode", "package"),
    [("Merge", ["Usercube.Excel@0000001"]), ("Update", ["Usercube.Excel@0000001"]), ("Delete", [])],
)
def test_an_element_that_says_a_mode_changes_a_fact_wherever_it_stands(
    tmp_path: Path, mode: str, package: list[str]
) -> None:
    change = f'<Connection Identifier="HR" Package="Usercube.Excel@0000001" ConsolidationMode="{mode}"/>'
    for name, text in {"Before": change + MAPPINGS, "After": MAPPINGS + change}.items():
        read = read_configuration(write(tmp_path / name, a=text), declarations())
        assert read.duplicates == []
        assert [element.attributes["Package"] for element in read.of_kind("Connection")] == package


def test_a_module_that_is_turned_off_declares_nothing(tmp_path: Path) -> None:
    conf = write(tmp_path / "Conf", a='<WorkforceModule IsEnabled="False"/>')
    assert declared(conf) == [("WorkforceModule", {"IsEnabled": "False"}, "a.xml(0,)")]


@pytest.mark.parametrize(
    ("context", "codes"), [({}, ["U325"]), ({"a": DIRECTORY}, ["U321"]), ({"a": MODULE}, ["U325"])]
)
def test_a_context_folder_supplies_what_a_module_generates(
    tmp_path: Path, context: dict[str, str], codes: list[str]
) -> None:
    conf = write(tmp_path / "Conf", a=MODULE + JOB)
    folders = (write(tmp_path / "Context", **context),) if context else ()
    expansion = expand_in_memory(conf, Options(context=folders))
    assert [found.code for found in expansion.findings] == codes
    assert expansion.expanded[0].xml.startswith('<Job Identifier="Directory_Synchronize_Incremental"')
