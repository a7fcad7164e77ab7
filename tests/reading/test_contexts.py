"""Context folders: what they add to a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.findings import Failure
from unscaffold.reading import Configuration, read_configuration
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from pathlib import Path

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">'
END = "</ConfigurationFile>"


@pytest.fixture
def read(tmp_path: Path) -> Configuration:
    files = {
        "Conf/A.xml": '<Agent Identifier="Local"/><Language Code="en" IndicatorNumber="1"/><CleanDatabaseJob/>',
        "One/A.xml": '<Agent Identifier="local"/><Agent Identifier="Other"/><CleanDatabaseJob/><UniverseDataModel/>',
        "One/B.xml": '<Job Identifier="J"><ExportTask Identifier="E"/></Job><CleanDatabaseJobb/>',
        "Two/A.xml": '<Agent Identifier="Other" ConsolidationMode="Merge"/><Connector Identifier="AD"/>',
        "Two/L.xml": '<Language Code="fr" IndicatorNumber="01"/><Language Code="de" IndicatorNumber="2"/>',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{START}{text}{END}")
    return read_configuration(tmp_path / "Conf", declarations(), [tmp_path / "One", tmp_path / "Two"])


def test_elements_of_a_context_come_after_those_of_the_configuration_which_win(
    read: Configuration, tmp_path: Path
) -> None:
    here = tmp_path.resolve().as_posix()
    found = [(one.attributes.get("Code", one.identifier), one.file.removeprefix(here)) for one in read.elements]
    assert found == [
        ("Local", "A.xml"),
        ("en", "A.xml"),
        ("Other", "/One/A.xml"),
        ("AD", "/Two/A.xml"),
        ("de", "/Two/L.xml"),
    ]
    assert [one.is_context for one in read.elements] == [False, False, True, True, True]
    assert (read.duplicates, read.findings) == ([], [])


def test_nothing_else_of_a_context_is_the_configuration_s(read: Configuration) -> None:
    assert [one.file for one in read.scaffoldings] == ["A.xml"]
    assert [*read.digests] == ["A.xml"]
    assert (read.jobs, read.others, read.suspects) == ([], [], [])
    assert [one.identifier for one in read.context_jobs] == ["J", "E"]


def test_a_context_that_changes_during_a_run_is_seen(read: Configuration, tmp_path: Path) -> None:
    (tmp_path / "Two" / "A.xml").write_text("")
    (connector,) = read.of_kind("Connector")
    with pytest.raises(Failure, match=r"A\.xml changed during the run; run again$"):
        read.place(connector)


def test_an_element_that_changes_one_of_a_context_comes_behind_it(tmp_path: Path) -> None:
    files = {
        "Conf": '<Connector Identifier="A"/><Connector Identifier="b" ConsolidationMode="Merge" Agent="Local"/>'
        '<Connector Identifier="C" ConsolidationMode="Delete"/><Connector Identifier="D" ConsolidationMode="Merge"/>'
        '<Connector Identifier="D" DisplayName_L1="Own"/>',
        "Context": '<Connector Identifier="C"/><Connector Identifier="B" DisplayName_L1="Theirs"/>'
        '<Connector Identifier="D"/><Connector Identifier="E"/>',
    }
    for name, text in files.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "A.xml").write_text(f"{START}{text}{END}")
    read = read_configuration(tmp_path / "Conf", declarations(), [tmp_path / "Context"])
    found = [(one.attributes, one.is_context) for one in read.of_kind("Connector")]
    assert found == [
        ({"Identifier": "A"}, False),
        ({"Identifier": "B", "DisplayName_L1": "Theirs", "ConsolidationMode": "Merge", "Agent": "Local"}, True),
        ({"Identifier": "D", "ConsolidationMode": "Merge"}, False),
        ({"Identifier": "E"}, True),
    ]
    assert [part.is_context for part in read.parts] == [False, True, False, False, True]
    assert [one.identifier for one in read.lone] == ["D"]


@pytest.mark.parametrize("folders", [("One", "One"), ("One/Below", "One"), ("One", "One/Below")])
def test_a_context_in_another_one_is_no_folder_without_a_configuration(
    tmp_path: Path, folders: tuple[str, str]
) -> None:
    for name in ("Conf", "One/Below"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "A.xml").write_text(f"{START}{END}")
    read = read_configuration(tmp_path / "Conf", declarations(), [tmp_path / folder for folder in folders])
    assert read.findings == []
