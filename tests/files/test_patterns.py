"""Patterns of paths: what each part of them stands for, and that none takes long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unscaffold.files import fault_of_pattern, fits

ALWAYS_THE_SAME = settings(deadline=None, derandomize=True, database=None)
PATHS = ["A.xml", "Legacy/A.xml", "Legacy/Old/A.xml", "Legacy/Old/B.XML", "legacy.xml"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("A.xml", ["A.xml"]),
        ("*.xml", ["A.xml", "legacy.xml"]),
        ("*", ["A.xml", "legacy.xml"]),
        ("?.xml", ["A.xml"]),
        ("**", PATHS),
        ("**/**", PATHS),
        ("**/*.xml", ["A.xml", "Legacy/A.xml", "Legacy/Old/A.xml", "legacy.xml"]),
        ("**/A.xml", ["A.xml", "Legacy/A.xml", "Legacy/Old/A.xml"]),
        ("Legacy", []),
        ("Legacy/**", ["Legacy/A.xml", "Legacy/Old/A.xml", "Legacy/Old/B.XML"]),
        ("Legacy/*", ["Legacy/A.xml"]),
        ("L*y/*d/*", ["Legacy/Old/A.xml", "Legacy/Old/B.XML"]),
        ("**/Old/**", ["Legacy/Old/A.xml", "Legacy/Old/B.XML"]),
        ("Legacy/**/A.xml", ["Legacy/A.xml", "Legacy/Old/A.xml"]),
        ("[A].xml", []),
        ("legacy/**", []),
    ],
)
def test_what_a_pattern_fits(pattern: str, expected: list[str]) -> None:
    assert fault_of_pattern(pattern) == ""
    assert [path for path in PATHS if fits(path, pattern)] == expected


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("Legacy\\*", "which is not written with forward slashes"),
        ("/Legacy/**", "which is not relative to the configuration folder"),
        ("C:/Legacy/**", "which is not relative to the configuration folder"),
        ("Legacy/", "which has no name between two slashes or at an end; ** stands for all that lies below"),
        ("a//b", "which has no name between two slashes or at an end; ** stands for all that lies below"),
        ("", "which has no name between two slashes or at an end; ** stands for all that lies below"),
        ("../a", "which has a . or .. in it"),
        ("./a", "which has a . or .. in it"),
        ("a/b**", "which has a ** that is not all that stands between two slashes"),
        ("***", "which has a ** that is not all that stands between two slashes"),
    ],
)
def test_a_pattern_that_can_fit_nothing_is_told(pattern: str, fault: str) -> None:
    assert fault_of_pattern(pattern) == fault


def test_a_pattern_of_many_stars_ends() -> None:
    assert not fits("a" * 5_000, "*a" * 2_000 + "b")
    assert not fits("a/" * 500 + "a", "**/a/" * 300 + "b")


def as_regex(pattern: str) -> str:
    """Return the regular expression of a pattern, which is what it means, and may take long."""
    pattern = re.sub(r"(^|/)\*\*$", r"\1**/*", pattern)
    parts = {"**/": "(?:[^/]+/)*", "*": "[^/]*", "?": "[^/]"}
    return re.sub(r"\*\*/|\*|\?|.", lambda found: parts.get(found[0]) or re.escape(found[0]), pattern)


PARTS = st.one_of(st.just("**"), st.text("ab*?", min_size=1, max_size=4).filter(lambda part: "**" not in part))


@ALWAYS_THE_SAME
@given(
    st.lists(PARTS, min_size=1, max_size=5).map("/".join),
    st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=5).map("/".join),
)
def test_a_pattern_means_what_its_regular_expression_does(pattern: str, path: str) -> None:
    assert fault_of_pattern(pattern) == ""
    assert fits(path, pattern) == bool(re.fullmatch(as_regex(pattern), path))
