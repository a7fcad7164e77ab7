"""What is in the statement of a run: its files by their digests, the program, and no more."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from systems import LINKS, posix
from unscaffold import Failure, Options, expand
from unscaffold.attesting import attest, keep_outside, started_on, verify
from unscaffold.attesting.attested import Thing
from unscaffold.attesting.program import directory_hash, folders
from unscaffold.attesting.settings import settings_of

if TYPE_CHECKING:
    from unscaffold.attesting.making import Statement

NAMESPACE = "urn:schemas-usercube-com:configuration"
START = f'<ConfigurationFile xmlns="{NAMESPACE}">'
CLEAN = f"{START}<CleanDatabaseJob/></ConfigurationFile>"


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


def digest(text: str | bytes) -> str:
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def run(root: Path, options: Options = Options(), started: str = "") -> Statement:  # noqa: B008 - it cannot change
    report = expand(root / "Conf", root / "Out", options, anew=True)
    assert report.expansion
    return attest(report.expansion.configuration, report.files, options, "1.2.3", started)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration, in no repository, whatever it lies in."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return tmp_path


def test_what_a_run_took_and_made_is_there(root: Path) -> None:
    odd = "é %\u202e#.txt"
    write(root, {"Conf/Jobs.xml": CLEAN, f"Conf/a/{odd}": "x", "Conf/unscaffold.toml": 'target = "6.2"'})
    write(root, {"Context/b/c.xml": START + "</ConfigurationFile>", "Context/d.txt": "", "Conf/.git/config": ""})
    options = Options(context=(root / "Context",), target="6.2")
    attested = run(root, options).attested
    programs = dict(folders([]))
    written = (root / "Out" / "Jobs.xml").read_bytes()
    assert attested.digests == {
        Thing("output", "Jobs.xml"): digest(written),
        Thing("output", f"a/{odd}"): digest("x"),
        Thing("input", "Jobs.xml"): digest(CLEAN),
        Thing("input", f"a/{odd}"): digest("x"),
        Thing("context", "1/b/c.xml"): digest(START + "</ConfigurationFile>"),
        **programs,
    }
    assert attested.settings == {
        "baseline": None,
        "context": ["../Context"],
        "ignore": [],
        "ignore-in": [],
        "keep": [],
        "layout": "folder",
        "only": [],
        "select": [],
        "severity": [],
        "strict": False,
        "stylesheets": [],
        "target": "6.2",
    }
    assert [*attested.versions] == ["unscaffold", "saxonche", "lxml", "Python"]
    assert (attested.versions["unscaffold"], attested.commit, attested.started) == ("1.2.3", None, "")


def test_the_same_input_gives_the_same_bytes(root: Path) -> None:
    for name in ("one", "other"):
        write(root / name, {"Conf/Jobs.xml": CLEAN, "Conf/a/b.xml": START + "</ConfigurationFile>"})
    one = run(root / "one")
    assert one.data == run(root / "one").data == run(root / "other", Options(workers=2, force=True)).data
    assert str(root) not in one.data.decode()


def test_settings_are_as_a_settings_file_has_them(root: Path) -> None:
    write(root, {"Conf/a.xml": CLEAN, "b\u00e9 se.json": '{"unscaffold": 1, "baseline": []}'})
    options = Options(
        baseline=root / "b\u00e9 se.json",
        ignore=("J1",),
        ignore_in=(("Legacy/**", ("J2",)),),
        severity=(("J101", "info"),),
        keep=("X",),
        strict=True,
    )
    settings = run(root, options).attested.settings
    assert settings["baseline"] == "../b%C3%A9%20se.json"
    assert (settings["ignore"], settings["keep"], settings["strict"]) == (["J1"], ["X"], True)
    assert (settings["ignore-in"], settings["severity"]) == ([["Legacy/**", ["J2"]]], [["J101", "info"]])


def test_of_another_drive_only_the_name_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(_path: Path, _start: Path) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    write(root, {"Far/Context/a.xml": CLEAN, "Conf/a.xml": CLEAN})
    monkeypatch.setattr("os.path.relpath", no_way)
    assert settings_of(Options(context=(root / "Far" / "Context",)), root / "Conf")["context"] == ["Context"]


@posix("sha256sum is no tool of Windows")
def test_the_digest_of_a_folder_is_what_in_toto_says_how_to_find_out(tmp_path: Path) -> None:
    write(tmp_path, {"b.xml": "1", "B/a.xsl": "2", "a é.xml": "3", "B.xml": "4"})
    command = "find . -type f | cut -c3- | LC_ALL=C sort | tr '\\n' '\\0' | xargs -0 sha256sum | sha256sum"
    said = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    files = ["a é.xml", "b.xml", "B/a.xsl", "B.xml"]
    assert f"{directory_hash(tmp_path, files)}  -\n" == said
    with pytest.raises(Failure) as failure:
        directory_hash(tmp_path, ["a\nb"])
    name = tmp_path / "a\nb"
    assert failure.value.sentence == f"{name} has a line break in its name, and cannot be attested; rename it"


def test_further_stylesheets_have_a_digest_each(tmp_path: Path) -> None:
    write(tmp_path, {"A/x.xsl": "1", "B/y.xsl": "2"})
    own = [*folders([tmp_path / "A", tmp_path / "B"])][2:]
    assert own == [
        (Thing("own-stylesheets", "1"), digest(f"{digest('1')}  x.xsl\n")),
        (Thing("own-stylesheets", "2"), digest(f"{digest('2')}  y.xsl\n")),
    ]


def test_a_time_is_told_where_one_is_named() -> None:
    assert started_on({}) == started_on({"SOURCE_DATE_EPOCH": ""}) == ""
    assert started_on({"SOURCE_DATE_EPOCH": "1700000000"}) == "2023-11-14T22:13:20Z"
    assert started_on({"SOURCE_DATE_EPOCH": "99999999999"}) == "5138-11-16T09:46:39Z"


@pytest.mark.parametrize("said", ["-1", "1.5", "now", "٣", "1" * 12])
def test_a_time_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(Failure) as failure:
        started_on({"SOURCE_DATE_EPOCH": said})
    assert failure.value.sentence == f"SOURCE_DATE_EPOCH is {said!r}; it is a number of seconds since 1970"


@LINKS
def test_a_statement_is_no_part_of_what_it_is_about(tmp_path: Path) -> None:
    for folder in ("Conf/.git", "Out", "Beside"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "link").symlink_to("Out", target_is_directory=True)
    (tmp_path / "s.json").symlink_to("Conf/s.json")
    around = [tmp_path / "Conf", tmp_path / "Out"]
    keep_outside(tmp_path / "Beside" / "s.json", around)
    sentences = []
    for name in ("Conf/s.json", "Conf/.git/s.json", "link/s.json", "Beside/../Out/s.json", "s.json", "None/s.json"):
        with pytest.raises(Failure) as failure:
            keep_outside(tmp_path / name, around)
        sentences.append(failure.value.sentence.replace(f"{tmp_path}/", ""))
    part = "would be a part of {}, which it is about; name a file outside of it"
    assert sentences == [
        f"Conf/s.json {part.format('Conf')}",
        f"Conf/.git/s.json {part.format('Conf')}",
        f"link/s.json {part.format('Out')}",
        f"Beside/../Out/s.json {part.format('Out')}",
        f"s.json {part.format('Conf')}",
        "None/s.json lies in no folder; make the folder, or name another file",
    ]


def test_a_statement_that_nobody_would_read_is_not_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unscaffold.attesting.making.MOST", 100)
    write(root, {"Conf/Jobs.xml": CLEAN})
    with pytest.raises(Failure) as failure:
        run(root)
    sentence = f"the statement would have more than 100 bytes; expand parts of {root / 'Conf'} by themselves"
    assert failure.value.sentence == sentence


# verify


def told(root: Path, options: Options = Options(), **changes: Any) -> list[str]:  # noqa: B008 - as above
    found = verify(root / "s.json", root / "Conf", root / "Out", options, changes.get("version", "1.2.3"))
    return [f"{of}: {sentence}".replace(f"{root}/", "") for of, sentence in found.differences]


def test_a_run_is_as_it_was(root: Path) -> None:
    write(root, {"Conf/Jobs.xml": CLEAN, "Conf/é.txt": "x", "A/B/c.xml": CLEAN, "A/d.xml": CLEAN})
    options = Options(context=(root / "A" / "B", root / "A", root / "A" / "B"))
    (root / "s.json").write_bytes(run(root, options, "2023-11-14T22:13:20Z").data)
    assert told(root, options) == []
    assert told(root, Options(context=(root / "A",))) == [
        "input: A/B/c.xml is new; the run did not read it",
        "input: A/c.xml is missing; the run read it",
        "input: A/d.xml is new; the run did not read it",
        "input: d.xml of context folder 2 is missing; the run read it",
    ]


def test_each_file_that_is_not_as_it_was_is_told(root: Path) -> None:
    files = {f"Conf/{name}.xml": f"{START}</ConfigurationFile>" for name in ("b", "c", "d")}
    write(root, {"Conf/Jobs.xml": CLEAN, "Context/e.xml": CLEAN, **files})
    options = Options(context=(root / "Context",))
    (root / "s.json").write_bytes(run(root, options).data)
    write(root, {"Conf/b.xml": "b", "Conf/new/n.txt": "", "Out/c.xml": "c", "Out/n.txt": "", "Context/e.xml": "e"})
    (root / "Conf" / "d.xml").unlink()
    (root / "Out" / "Jobs.xml").unlink()
    write(root, {"Out/.git/config": "", "Conf/.unscaffold.json": "", "Conf/unscaffold.toml": "", "Context/t.txt": ""})
    assert told(root, options, version="1.2.4") == [
        "input: Conf/b.xml is not as the run read it",
        "input: Conf/d.xml is missing; the run read it",
        "input: Conf/new/n.txt is new; the run did not read it",
        "input: Context/e.xml is not as the run read it",
        "output: Out/Jobs.xml is missing; the run wrote it",
        "output: Out/c.xml is not as the run wrote it",
        "output: Out/n.txt is new; the run did not write it",
        "program: unscaffold is 1.2.4 here, and was 1.2.3",
    ]


@LINKS
def test_a_link_in_the_output_is_no_file_of_the_run(root: Path) -> None:
    write(root, {"Conf/Jobs.xml": CLEAN, "Conf/a/b.xml": CLEAN.replace("CleanDatabaseJob", "X"), "x/b.xml": ""})
    (root / "s.json").write_bytes(run(root).data)
    (root / "Out" / "Jobs.xml").rename(root / "Out" / "kept.xml")
    (root / "Out" / "Jobs.xml").symlink_to("kept.xml")
    (root / "Out" / "c").symlink_to(root / "x", target_is_directory=True)
    (root / "Out" / "d").symlink_to("/etc/passwd")
    (root / "Conf" / "e").symlink_to("/etc/passwd")
    assert told(root) == [
        "output: Out/Jobs.xml is not as the run wrote it",
        "output: Out/c is new; the run did not write it",
        "output: Out/d is new; the run did not write it",
        "output: Out/kept.xml is new; the run did not write it",
    ]


@posix("names are bytes there only")
def test_a_name_that_is_no_text_is_a_new_file(root: Path) -> None:
    write(root, {"Conf/Jobs.xml": CLEAN})
    (root / "s.json").write_bytes(run(root).data)
    for folder in ("Conf", "Out"):
        Path(bytes(root / folder / "x").decode() + "\udcff").write_bytes(b"")
    assert told(root) == [
        "input: Conf/x\udcff is new; the run did not read it",
        "output: Out/x\udcff is new; the run did not write it",
    ]
