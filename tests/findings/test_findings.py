"""Findings as data: where they stand, what is related to them, and what mends them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from unscaffold import expand_in_memory
from unscaffold.findings import Edit, Finding, Region, Related, diagnose, in_order, point, rules
from unscaffold.markup import characters, positions

if TYPE_CHECKING:
    from collections.abc import Collection

    from unscaffold.findings import Way
    from unscaffold.markup import Span

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"
CASES = sorted(folder / "input" for folder in (Path(__file__).parents[1] / "errors").iterdir())
OF_WHOLE_FILES = {"U101", "U103", "U106", "U109"}
# A start tag, an attribute, or nothing, between two characters.
REGION = re.compile(r"""<[^<]*>|[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')|""", re.DOTALL)


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, elements in files.items():
        (folder / name).write_text(f"{START}{elements}{END}", encoding="utf-8", newline="\n")
    return folder


def offset(text: str, line: int, column: int) -> int:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    return len("".join(lines[: line - 1])) + column - 1


def ends(text: str, region: Region) -> tuple[int, int]:
    return offset(text, region.line, region.column), offset(text, region.end_line, region.end_column)


def text_at(folder: Path, region: Region) -> str:
    text = characters((folder / region.file).read_bytes()).utf8.decode()
    start, end = ends(text, region)
    return text[start:end]


def mended(folder: Path, edit: Edit) -> None:
    file = folder / edit.region.file
    text = file.read_text("utf-8")
    start, end = ends(text, edit.region)
    file.write_text(text[:start] + edit.text + text[end:], "utf-8")


def codes(findings: list[Finding]) -> Counter[str]:
    return Counter(found.code for found in findings)


def test_each_file_is_looked_at_once_for_all_of_its_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types = "".join(f'  <ResourceType Identifier="T{number}"/>\n' for number in range(30))
    written(tmp_path, {"A.xml": types, "B.xml": types, "C.xml": types})
    looked_at = []
    locate = positions.locate

    def counted(utf8: bytes, deepest: int, wanted: Collection[Way]) -> dict[Way, Span]:
        looked_at.append(utf8)
        return locate(utf8, deepest, wanted)

    monkeypatch.setattr(positions, "locate", counted)
    found = expand_in_memory(tmp_path).findings
    assert [(str(one.region), [str(related.region) for related in one.related]) for one in found] == [
        (f"{file}:{line}:17", [f"A.xml:{line}:17"]) for file in ("B.xml", "C.xml") for line in range(2, 32)
    ]
    assert len(looked_at) == 3


@pytest.mark.parametrize("conf", CASES, ids=lambda conf: conf.parent.name)
def test_a_region_is_that_of_a_tag_or_an_attribute_or_a_place_in_the_file(conf: Path) -> None:
    found = [one for one in expand_in_memory(conf).findings if one.code not in OF_WHOLE_FILES]
    regions = [region for one in found for region in (one.region, *(related.region for related in one.related))]
    assert [text for text in (text_at(conf, region) for region in regions) if not REGION.fullmatch(text)] == []


@pytest.mark.parametrize("conf", CASES, ids=lambda conf: conf.parent.name)
def test_an_edit_mends_its_finding_and_changes_no_other(conf: Path, tmp_path: Path) -> None:
    found = expand_in_memory(conf).findings
    for number, one in enumerate(found):
        if one.edit:
            mended(copytree(conf, tmp_path / str(number)), one.edit)
            rest = expand_in_memory(tmp_path / str(number)).findings
            assert codes(rest) == codes(found) - codes([one])


def test_an_attribute_is_removed_with_the_space_before_it(tmp_path: Path) -> None:
    scaffolding = '<CreateInitializationJob Agent="L"\n  OldAlgorithm="true" />'
    written(tmp_path, {"A.xml": f'<Agent Identifier="L"/>{scaffolding}'})
    (found,) = expand_in_memory(tmp_path).findings
    assert found.edit is not None
    assert (text_at(tmp_path, found.edit.region), found.edit.text) == ('\n  OldAlgorithm="true"', "")


def test_edits_are_made_where_they_are_certain() -> None:
    found = [one for conf in CASES for one in expand_in_memory(conf).findings]
    with_edits = {one.rule.name for one in found if one.edit}
    assert with_edits == {"case", "copy-occurence", "old-algorithm"}


def test_lines_and_columns_count_characters_whatever_the_line_ends_and_the_letters(tmp_path: Path) -> None:
    scaffolding = "<CleanDatabaseJob\r\n\tÄ='\U0001f600' Å=\"2\"\r   Shape\n = 'round'/>"
    (tmp_path / "A.xml").write_text(f"{START}é{scaffolding}{END}", encoding="utf-8", newline="")
    found = expand_in_memory(tmp_path).findings
    assert [(one.values[0], one.region[1:5], text_at(tmp_path, one.region)) for one in found] == [
        (("attribute", "Ä"), (3, 2, 3, 7), "Ä='\U0001f600'"),
        (("attribute", "Å"), (3, 8, 3, 13), 'Å="2"'),
        (("attribute", "Shape"), (4, 4, 5, 11), "Shape\n = 'round'"),
    ]


def test_one_cause_is_told_once_with_all_that_needs_it(tmp_path: Path) -> None:
    job = '  <CreateConnectorSynchroComplete Connector="HR" JobIdentifier="{}"/>\n'
    links = '  <EntityAssociationMapping Identifier="Links" Connector="HR"/>\n'
    connector = f'  <Connector Identifier="HR"/>\n{links}  <RolePolicyNotification/>\n'
    written(tmp_path, {"A.xml": connector, "B.xml": "".join(map(job.format, "abcde"))})
    (found,) = expand_in_memory(tmp_path).findings
    assert (found.rule, str(found.region)) == (rules()["no-agent"], "A.xml:2:3")
    assert [(role, str(region)) for role, region in found.related] == [
        ("needed at", f"B.xml:{line}:3") for line in range(2, 7)
    ]
    assert found.sentence == (
        "Connector HR has no agent to run on: it names none, and the configuration declares none; say Agent; "
        "needed at B.xml:2:3, B.xml:3:3, B.xml:4:3 and 2 more"
    )


def test_what_needs_a_cause_fails_and_nothing_else(tmp_path: Path) -> None:
    without = '  <Agent Identifier="A"/><Agent Identifier="B"/><Connector Identifier="HR"/>\n'
    mapping = '  <EntityTypeMapping Identifier="Person" Connector="HR"/>\n'
    other = """  <Connector Identifier="AD" Agent="A"/><EntityTypeMapping Identifier="User" Connector="AD"/>
  <ResourceType Identifier="R" SourceEntityType="Person" TargetEntityType="User"/>
"""
    jobs = "".join(f'  <CreateConnectorSynchroComplete Connector="{name}"/>\n' for name in ("HR", "AD"))
    expansion = expand_in_memory(written(tmp_path, {"A.xml": without + mapping + other + jobs}))
    assert [(one.scaffolding.attributes["Connector"], one.failed) for one in expansion.expanded] == [
        ("HR", True),
        ("AD", False),
    ]


def test_findings_of_one_place_and_sentence_are_one_with_all_that_is_related() -> None:
    values = {"kind": "job", "identifier": "J"}
    found = [
        diagnose("collision", point("A.xml", 2, 3), values, related=[Related("other", point(file))])
        for file in ("C.xml", "B.xml", "C.xml")
    ]
    (one,) = in_order(found)
    assert one.sentence.startswith("the generated job 'J' exists already at B.xml:1:1, C.xml:1:1; give")


def test_braces_in_values_and_in_sentences_of_ones_own_stay() -> None:
    (one,) = [diagnose("malformed", point("A.xml"), {"reason": "{{reason}} {other}"})]
    assert one.sentence == "the file is not well-formed XML: {{reason}} {other}; mend it, then try again"
