"""What a fleet prints and writes: tables, Markdown and JSON lines, whole.

`PYTHONPATH=tests python -m commandline.test_fleet_formats` writes them anew; review the diff.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reporting.test_fleet_page import named
from reporting.test_page import NAMES
from reporting.visits import CHECKED, COMPARED, EXPANDED, GRANTED, VERIFIED, fleet_of
from unscaffold.commandline import fleet_json, fleet_markdown, fleet_table
from unscaffold.commandline.fleet_progress import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from unscaffold.fleets import Visited
    from unscaffold.reporting import Fleet

FLEETS = {"check": CHECKED, "rights": GRANTED, "expand": EXPANDED, "diff": COMPARED, "verify": VERIFIED}
_GOLDEN = Path(__file__).parent / "fleets"
FORMS: dict[str, Callable[[Fleet, tuple[Visited, ...]], str]] = {
    "txt": lambda fleet, _: fleet_table.document(fleet, None),
    "table.md": lambda fleet, _: fleet_markdown.table(fleet),
    "report.md": lambda fleet, _: fleet_markdown.report(fleet),
    "jsonl": lambda fleet, visited: "".join(fleet_json.records(fleet, visited)),
}
_UNSEEN = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]")


def fleet(command: str, left: int = 0) -> Fleet:
    return fleet_of(sorted(FLEETS[command]), "Customers", command, left)


def printed(command: str, form: str) -> str:
    return FORMS[form](fleet(command), tuple(sorted(FLEETS[command])))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", FLEETS)
def test_what_is_told_is_as_it_was(command: str, form: str) -> None:
    assert printed(command, form) == (_GOLDEN / f"{command}.{form}").read_text("utf-8")


def test_a_table_fits_a_terminal() -> None:
    lines = fleet_table.document(fleet("check"), 60).splitlines()
    assert lines[:2] == [
        "REPOSITORY  STATUS    ERRORS  WARNINGS  SINCE LAST RUN",
        "alpha       findings       1         2  was fi…2 -1 findings",
    ]
    assert max(map(len, lines[:-1])) <= 60


@pytest.mark.parametrize(
    ("command", "left", "told"),
    [
        ("check", 0, "6 repositories: 3 fine, 1 with findings, 2 could not run; 1 error, 4 warnings; 1 unchanged"),
        ("expand", 3, "5 repositories: 2 fine, 3 not run; 0 errors, 0 warnings, 4 files written"),
        ("diff", 0, "1 repository: 1 fine; 0 errors, 0 warnings, 3 changes"),
        ("verify", 0, "1 repository: 1 with findings; 0 errors, 0 warnings, 3 differences"),
    ],
)
def test_the_last_line_has_the_totals(command: str, left: int, told: str) -> None:
    assert fleet_table.document(fleet(command, left), None).splitlines()[-1] == told


def test_a_fleet_of_nothing_has_nothing_to_tell() -> None:
    nothing = fleet_of((), "T", "check")
    assert (fleet_table.document(nothing, None), fleet_markdown.table(nothing)) == (("no repositories\n",) * 2)


def test_each_repository_has_a_line_when_it_is_done() -> None:
    assert [line(row) for command in FLEETS for row in fleet(command).rows] == [
        "alpha: findings, 1 error, 2 warnings (0.62 s)",
        "beta: fine, unchanged",
        "delta: fine, 1 warning (0.62 s)",
        "epsilon: failed, https://git.example/epsilon.git cannot be fetched: there is no such repository",
        "eta: failed, it took longer than 10 minutes",
        "gamma: fine, 1 warning (0.62 s)",
        "east: fine, 2 profiles, 1 permission (0.50 s)",
        "north: fine, 2 profiles, 2 permissions (0.62 s)",
        "south: fine, 2 profiles, 1 permission (0.62 s)",
        "west: fine, 2 profiles, 1 permission (0.50 s)",
        "one: fine, 4 files written (0.38 s)",
        "two: fine (0.38 s)",
        "one: fine, 3 changes (0.38 s)",
        "one: findings, 3 differences (0.38 s)",
    ]


@given(st.lists(NAMES, min_size=5, max_size=5))
def test_names_of_strangers_do_nothing_but_show(names: list[str]) -> None:
    visited = named(names)
    found = fleet_of(visited, names[0], "check")
    table = fleet_table.document(found, None)
    assert (len(table.splitlines()), _UNSEEN.search(table)) == (5, None)
    for text in (fleet_markdown.table(found), fleet_markdown.report(found)):
        assert not _UNSEEN.search(text)
        assert _acting(text) == set()
    records = [*fleet_json.records(found, visited)]
    assert not any(_UNSEEN.search(record) for record in records)
    assert [json.loads(record)["name"] for record in records[:-1]] == [one.now.name for one in visited]


def _acting(text: str) -> set[str]:
    """Return what Markdown would do with names: links, pictures and elements."""
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    html = [one.content for one in inline if one.type == "html_inline" and one.content not in {"<code>", "</code>"}]
    kinds = {one.type for one in (*tokens, *inline)} & {"link_open", "image", "html_block"}
    return kinds | set(html)


if __name__ == "__main__":
    _GOLDEN.mkdir(exist_ok=True)
    for each in FLEETS:
        for form in FORMS:
            (_GOLDEN / f"{each}.{form}").write_text(printed(each, form), "utf-8", newline="\n")
