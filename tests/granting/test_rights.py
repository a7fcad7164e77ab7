"""The use case `rights`: what is generated and what is written by hand, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from granted import LET_READ, document, entry, rule
from unscaffold.granting import rights
from unscaffold.grants import Wanted
from unscaffold.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.granting import Rights, Row, Source

_CONF = f"""
<Profile Identifier="Boss"/>
<LetRead Profile="boss"/>
<AccessControlRule Identifier="boss_Job" ConsolidationMode="Merge">
  <Entry Permission="/Jobs/Job/Update" CanExecute="true"/>
</AccessControlRule>
<AccessControlRule Identifier="boss_Task" ConsolidationMode="Update" EntityType="Task" Profile="Boss"/>
<SearchBarPageAccessControl Profile="Boss" EntityType="User"/>
{rule("Mine", entry("/Jobs/Task/Query"), profile="BOSS", entity_type="Task")}
"""


def _folder(folder: Path, **contents: str) -> Path:
    for name, content in contents.items():
        (folder / name).mkdir()
        (folder / name / "Conf.xml").write_text(document(content), "utf-8", newline="\n")
    return folder / next(iter(contents))


def _rights(folder: Path, wanted: Wanted) -> Rights:
    own = folder / "own"
    own.mkdir()
    for name, text in LET_READ.items():
        (own / name).write_text(text, "utf-8")
    return rights(_folder(folder, Conf=_CONF), Options(stylesheets=(own,)), wanted=wanted)


def _told(row: Row) -> tuple[str, str, str, str, str]:
    return (
        f"{row.profile} {row.entity_type} {row.permission}",
        row.scaffolding or row.grade,
        _source(row.source),
        _source(row.repeats),
        _source(row.included_in),
    )


def _source(source: Source | None) -> str:
    return f"{source.rule} {source.permission} {source.place}" if source else ""


def test_rows_come_from_scaffoldings_and_from_what_is_written_by_hand(tmp_path: Path) -> None:
    found = _rights(tmp_path, Wanted(profiles=("boss",)))
    assert [_told(row) for row in found.rows] == [
        ("Boss Job /Jobs/Job/Query", "LetRead", "boss_Job /Jobs/Job/Query Conf.xml:3:1", "", ""),
        ("Boss Job /Jobs/Job/Update", "hand-written", "boss_Job /Jobs/Job/Update Conf.xml:4:1", "", ""),
        ("Boss Task /Jobs/Task/Query", "LetRead", "boss_Task /Jobs/Task/Query Conf.xml:3:1", "", ""),
        (
            "Boss Task /Jobs/Task/Query",
            "hand-written",
            "Mine /Jobs/Task/Query Conf.xml:9:1",
            "boss_Task /Jobs/Task/Query Conf.xml:3:1",
            "",
        ),
    ]
    assert [(one.element.name, str(place)) for one, place in found.unknown_places] == [
        ("SearchBarPageAccessControl", "Conf.xml:8:1")
    ]
    assert (found.is_whole, found.findings) == (True, [])
    assert found.matrix.cells == {("/Jobs/Job", "Boss"): "RU", ("/Jobs/Task", "Boss"): "R"}


def test_what_is_not_wanted_is_still_looked_at_for_what_makes_it_idle(tmp_path: Path) -> None:
    content = rule("A", entry("/Jobs/Job")) + rule("B", entry("/Jobs")) + rule("C", entry("/Jobs"), profile="Q")
    found = rights(_folder(tmp_path, Conf=content), wanted=Wanted(permissions=("/Jobs/*",)))
    assert [_told(row) for row in found.rows] == [
        ("P E /Jobs/Job", "hand-written", "A /Jobs/Job Conf.xml:2:1", "", "B /Jobs Conf.xml:3:1")
    ]


def test_a_context_grants_what_the_folder_does_not_declare_itself(tmp_path: Path) -> None:
    conf = _folder(tmp_path, Conf=rule("A", entry("/X")), Context=rule("a", entry("/Y")) + rule("B", entry("/Z")))
    found = rights(conf, Options(context=(tmp_path / "Context",)))
    file = (tmp_path / "Context" / "Conf.xml").as_posix()
    assert [_told(row) for row in found.rows] == [
        ("P E /X", "hand-written", "A /X Conf.xml:2:1", "", ""),
        ("P E /Z", "context", f"B /Z {file}:3:1", "", ""),
    ]


def test_what_cannot_be_read_is_told_to_be_missing(tmp_path: Path) -> None:
    conf = _folder(tmp_path, Conf=rule("A", entry("/X")))
    (conf / "Bad.xml").write_text("<a>", "utf-8")
    found = rights(conf)
    assert ([row.permission for row in found.rows], found.is_whole) == (["/X"], False)
    assert [one.code for one in found.findings] == ["U101"]


def test_rows_are_in_the_order_of_profiles_entity_types_and_permissions(tmp_path: Path) -> None:
    content = (
        rule("A", entry("/b"), entry("/A"), entry("/B"), profile="q")
        + rule("B", entry("/c"), entity_type="z", profile="P")
        + rule("C", entry("/d"), entity_type="Y", profile="p")
    )
    found = rights(_folder(tmp_path, Conf=content))
    assert [(row.profile, row.entity_type, row.permission) for row in found.rows] == [
        ("p", "Y", "/d"),
        ("P", "z", "/c"),
        ("q", "E", "/A"),
        ("q", "E", "/B"),
        ("q", "E", "/b"),
    ]
