"""Slices: what a scaffolding needs of a configuration, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.markup import NAMESPACE
from unscaffold.reading import Configuration, read_configuration
from unscaffold.slicing import slice_of, union
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.slicing import Slice

START = f'<ConfigurationFile xmlns="{NAMESPACE}">\n'
END = "</ConfigurationFile>\n"
SETTINGS = """\
  <Agent Identifier="Local"/>
  <Language Code="en" IndicatorNumber="1"/>
"""
# AD is provisioned from HR, which has a connection of its own; Badges has nothing to do with either.
HR = """\
  <Connector Identifier="HR"/>
  <Connection Identifier="HR_File" Connector="HR" Package="Usercube.CSV@0000001"/>
  <EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
"""
AD = """\
  <Connector Identifier="AD"/>
  <Connection Identifier="AD_Export" Connector="AD" Package="Usercube.AD@0000001"/>
  <EntityTypeMapping Identifier="AD_Entry" Connector="AD"/>
  <ResourceType Identifier="AD_User" SourceEntityType="HR_Person" TargetEntityType="AD_Entry"/>
"""
BADGES = '  <Connector Identifier="Badges"/>\n  <EntityTypeMapping Identifier="Badge" Connector="Badges"/>\n'
OF_AD = '  <CreateConnectorSynchroIncremental Connector="ad"/>\n'
OF_HR = '  <CreateConnectorSynchroIncremental Connector="HR"/>\n'
OF_ALL = "  <CreateInitializationJob/>\n"
OF_NONE = "  <CleanDatabaseJob><AddTask Task='T'/></CleanDatabaseJob>\n"


@pytest.fixture
def read(tmp_path: Path) -> Configuration:
    (tmp_path / "A.xml").write_text(START + BADGES + HR + OF_AD + OF_HR + END, encoding="utf-8")
    (tmp_path / "B.xml").write_text(START + AD + SETTINGS + OF_ALL + OF_NONE + END, encoding="utf-8")
    return read_configuration(tmp_path, declarations())


def slices(read: Configuration) -> list[Slice]:
    return [slice_of(read, one, declarations()[one.name]) for one in read.scaffoldings]


def written(*elements: str) -> str:
    """Return a document as slices are written: each scaffolding with its namespace."""
    text = "".join(elements).replace("'", '"')
    for name in ("CreateConnectorSynchroIncremental", "CreateInitializationJob", "CleanDatabaseJob"):
        text = text.replace(f"  <{name}", f'  <{name} xmlns="{NAMESPACE}"')
    return START + text + END


def test_a_slice_holds_what_its_scaffolding_needs_in_configuration_order(read: Configuration) -> None:
    mapping = '  <EntityTypeMapping Identifier="HR_Person" Connector="HR"/>\n'
    of_ad = ['  <Connector Identifier="HR"/>\n', mapping, AD, SETTINGS]
    assert [one.document() for one in slices(read)] == [
        written(*of_ad, OF_AD),
        written(HR, SETTINGS, OF_HR),
        written(BADGES, HR, AD, SETTINGS, OF_ALL),
        written(SETTINGS, OF_NONE),
    ]


def test_a_union_holds_each_element_once_and_all_scaffoldings(read: Configuration) -> None:
    of_ad, of_hr, of_all, _ = slices(read)
    assert union([of_hr, of_ad]).document() == written(HR, AD, SETTINGS, OF_HR, OF_AD)
    assert union([of_all, of_all]).elements is of_all.elements


def test_an_element_of_a_slice_is_one_of_its_file(read: Configuration) -> None:
    *_, of_none = slices(read)
    places = [of_none.at(way) for way in ((0,), (2,), (2, 0))]
    assert [(element.name, element.file, element.way, more) for element, more in places] == [
        ("Agent", "B.xml", (4,), ()),
        ("CleanDatabaseJob", "B.xml", (7,), ()),
        ("CleanDatabaseJob", "B.xml", (7,), (0,)),
    ]


def test_what_a_file_escapes_is_escaped_in_its_slice(tmp_path: Path) -> None:
    value = "a &amp; &lt;b> &quot;&#9;&#10;&#13;é"
    (tmp_path / "A.xml").write_text(f'{START}<Agent Identifier="{value}"/><CleanDatabaseJob/>{END}', encoding="utf-8")
    (one,) = slices(read_configuration(tmp_path, declarations()))
    assert one.document() == written(f'  <Agent Identifier="{value}"/>\n', "  <CleanDatabaseJob/>\n")
