"""Which elements are meant by a name or a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from processors import ROOT
from systems import LINKS
from unscaffold.expanding import Expansion, expand_in_memory
from unscaffold.explaining.named import meant_by_name, unknown
from unscaffold.explaining.placed import meant_by_place
from unscaffold.findings import Failure
from unscaffold.folder_to_folder import expand
from unscaffold.markup import local_name, parsed
from unscaffold.options import Options
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from unscaffold.explaining.meant import Meant
    from unscaffold.options import Layout

_CONF = """\
<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">
  <Agent Identifier="Local" URI=""/>
  <Connector Identifier="HR" Agent="Local"/>
  <Connection Identifier="HR" Connector="HR" Package="Usercube.CSV@0000001"/>
  <EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
  <InvokeExpressionTask Identifier="Fetch" Agent="Local" InputPath="a.ps1"/>
  <CreateConnectorSynchroComplete Connector="HR" JobIdentifier="Nightly">
    <AddTask Task="Fetch" TaskToCompareWith="Export" Before="true"/>
  </CreateConnectorSynchroComplete>
  <Job Identifier="Nightly" ConsolidationMode="Merge" LogLevel="Debug"/>
  <CleanDatabaseJob/>
  <Job Identifier="&lt;é&gt;" Agent="Local"><Step Identifier="Fetch"/><Step Identifier="Elsewhere"/></Job>
</ConfigurationFile>
"""


@pytest.fixture
def expansion(tmp_path: Path) -> Expansion:
    folder = tmp_path / "Conf"
    folder.mkdir()
    (folder / "A.xml").write_text(_CONF, "utf-8")
    return expand_in_memory(folder, Options(context=()))


def _told(meant: Meant | None) -> list[str]:
    """Return what is meant: a generated element by its scaffolding and way, another one by its file and way."""
    assert meant
    made = [f"{one.one.scaffolding.name} {one.way}" for one in meant.made]
    return [*made, *(f"{one.file} {one.way}" for one in meant.written)]


_NAMES = {
    "Nightly": ["CreateConnectorSynchroComplete (0,)"],
    "nightly": ["CreateConnectorSynchroComplete (0,)"],
    "job:NIGHTLY": ["CreateConnectorSynchroComplete (0,)"],
    "Nightly_Export_HR_Complete_HR": ["CreateConnectorSynchroComplete (0, 1)"],
    "CleanDataBaseTask:nothing": [],
    "Fetch": ["A.xml (4,)"],
    "Step:Fetch": ["CreateConnectorSynchroComplete (0, 0)", "A.xml (8, 0)"],
    "": [],
    "Job:": [],
    "Elsewhere": ["A.xml (8, 1)"],
    "<é>": ["A.xml (8,)"],
    "Connection:hr": ["A.xml (2,)"],
}


@pytest.mark.parametrize("name", _NAMES)
def test_a_name_means_what_has_it(name: str, expansion: Expansion) -> None:
    meant = meant_by_name(expansion, name)
    assert (_told(meant) if meant else []) == _NAMES[name]


def test_a_name_of_several_kinds_is_refused(expansion: Expansion) -> None:
    with pytest.raises(Failure) as refused:
        meant_by_name(expansion, "HR")
    assert str(refused.value) == (
        "'HR' is the identifier of elements of 2 kinds; name one, of\n  Connection:HR\n  Connector:HR"
    )


_UNKNOWN = {
    "Nihgtly": "the configuration has no element 'Nihgtly'; did you mean 'Nightly'?",
    "Job:Nihgtly": "the configuration has no element 'Job:Nihgtly'; did you mean 'Job:Nightly'?",
    "Quite another": "the configuration has no element 'Quite another'",
    "": "the configuration has no element ''",
}


@pytest.mark.parametrize("name", _UNKNOWN)
def test_what_is_unknown_is_told_with_the_nearest_name(name: str, expansion: Expansion) -> None:
    assert str(unknown(expansion, name)) == _UNKNOWN[name]


_LINES = {
    "A.xml:7": ["A.xml (5,)"],
    "A.xml:8": ["A.xml (5, 0)"],
    "Conf/A.xml:3": ["A.xml (1,)"],
    "A.xml:12:52": ["A.xml (8, 0)"],
}


@pytest.mark.parametrize("place", _LINES)
def test_a_place_means_what_stands_there(place: str, expansion: Expansion) -> None:
    assert _told(meant_by_place(expansion, place, None)) == _LINES[place]


@pytest.mark.parametrize(
    "file", ["HR/HR Jobs.xml", "LDAP Partners/PartnersLDAP Jobs.xml", "Jobs/Maintenance Jobs.xml"]
)
def test_each_line_of_an_expanded_file_means_what_stands_there(file: str) -> None:
    contoso = ROOT / "samples" / "contoso"
    expansion = expand_in_memory(contoso / "Conf")
    wrong = []
    for number, line in enumerate((contoso / "expected" / file).read_bytes().decode("latin-1").splitlines(), 1):
        begins = re.match(r'\s*<(?:uc:)?(\w+)[^>]*? (\w+)="([^"]*)"', line)
        if begins and begins[1] != "ConfigurationFile":
            meant = meant_by_place(expansion, f"{file}:{number}", contoso / "expected")
            assert meant
            (node,) = _nodes(expansion, meant)
            if (local_name(node), node.get(begins[2])) != (begins[1], begins[3]):
                wrong.append((line, node))
    assert wrong == []


def _nodes(expansion: Expansion, meant: Meant) -> Iterator[etree._Element]:
    for one in meant.made:
        yield _below(parsed(one.one.xml), one.way)
    for by_hand in meant.written:
        yield _below(expansion.configuration.children(by_hand.file), by_hand.way)


def _below(nodes: list[etree._Element], way: tuple[int, ...]) -> etree._Element:
    node = nodes[way[0]]
    for number in way[1:]:
        node = [*node.iterchildren("*")][number]
    return node


_LAYOUTS = [("folder", "A.xml"), ("scaffoldings", "CreateConnectorSynchroComplete/Nightly.xml")]


@pytest.mark.parametrize(("layout", "file"), _LAYOUTS)
def test_a_place_of_an_output_is_found_by_its_manifest(
    layout: Layout, file: str, tmp_path: Path, expansion: Expansion
) -> None:
    output = tmp_path / layout
    expand(tmp_path / "Conf", output, Options(layout=layout))
    lines = (output / file).read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if 'Step Identifier="Fetch"' in line)
    made = ["CreateConnectorSynchroComplete (0, 0)"]
    assert _told(meant_by_place(expansion, f"{output / file}:{number}", None)) == made
    (output / file).write_text("<a/>", "utf-8")
    with pytest.raises(Failure) as refused:
        meant_by_place(expansion, f"{file}:1", output)
    assert str(refused.value) == (
        f"{output / file} is not as {tmp_path / 'Conf'} is expanded to now; expand it again, with the same options"
    )


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("\0:1", "\0 is neither a file of {folder} nor of an output folder"),
        (f"{'a/' * 3000}:1", f"{'a/' * 3000} is neither a file of {{folder}} nor of an output folder"),
        ("A.xml", "A.xml is a file; name a line of it, as FILE:LINE"),
        (":3", "line 3 of which file? name it, as FILE:LINE"),
        ("A.xml:1", "no element stands at A.xml:1; name a line of one"),
        ("B.xml:1", "B.xml is neither a file of {folder} nor of an output folder; did you mean 'A.xml'?"),
    ],
)
def test_a_wrong_place_is_refused(place: str, sentence: str, expansion: Expansion) -> None:
    with pytest.raises(Failure) as refused:
        meant_by_place(expansion, place, None)
    assert str(refused.value) == sentence.format(folder=expansion.configuration.folder)


@LINKS
def test_a_file_that_an_output_does_not_have_is_refused(tmp_path: Path, expansion: Expansion) -> None:
    (tmp_path / "Out").mkdir()
    (tmp_path / "Out" / "B.xml").symlink_to(tmp_path / "Conf" / "A.xml")
    for file in ("A.xml", "B.xml", "../Conf"):
        with pytest.raises(Failure) as refused:
            meant_by_place(expansion, f"{file}:3", tmp_path / "Out")
        told = f"{tmp_path / 'Out' / file} is no file of an output folder; name one as FILE:LINE"
        assert str(refused.value) == told


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(what=st.text() | st.from_regex(r"(A|B|Job|\\.\\.)?[:/.]*[0-9]*:?[0-9]*", fullmatch=True))
def test_whatever_is_asked_for_is_found_or_refused_in_one_line(what: str, expansion: Expansion) -> None:
    try:
        meant = meant_by_name(expansion, what) or meant_by_place(expansion, what, None)
        told = "" if meant else unknown(expansion, what).sentence
    except Failure as failure:
        told = failure.sentence
    assert "\n" not in printable(told)
