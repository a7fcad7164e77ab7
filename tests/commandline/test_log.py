"""`--log-format json`: what is said on stderr as records, whatever becomes of a run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandline.samples import CLEAN, END, SETTINGS, START, Run, write
from unscaffold.commandline import main, terminal
from unscaffold.commandline.log import Log
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Command = Callable[..., Run]

WRONG = f'{START}  <CleanDatabaseJob/>\n  <CreateConnectorSynchroComplete Connector="Ünknown\u202e"/>\n{END}'
WARNED = f'{START}  <CleanDatabaseJob Unknown="x"/>\n{END}'
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_NOTHING = {"error": 0, "warning": 0, "info": 0, "note": 0}


@pytest.fixture(autouse=True)
def without_a_log() -> Iterator[None]:
    """Let no log take what other tests say."""
    yield
    terminal.log_into(None)


def records(err: str) -> list[dict[str, Any]]:
    """Return the records of a log, without their times, which are held to be some."""
    found = [json.loads(line) for line in err.splitlines()]
    for one in found:
        assert _TIME.fullmatch(one.pop("time"))
        if one["event"] == "end":
            assert one.pop("seconds") >= 0
    return found


def ended(command: str, code: int, **counts: int) -> dict[str, Any]:
    """Return the last record of a run."""
    level = "error" if code else "info"
    told = {"command": command, "exit_code": code, "counts": _NOTHING | counts, "message": f"ended with {code}"}
    return {"level": level, "event": "end", **told}


def failed(message: str, **more: Any) -> dict[str, Any]:
    """Return the record of a run that could not be."""
    return {"level": "error", "event": "failure", "message": message, **more}


def said(message: str) -> dict[str, Any]:
    return {"level": "info", "event": "message", "message": message}


_FOUND = {
    "level": "error",
    "event": "finding",
    "code": "U310",
    "file": str(Path("Conf/A.xml")),
    "line": 3,
    "column": 35,
    "message": "Connector names the connector 'Ünknown\\u202e', which the configuration does not declare",
}


def test_each_finding_is_a_record_and_stdout_is_as_it_is(unscaffold: Command) -> None:
    write({"Conf/A.xml": WRONG, "Conf/S.xml": SETTINGS})
    plain = unscaffold("check", "Conf")
    found = unscaffold("check", "Conf", "--log-format", "json")
    assert (found.code, found.out) == (1, plain.out)
    assert records(found.err) == [_FOUND, said("1 error (time)"), ended("check", 1, error=1)]


def test_what_programs_read_from_stdout_is_logged_too(unscaffold: Command) -> None:
    write({"Conf/A.xml": WRONG, "Conf/S.xml": SETTINGS})
    found = unscaffold("check", "Conf", "--format", "json", "--log-format=json", "--quiet")
    assert json.loads(found.out)["counts"]["error"] == 1
    assert records(found.err) == [_FOUND, ended("check", 1, error=1)]


def test_findings_of_a_run_are_said_once(unscaffold: Command) -> None:
    write({"Conf/A.xml": WRONG, "Conf/S.xml": SETTINGS})
    found = unscaffold("expand", "Conf", "-o", "Out", "--log-format", "json")
    counts = {"expanded": 0, "added": 0, "changed": 0, "removed": 0, "unchanged": 0}
    *rest, last = records(found.err)
    assert (found.code, found.out) == (1, "")
    assert rest == [_FOUND, said("1 error: nothing was written")]
    assert last["counts"].keys() == _NOTHING.keys() | counts.keys()


def test_a_run_counts_what_it_did(unscaffold: Command) -> None:
    write({"Conf/A.xml": CLEAN, "Conf/S.xml": SETTINGS})
    files = {"expanded": 1, "changed": 0, "removed": 0, "unchanged": 0}
    assert records(unscaffold("expand", "Conf", "-o", "Out", "--log-format", "json").err) == [
        said("1 scaffolding expanded, 2 files written, 0 unchanged (time)"),
        ended("expand", 0, **files, added=2),
    ]
    again = ended("expand", 0, **files | {"unchanged": 2}, added=0)
    assert records(unscaffold("expand", "Conf", "-o", "Out", "--log-format", "json", "-q").err) == [again]


def test_what_is_stale_is_a_finding(unscaffold: Command) -> None:
    write({"Conf/A.xml": CLEAN, "Conf/S.xml": SETTINGS})
    unscaffold("expand", "Conf", "-o", "Out")
    write({"Conf/S.xml": SETTINGS.replace("en", "de")})
    found = records(unscaffold("expand", "Conf", "-o", "Out", "--check", "--log-format", "json").err)
    assert [(one["event"], one.get("code"), one.get("file")) for one in found][:2] == [
        ("finding", "U601", str(Path("Out/A.xml"))),
        ("finding", "U601", str(Path("Out/S.xml"))),
    ]
    assert [one["message"] for one in found[2:-2]] == ["changed: A.xml", "changed: S.xml", found[4]["message"]]
    assert found[-2]["message"] == "Out is stale (2 files): run unscaffold expand Conf -o Out"
    assert found[-1]["exit_code"] == 1


@pytest.mark.parametrize(
    ("arguments", "command", "failure"),
    [
        (["check", "None"], "check", failed("None is not a folder; name the folder of the configuration")),
        (["check"], "check", failed("Missing argument 'CONF'.")),
        (["check", "Conf", "--zzz"], "check", failed("No such option '--zzz'.")),
        (["--nothing\x1b"], "", failed("No such option '--nothing\\x1b'.")),
        (["chek\x1b"], "chek\x1b", failed("No such command 'chek\\x1b'. Did you mean 'check'?")),
        ([], "", failed("no command is named")),
        (["attest"], "attest", failed("no command is named")),
        (["attest", "verify", "a"], "attest", failed("Missing argument 'CONF'.")),
        (
            ["steps", "Conf", "Clean"],
            "steps",
            failed("the configuration has no job 'Clean'", choices=["CleanDatabase"]),
        ),
    ],
)
def test_what_cannot_be_run_is_logged(
    unscaffold: Command, arguments: list[str], command: str, failure: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSCAFFOLD_LOG_FORMAT", "json")
    write({"Conf/A.xml": CLEAN, "Conf/S.xml": SETTINGS})
    found = unscaffold(*arguments)
    assert (found.code, found.out) == (2, "")
    assert records(found.err) == [failure, ended(command, 2)]


def test_the_flag_wins_over_the_environment(unscaffold: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_LOG_FORMAT", "json")
    write({"Conf/A.xml": CLEAN, "Conf/S.xml": SETTINGS})
    assert unscaffold("check", "Conf", "--log-format", "text").err == "nothing found (time)\n"
    assert unscaffold("rule", "J203").err != ""
    monkeypatch.setenv("UNSCAFFOLD_LOG_FORMAT", "xml")
    assert unscaffold("check", "Conf").err.endswith(
        "Error: Invalid value for '--log-format' (env var: 'UNSCAFFOLD_LOG_FORMAT'): 'xml' is not one of 'text',"
        " 'json'.\n"
    )


@pytest.mark.parametrize("last", [["--log-format", "json"], ["--log-format=json"]])
@pytest.mark.parametrize("first", [["--log-format", "text"], ["--log-format=text"]])
def test_the_last_flag_wins(first: list[str], last: list[str], unscaffold: Command) -> None:
    write({"Conf/A.xml": CLEAN, "Conf/S.xml": SETTINGS})
    assert unscaffold("check", "Conf", *last, *first).err == "nothing found (time)\n"
    assert records(unscaffold("check", "Conf", *first, *last).err)[-1] == ended("check", 0)


def test_the_command_that_mends_does_not_say_how_to_log(unscaffold: Command) -> None:
    write({"Conf/A.xml": CLEAN, "Conf/S.xml": SETTINGS})
    found = unscaffold("expand", "Conf", "-o", "Out", "--check", "--log-format", "text")
    assert found.err.endswith("run unscaffold expand Conf -o Out\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_fault_of_the_program_is_a_record(
    form: str, unscaffold: Command, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_arguments: object, **_more: object) -> None:
        raise ValueError("no\nway")

    monkeypatch.setattr("unscaffold.commandline.settings.options_of", break_down)
    monkeypatch.setattr("unscaffold.commandline.rights.options_of", break_down)
    write({"Conf/A.xml": CLEAN})
    if form == "text":
        with pytest.raises(ValueError, match="no"):
            main(["rights", "Conf"], prog_name="unscaffold")
        assert capfd.readouterr().err == ""
        return
    found = unscaffold("rights", "Conf", "--log-format", "json")
    failure, last = records(found.err)
    assert (found.code, last) == (1, ended("rights", 1))
    assert failure.pop("traceback").startswith("Traceback (most recent call last):\n")
    assert failure == failed("ValueError: no\\nway")


def test_every_command_can_log() -> None:
    def commands(group: click.Group) -> Iterator[click.Command]:
        for name in group.list_commands(click.Context(group)):
            _, command, _ = group.resolve_command(click.Context(group), [name])
            if isinstance(command, click.Group):
                yield from commands(command)
            elif command:
                yield command

    without = [one.name for one in commands(main) if [p.opts for p in one.params].count(["--log-format"]) != 1]
    assert without == []


def _process(folder: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "UNSCAFFOLD_CACHE": "", "PYTHONIOENCODING": "latin-1", **variables}
    return subprocess.Popen(
        [sys.executable, "-m", "unscaffold", *arguments], cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def test_records_are_in_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Conf" / "Ä.xml").write_text(WRONG, "utf-8")
    (tmp_path / "Conf" / "S.xml").write_text(SETTINGS, "utf-8")
    with _process(tmp_path, "expand", "Conf", "-o", "Out", "--log-format=json", SOURCE_DATE_EPOCH="1") as running:
        _, err = running.communicate()
    (found, *_rest) = records(err)
    assert found == _FOUND | {"file": str(Path("Conf/Ä.xml"))}
    assert not json.loads(err.splitlines()[0])["time"].startswith("1970")


def test_there_is_no_bar(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    terminal.log_into(Log("check"))
    with terminal.bar(quiet=False) as progress:
        progress.begin("Reading", 1_000_000)
        progress.advance(1_000_000)
    assert capfd.readouterr().err == ""


@given(st.text() | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Po"])))
def test_whatever_is_said_is_a_line_that_only_shows(text: str) -> None:
    stream = TextIOWrapper(BytesIO(), "ascii")
    with redirect_stderr(stream):
        Log("check").message(text)
    line = stream.buffer.getvalue().decode("utf-8")
    assert (line.count("\n"), line[-1], printable(line[:-1])) == (1, "\n", line[:-1])
    assert json.loads(line)["message"] == printable(text)
