"""The folder of results: what is kept of each repository from one run to the next."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unscaffold.findings import Failure
from unscaffold.fleets import Outcome, Results, Visited, opened, results_folder
from unscaffold.fleets.outcome import Unchanged

if TYPE_CHECKING:
    from collections.abc import Iterable


def outcome(name: str, digest: str = "1") -> Outcome:
    return Outcome(name, "fine", "", {"version": 1}, [{"event": "end"}], digest, "", 1.5, 100, "")


def kept(results: Results, *outcomes: Outcome | Unchanged, is_complete: bool = True) -> None:
    for one in outcomes:
        assert [found for found in [results.keep(one)] if found] == [*results.visited([one.name])]
    if is_complete:
        results.complete()


def visits(folder: Path, *came: Outcome | Unchanged, is_complete: bool = True) -> Iterable[Visited]:
    with opened(folder) as results:
        kept(results, *came, is_complete=is_complete)
        return [*results.visited(["a", "b", "c"])]


def test_what_there_was_before_is_that_of_the_last_run_that_came_to_its_end(tmp_path: Path) -> None:
    a, b, c = (outcome(name) for name in "abc")
    assert visits(tmp_path, a, b) == [Visited(a), Visited(b)]
    other = outcome("a", "2")
    assert visits(tmp_path, other, Unchanged("b")) == [Visited(other, a), Visited(b, b, is_unchanged=True)]
    last = outcome("a", "3")
    # A run that is killed is the same run when it is taken up again: what it has done is no longer unchanged.
    assert visits(tmp_path, last, is_complete=False) == [Visited(last, other)]
    assert visits(tmp_path, Unchanged("a"), Unchanged("b"), c) == [
        Visited(last, other),
        Visited(b, b, is_unchanged=True),
        Visited(c),
    ]
    again = outcome("a", "4")
    assert visits(tmp_path, again, is_complete=False) == [Visited(again, last)]
    assert visits(tmp_path, outcome("a", "5")) == [Visited(outcome("a", "5"), last)]
    assert visits(tmp_path) == []


def test_what_is_known_is_the_digest_unless_all_is_to_be_run(tmp_path: Path) -> None:
    visits(tmp_path, outcome("a", "1"))
    with opened(tmp_path) as results:
        assert [results.known(name) for name in ("a", "b")] == ["1", ""]
    with opened(tmp_path, fresh=True) as results:
        assert results.known("a") == ""
        results.keep(outcome("a", "2"))
        assert [*results.visited(["a"])] == [Visited(outcome("a", "2"), outcome("a", "1"))]


def test_a_folder_is_used_by_one_run_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(Failure, match=r"^another run is writing to "), opened(tmp_path):
        pass


def packed(kept: object) -> bytes:
    return gzip.compress(json.dumps(kept).encode(), mtime=0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b broken",
        gzip.compress(b"[" * 100_000, mtime=0),
        packed([]),
        packed({"version": 2, "run": "1", "now": outcome("a"), "before": None}),
        packed({"version": 1, "run": "1", "now": outcome("b"), "before": None}),
        packed({"version": 1, "run": "1", "now": [1], "before": None}),
    ],
    ids=["empty", "broken", "deep", "list", "newer", "another's", "short"],
)
def test_what_is_not_as_it_was_kept_is_not_there(tmp_path: Path, data: bytes) -> None:
    visits(tmp_path, outcome("a"))
    (file,) = tmp_path.glob("*.json.gz")
    file.write_bytes(data)
    (tmp_path / "run.json").write_bytes(b"[")
    with opened(tmp_path) as results:
        assert (results.known("a"), [*results.visited(["a"])]) == ("", [])
        results.keep(outcome("a"))
        assert [*results.visited(["a"])] == [Visited(outcome("a"))]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters() | st.sampled_from("/\\.\0:\ud800")), min_size=1, unique=True))
def test_no_name_leads_out_of_the_folder(names: list[str]) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "outer", "results")
        with opened(folder) as results:
            kept(results, *map(outcome, names))
            assert [one.now.name for one in results.visited(names)] == names
            assert {results.known(name) for name in names} == {"1"}
        assert [path.name for path in Path(temporary).rglob("*") if path.is_dir()] == ["outer", "results"]
        assert len([*folder.glob("*.json.gz")]) == len(names)


def test_the_folder_is_that_of_the_list_and_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert results_folder(tmp_path / "list.toml", ["check"]) is None
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path))
    folders = [
        results_folder(tmp_path / name, words)
        for name, words in (("a", ["check"]), ("b", ["check"]), ("a", ["check", "--strict"]), ("a", ["check"]))
    ]
    assert (len({*folders}), folders[0]) == (3, folders[3])
    assert {folder.parent for folder in folders if folder} == {tmp_path / "fleets"}
