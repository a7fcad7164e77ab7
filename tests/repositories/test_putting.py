"""Outputs behind URLs: whole at any moment by their manifests, and only what has changed is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from stores import s3
from unscaffold.findings import Failure
from unscaffold.folder_to_folder import expand
from unscaffold.markup import NAMESPACE
from unscaffold.repositories import Fault, loaded, output_state_of, put
from unscaffold.repositories.putting import WRITING, Put
from unscaffold.repositories.stores import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MANIFEST = ".unscaffold.json"
_FILE = f'<ConfigurationFile xmlns="{NAMESPACE}">{{}}</ConfigurationFile>\n'


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    with s3():
        yield "s3://fleet"


@pytest.fixture
def url(store: str, tmp_path: Path) -> str:
    return f"{store}/{tmp_path.name}/out"


def _expanded(tmp_path: Path, url: str, names: dict[str, str], *, force: bool = False) -> Put:
    """Expand a configuration of some files to a URL, as a fleet does."""
    tries = len([*tmp_path.iterdir()])
    conf, output = tmp_path / f"conf{tries}", tmp_path / f"out{tries}"
    for name, text in names.items():
        (conf / name).parent.mkdir(parents=True, exist_ok=True)
        (conf / name).write_text(_FILE.format(text), "utf-8")
    standing = loaded(url, output, force=force)
    expand(conf, output)
    return put(output, url, standing, force=force)


def _there(url: str) -> dict[str, str]:
    store = Store(url)
    return {file.path: data.decode() for file, data in store.contents(store.listed())}


class _BrokenError(Exception):
    """The process is killed, or the network is gone, at some point."""


def _break_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """Let a store fail after so many of its writings and removals."""
    done = iter(range(writes))

    def broken(method: Any) -> Any:
        def called(*arguments: Any, **more: Any) -> Any:
            if next(done, None) is None:
                raise _BrokenError
            return method(*arguments, **more)

        return called

    for name in ("put", "remove"):
        monkeypatch.setattr(Store, name, broken(getattr(Store, name)))


def test_a_second_run_writes_what_has_changed(tmp_path: Path, url: str) -> None:
    assert _expanded(tmp_path, url, {"A.xml": "", "B/C [1].xml": "", "D.xml": ""}) == Put(3, 0)
    first = _there(url)
    assert [*first] == [_MANIFEST, "A.xml", "B/C [1].xml", "D.xml"]
    before = output_state_of(url)
    assert _expanded(tmp_path, url, {"A.xml": "", "B/C [1].xml": "", "D.xml": ""}) == Put(0, 0)
    assert output_state_of(url) == before
    assert _expanded(tmp_path, url, {"A.xml": "", "B/C [1].xml": "<!-- new -->", "E.xml": ""}) == Put(2, 1)
    there = _there(url)
    assert [*there] == [_MANIFEST, "A.xml", "B/C [1].xml", "E.xml"]
    assert there["B/C [1].xml"] == _FILE.format("<!-- new -->")
    assert [*json.loads(there[_MANIFEST])["files"]] == ["A.xml", "B/C [1].xml", "E.xml"]


_OLD, _NEW = {"A.xml": "", "B.xml": "<!-- old -->", "C.xml": ""}, {"A.xml": "", "B.xml": "<!-- new -->", "D.xml": ""}


def _as_written(files: dict[str, str]) -> dict[str, str]:
    return {name: _FILE.format(text) for name, text in files.items()}


@pytest.mark.parametrize(
    ("steps", "whole", "left"),
    [
        (0, _OLD, Put(2, 1)),
        (1, _OLD, Put(2, 1)),  # what is to be there is said
        (2, None, Put(2, 1)),  # the manifest is removed
        (3, None, Put(0, 1)),  # what has changed is written
        (4, None, Put(0, 0)),  # what is no more is removed
        (5, _NEW, Put(0, 0)),  # the manifest is written
    ],
)
def test_a_run_that_breaks_off_leaves_no_half_output_and_the_next_one_mends_it(
    tmp_path: Path, url: str, steps: int, whole: dict[str, str] | None, left: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    _expanded(tmp_path, url, _OLD)
    with monkeypatch.context() as patched:
        _break_after(patched, steps)
        with pytest.raises(_BrokenError):
            _expanded(tmp_path, url, _NEW)
    broken = _there(url)
    manifest = broken.pop(_MANIFEST, None)
    assert (WRITING in broken) == (steps > 0)
    broken.pop(WRITING, None)
    assert (manifest is None) == (whole is None)
    assert whole is None or broken == _as_written(whole)
    assert _expanded(tmp_path, url, _NEW) == left
    mended = _there(url)
    assert [*json.loads(mended.pop(_MANIFEST))["files"]] == [*_NEW]
    assert mended == _as_written(_NEW)


def test_what_was_edited_there_is_not_overwritten(tmp_path: Path, url: str) -> None:
    _expanded(tmp_path, url, _OLD)
    Store(url).put({"B.xml": b"edited"})
    with pytest.raises(Failure) as raised:
        _expanded(tmp_path, url, _NEW)
    assert raised.value.sentence.replace(str(tmp_path), "…") == (
        "…/out2/B.xml is not as unscaffold wrote it; save it elsewhere and remove it, or say --force"
    )
    assert _there(url)["B.xml"] == "edited"


def test_what_others_wrote_is_not_overwritten(tmp_path: Path, url: str) -> None:
    Store(url).put({"A.xml": b"theirs"})
    with pytest.raises(Failure) as raised:
        _expanded(tmp_path, url, _NEW)
    assert raised.value.sentence == (
        f"{url} is not empty and was not written by unscaffold; name another place, or say --force"
    )
    assert _there(url) == {"A.xml": "theirs"}
    assert _expanded(tmp_path, url, _NEW, force=True) == Put(3, 0)
    assert _there(url)["A.xml"] == _FILE.format("")


def test_a_file_of_others_in_the_way_is_not_overwritten(tmp_path: Path, url: str) -> None:
    _expanded(tmp_path, url, _OLD)
    Store(url).put({"D.xml": b"theirs", "E.xml": b"theirs"})
    before = _there(url)
    with pytest.raises(Failure) as raised:
        _expanded(tmp_path, url, _NEW)
    assert raised.value.sentence == (f"{url}/D.xml was not written by unscaffold; move it elsewhere, or say --force")
    assert _there(url) == before
    assert _expanded(tmp_path, url, _NEW, force=True) == Put(2, 1)
    assert (_there(url)["D.xml"], _there(url)["E.xml"]) == (_FILE.format(""), "theirs")


@pytest.mark.parametrize("name", ["../A.xml", "/etc/A.xml", ".git/hooks/x"])
def test_a_manifest_of_a_stranger_leads_nowhere(tmp_path: Path, url: str, name: str) -> None:
    Store(url).put({_MANIFEST: json.dumps({"unscaffold": 1, "files": {name: "0"}}).encode()})
    with pytest.raises(Failure) as raised:
        loaded(url, tmp_path / "out")
    assert raised.value.sentence == (
        f"{url} is not a manifest of unscaffold; restore it, or remove it and say --force, or name another output"
        " folder"
    )
    assert not (tmp_path / "out").exists()


def test_what_is_gone_there_is_written_again(tmp_path: Path, url: str) -> None:
    _expanded(tmp_path, url, _OLD)
    Store(url).remove(["A.xml"])
    assert _expanded(tmp_path, url, _OLD) == Put(1, 0)
    assert _there(url)["A.xml"] == _FILE.format("")


def test_many_files_are_written_in_batches(tmp_path: Path, url: str) -> None:
    assert _expanded(tmp_path, url, {f"{number:03}.xml": "" for number in range(210)}) == Put(210, 0)
    assert len(_there(url)) == 211


def test_an_output_that_is_not_there_is_not_put(tmp_path: Path, url: str) -> None:
    standing = loaded(url, tmp_path / "out")
    with pytest.raises(Failure) as raised:
        put(tmp_path / "out", url, standing)
    assert raised.value.sentence == (
        f"{tmp_path / 'out' / _MANIFEST} is not there, or no regular file; expand into an empty folder"
    )


def test_a_store_that_is_down_is_a_fault(tmp_path: Path) -> None:
    with s3() as server:
        server.stop()
        with pytest.raises(Fault, match="s3://fleet/down does not answer: Could not connect to the endpoint"):
            loaded("s3://fleet/down", tmp_path / "out")


def test_two_runs_that_write_at_once_take_no_mixture_for_whole(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Store.put
    others = iter([{"A.xml": "other", "B.xml": "other"}])

    def put_between(self: Store, files: Any) -> None:
        written(self, files)
        if "A.xml" in files and (other := next(others, None)):
            _expanded(tmp_path, url, other)

    monkeypatch.setattr(Store, "put", put_between)
    with pytest.raises(Fault) as raised:
        _expanded(tmp_path, url, {"A.xml": "one", "B.xml": "one"})
    assert raised.value.sentence == f"another run is writing to {url}; let only one do so at a time"
    assert _expanded(tmp_path, url, {"A.xml": "one", "B.xml": "one"}).written == 2
    assert [text for name, text in _there(url).items() if name.endswith(".xml")] == [_FILE.format("one")] * 2
