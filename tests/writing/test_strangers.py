"""An output folder as a stranger hands it over: with links, pipes and devices in it, and names that are aliases."""

from __future__ import annotations

import json
import os
import socket
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unscaffold import Failure, Options, expand
from unscaffold.commandline import main
from unscaffold.output import LOCK, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable

if sys.platform == "win32":
    pytest.skip("it makes links, pipes and devices of POSIX", allow_module_level=True)

pytestmark = pytest.mark.usefixtures("any_folder")
SECRET = "TOKEN=hunter2\n"
CHANGED = "is not as unscaffold wrote it; save it elsewhere and remove it, or say --force"


@pytest.fixture(autouse=True)
def remembering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("unscaffold.remembering.statuses.SETTLED", 0)


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    (tmp_path / "Conf" / "d").mkdir(parents=True)
    (tmp_path / "Conf" / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "Conf" / "d" / "b.txt").write_text("b", encoding="utf-8")
    expand(tmp_path / "Conf", tmp_path / "Out")
    return tmp_path / "Conf"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "Out"


def link(path: Path) -> None:
    path.symlink_to("../secret")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(path.parent)  # for its name may be longer than a socket's may be
        server.bind(path.name)


ODD = [link, endless, pipe, listener]


def said(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    capfd.readouterr()
    with pytest.raises(SystemExit) as exit_:
        main(["expand", *map(str, arguments), "-q"], prog_name="unscaffold")
    return (int(exit_.value.code or 0), *capfd.readouterr())


@pytest.mark.parametrize("make", ODD)
def test_what_is_no_file_is_never_opened(
    make: Callable[[Path], None], conf: Path, out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (out / "a.txt").unlink()
    make(out / "a.txt")
    stale = f"{out} is stale (1 file): run unscaffold expand {conf} -o {out}\n"
    assert said(capfd, conf, "-o", out, "--check") == (1, "", stale)
    diff = "--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n"
    assert said(capfd, conf, "-o", out, "--diff") == (0, diff, "")
    assert said(capfd, conf, "-o", out) == (2, "", f"error: {out / 'a.txt'} {CHANGED}\n")
    assert said(capfd, conf, "-o", out, "--force") == (0, "", "")
    assert (out / "a.txt").read_text(encoding="utf-8") == "a"
    assert not (out / "a.txt").is_symlink()
    assert (tmp_path / "secret").read_text(encoding="utf-8") == SECRET


@pytest.mark.parametrize("make", ODD)
def test_what_is_gone_and_no_file_is_removed_by_force_only(
    make: Callable[[Path], None], conf: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (conf / "a.txt").unlink()
    (out / "a.txt").unlink()
    make(out / "a.txt")
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    assert str(failure.value) == f"{out / 'a.txt'} {CHANGED}"
    assert expand(conf, out, Options(force=True)).changes.removed == ["a.txt"]
    assert not os.path.lexists(out / "a.txt")
    assert (tmp_path / "secret").exists()


@pytest.mark.parametrize("make", ODD)
def test_a_manifest_that_is_no_file_is_refused(
    make: Callable[[Path], None], conf: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(out)
    (out / MANIFEST).unlink()
    make(out / MANIFEST)
    for options in (Options(), Options(write=False), Options(force=True)):
        with pytest.raises(Failure) as failure:
            expand(conf, out, options)
        reason = "cannot be read: it is not a regular file; move it elsewhere"
        assert str(failure.value) == f"{out / MANIFEST} {reason}"


@pytest.mark.parametrize("make", [*ODD, lambda path: path.symlink_to("../new")])
def test_a_lock_that_is_no_file_is_refused(
    make: Callable[[Path], None], conf: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(out)
    (conf / "a.txt").write_text("new", encoding="utf-8")
    make(out / LOCK)
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    assert str(failure.value) == f"{out / LOCK} is not a regular file; move it elsewhere"
    assert not (tmp_path / "new").exists()


def test_no_name_of_a_temporary_file_can_be_known_before(conf: Path, out: Path, tmp_path: Path) -> None:
    made: list[str] = []

    def note(event: str, about: tuple[object, ...]) -> None:
        if made is not None and event == "os.rename" and str(about[1]).startswith(str(out)):
            made.append(os.path.basename(str(about[0])))  # noqa: PTH119 - the name is a string

    sys.addaudithook(note)
    for text in ("new", "newer"):
        (conf / "a.txt").write_text(text, encoding="utf-8")
        expand(conf, out)
    assert len(made) == len(set(made)) == 6
    assert not any("a.txt" in name for name in made)
    for name in (".a.txt.unscaffold-new", "..unscaffold.json.unscaffold-new"):
        (out / name).symlink_to(tmp_path / "secret")
    (conf / "a.txt").write_text("newest", encoding="utf-8")
    expand(conf, out)
    assert (tmp_path / "secret").read_text(encoding="utf-8") == SECRET


def test_a_temporary_file_that_is_a_link_is_left_and_followed_by_nobody(
    conf: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.urandom", lambda count: b"\xab" * count)
    (out / f".unscaffold-{'ab' * 8}.new").symlink_to(tmp_path / "secret")
    (conf / "a.txt").write_text("new", encoding="utf-8")
    with pytest.raises(Failure, match="File exists"):
        expand(conf, out)
    assert (tmp_path / "secret").read_text(encoding="utf-8") == SECRET
    assert (out / "a.txt").read_text(encoding="utf-8") == "a"


@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_read_or_written_behind_a_link(force: bool, conf: Path, out: Path, tmp_path: Path) -> None:
    (out / "d").rename(out / "e")
    for target in ("e", "..", tmp_path / "elsewhere"):
        (out / "d").symlink_to(target, target_is_directory=True)
        (conf / "d" / "b.txt").write_text("new", encoding="utf-8")
        report = expand(conf, out, Options(write=False))
        assert ([file.path for file in report.changes.added], report.before("d/b.txt")) == (["d/b.txt"], None)
        with pytest.raises(Failure) as failure:
            expand(conf, out, Options(force=force))
        assert str(failure.value) == f"{out / 'd'} is a link, and may lead anywhere; move it elsewhere"
        (out / "d").unlink()
    assert (out / "e" / "b.txt").read_text(encoding="utf-8") == "b"


def test_a_file_renamed_by_case_only_is_renamed(conf: Path, out: Path) -> None:
    (conf / "a.txt").rename(conf / "A.txt")
    (conf / "d").rename(conf / "D")
    for options in (Options(write=False), Options(write=False, force=True), Options()):
        changes = expand(conf, out, options).changes
        assert ([file.path for file in changes.added], changes.removed) == (
            ["A.txt", "D/b.txt"],
            ["a.txt", "d/b.txt"],
        )
    assert sorted(path.name for path in out.rglob("*.txt")) == ["A.txt", "b.txt"]
    assert expand(conf, out, Options(write=False)).changes.is_empty


@pytest.mark.parametrize(("old", "new"), [("Caf\u00e9.txt", "Cafe\u0301.txt"), ("file.txt", "FILE.txt"), ("d", "D")])
def test_a_file_of_two_spellings_is_not_lost(
    old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let a hard link stand for a second spelling: on a file system that knows one, only one of them is listed."""
    conf, out = tmp_path / "Conf", tmp_path / "Out"
    conf.mkdir()
    (conf / old).write_text("text", encoding="utf-8")
    expand(conf, out)
    (conf / old).rename(conf / new)
    os.link(out / old, out / new)
    monkeypatch.setattr("os.listdir", lambda folder: sorted({p.name for p in os.scandir(folder)} - {old}))
    report = expand(conf, out)
    assert (report.changes.removed, [*report.changes.unchanged]) == ([], [new])
    assert (out / new).read_text(encoding="utf-8") == "text"
    files = json.loads((out / MANIFEST).read_bytes())["files"]
    assert files == {new: sha256(b"text").hexdigest()}


def test_one_of_two_names_of_a_file_is_removed(conf: Path, out: Path) -> None:
    (conf / "c.txt").write_text("a", encoding="utf-8")
    expand(conf, out)
    (out / "c.txt").unlink()
    os.link(out / "a.txt", out / "c.txt")
    (conf / "c.txt").unlink()
    assert expand(conf, out).changes.removed == ["c.txt"]
    assert (out / "a.txt").read_text(encoding="utf-8") == "a"


def test_a_manifest_cannot_have_anything_removed_but_files_of_the_folder(conf: Path, out: Path) -> None:
    (out / ".git").mkdir()
    (out / ".git" / "config").write_text("mine", encoding="utf-8")
    text = (out / MANIFEST).read_text(encoding="utf-8")
    for alias in ("./a.txt", "a.txt/", "d//b.txt", ".git/config"):
        entry = f'"files": {{\n  {json.dumps(alias)}: "{sha256(b"mine").hexdigest()}",'
        (out / MANIFEST).write_text(text.replace('"files": {', entry), encoding="utf-8")
        with pytest.raises(Failure, match="is not a manifest of unscaffold"):
            expand(conf, out, Options(force=True))
    assert (out / ".git" / "config").read_text(encoding="utf-8") == "mine"
    assert (out / "a.txt").read_text(encoding="utf-8") == "a"


def test_line_ends_that_git_turned_are_nobody_s_change(conf: Path, out: Path) -> None:
    (conf / "a.txt").write_bytes(b"one\ntwo\n")
    expand(conf, out)
    (out / "a.txt").write_bytes(b"one\r\ntwo\r\n")
    (conf / "a.txt").write_bytes(b"one\r\ntwo\r\nthree\r\n")
    assert [file.path for file in expand(conf, out).changes.changed] == ["a.txt"]
    (out / "a.txt").write_bytes(b"one\ntwo\nthree\n")
    (conf / "a.txt").write_bytes(b"one\n")
    assert [file.path for file in expand(conf, out).changes.changed] == ["a.txt"]
    (out / "a.txt").write_bytes(b"two\r\n")
    with pytest.raises(Failure):
        expand(conf, out)


def test_files_of_the_configuration_may_be_called_like_our_own(conf: Path, out: Path) -> None:
    names = [".a.txt.unscaffold-new", f".unscaffold-{'0' * 16}.new", f"d/.unscaffold-{'1' * 16}.new"]
    for name in names:
        (conf / name).write_text(name, encoding="utf-8")
    expand(conf, out)
    (conf / "a.txt").write_text("new", encoding="utf-8")
    (out / "d" / "b.txt").unlink()
    expand(conf, out)
    assert expand(conf, out, Options(write=False)).changes.is_empty
    assert [(out / name).read_text(encoding="utf-8") for name in names] == names


# What else is in the way, or seems to be


def test_no_folder_behind_a_link_is_removed(conf: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "victim" / "sub" / "deep").mkdir(parents=True)
    (out / "evil").symlink_to("../victim", target_is_directory=True)
    text = (out / MANIFEST).read_text(encoding="utf-8")
    entry = f'"files": {{\n  "evil/sub/deep/x.xml": "{"0" * 64}",'
    (out / MANIFEST).write_text(text.replace('"files": {', entry), encoding="utf-8")
    expand(conf, out, Options(force=True))
    assert (tmp_path / "victim" / "sub" / "deep").is_dir()


def test_a_manifest_of_deep_paths_takes_no_time(conf: Path, out: Path) -> None:
    deep = "a/" * 2000 + "b"
    files = {f"{number:04d}/{deep}": "0" for number in range(1000)}
    (out / MANIFEST).write_text(json.dumps({"unscaffold": 1, "files": files}), encoding="utf-8")
    for write in (False, True):
        assert expand(conf, out, Options(write=write, force=write)).changes.removed == []
    files = {"a/" * 60_000 + "b": "0"}
    (out / MANIFEST).write_text(json.dumps({"unscaffold": 1, "files": files}), encoding="utf-8")
    with pytest.raises(Failure, match="is not a manifest of unscaffold"):
        expand(conf, out, Options(write=False))


@pytest.mark.parametrize("is_new", [True, False])
def test_folders_may_be_deeper_than_python_recurses(is_new: bool, conf: Path, out: Path, tmp_path: Path) -> None:
    target = tmp_path / "New" if is_new else out
    folders = [f"{conf}{'/d' * depth}" for depth in range(2, 1300)]
    for folder in folders:
        os.mkdir(folder)  # noqa: PTH102 - a Path recurses, too
    Path(folders[-1], "deep.txt").touch()
    assert "d/" * 1299 + "deep.txt" in [file.path for file in expand(conf, target).changes.added]
    assert expand(conf, target, Options(write=False)).changes.is_empty
    Path(folders[-1], "deep.txt").unlink()
    for folder in reversed(folders):  # pytest recurses as it cleans up
        os.rmdir(folder)  # noqa: PTH106 - as above
    assert expand(conf, target).changes.removed == ["d/" * 1299 + "deep.txt"]
    assert not (target / "d" / "d").exists()


@pytest.mark.parametrize("foreign", ["empty", "empty/deep", "mine.txt"])
def test_a_folder_with_a_folder_of_others_is_not_removed(foreign: str, conf: Path, out: Path) -> None:
    (conf / "x.txt").mkdir()
    (conf / "x.txt" / "a").touch()
    expand(conf, out)
    (conf / "x.txt" / "a").unlink()
    (conf / "x.txt").rmdir()
    (conf / "x.txt").touch()
    if foreign.endswith(".txt"):
        (out / "x.txt" / foreign).touch()
    else:
        (out / "x.txt" / foreign).mkdir(parents=True)
    for force in (False, True):
        with pytest.raises(Failure) as failure:
            expand(conf, out, Options(force=force))
        assert str(failure.value) == f"{out / 'x.txt'} is a folder, where a file is to be; move it elsewhere"
    assert (out / "x.txt" / "a").exists()


def test_a_file_called_like_a_temporary_one_is_removed_once(conf: Path, out: Path) -> None:
    name = f".unscaffold-{'0' * 16}.new"
    (conf / name).touch()
    expand(conf, out)
    (conf / name).unlink()
    assert expand(conf, out).changes.removed == [name]


def test_what_a_run_remembers_does_not_lie_behind_a_link(conf: Path, out: Path, tmp_path: Path) -> None:
    (conf / "d" / "e").mkdir()
    (conf / "d" / "e" / "f.txt").touch()
    expand(conf, out)
    assert expand(conf, out).expansion is None
    (out / "d").rename(tmp_path / "elsewhere")
    (out / "d").symlink_to("../elsewhere", target_is_directory=True)
    with pytest.raises(Failure, match="is a link, and may lead anywhere"):
        expand(conf, out)


def test_an_error_names_the_file_and_not_the_temporary_one(
    conf: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "temporary")

    monkeypatch.setattr("os.replace", refuse)
    (conf / "a.txt").write_text("new", encoding="utf-8")
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    assert str(failure.value) == f"{out / MANIFEST} cannot be written: Permission denied; run again to finish"
    assert not [path for path in out.iterdir() if path.name.endswith(".new")]


# File systems that do not tell spellings apart


@pytest.fixture
def insensitive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be found under each spelling, but be listed under the one that they were made with."""

    def spelled(path: str | os.PathLike[str]) -> str:
        folder, name = os.path.split(path)
        if not folder or not name:
            return os.fspath(path)
        folder = spelled(folder)
        names = listdir(folder) if isdir(folder) else []
        found = next((other for other in names if other.casefold() == name.casefold()), name)
        return f"{folder.rstrip('/')}/{found}"

    listdir, isdir = os.listdir, os.path.isdir
    for name in ("lstat", "open", "unlink", "rmdir", "mkdir"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda path, *rest, real=real, **more: real(spelled(path), *rest, **more))
    rename = os.replace
    monkeypatch.setattr(os, "replace", lambda old, new: rename(spelled(old), spelled(new)))


@pytest.mark.usefixtures("insensitive")
@pytest.mark.parametrize(("old", "new"), [("a.txt", "A.TXT"), ("d", "D")])
def test_a_file_renamed_by_case_only_stays_where_case_is_not_told_apart(
    old: str, new: str, conf: Path, out: Path
) -> None:
    (conf / old).rename(conf / new)
    assert expand(conf, out).changes.removed == []
    assert sorted(path.name.lower() for path in out.rglob("*.[tT]*")) == ["a.txt", "b.txt"]
    assert expand(conf, out, Options(write=False)).changes.is_empty


@pytest.mark.usefixtures("insensitive")
def test_two_files_that_are_one_in_the_output_are_refused(conf: Path, out: Path) -> None:
    (conf / "A.txt").write_text("other", encoding="utf-8")
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    assert str(failure.value) == f"A.txt and a.txt are one file in {out}; rename one of them"
    assert (out / "a.txt").read_text(encoding="utf-8") == "a"


@pytest.mark.usefixtures("insensitive")
def test_they_are_refused_though_nothing_else_has_changed(conf: Path, out: Path) -> None:
    agent = '<Agent Identifier="A"/>'
    text = f'<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">{agent}</ConfigurationFile>'
    (conf / "agent.xml").write_text(text, encoding="utf-8")
    expand(conf, out)
    (conf / "A.txt").write_text("a", encoding="utf-8")
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    assert str(failure.value) == f"A.txt and a.txt are one file in {out}; rename one of them"


def test_two_files_that_are_two_in_the_output_are_written(conf: Path, out: Path) -> None:
    (conf / "A.txt").write_text("other", encoding="utf-8")
    (out / LOCK.upper()).touch()  # which a stranger may have put there
    assert [file.path for file in expand(conf, out).changes.added] == ["A.txt"]


def test_spellings_of_our_own_files_are_not_copied(conf: Path, tmp_path: Path) -> None:
    for name in (".Unscaffold.json", ".UNSCAFFOLD.LOCK"):
        (conf / name).write_text("mine", encoding="utf-8")
    assert [file.path for file in expand(conf, tmp_path / "New").changes.added] == ["a.txt", "d/b.txt"]


# Permissions


def test_who_may_read_a_source_may_read_its_output_and_nobody_else(conf: Path, out: Path) -> None:
    for mode in (0o600, 0o644, 0o640):
        (conf / "a.txt").chmod(mode)
        assert [file.path for file in expand(conf, out, Options(write=False)).changes.changed] == ["a.txt"]
        expand(conf, out)
        assert (out / "a.txt").stat().st_mode & 0o7777 == mode
        assert expand(conf, out, Options(write=False)).changes.is_empty


def test_a_secret_is_one_from_the_first_byte_on_and_no_rights_of_its_owner_are_given(
    conf: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []
    monkeypatch.setattr("os.fchmod", lambda descriptor, _mode: modes.append(os.fstat(descriptor).st_mode & 0o777))
    (conf / "a.txt").chmod(0o4600)
    (conf / "a.txt").write_text("secret", encoding="utf-8")
    (conf / "a.txt").chmod(0o4600)
    expand(conf, out)
    assert set(modes) == {0o600}
    assert (out / "a.txt").stat().st_mode & 0o7777 == 0o600


# Names


def test_a_name_too_long_for_the_output_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf, out = tmp_path / "Conf", tmp_path / "Out"
    conf.mkdir()
    (conf / "a.txt").touch()
    (conf / ("b" * 150)).touch()
    monkeypatch.setattr("os.pathconf", lambda _path, name: {"PC_NAME_MAX": 143, "PC_PATH_MAX": 4096}[name])
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    reason = "is too long a name for its file system; give the file a shorter one"
    assert str(failure.value) == f"{out / ('b' * 150)} {reason}"
    assert not out.exists()


# Links that lead round


@pytest.mark.parametrize("which", ["conf", "out", "cache"])
def test_links_that_lead_round_are_one_sentence(
    which: str, conf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(loop if which == "cache" else tmp_path / "cache"))
    if which == "cache" and sys.version_info >= (3, 13):
        expand(conf, tmp_path / "New")  # there is nothing to be remembered in it
        return
    with pytest.raises(Failure) as failure:
        expand(loop if which == "conf" else conf, loop if which == "out" else tmp_path / "New")
    sentences = {
        "conf": "is not a folder; name the folder of the configuration",
        "out": "is not a folder; name another output folder",
        "cache": "",
    }
    wanted = f"{loop} {sentences[which]}"
    assert str(failure.value) in {wanted, f"the links of {loop} lead round in a circle; name another folder"}
