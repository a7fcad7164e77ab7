"""Single files: looked at, read and replaced."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from systems import posix
from unscaffold.files import (
    append,
    content,
    folded,
    folders_of,
    identity_of,
    is_device,
    is_regular,
    is_temporary,
    replace,
    status_of,
    write_file,
    write_parts,
)
from unscaffold.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    replace(file, b"old")
    replace(file, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"new"}


def test_a_file_is_whole_where_the_system_takes_its_bytes_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    replace(tmp_path / "a.txt", b"0123456789")
    assert (tmp_path / "a.txt").read_bytes() == b"0123456789"


def test_a_file_for_which_there_is_no_room_is_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(tmp_path / "a.txt", b"old")
    pieces = [3]  # that go in, then the disk is full

    def write(_descriptor: int, data: memoryview) -> int:
        if not pieces:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return min(pieces.pop(), len(data))

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OSError, match=r"a\.txt") as failure:
        replace(tmp_path / "a.txt", b"newer")
    monkeypatch.undo()
    assert (failure.value.errno, failure.value.filename) == (errno.ENOSPC, str(tmp_path / "a.txt"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"old"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_a_file_gets_its_permissions(mode: int, tmp_path: Path) -> None:
    replace(tmp_path / "a.txt", b"", mode)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == mode


def test_a_file_that_cannot_be_replaced_is_named_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match=r"a\.txt") as failure:
        replace(tmp_path / "a.txt", b"new")
    assert failure.value.filename == str(tmp_path / "a.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@posix("Windows has neither such permissions nor links for everybody")
def test_a_file_that_a_user_names_keeps_its_permissions_and_is_found_through_links(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    file, link = tmp_path / "there" / "a.txt", tmp_path / "a.txt"
    link.symlink_to(file)
    write_file(link, b"new")
    file.chmod(0o600)
    write_file(link, b"newer")
    assert (link.is_symlink(), file.read_bytes(), file.stat().st_mode & 0o777) == (True, b"newer", 0o600)


def test_a_file_is_written_from_parts_or_stays_as_it_was(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"a"
        yield from [b"", b"bc"]

    def broken() -> Iterator[bytes]:
        yield b"a"
        raise KeyError

    file = tmp_path / "file"
    write_parts(file, parts())
    with pytest.raises(KeyError):
        write_parts(file, broken())
    assert (file.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (b"abc", ["file"])


def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/null")
    for name in ("pipe", "link", "."):
        with pytest.raises(Failure) as failure:
            write_file(tmp_path / name, b"")
        assert str(failure.value) == f"{tmp_path / name} is there, and is no file; name another one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe"]


def test_bytes_are_written_at_the_end_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for data in (b"a\n", b"b\n"):
        append(file, data)
    assert file.read_bytes() == b"a\nb\n"


def test_nothing_is_written_at_the_end_of_what_is_no_file(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows asks for a right to make links, and has no pipes")
    (tmp_path / "link").symlink_to("a.txt")
    os.mkfifo(tmp_path / "fifo")
    reader = os.open(tmp_path / "fifo", os.O_RDONLY | os.O_NONBLOCK)
    for name in ("link", "fifo", "."):
        with pytest.raises(OSError, match=name):
            append(tmp_path / name, b"x")
    os.close(reader)
    assert not (tmp_path / "a.txt").exists()


def test_what_is_no_file_has_no_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    found = [content(tmp_path / name) for name in ("a.txt", "missing", "a.txt/below", ".")]
    assert found == [b"a", None, None, None]
    assert status_of(tmp_path / "a.txt" / "below") is None


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows asks for a right to make links, and has no pipes")
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "link").symlink_to("secret")
    os.mkfifo(tmp_path / "pipe")
    assert [content(tmp_path / name) for name in ("link", "pipe")] == [None, None]
    assert [is_regular(status_of(tmp_path / name)) for name in ("secret", "link", "pipe")] == [True, False, False]


def test_two_names_of_one_file_have_one_identity(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b").touch()
    os.link(tmp_path / "a", tmp_path / "c")
    a, b, c, missing = (identity_of(tmp_path / name) for name in ("a", "b", "c", "missing"))
    assert a == c != b
    assert missing is None


def test_the_folders_of_a_path_are_those_on_the_way() -> None:
    assert [list(folders_of(path)) for path in ("a", "a/b/c", "a/")] == [[], ["a", "a/b"], ["a"]]


@pytest.mark.parametrize("name", ["CON", "nul.xml", "Com1", "LPT³.tar.gz", "con .txt"])
def test_a_device_is_known_by_its_name(name: str) -> None:
    assert is_device(name)


@pytest.mark.parametrize("name", ["Console", "COM", "COM10", "", "a.CON"])
def test_other_names_are_no_devices(name: str) -> None:
    assert not is_device(name)


def test_spellings_that_a_file_system_may_take_for_one_are_one() -> None:
    assert folded("Caf\u00e9/STRASSE") == folded("cafe\u0301/stra\u00dfe")
    assert folded("a") != folded("b")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        (f".unscaffold-{'0' * 16}.new", True),
        (f".unscaffold-{'0' * 15}.new", False),
        (f"x.unscaffold-{'0' * 16}.new", False),
        (f".unscaffold-{'0' * 16}.new\n", False),
    ],
)
def test_temporary_files_are_known_by_their_names(name: str, is_one: bool) -> None:
    assert is_temporary(name) == is_one
