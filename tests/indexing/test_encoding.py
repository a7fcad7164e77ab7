"""What a file holds is the same after it was kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from unscaffold.indexing.encoding import kept, reading_of
from unscaffold.reading import Reading, read_file
from unscaffold.remembering import OTHERWISE
from unscaffold.vocabulary import declarations

ROOT = Path(__file__).parents[2]
FILES = sorted(path for folder in ("samples", "tests/golden") for path in (ROOT / folder).rglob("*.xml"))


def readings() -> list[Reading]:
    read = [
        read_file(ROOT, path.relative_to(ROOT).as_posix(), declarations(), {"CleanDatabaseJob"}) for path in FILES
    ]
    return [one for one in read if not one.findings]


def test_every_reading_is_what_it_was() -> None:
    before = readings()
    after = [reading_of(one.file, one.digest, kept(one)) for one in before]
    assert [_comparable(one) for one in after] == [_comparable(one) for one in before]
    assert len(before) > 100
    for name in ("elements", "scaffoldings", "jobs", "others", "access_rules", "comments"):
        assert any(getattr(one, name) for one in before), name


def _comparable(reading: Reading) -> Reading:
    """Return a reading in which all children are tuples: nobody looks at which kind of sequence they are."""
    for name in ("elements", "scaffoldings", "jobs", "suspects", "adjusters", "access_rules", "nested"):
        for one in getattr(reading, name):
            one.children = tuple(one.children)
    return reading._replace(comments=[*reading.comments])


def _of_an_agent(said: str) -> str:
    return f'[true, [], [], [["Agent", {said}]], [], [], [], [], [], []]'


@pytest.mark.parametrize(
    "kept_as",
    [
        "",
        "[]",
        "[true, [1], [], [], [], [], [], [], [], []]",
        _of_an_agent('{"Identifier": 1}, [0]'),
        _of_an_agent("{}, []"),
        _of_an_agent('{}, [0], [], "", "", [1, 1, null, 9]'),
    ],
)
def test_what_was_kept_otherwise_is_refused(kept_as: str) -> None:
    with pytest.raises(OTHERWISE):
        reading_of("A.xml", "", kept_as)
