"""The settings file: which one it is, what it may say, and what is said of one that says anything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from systems import posix
from unscaffold.findings import Failure
from unscaffold.settings import NONE, Settings, read_settings
from unscaffold.settings.keys import KEYS
from unscaffold.settings.settings import Setting


@pytest.fixture
def conf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project" / "Conf").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")
    return Path("Conf")


def said_in(settings: Settings) -> dict[str, object]:
    return {key: one.value for key, one in settings.said.items()}


def refusal(conf: Path) -> str:
    with pytest.raises(Failure) as failure:
        read_settings(conf)
    return str(failure.value).replace(f"{Path.cwd()}{os.sep}", "")


def test_without_a_file_all_is_as_it_is_by_itself(conf: Path) -> None:
    assert read_settings(conf) == NONE
    assert [one.key for one in NONE.in_force] == [*KEYS]
    assert {one.where for one in NONE.in_force} == {""}


def test_a_file_says_what_is_in_force(conf: Path) -> None:
    Path("unscaffold.toml").write_text("""\
target = "6.2"
"output" = "Out/Expanded"
stylesheets = [
  "own",
]
strict = true
""")
    settings = read_settings(conf)
    assert settings.file == Path("unscaffold.toml")
    assert said_in(settings) == {
        "target": "6.2",
        "output": Path("Out/Expanded"),
        "stylesheets": (Path("own"),),
        "strict": True,
    }
    file = settings.file
    assert settings.of("stylesheets") == Setting("stylesheets", (Path("own"),), f"{file}:3:1")
    assert settings.of("layout") == Setting("layout", "folder")


def test_rules_are_named_by_codes_their_beginnings_or_names(conf: Path) -> None:
    Path("unscaffold.toml").write_text("""\
select = ["j", "unknown-package"]
ignore = ["J203", "prepare-without-sync"]
baseline = "old.json"

[ignore-in]
"Legacy/**" = ["J2"]

[severity]
step-order = "error"
U310 = "error"
U3 = "info"
""")
    assert said_in(read_settings(conf)) == {
        "select": ("J", "U313"),
        "ignore": ("J203",),
        "baseline": Path("old.json"),
        "ignore-in": {"Legacy/**": ("J2",)},
        "severity": {"J201": "error", "U310": "error", "U3": "info"},
    }


def test_the_closest_file_is_taken_and_no_other(conf: Path) -> None:
    Path("../unscaffold.toml").write_text('target = "6.1"\nstrict = true')
    assert said_in(read_settings(conf)) == {"target": "6.1", "strict": True}
    Path("unscaffold.toml").write_text('target = "6.2"')
    assert said_in(read_settings(conf)) == {"target": "6.2"}
    Path("Conf/unscaffold.toml").write_text("")
    Path("Conf/Below").mkdir()
    assert read_settings(conf) == Settings(Path("Conf/unscaffold.toml"))
    assert said_in(read_settings(Path("Conf/Below"))) == {}


@pytest.mark.usefixtures("conf")
def test_folders_are_those_beside_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("unscaffold.toml").write_text('output = "Out"')
    project = Path.cwd()
    monkeypatch.chdir("Conf")
    assert said_in(read_settings(Path())) == {"output": project / "Out"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("targt = 1", "1:1: there is no setting targt; there are {keys}; did you mean 'target'?"),
        ("\n[ tool.x ]", "2:3: there is no setting tool; there are {keys}"),
        ('target = "7.1"', '1:1: target is one of "6.1", "6.2", "7.0", "saas", and not "7.1"; did you mean \'7.0\'?'),
        (
            'only = ["jobs", "right"]',
            '1:1: only names the families "jobs", "rights", "templates", and not "right"; did you mean \'rights\'?',
        ),
        ('only = "jobs"', '1:1: only is a list of texts, and not "jobs"'),
        ("target = 6.10", '1:1: target is one of "6.1", "6.2", "7.0", "saas", and not 6.1'),
        ('x = 1\n  layout = "folder"', "1:1: there is no setting x; there are {keys}"),
        ('strict = "no"', '1:1: strict is true or false, and not "no"'),
        ("strict = 1979-05-27", '1:1: strict is true or false, and not "1979-05-27"'),
        ('stylesheets = "own"', '1:1: stylesheets is a list of texts, and not "own"'),
        ("stylesheets = [1]", "1:1: stylesheets is a list of texts, and not [1]"),
        (f"output = {[1] * 50}", f"1:1: output is the name of a folder, and not {'[' + '1, ' * 19}1,..."),
        ('output = ""', '1:1: output is the name of a folder, and not ""'),
        ('output = "/tmp"', '1:1: output names the folder "/tmp", which is not relative to the folder of this file'),
        ('output = "C:x"', '1:1: output names the folder "C:x", which is not relative to the folder of this file'),
        ("output = 'a\\b'", '1:1: output names the folder "a\\b", which is not written with forward slashes'),
        ('output = "a/../.."', '1:1: output names the folder "a/../..", which leads out of the folder of this file'),
        (
            'output = ".git/hooks"',
            '1:1: output names the folder ".git/hooks", which is hidden, or lies in a hidden folder',
        ),
        ('baseline = "a.xml"', '1:1: baseline is the name of a file that ends with .json, and not "a.xml"'),
        ("baseline = 1", "1:1: baseline is the name of a file that ends with .json, and not 1"),
        (
            'baseline = "../a.json"',
            '1:1: baseline names the file "../a.json", which leads out of the folder of this file',
        ),
        (
            'baseline = ".git/a.json"',
            '1:1: baseline names the file ".git/a.json", which is hidden, or lies in a hidden folder',
        ),
        ('select = "J2"', '1:1: select is a list of texts, and not "J2"'),
        ('select = ["J99"]', "1:1: select is wrong: there is no rule 'J99'; {list}"),
        (
            'ignore = ["J2", "step-ordr"]',
            "1:1: ignore is wrong: there is no rule 'step-ordr'; {list}; did you mean 'step-order'?",
        ),
        ('ignore = ["unknown-reference"]', "1:1: ignore is wrong: U310 {stops}"),
        (
            'ignore-in = ["J2"]',
            '1:1: ignore-in is a table of patterns of paths, each with a list of rules, and not ["J2"]',
        ),
        ('[ignore-in]\n"A/**" = "J2"', '1:2: ignore-in has for "A/**" a list of rules, and not "J2"'),
        ('[ignore-in]\n"A/**" = ["U310"]', "1:2: ignore-in is wrong: U310 {stops}"),
        (
            "[ignore-in]\n'A\\*' = []",
            '1:2: ignore-in has the pattern "A\\*", which is not written with forward slashes',
        ),
        ("severity = []", "1:1: severity is a table of rules, each with its severity, and not []"),
        ('[severity]\nJ2 = "off"', '1:2: severity has for "J2" one of "error", "warning", "info", and not "off"'),
        ('[severity]\nU310 = "warning"', "1:2: severity is wrong: U310 {stops}"),
        ('[severity]\n"" = "info"', "1:2: severity is wrong: there is no rule ''; {list}"),
        ("target = 0x" + "f" * 5_000, '1:1: target is one of "6.1", "6.2", "7.0", "saas", and not what stands there'),
        ('output = "\\u0000"', '1:1: output names the folder "\0", which no folder can be called'),
    ],
)
def test_what_it_cannot_say_is_refused_at_its_place(conf: Path, text: str, sentence: str) -> None:
    Path("unscaffold.toml").write_text(text)
    listing = "`unscaffold rule` lists them all"
    stops = "is an error that stops the expansion, and nothing ignores or lowers it; mend it"
    assert refusal(conf) == f"unscaffold.toml:{sentence.format(keys=', '.join(KEYS), stops=stops, list=listing)}"


def test_a_key_is_not_looked_for_in_texts(conf: Path) -> None:
    Path("unscaffold.toml").write_text("output = '''\nlayout = 1'''\nlayout = 2")
    Path("Conf/unscaffold.toml").write_text("strict = true\n[layout]\nlayout = '''\nlayout = 1'''")
    assert refusal(conf).startswith("Conf/unscaffold.toml:2:2: layout is ".replace("/", os.sep))


def test_where_the_place_is_not_known_the_file_is_named(conf: Path) -> None:
    Path("unscaffold.toml").write_text('"la\\u0079out" = 1')
    assert refusal(conf).startswith("unscaffold.toml: layout is ")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a = 1\nb", "unscaffold.toml:2:2: this is not TOML: "),
        (b"a = 1\r\nb = ?", "unscaffold.toml:2:5: this is not TOML: "),
        (b"a = 1\na = 2", "unscaffold.toml:2:6: this is not TOML: "),
        (b"\xff", "unscaffold.toml is not UTF-8; save it so"),
        (b"a = " + b"1" * 10_000, "unscaffold.toml holds more than a settings file needs; make it simpler"),
        (b"a" + b".a" * 30_000 + b" = 1", "unscaffold.toml holds more than a settings file needs; make it simpler"),
        (b"a" * 65_537, "unscaffold.toml has more than 65,536 bytes, and is not read; make it smaller"),
    ],
)
def test_what_is_no_settings_file_is_refused(conf: Path, data: bytes, sentence: str) -> None:
    Path("unscaffold.toml").write_bytes(data)
    assert refusal(conf).startswith(sentence)


def test_arrays_in_arrays_end_in_a_sentence(conf: Path) -> None:
    Path("unscaffold.toml").write_text("a = " + "[" * 60_000)
    assert refusal(conf).startswith("unscaffold.toml")


def test_the_mark_that_editors_on_windows_write_is_read(conf: Path) -> None:
    Path("unscaffold.toml").write_bytes(b'\xef\xbb\xbftarget = "saas"\r\n')
    assert said_in(read_settings(conf)) == {"target": "saas"}


@posix("its links, and files that are none")
@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_regular_file_is_refused(conf: Path, kind: str) -> None:
    if kind == "link":
        Path("other").write_text("")
        Path("unscaffold.toml").symlink_to("other")
    elif kind == "folder":
        Path("unscaffold.toml").mkdir()
    elif sys.platform != "win32":
        os.mkfifo("unscaffold.toml")
    sentence = "is not a regular file; put a copy of the settings in its place, or say --no-settings"
    assert refusal(conf) == f"unscaffold.toml {sentence}"


@posix("the owners of files")
def test_a_file_of_somebody_else_is_refused(conf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("unscaffold.toml").write_text("")
    stranger = Path("unscaffold.toml").stat().st_uid + 1
    look = os.lstat

    def as_a_stranger_s(path: str | os.PathLike[str]) -> os.stat_result:
        status = look(path)
        return os.stat_result([*status[:4], stranger, *status[5:]]) if str(path).endswith(".toml") else status

    monkeypatch.setattr(os, "lstat", as_a_stranger_s)
    sentence = "belongs to somebody else than Conf, and is not believed; remove it, or say --no-settings"
    assert refusal(conf) == f"unscaffold.toml {sentence}"


@posix("links of folders")
def test_a_link_out_of_its_folder_is_refused(conf: Path) -> None:
    Path("Out").symlink_to("..", target_is_directory=True)
    Path("unscaffold.toml").write_text('output = "Out/x"')
    sentence = 'output names the folder "Out/x", where a link leads out of the folder of this file'
    assert refusal(conf) == f"unscaffold.toml:1:1: {sentence}"


@posix("links of folders")
def test_a_link_into_a_hidden_folder_is_refused(conf: Path) -> None:
    Path(".git").mkdir()
    Path("Out").symlink_to(".git", target_is_directory=True)
    Path("unscaffold.toml").write_text('output = "Out/hooks"')
    sentence = 'output names the folder "Out/hooks", which is hidden, or lies in a hidden folder'
    assert refusal(conf) == f"unscaffold.toml:1:1: {sentence}"


def test_tables_in_tables_end_in_a_sentence(conf: Path) -> None:
    table = "[\n{a" + ".a" * 90 + " = "
    Path("unscaffold.toml").write_text(f"strict = {table * 60}1{'}]' * 60}")
    assert refusal(conf) == "unscaffold.toml:1:1: strict is true or false, and not what stands there"
