"""A configuration folder, read: its elements in their order, found by what they say, and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.findings import Failure, point
from unscaffold.markup import NAMESPACE
from unscaffold.reading import Configuration, Declared, read_configuration
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

START = f'<ConfigurationFile xmlns="{NAMESPACE}">\n'
END = "</ConfigurationFile>\n"
FILES = {
    "b/More.xml": f"""{START}  <Connector Identifier="hr" ConsolidationMode="Merge" Agent="Other"/>
  <Connector Identifier="HR"/>
  <CleanDatabaseJob/>
  <Job Identifier="J"><Step Identifier="S"/><ExportTask Identifier="E"/><ExportTaskOverride Identifier="O"/></Job>
{END}""",
    "a.xml": f"""{START}  <Connector Identifier="HR" Agent="Local" Colour="red"/>
  <Connector Identifier="AD"/>
  <AccessControlRule/>
  <GovernanceRolesAccessControlRules/>
{END}""",
    "note.txt": START,
    "other.xml": "<Other/>",
    "torn.xml": "<ConfigurationFile",
}


@pytest.fixture
def read(tmp_path: Path) -> Configuration:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    return read_configuration(tmp_path, declarations())


def shown(elements: Iterable[Declared]) -> list[tuple[str, str, dict[str, str]]]:
    return [(element.file, element.name, element.attributes) for element in elements]


def test_what_matters_is_read_in_configuration_order(read: Configuration) -> None:
    merged = {"Identifier": "HR", "ConsolidationMode": "Merge", "Agent": "Other"}
    assert sorted(read.digests) == sorted(FILES)
    assert shown(read.elements) == [
        ("a.xml", "Connector", merged),
        ("a.xml", "Connector", {"Identifier": "AD"}),
    ]
    assert shown(read.scaffoldings) == [("b/More.xml", "CleanDatabaseJob", {})]
    assert shown(read.jobs) == [
        ("b/More.xml", "Job", {"Identifier": "J"}),
        ("b/More.xml", "ExportTask", {"Identifier": "E"}),
    ]
    assert read.jobs[0].children == (("Step", {"Identifier": "S"}, 0), ("ExportTaskOverride", {"Identifier": "O"}, 2))
    assert read.others == ["GovernanceRolesAccessControlRules"]
    assert (read.unread, [one.code for one in read.findings]) == ({"torn.xml"}, ["U101"])


def test_what_was_merged_is_there_in_its_parts(read: Configuration) -> None:
    assert shown(read.parts) == [
        ("a.xml", "Connector", {"Identifier": "HR", "Agent": "Local"}),
        ("a.xml", "Connector", {"Identifier": "AD"}),
        (
            "b/More.xml",
            "Connector",
            {"Identifier": "hr", "ConsolidationMode": "Merge", "Agent": "Other"},
        ),
    ]
    assert [[shown(pair)[0][0], pair[1].file] for pair in read.duplicates] == [["b/More.xml", "a.xml"]]


def test_elements_are_found_by_what_they_say_in_any_case(read: Configuration) -> None:
    assert read.of_kind("Connector") == read.elements
    assert read.where("Connector", "Identifier", "Hr") == read.elements[:1]
    assert (read.where("Connector", "Identifier", ""), read.where("Agent", "Identifier", "HR")) == ([], [])
    assert (read.spelling("Connector", "ad"), read.spelling("Connector", "SAP")) == ("AD", "SAP")
    assert list(read.identifiers("Connector")) == ["HR", "AD"]
    assert read.identifiers("Connector") is read.identifiers("Connector")


def test_an_element_stands_where_its_file_says(read: Configuration) -> None:
    elements = [*read.elements, *read.scaffoldings, *read.jobs]
    assert [read.place(element) for element in elements] == [
        point("a.xml", 2, 3),
        point("a.xml", 3, 3),
        point("b/More.xml", 4, 3),
        point("b/More.xml", 5, 3),
        point("b/More.xml", 5, 45),
    ]


def test_a_file_that_is_not_as_it_was_read_is_refused(read: Configuration) -> None:
    assert read.bytes("note.txt") == START.encode()
    (read.folder / "note.txt").write_text("new", encoding="utf-8")
    (read.folder / "a.xml").unlink()
    sentences = []
    for file in ("note.txt", "a.xml"):
        with pytest.raises(Failure) as failure:
            read.bytes(file)
        sentences.append(str(failure.value))
    assert sentences == [
        "note.txt changed during the run; run again",
        "a.xml cannot be read any more: No such file or directory",
    ]
