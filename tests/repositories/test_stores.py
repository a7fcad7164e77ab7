"""Sources behind URLs of fsspec: archives and stores of objects, whose names may be any."""

from __future__ import annotations

import os
import struct
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stores import s3
from unscaffold.findings import Failure
from unscaffold.repositories import Fault, Repository, against, fetched, output_state_of, state_of
from unscaffold.repositories.stores import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FILES = {"Conf/A.xml": b"A", "Conf/B [1]/C%20.xml": b"C", "Conf/logo.png": b"a picture", "Conf/.x/D.xml": b"D"}
_AROUND = {"unscaffold.toml": b"", "Shared/E.xml": b"E", "Shared/E.png": b"E", "notes.txt": b""}


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with s3():
        yield "s3://fleet"


def _archive(file: Path, files: Mapping[str, bytes], mode: int = 0) -> Repository:
    """Write an archive with any names, which `zipfile` itself would change."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that stands twice
        for name, data in files.items():
            info = zipfile.ZipInfo("_")
            info.filename, info.external_attr, info.compress_type = name, mode << 16, zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return Repository("A", f"zip::{file.as_uri()}", folder="Conf")


def _fetched(one: Repository, folder: Path) -> dict[str, bytes]:
    with fetched(one, folder) as got:
        assert got.folder == got.top / one.folder
        files = [Path(parent, name) for parent, _, names in os.walk(got.top) for name in names]
        found = {file.relative_to(got.top).as_posix(): file.read_bytes() for file in sorted(files)}
    assert not got.top.exists()
    return found


def _refused(one: Repository, folder: Path) -> str:
    with pytest.raises((Failure, Fault)) as raised, fetched(one, folder):
        pass
    return f"{type(raised.value).__name__}: {str(raised.value).replace(folder.as_uri(), '…')}"


_READ = {
    name: data
    for name, data in sorted({**_FILES, **_AROUND}.items())
    if not name.endswith(("/D.xml", "/E.png", "txt"))
}


def test_what_a_run_reads_of_an_archive_is_loaded(tmp_path: Path) -> None:
    one = _archive(tmp_path / "a.zip", {"Conf/": b"", **_FILES, **_AROUND})
    assert _fetched(one, tmp_path) == _READ
    assert [*_fetched(one._replace(source=one.source.replace("zip::", "zip://Conf::"), folder=""), tmp_path)] == [
        "A.xml", "B [1]/C%20.xml", "logo.png"
    ]  # fmt: skip
    assert (
        _refused(one._replace(folder="Config"), tmp_path)
        == "Failure: zip::…/a.zip has no folder Config; name one that it has"
    )


def test_what_a_run_reads_of_a_store_is_loaded(bucket: str, tmp_path: Path) -> None:
    Store(f"{bucket}/source").put({**_FILES, **_AROUND, "Conf/empty/": b""})
    one = Repository("A", f"{bucket}/source", folder="Conf")
    assert _fetched(one, tmp_path) == _READ
    assert _refused(one._replace(source=f"{bucket}/none"), tmp_path) == (
        "Failure: s3://fleet/none has no folder Conf; name one that it has"
    )
    for source in (f"{bucket}/none", f"{bucket}/source/Conf/A.xml"):
        assert _refused(one._replace(source=source, folder=""), tmp_path) == (
            f"Failure: there are no files at {source}; name a folder that has some"
        )
    assert _refused(one._replace(source="s3://none/a"), tmp_path) == (
        "Failure: there is nothing at s3://none/a; name a folder that has files"
    )


def test_an_archive_may_be_in_a_store(bucket: str, tmp_path: Path) -> None:
    _archive(tmp_path / "a.zip", _FILES)
    Store(bucket).put({"archives/a.zip": (tmp_path / "a.zip").read_bytes()})
    one = Repository("A", f"zip::{bucket}/archives/a.zip", folder="Conf")
    assert _fetched(one, tmp_path)["Conf/A.xml"] == b"A"
    before = state_of(one)
    _archive(tmp_path / "a.zip", {"Conf/A.xml": b"B"})
    Store(bucket).put({"archives/a.zip": (tmp_path / "a.zip").read_bytes()})
    assert _fetched(one, tmp_path) == {"Conf/A.xml": b"B"}
    assert state_of(one) != before


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Conf/../../a.xml", "which leads out of its folder"),
        ("../a.xml", "which leads out of its folder"),
        ("/Conf/a.xml", "which is absolute"),
        ("//host/a.xml", "which is absolute"),
        ("C:/a.xml", "which is absolute"),
        ("Conf/C:/a.xml", "which is a name that Windows cannot have"),
        ("Conf/..\\a.xml", "which is a name that Windows cannot have"),
        ("Conf/a.xml:stream", "which is a name that Windows cannot have"),
        ("Conf/nul.xml", "which is a name that Windows cannot have"),
        ("Conf/a./b.xml", "which is a name that Windows cannot have"),
        ("Conf/a\x1b.xml", "which is a name that Windows cannot have"),
        ("Conf/git~1/a.xml", "which is no path of a configuration"),
        ("Conf/./a.xml", "which is no path of a configuration"),
        ("Conf/" + "a/" * 500 + "b.xml", "which is no path of a configuration"),
    ],
)
def test_names_that_are_none(tmp_path: Path, name: str, fault: str) -> None:
    one = _archive(tmp_path / "a.zip", {"Conf/A.xml": b"A", name: b"hostile"})
    shown = name.replace("\x1b", "\\x1b")
    assert _refused(one, tmp_path) == f"Failure: zip::…/a.zip/{shown} has a name {fault}; rename it there"
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_links_in_an_archive_are_no_links(tmp_path: Path) -> None:
    one = _archive(tmp_path / "a.zip", {"Conf/A.xml": b"/etc/passwd"}, mode=0o120777)
    with fetched(one, tmp_path) as got:
        assert (got.folder / "A.xml").is_symlink() is False
        assert (got.folder / "A.xml").read_bytes() == b"/etc/passwd"


def test_a_name_that_stands_twice_is_one_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("Conf/A.xml", b"one")
        archive.writestr("Conf/A.xml", b"two")
    assert _fetched(Repository("A", f"zip::{(tmp_path / 'a.zip').as_uri()}"), tmp_path) == {"Conf/A.xml": b"two"}


def test_an_archive_that_says_less_than_it_holds(tmp_path: Path) -> None:
    one = _archive(tmp_path / "a.zip", {"Conf/A.xml": b"A" * 1000})
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace(struct.pack("<I", 1000), struct.pack("<I", 10)))
    assert _refused(one, tmp_path).startswith("Failure: zip::…/a.zip is no archive, or a damaged one: Bad CRC-32")


def test_an_archive_that_is_damaged(tmp_path: Path) -> None:
    one = _archive(tmp_path / "a.zip", {"Conf/A.xml": b"AB" * 1000})
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[len("Conf/A.xml") + 31] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    assert _refused(one, tmp_path).startswith("Failure: zip::…/a.zip is no archive, or a damaged one: ")


def test_a_store_that_has_folders(tmp_path: Path) -> None:
    store = Store("memory://fleet/out")
    store.put({"A.xml": b"A", "B/C/D.xml": b"D"})
    assert [file.path for file in store.listed()] == ["A.xml", "B/C/D.xml"]
    assert _fetched(Repository("A", "memory://fleet", folder="out/B"), tmp_path) == {
        "out/A.xml": b"A",
        "out/B/C/D.xml": b"D",
    }
    store.remove(["A.xml"])
    assert [file.path for file in Store("memory://").listed()] == ["fleet/out/B/C/D.xml"]


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no archive")
    one = Repository("A", f"zip::{(tmp_path / 'a.zip').as_uri()}")
    assert _refused(one, tmp_path) == "Failure: zip::…/a.zip is no archive, or a damaged one: File is not a zip file"
    assert _refused(one._replace(source=one.source.replace("a.zip", "b.zip")), tmp_path) == (
        "Failure: there is nothing at zip::…/b.zip; name a folder that has files"
    )


def test_too_much_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = _archive(tmp_path / "a.zip", {"Conf/A.xml": b"A" * 3_000_000, "Conf/B.xml": b"B"})
    too_much = "Failure: zip::…/a.zip has more than {} files, or than {} MB; name a folder in it"
    monkeypatch.setattr("unscaffold.repositories.stores.BYTES", 1 << 20)
    assert _refused(one, tmp_path) == too_much.format("100,000", 1)
    monkeypatch.setattr("unscaffold.repositories.stores.BYTES", 3 << 20)
    assert len(_fetched(one, tmp_path)) == 2
    monkeypatch.setattr("unscaffold.repositories.stores.FILES", 1)
    assert _refused(one, tmp_path) == too_much.format(1, 3)


def test_a_name_that_is_that_of_a_folder_too(tmp_path: Path) -> None:
    one = _archive(tmp_path / "a.zip", {"Conf/A.xml": b"A", "Conf/A.xml/B.xml": b"B"})
    assert _refused(one, tmp_path) == (
        "Failure: zip::…/a.zip/Conf/A.xml/B.xml and another name are one on this file system; rename one of them"
    )


def test_many_files_are_read_in_batches(bucket: str, tmp_path: Path) -> None:
    files = {f"{number:03}.xml": str(number).encode() for number in range(230)}
    Store(f"{bucket}/many").put(files)
    assert _fetched(Repository("A", f"{bucket}/many"), tmp_path) == files


def test_a_file_that_changes_while_it_is_read_is_a_fault(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(f"{bucket}/changing")
    store.put({"A.xml": b"A"})
    before = store.listed()
    store.put({"A.xml": b"longer"})
    monkeypatch.setattr(Store, "listed", lambda *_: before)
    assert _refused(Repository("A", f"{bucket}/changing"), tmp_path) == (
        "Fault: s3://fleet/changing/A.xml has changed while it was read; try again"
    )


def test_a_store_that_is_down_is_a_fault(tmp_path: Path) -> None:
    with s3() as server:
        one = Repository("A", "s3://fleet/a")
        assert state_of(one).revision == ""
        server.stop()
        assert _refused(one, tmp_path).startswith(
            "Fault: s3://fleet/a does not answer: Could not connect to the endpoint"
        )


def test_a_store_that_nobody_has_credentials_for(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from s3fs import S3FileSystem  # noqa: PLC0415 - as the fixture does

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    S3FileSystem.clear_instance_cache()
    assert _refused(Repository("A", f"{bucket}/a"), tmp_path) == (
        "Failure: s3://fleet/a: there are no credentials for it; set those of the store up"
    )
    S3FileSystem.clear_instance_cache()


def test_the_state_of_a_store_is_told_by_its_list(bucket: str) -> None:
    store = Store(f"{bucket}/states")
    store.put({"Conf/A.xml": b"A", "Conf/.x/B.xml": b"B", "notes.txt": b""})
    one = Repository("A", f"{bucket}/states", folder="Conf")
    before = state_of(one)
    store.put({"Conf/A.xml": b"A", "Conf/.x/B.xml": b"C", "notes.txt": b"C"})  # what no run reads
    assert state_of(one) == before
    store.put({"Conf/A.xml": b"B"})
    changed = state_of(one)
    assert changed != before
    store.put({"Conf/C.xml": b"B"})
    assert state_of(one) not in (before, changed)
    assert output_state_of(f"{bucket}/states") != output_state_of(f"{bucket}/none")


def test_files_of_which_nothing_is_told_are_read_for_their_state(
    monkeypatch: pytest.MonkeyPatch, bucket: str
) -> None:
    store = Store(f"{bucket}/unmarked")
    monkeypatch.setattr("unscaffold.repositories.stores._mark", lambda _: "")
    for source in (f"{bucket}/unmarked", f"zip::{bucket}/unmarked/A.xml"):
        store.put({"A.xml": b"A"})
        one = Repository("A", source)
        before = state_of(one)
        assert state_of(one) == before
        store.put({"A.xml": b"B"})
        assert state_of(one) != before


def test_an_export_is_fetched_as_a_source_is(tmp_path: Path) -> None:
    export = _archive(tmp_path / "export.zip", {"E.xml": b"E"})
    (tmp_path / "conf").mkdir()
    one = Repository("A", str(tmp_path / "conf"), folder="", against=export.source)
    assert _fetched(against(one), tmp_path) == {"E.xml": b"E"}
    before = state_of(one)
    _archive(tmp_path / "export.zip", {"E.xml": b"F"})
    assert state_of(one) != before
