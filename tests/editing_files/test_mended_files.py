"""What findings can mend for certain, applied to the files where they stand: nothing else of them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.editing_files import mended_files
from unscaffold.expanding import expand_in_memory
from unscaffold.findings import Edit, Failure, Region, diagnose, point
from unscaffold.markup import NAMESPACE
from unscaffold.reading import Configuration
from unscaffold.reading.declared import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.findings import Finding

_CONF = f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="Löcal" URI='' />
  <Connector Identifier="HR" Agent="LÖCAL" />
  <CreateInitializationJob Agent="löcal"
                           OldAlgorithm='true' />
</ConfigurationFile>
"""
_MENDED = (
    _CONF.replace("LÖCAL", "Löcal").replace("löcal", "Löcal").replace("\n" + " " * 27 + "OldAlgorithm='true'", "")
)


def _with_edit(region: Region, text: str) -> Finding:
    return diagnose("duplicate", point("A.xml"), {})._replace(edit=Edit(region, text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_all_edits_of_a_file_are_made_in_its_own_encoding(encoding: str, line_end: str, tmp_path: Path) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>\n' if encoding == "windows-1252" else ""
    before, after = ((declaration + text).replace("\n", line_end).encode(encoding) for text in (_CONF, _MENDED))
    (tmp_path / "A.xml").write_bytes(before)
    expansion = expand_in_memory(tmp_path)
    (mended,) = mended_files(expansion.configuration, expansion.findings)
    assert (mended.path, mended.before, mended.after) == (tmp_path / "A.xml", before, after)
    assert [found.code for found in mended.findings] == ["U203", "U203", "U312"]
    mended.write()
    assert (tmp_path / "A.xml").read_bytes() == after
    assert mended_files(expansion.configuration, []) == []


def _configuration(folder: Path, text: str) -> Configuration:
    (folder / "A.xml").write_text(text, "utf-8", newline="")
    digest = expand_in_memory(folder).configuration.digests["A.xml"]
    return Configuration(
        folder, [Reading("A.xml", digest, [], [], [], [], [], [], [], [], [], is_configuration=False)]
    )


def test_of_two_edits_that_meet_the_later_one_is_left_for_a_second_run(tmp_path: Path) -> None:
    read = _configuration(tmp_path, "abcdef")
    first, second, third = (Region("A.xml", 1, *ends[:1], 1, *ends[1:]) for ends in ((1, 4), (3, 5), (4, 6)))
    found = [_with_edit(region, text) for region, text in ((third, "z"), (second, "y"), (first, "x"), (first, "x"))]
    (mended,) = mended_files(read, found)
    assert (mended.after, mended.findings) == (b"xzf", [found[0], found[2], found[3]])


def test_what_stands_in_a_context_is_left_alone(tmp_path: Path) -> None:
    read = _configuration(tmp_path, "abc")
    assert mended_files(read, [_with_edit(point(str(tmp_path / "B.xml")), "x")]) == []


def test_an_edit_of_what_nobody_knows_the_place_of_is_not_made(tmp_path: Path) -> None:
    read = _configuration(tmp_path, "abc")
    assert mended_files(read, [_with_edit(point("A.xml"), "x")]) == []


def test_a_file_that_has_changed_since_is_refused(tmp_path: Path) -> None:
    read = _configuration(tmp_path, "abc")
    (tmp_path / "A.xml").write_text("abcd")
    with pytest.raises(Failure, match=r"A\.xml changed during the run; run again"):
        mended_files(read, [_with_edit(point("A.xml"), "x")])


@given(
    lines=st.lists(st.text(st.sampled_from("aé\U0001f600 "), min_size=1, max_size=4), min_size=1, max_size=5),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    data=st.data(),
)
def test_every_character_outside_an_edit_stays(
    lines: list[str], line_end: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    line = data.draw(st.integers(1, len(lines)))
    start = data.draw(st.integers(0, len(lines[line - 1]) - 1))
    end = data.draw(st.integers(start + 1, len(lines[line - 1])))
    read = _configuration(tmp_path_factory.mktemp("conf"), line_end.join(lines))
    (mended,) = mended_files(read, [_with_edit(Region("A.xml", line, start + 1, line, end + 1), "é!")])
    lines[line - 1] = f"{lines[line - 1][:start]}é!{lines[line - 1][end:]}"
    assert mended.after == line_end.join(lines).encode()
