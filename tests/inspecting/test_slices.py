"""The slice of one scaffolding, named by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.findings import Failure
from unscaffold.inspecting import slice_document
from unscaffold.markup import NAMESPACE

if TYPE_CHECKING:
    from pathlib import Path

START = f'<ConfigurationFile xmlns="{NAMESPACE}">\n'
END = "</ConfigurationFile>\n"
CLEAN = f'  <CleanDatabaseJob xmlns="{NAMESPACE}"/>\n'


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    texts = {
        "a/A.xml": "  <Job Identifier='J'/>\n  <CleanDatabaseJob\n  />\n",
        "B.xml": "  <CreateConnectorsJobs/>\n",
    }
    for name, text in texts.items():
        (tmp_path / "Conf" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "Conf" / name).write_text(START + text + END, encoding="utf-8")
    return tmp_path / "Conf"


@pytest.mark.parametrize("where", ["a/A.xml", "a/A.xml:3", "a/A.xml:4", "Conf/a/A.xml:3", "./a/A.xml:3", ":4"])
def test_a_scaffolding_is_named_by_its_file_or_by_one_of_its_lines(where: str, conf: Path) -> None:
    assert slice_document(conf, where) == START + CLEAN + END


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("", "{conf} has 2 scaffoldings"),
        ("a/A.xml:2", "{file}:2 has no scaffolding"),
        ("A.xml", "{other} has no scaffolding"),
        (":9", "{conf}:9 has no scaffolding"),
    ],
)
def test_none_and_several_are_refused_with_what_there_is_to_choose_from(where: str, said: str, conf: Path) -> None:
    with pytest.raises(Failure) as failure:
        slice_document(conf, where)
    places = {"conf": conf, "file": conf / "a" / "A.xml", "other": conf / "A.xml"}
    assert failure.value.sentence == f"{said.format(**places)}; name one as FILE:LINE, of"
    assert failure.value.lines == ("B.xml:2  CreateConnectorsJobs", "a/A.xml:3  CleanDatabaseJob")


def test_there_is_nothing_to_choose_from_in_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        slice_document(tmp_path, "")
    assert str(failure.value) == f"{tmp_path} has no scaffolding; name one as FILE:LINE"
