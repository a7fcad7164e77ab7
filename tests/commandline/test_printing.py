"""What is printed: what others wrote is shown, and does nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from unscaffold.commandline import main
from unscaffold.process import printable

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"
CLEAN = f"{START}  <CleanDatabaseJob/>\n{END}"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names of files, and no pty")


class Run(NamedTuple):
    code: int
    out: str
    err: str


def unscaffold(*arguments: str, cwd: Path, **environment: str) -> Run:
    command = [sys.executable, "-m", "unscaffold", *arguments]
    run = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    said = re.sub(r"\(\d+\.\d\d s\)", "(time)", run.stderr.decode())
    return Run(run.returncode, run.stdout.decode("utf-8", "surrogateescape"), said)


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


# One line, one value


ODD = st.sampled_from([*"\n\r\t\x1b\x85\x9b\u2028\u202e\ufeff:#[]{}", "::", "##[", "##vso[", "::error::", "{other}"])


def texts(characters: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(characters, ODD), min_size=least, max_size=8).map("".join)


@given(texts(st.characters()))
def test_a_line_is_one_line_and_no_command(text: str) -> None:
    line = printable(text)
    assert printable(line) == line
    assert harmless(line)
    assert line == text or "\\" in line


def harmless(line: str) -> bool:
    """Return whether a line is one, shows, and is no command of a CI system."""
    seen = all(c.isprintable() or c in "\u200c\u200d" or c.isspace() for c in line)
    return seen and len(line.splitlines()) <= 1 and not re.match(r"\s*::", line) and not re.search(r"##\w*\[", line)


# All that is said


IN_XML = texts(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), 1).map(
    lambda text: text.replace("\x1b", "")
)
IN_NAMES = texts(
    st.one_of(
        st.characters(min_codepoint=1, max_codepoint=0x3100, exclude_characters="/"),
        st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"]),
    ),
    1,
)
OURS = re.compile(
    r"[^\n]+:\d+:\d+: (?:error|warning) U\d+ |error: |(?:added|changed|removed): |  |Usage: |Try |Error: |"
    r"\d+ (?:errors?|scaffoldings?|findings?)\b|$"
)


def attributes(**values: str) -> str:
    return " ".join(
        f"{name}={quoteattr(value, {chr(10): '&#10;', chr(13): '&#13;'})}" for name, value in values.items()
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no name that is not text")
@settings(max_examples=25, deadline=None)
@given(IN_NAMES, IN_XML, IN_XML, IN_XML)
def test_whatever_others_wrote_is_printed_in_lines_of_ours(file: str, connector: str, job: str, level: str) -> None:
    text = f"""{START}
  <Connector {attributes(Identifier=connector)}/><Connector {attributes(Identifier=connector)}/>
  <CreateConnectorSynchroComplete {attributes(Connector=connector + "x", JobIdentifier=job)}/>
  <Connection {attributes(Identifier="C", Connector=job, Package=connector)}/>
  <Job {attributes(Identifier=job)}><ExportTask {attributes(Identifier=job + "_1", Level=level)}/></Job>
{END}"""
    with TemporaryDirectory() as name:
        for conf, content in (("Bad", text), ("Good", text.replace(connector + "x", connector)), ("Copy", CLEAN)):
            written(Path(name), {f"{conf}/{file}.xml": content})
        for arguments in (
            ["expand", "Bad", "-o", "Out", "--keep-going", "-v"],
            ["expand", "Copy", "-o", "Out2", "-v"],
            ["list", "Bad"],
            ["list", "Bad", "--format", "json"],
            ["steps", "Good"],
            ["steps", "Good", "--format", "json"],
            ["steps", "Good", job],
            ["steps", "Good", job, "--wide"],
            ["steps", "Good", job, "--format", "json"],
            ["steps", "Good", job, "--format", "jobsteps"],
            ["slice", "Bad", f"{file}:1"],
            ["expand", "Copy", file],
            ["expand", connector],
        ):
            assert_ours(arguments, Path(name))


def assert_ours(arguments: list[str], cwd: Path) -> None:
    run = in_process([word.replace("\0", "") for word in arguments], cwd)
    assert run.code in {0, 1, 2}
    assert [line for line in run.err.split("\n") if not (OURS.match(line) and harmless(line))] == []
    assert [line for line in run.out.split("\n") if not harmless(line)] == []


def in_process(arguments: list[str], cwd: Path) -> Run:
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(cwd)
        result = CliRunner().invoke(main, arguments, prog_name="unscaffold")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Run(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())


FORGED = "a\n::error title=x::\x1b[31m\u202e##[y].xml"
SHOWN = r"a\n::error title=x::\x1b[31m\u202e\x23#[y].xml"


@POSIX
def test_names_of_files_are_shown_wherever_they_are_named(tmp_path: Path) -> None:
    written(tmp_path, {f"Conf/{FORGED}": CLEAN, "Conf/::error::x.xml": "<a>"})
    malformed = "error U101 the file is not well-formed XML: <a> of line 1 is not closed; mend it, then try again"
    said = f"""\
Conf/::error::x.xml:1:4: {malformed}
added: {SHOWN}
1 error left as it was, 1 scaffolding expanded, 1 file written, 0 unchanged (time)
"""
    assert unscaffold("expand", "Conf", "-o", "Out", "-v", "--keep-going", cwd=tmp_path) == (1, "", said)
    listed = f"""\
PLACE{" " * (len(SHOWN) - 3)}  ELEMENT           JOB            TASKS  LEVELS
{SHOWN}:2  CleanDatabaseJob  CleanDatabase      1       1
"""
    there = rf"\x3a:error::x.xml:1:4: {malformed}" + "\n"
    assert unscaffold("list", ".", "--wide", cwd=tmp_path / "Conf") == (1, listed, there)


@POSIX
def test_what_there_is_to_choose_from_stays_in_lines(tmp_path: Path) -> None:
    written(tmp_path, {f"Conf/{FORGED}": CLEAN, "Conf/::b.xml": CLEAN})
    said = f"""\
error: Conf has 2 scaffoldings; name one as FILE:LINE, of
  \\x3a:b.xml:2  CleanDatabaseJob
  {SHOWN}:2  CleanDatabaseJob
"""
    assert unscaffold("slice", "Conf", cwd=tmp_path) == (2, "", said)


def test_what_a_call_says_is_shown(tmp_path: Path) -> None:
    word = "x\x1b[31m\n::error::y"
    shown = r"x\x1b[31m\n::error::y"
    refused = f"error: {shown} is not a folder; name the folder of the configuration\n"
    assert unscaffold("expand", word, "-o", "Out", cwd=tmp_path) == (2, "", refused)
    for arguments in (["expand", ".", word], [word], [f"--{word}"], ["expand", ".", f"--layout={word}"]):
        run = unscaffold(*arguments, cwd=tmp_path)
        *usage, error = run.err.splitlines()
        assert (run.code, run.out, len(usage)) == (2, "", 3)
        assert error.startswith("Error: ")
        assert shown in error


# A diff is data


NAMES = ["a b.txt", 'a "quoted".txt', "back\\slash.txt", "a\n+++ b\t\x1b.txt", "\u202e\x85.txt", "é.txt"]


@POSIX
@pytest.mark.parametrize("apply", [["git", "apply"], ["patch", "-s", "-p1"]], ids=lambda command: command[0])
def test_names_in_a_diff_are_quoted_as_git_does(apply: list[str], tmp_path: Path) -> None:
    if not which(apply[0]):
        pytest.skip(f"NOT TESTED: there is no {apply[0]} on the PATH")
    written(tmp_path, CONF | {f"{folder}/{name}": "old\n" for folder in ("Conf", "Copy") for name in NAMES})
    unscaffold("expand", "Conf", "-o", "Out", cwd=tmp_path)
    written(tmp_path, {f"Conf/{name}": "new\n" for name in NAMES})
    diff = unscaffold("expand", "Conf", "-o", "Out", "--diff", cwd=tmp_path).out
    assert [line for line in diff.split("\n") if line.startswith("+++")] == [
        '+++ "b/a\\n+++ b\\t\\033.txt"\t',
        '+++ "b/a \\"quoted\\".txt"\t',
        "+++ b/a b.txt\t",
        '+++ "b/back\\\\slash.txt"',
        "+++ b/é.txt",
        '+++ "b/\\342\\200\\256\\302\\205.txt"',
    ]
    environment = os.environ | {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    subprocess.run(apply, cwd=tmp_path / "Copy", env=environment, input=os.fsencode(diff), check=True)
    assert [(tmp_path / "Copy" / name).read_bytes() for name in NAMES] == [b"new\n"] * len(NAMES)


@POSIX
def test_a_file_that_is_not_text_is_named_in_quotes_too(tmp_path: Path) -> None:
    written(tmp_path, CONF)
    unscaffold("expand", "Conf", "-o", "Out", cwd=tmp_path)
    written(tmp_path, {"Conf/a\nb \x1b": "\0"})
    diff = 'Binary files /dev/null and "b/a\\nb \\033" differ\n'
    assert unscaffold("expand", "Conf", "-o", "Out", "--diff", cwd=tmp_path).out == diff


# Colour


CONF = {"Conf/Conf.xml": f"{START}{END}"}
MISTAKE = {
    "Bad/A.xml": f"{START}<Language Code='en'/>\n  <Connection Identifier='A' Connector='B'/>\n  <Connector/>\n{END}"
}
COLOURS = re.compile("\x1b\\[[0-9;]*m")
RED, YELLOW, OFF = "\x1b[31m\x1b[1m", "\x1b[33m\x1b[1m", "\x1b[0m"


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """Return what a command prints on a terminal, which is one for both of its streams."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pty")
    import pty  # noqa: PLC0415 - only here

    ours, its = pty.openpty()
    command = [sys.executable, "-m", "unscaffold", *arguments]
    process = subprocess.Popen(command, cwd=cwd, env=os.environ | environment, stdin=its, stdout=its, stderr=its)
    os.close(its)
    printed = b""
    with suppress(OSError):  # Linux ends a terminal so that nobody holds any more
        while data := os.read(ours, 65536):
            printed += data
    os.close(ours)
    process.wait()
    return re.sub(r"\(\d+\.\d\d s\)", "(time)", printed.decode().replace("\r\n", "\n"))


FINDINGS = f"""\
{Path("Bad/A.xml")}:3:30: {{yellow}}warning{{off}} U205 Connector of Connection names the Connector 'B',\
 which the configuration does not declare; the Connection has no effect
{Path("Bad/A.xml")}:4:3: {{red}}error{{off}} U301 Connector needs the attribute Identifier
1 error and 1 warning: nothing was written
"""
REFUSAL = "{red}error: {off}Nowhere is not a folder; name the folder of the configuration\n"
IN_COLOUR = {"red": RED, "yellow": YELLOW, "off": OFF}
PLAIN = {"red": "", "yellow": "", "off": ""}


@pytest.mark.parametrize(
    ("environment", "piped", "shown"),
    [
        ({}, PLAIN, IN_COLOUR),
        ({"NO_COLOR": "", "FORCE_COLOR": ""}, PLAIN, IN_COLOUR),
        ({"FORCE_COLOR": "0"}, PLAIN, IN_COLOUR),
        ({"NO_COLOR": "1"}, PLAIN, PLAIN),
        ({"FORCE_COLOR": "1"}, IN_COLOUR, IN_COLOUR),
        ({"NO_COLOR": "0", "FORCE_COLOR": "1"}, PLAIN, PLAIN),
    ],
    ids=str,
)
@POSIX
def test_colour_is_for_terminals_or_as_the_environment_says(
    environment: dict[str, str], piped: dict[str, str], shown: dict[str, str], tmp_path: Path
) -> None:
    written(tmp_path, MISTAKE)
    environment = {"NO_COLOR": "", "FORCE_COLOR": ""} | environment
    for arguments, said in ((["Bad", "-o", "Out"], FINDINGS), (["Nowhere", "-o", "Out"], REFUSAL)):
        assert unscaffold("expand", *arguments, cwd=tmp_path, **environment).err == said.format(**piped)
        assert on_a_terminal("expand", *arguments, cwd=tmp_path, **environment) == said.format(**shown)


@POSIX
def test_a_diff_on_a_terminal_is_coloured_and_shown(tmp_path: Path) -> None:
    written(tmp_path, CONF | {"Conf/\x1b[32m::b.txt": "same\n::error::\r\n\told \x9b31m\u202e\n"})
    unscaffold("expand", "Conf", "-o", "Out", cwd=tmp_path)
    written(tmp_path, {"Conf/\x1b[32m::b.txt": "same\n::error::\r\n\tnew \x1b[31m##[x]\n"})
    command = ["expand", "Conf", "-o", "Out", "--diff", "-q"]
    data = """\
--- "a/\\033[32m::b.txt"
+++ "b/\\033[32m::b.txt"
@@ -1,3 +1,3 @@
 same
 ::error::\r
-\told \x9b31m\u202e
+\tnew \x1b[31m##[x]
"""
    lines = [
        '--- "a/\\033[32m::b.txt"',
        '+++ "b/\\033[32m::b.txt"',
        "\x1b[36m@@ -1,3 +1,3 @@\x1b[0m",
        " same",
        " \\x3a:error::",
        "\x1b[31m-\told \\x9b31m\\u202e\x1b[0m",
        "\x1b[32m+\tnew \\x1b[31m\\x23#[x]\x1b[0m",
        "",
    ]
    never, always = {"NO_COLOR": "1"}, {"NO_COLOR": "", "FORCE_COLOR": "1"}
    assert unscaffold(*command, cwd=tmp_path, **never).out == data
    plain = [COLOURS.sub("", line) for line in lines]
    assert on_a_terminal(*command, cwd=tmp_path, **always).split("\n") == lines
    assert on_a_terminal(*command, cwd=tmp_path, **never).split("\n") == plain
    assert unscaffold(*command, cwd=tmp_path, **always).out.split("\n") == lines


@POSIX
def test_a_bar_is_without_colour(tmp_path: Path) -> None:
    written(tmp_path, {f"Conf/{number}.txt": "" for number in range(300)})
    printed = on_a_terminal("expand", "Conf", "-o", "Out", cwd=tmp_path, NO_COLOR="1")
    assert "Reading" in printed
    assert not COLOURS.search(printed)
