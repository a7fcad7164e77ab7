"""The page of a fleet: whole, for samples; and what holds for any names.

`PYTHONPATH=tests python -m reporting.test_fleet_page` writes those of the samples anew; review the diff.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.pages import GOLDEN, VERSION
from reporting.test_page import ACTING, NAMES, parsed, shapes
from reporting.visits import CHECKED, EXPANDED, GRANTED, checked, failed, finding, fleet_of, grant, granted
from unscaffold.fleets import Visited
from unscaffold.reporting import page_of_fleet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')
FLEETS = {"check": CHECKED, "rights": GRANTED, "expand": EXPANDED}


def golden(command: str) -> Path:
    return GOLDEN.parents[1] / "fleets" / f"{command}.html"


def fleet_page(command: str, visited: Sequence[Visited] = (), title: str = "Customers", left: int = 0) -> bytes:
    return page_of_fleet(fleet_of(visited or FLEETS[command], title, command, left), VERSION, "")


@pytest.mark.parametrize("command", FLEETS)
def test_the_page_of_the_sample_is_as_it_was(command: str) -> None:
    assert fleet_page(command).decode() == golden(command).read_text("utf-8")


def test_the_policy_lets_the_own_script_and_style_run_and_nothing_else() -> None:
    made = fleet_page("check")
    (style,) = re.findall(rb"<style>(.*?)</style>", made, re.DOTALL)
    (script,) = re.findall(rb"<script>(.*?)</script>", made, re.DOTALL)
    digests = [b64encode(sha256(one).digest()).decode() for one in (style, script)]
    expected = (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}';"
        " base-uri 'none'; form-action 'none'"
    )
    assert [one.decode().replace("&#39;", "'") for one in _POLICY.findall(made)] == [expected]


def named(names: Sequence[str]) -> tuple[Visited, ...]:
    """Return repositories that have names in all places that a page shows."""
    one, two, three, four, five = names
    found = finding(one, "error", two, 1, three) | {"name": four}
    rights = (grant(one, two, entity_type=three, property_group=four, conditions={four: five}), grant(five, four))
    return (
        Visited(checked(one, found), checked(one, finding(five, "warning", four, 2, three))),
        Visited(failed(f"{two}2", five), checked(f"{two}2")),
        Visited(granted(f"{three}3", *rights), granted(f"{three}3", grant(two, three))),
    )


@cache
def _known() -> set[tuple[str, str]]:
    """Return what pages are made of whose names are harmless."""
    harmless = page_of_fleet(fleet_of(named(["A", "B", "C", "D", "E"]), "T", "rights"), VERSION, "")
    return shapes(parsed(harmless)).union(*(shapes(parsed(fleet_page(name))) for name in FLEETS))


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=5, max_size=5))
def test_names_are_text_and_make_no_element_and_no_attribute(names: list[str]) -> None:
    made = page_of_fleet(fleet_of(named(names), names[0], "rights"), VERSION, "")
    root = parsed(made)
    assert shapes(root) <= _known()
    assert [name for one in root.iter() for name in one.attrib if ACTING.fullmatch(name)] == []
    assert [one for one in root.iter() if not isinstance(one.tag, str)] == []  # comments
    links = {one.attrib["href"] for one in root.iter() if "href" in one.attrib}
    assert [link for link in links if not re.fullmatch(r"#[a-z0-9-]+", link)] == []
    shown = "".join(root.itertext())
    assert not re.search("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", shown)


def test_a_page_has_the_time_that_it_is_given() -> None:
    page = page_of_fleet(fleet_of((), "T", "check"), VERSION, "2026-01-01T00:00:00Z")
    assert b'made at <time datetime="2026-01-01T00:00:00Z">2026-01-01 00:00 UTC</time>' in page


def test_what_was_not_run_is_counted() -> None:
    assert b"<dt>Not run</dt><dd>7</dd>" in fleet_page("check", left=7)


def test_a_page_of_many_repositories_is_cut_and_says_so() -> None:
    many = [Visited(checked(f"customer-{number:05}", finding("U310", "error", "m"))) for number in range(5_002)]
    page = fleet_page("check", many).decode()
    assert page.count('data-kind="repositories"') == 5_000
    assert "2 rows more, which the JSON lines have" in page
    assert len(page) < 3_000_000


if __name__ == "__main__":
    for each in FLEETS:
        golden(each).parent.mkdir(exist_ok=True)
        golden(each).write_bytes(fleet_page(each))
