"""What is told of two runs that are not the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attesting.statements import SETTINGS, SMALL, THREE
from unscaffold.attesting.attested import Thing
from unscaffold.attesting.differences import differences

if TYPE_CHECKING:
    from unscaffold.attesting.attested import Attested


def with_digests(*things: Thing) -> Attested:
    return SMALL._replace(digests=dict.fromkeys(things, THREE))


def told(attested: Attested, found: Attested) -> list[str]:
    return [f"{of}: {sentence}" for of, sentence in differences(attested, found, "/".join)]


def test_of_the_same_nothing_is_told() -> None:
    assert told(SMALL, SMALL) == []


def test_each_kind_of_thing_has_its_sentence() -> None:
    kinds = [
        Thing("baseline"),
        Thing("context", "1/c"),
        Thing("input", "i"),
        Thing("output", "o"),
        Thing("own-stylesheets", "1"),
        Thing("program"),
        Thing("stylesheets"),
    ]
    other = SMALL._replace(digests=dict.fromkeys(kinds, "4" * 64))
    assert told(with_digests(*kinds), other) == [
        "input: input/i is not as the run read it",
        "input: context/1/c is not as the run read it",
        "output: output/o is not as the run wrote it",
        "program: program/ are not those of the run",
        "program: stylesheets/ are not those of the run",
        "settings: baseline/ is not that of the run",
        "settings: own-stylesheets/1 are not those of the run",
    ]
    assert told(with_digests(*kinds), with_digests()) == [
        "input: input/i is missing; the run read it",
        "input: context/1/c is missing; the run read it",
        "output: output/o is missing; the run wrote it",
        "program: program/ are missing",
        "program: stylesheets/ are missing",
        "settings: baseline/ is not named here; the run had one",
        "settings: own-stylesheets/1 are not named here",
    ]
    assert told(with_digests(), with_digests(*kinds)) == [
        "input: input/i is new; the run did not read it",
        "input: context/1/c is new; the run did not read it",
        "output: output/o is new; the run did not write it",
        "program: program/ are not in the statement",
        "program: stylesheets/ are not in the statement",
        "settings: baseline/ was not named for the run",
        "settings: own-stylesheets/1 were not named for the run",
    ]


def test_versions_are_told_by_their_names() -> None:
    found = SMALL._replace(versions={"unscaffold": "2.0.0", "lxml": "6.1.3"})
    assert told(SMALL, found) == [
        "program: Python is not known here, and was 3.14.0",
        "program: lxml is 6.1.3 here, and was not told",
        "program: unscaffold is 2.0.0 here, and was 1.2.3",
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"strict": 1}, "strict is true here, and was 1"),
        ({"strict": None}, "strict is true here, and was null"),
        ({"only": ["rights", "jobs"]}, 'only is ["jobs"] here, and was ["rights", "jobs"]'),
        ({"later": "x"}, 'later is null here, and was "x"'),
        ({"target": "x" * 90}, f'target is "7.0" here, and was "{"x" * 79}...'),
    ],
)
def test_a_setting_is_told_with_both_values(changed: dict[str, object], sentence: str) -> None:
    assert told(SMALL._replace(settings=SETTINGS | changed), SMALL) == [f"settings: {sentence}"]


def test_a_setting_may_be_nested_as_deep_as_one_likes() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    sentence = f'settings: target is "7.0" here, and was {"[" * 80}...'
    assert told(SMALL._replace(settings=SETTINGS | {"target": deep}), SMALL) == [sentence]


def test_where_a_folder_lies_decides_on_nothing() -> None:
    moved = SETTINGS | {"context": ["elsewhere"], "stylesheets": ["elsewhere"], "baseline": "elsewhere.json"}
    assert told(SMALL, SMALL._replace(settings=moved, commit=None, started="")) == []
