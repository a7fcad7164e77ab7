"""Scaffoldings inside of other elements: which are found, and how soon."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from unscaffold.reading.file import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.reading import Declared

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">'
END = "</ConfigurationFile>"
SCAFFOLDINGS = ("CleanDatabaseJob", "CreateConnectorsJobs")


def nested(tmp_path: Path, text: str) -> list[Declared]:
    (tmp_path / "A.xml").write_text(f"{START}{text}{END}")
    return read_file(tmp_path, "A.xml", SCAFFOLDINGS).nested


def test_what_stands_in_another_element_is_found_with_the_way_to_it(tmp_path: Path) -> None:
    found = nested(tmp_path, "<A/><B><!-- --><C/>text<D><E/><CleanDatabaseJob/></D><CreateConnectorsJobs/></B>")
    assert [(one.name, one.way, one.attributes) for one in found] == [
        ("CleanDatabaseJob", (1, 1, 1), {"in": "D"}),
        ("CreateConnectorsJobs", (1, 2), {"in": "B"}),
    ]


def test_what_is_expanded_or_an_argument_or_of_another_namespace_is_not(tmp_path: Path) -> None:
    inside = "<CleanDatabaseJob><CreateConnectorsJobs/></CleanDatabaseJob>"
    assert nested(tmp_path, f'{inside}<A><CleanDatabaseJob xmlns="urn:other"/><!-- <CleanDatabaseJob/> --></A>') == []


def test_time_grows_with_the_file(tmp_path: Path) -> None:
    started = time.perf_counter()
    assert len(nested(tmp_path, f"<A>{'<CleanDatabaseJob/>' * 20_000}</A>")) == 20_000
    assert time.perf_counter() - started < 5
