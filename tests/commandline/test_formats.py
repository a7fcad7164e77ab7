"""Findings in a format: which stream has what, what is written beside it, and when the run fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CLEAN, END, SETTINGS, START, Run, command_named, write
from systems import LINKS, posix
from unscaffold.formats.table import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def no_ci_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        *("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"),
        *("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"),
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def conf(unscaffold: Callable[..., Run]) -> None:  # noqa: ARG001 - its folder is the one to write in
    """Make a configuration with something in it that deserves a warning."""
    write({"Conf/A.xml": RULE, "Conf/Settings.xml": SETTINGS})


RULE = f'{START}  <AccessControlRule Identifier="R" ConsolidationMode="Update"/>\n{END}'
SENTENCE = "nothing declares or generates the AccessControlRule 'R', which ConsolidationMode=\"Update\" is to change"
LINE = f"{Path('Conf/A.xml')}:2:22: warning U209 {SENTENCE}\n"
CLOSING = "1 warning (time)\n"


@pytest.mark.parametrize("command", ["check", "expand"])
def test_the_formats_are_those_that_there_are(command: str) -> None:
    (form,) = (one.type for one in command_named(command).params if one.name == "form")
    assert [*getattr(form, "choices", ())] == [*FORMATS]


# check


@pytest.mark.usefixtures("conf")
def test_findings_of_a_check_are_data(unscaffold: Callable[..., Run]) -> None:
    assert unscaffold("check", "Conf") == (0, LINE, CLOSING)
    assert unscaffold("check", "Conf", "-q") == (0, "", "")
    run = unscaffold("check", "Conf", "--format", "full")
    assert (run.code, run.err) == (0, CLOSING)
    assert run.out.startswith(f"warning[U209] {SENTENCE}\n --> {Path('Conf/A.xml')}:2:22\n  |\n2 |   <Access")


@pytest.mark.usefixtures("conf")
@pytest.mark.parametrize("form", [*FORMATS])
def test_a_format_is_alone_on_stdout_or_in_a_file(form: str, unscaffold: Callable[..., Run]) -> None:
    alone = unscaffold("check", "Conf", "--format", form)
    assert (alone.code, alone.err) == (0, CLOSING)
    beside = unscaffold("check", "Conf", "--format", form, "--output-file", "report")
    assert beside == (0, alone.out if form == "full" else LINE, CLOSING)
    assert Path("report").read_bytes().decode() == alone.out
    assert unscaffold("check", "Conf", "--format", form, "-q").out == (
        alone.out if form not in {"text", "full"} else ""
    )


@pytest.mark.usefixtures("conf")
@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_a_check_fails_on_findings_so_severe(fail_on: str, code: int, unscaffold: Callable[..., Run]) -> None:
    assert unscaffold("check", "Conf", "--fail-on", fail_on) == (code, LINE, CLOSING)
    document = json.loads(unscaffold("check", "Conf", "--format", "json", "--fail-on", fail_on).out)
    assert (document["failed"], document["stale"]) == (bool(code), None)


@pytest.mark.usefixtures("conf")
def test_errors_need_not_fail(unscaffold: Callable[..., Run]) -> None:
    assert unscaffold("check", "Conf", "--fail-on", "never").code == 0
    write({"Conf/B.xml": "<a>"})
    assert unscaffold("check", "Conf", "--fail-on", "never").code == 0
    assert unscaffold("check", "Conf").code == 1


def files(run: Run) -> list[str]:
    return [one["region"]["file"] for one in json.loads(run.out)["findings"]]


@pytest.mark.usefixtures("conf")
def test_files_are_shown_relative_to_the_checkout_or_whole(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert files(unscaffold("check", str(tmp_path / "Conf"), "--format", "json")) == ["Conf/A.xml"]
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    outside = (tmp_path.resolve() / "Conf" / "A.xml").as_posix()
    assert files(unscaffold("check", "../Conf", "--format", "json")) == [outside]
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path / "Conf"))  # the working folder does not lie there
    assert files(unscaffold("check", "../Conf", "--format", "json")) == [outside]
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert files(unscaffold("check", "../Conf", "--format", "json")) == ["Conf/A.xml"]


@posix("Windows has no such names of files")
@pytest.mark.usefixtures("conf")
def test_odd_names_of_files(unscaffold: Callable[..., Run]) -> None:
    name = "a\n::error::b;c]#1 %41.xml"
    Path("Conf/A.xml").rename(f"Conf/{name}")
    assert files(unscaffold("check", "Conf", "--format", "json")) == [f"Conf/{name}"]
    (line,) = unscaffold("check", "Conf", "--format", "github").out.splitlines()
    assert line.startswith("::warning file=Conf/a%0A%3A%3Aerror%3A%3Ab;c]#1 %2541.xml,line=2,")
    *_, last = unscaffold("check", "Conf", "--format", "azure").out.splitlines()
    assert last == "##vso[task.complete result=SucceededWithIssues;]"
    sarif = json.loads(unscaffold("check", "Conf", "--format", "sarif").out)["runs"][0]["results"][0]
    uri = sarif["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "Conf/a%0A%3A%3Aerror%3A%3Ab%3Bc%5D%231%20%2541.xml"


# What is written beside it


@pytest.mark.usefixtures("conf")
def test_github_gets_a_summary_and_outputs(unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    write({"summary.md": "before\n", "outputs": "a=b\n"})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    monkeypatch.setenv("GITHUB_OUTPUT", "outputs")
    comment = unscaffold("check", "Conf", "--format", "markdown").out
    assert Path("outputs").read_text() == "a=b\n"
    unscaffold("check", "Conf", "--format", "github")
    assert Path("summary.md").read_text() == f"before\n{comment}"
    assert Path("outputs").read_text() == "a=b\nchanged=false\nfindings=1\n"
    write({"summary.md": "x" * 1_048_576})
    unscaffold("check", "Conf", "--format", "github", "--output-file", "report")
    assert Path("summary.md").stat().st_size == 1_048_576


@LINKS
@pytest.mark.usefixtures("conf")
def test_files_behind_a_link_are_shown_by_it(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("here").mkdir()
    Path("here/link").symlink_to(tmp_path / "Conf", target_is_directory=True)
    monkeypatch.chdir("here")
    assert files(unscaffold("check", "link", "--format", "json")) == ["link/A.xml"]


@LINKS
@pytest.mark.usefixtures("conf")
def test_no_link_is_followed_to_an_output(unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    write({"mine": ""})
    Path("outputs").symlink_to("mine")
    monkeypatch.setenv("GITHUB_OUTPUT", "outputs")
    run = unscaffold("check", "Conf", "--format", "github")
    assert (run.code, run.err[:16], Path("mine").read_text()) == (2, "error: outputs: ", "")


@pytest.mark.usefixtures("conf")
@pytest.mark.parametrize(
    ("file", "refused"),
    [
        ("nowhere/report", "{file}: No such file or directory"),
        ("Conf/report", "Conf/report would be a part of the configuration; name a file outside of Conf"),
    ],
)
def test_a_report_that_cannot_be_written_is_refused(file: str, refused: str, unscaffold: Callable[..., Run]) -> None:
    run = unscaffold("check", "Conf", "--format", "sarif", "--output-file", file)
    said = refused.replace("{file}", str(Path(file).resolve())).replace("Conf/report", str(Path("Conf/report")))
    assert run == (2, "", f"error: {said}\n")


@posix("Windows has no such file")
@pytest.mark.usefixtures("conf")
def test_what_is_no_file_is_not_replaced(unscaffold: Callable[..., Run]) -> None:
    refused = "error: /dev/null is there, and is no file; name another one\n"
    assert unscaffold("check", "Conf", "--format", "json", "--output-file", "/dev/null") == (2, "", refused)


@pytest.mark.usefixtures("conf")
def test_more_results_than_github_takes_are_told(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unscaffold.commandline.telling.MOST_RESULTS", 0)
    said = "1 results: GitHub takes a file with 0 of them at most\n"
    assert unscaffold("check", "Conf", "--format", "sarif").err == said + CLOSING
    assert unscaffold("check", "Conf", "--format", "json").err == CLOSING


# expand --check


def test_a_stale_file_is_a_finding_of_the_output(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Clean.xml": CLEAN, "Conf/Settings.xml": SETTINGS, "Conf/gone.txt": ""})
    unscaffold("expand", "Conf", "-o", "Out dir")
    write({"Conf/Clean.xml": f"{CLEAN}\n", "Conf/new.txt": ""})
    Path("Conf/gone.txt").unlink()
    again = "run unscaffold expand Conf -o 'Out dir'"
    closing = "1 scaffolding expanded, 2 files to be written, 1 to be removed, 1 unchanged (time)\n"
    run = unscaffold("expand", "Conf", "-o", "Out dir", "--check", "--format", "json")
    assert (run.code, run.err) == (1, f"{closing}Out dir is stale (3 files): {again}\n")
    document = json.loads(run.out)
    assert (document["failed"], document["stale"]) == (
        True,
        ["Out dir/Clean.xml", "Out dir/gone.txt", "Out dir/new.txt"],
    )
    assert [(one["code"], one["name"], one["severity"], one["message"]) for one in document["findings"]] == [
        ("U601", "stale", "error", f"the output is stale, for this file is {reason}; {again}")
        for reason in ("not what would be written", "of something that is gone", "missing")
    ]
    place = {"file": "Out dir/Clean.xml", "line": 1, "column": 1, "end_line": 1, "end_column": 1}
    assert document["findings"][0]["region"] == place
    run = unscaffold("expand", "Conf", "-o", "Out dir", "--check", "--format", "sarif", "--output-file", "x", "-q")
    assert run == (1, "", f"Out dir is stale (3 files): {again}\n")
    run = unscaffold("expand", "Conf", "-o", "Out dir", "--check", "--format", "full")
    names = "changed: Clean.xml\nremoved: gone.txt\nadded: new.txt\n"
    assert (run.code, run.out, sorted(run.err.splitlines()[:3])) == (1, "", sorted(names.splitlines()))


def test_output_that_is_as_it_should_be_is_not_stale(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"Conf/Clean.xml": CLEAN, "Conf/Settings.xml": SETTINGS, "outputs": ""})
    unscaffold("expand", "Conf", "-o", "Out")
    run = unscaffold("expand", "Conf", "-o", "Out", "--check", "--format", "json")
    assert (run.code, json.loads(run.out)["stale"]) == (0, [])
    monkeypatch.setenv("GITHUB_OUTPUT", "outputs")
    write({"Conf/new.txt": ""})
    assert unscaffold("expand", "Conf", "-o", "Out", "--check", "--format", "github").out.startswith(
        "::error file=Out/n"
    )
    assert Path("outputs").read_text() == "changed=true\nfindings=1\n"


def test_whether_output_is_stale_cannot_be_told_of_a_broken_configuration(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Bad.xml": "<a>", "Conf/Clean.xml": CLEAN})
    run = unscaffold("expand", "Conf", "-o", "Out", "--check", "--format", "json")
    document = json.loads(run.out)
    assert (document["stale"], [one["code"] for one in document["findings"]]) == (None, ["U101"])
    so = "whether Out is stale cannot be told; mend what is wrong, then run unscaffold expand Conf -o Out"
    assert (run.code, run.err) == (1, f"1 error: {so}\n")
    run = unscaffold("expand", "Conf", "-o", "Out", "--check", "--keep-going", "--format", "json")
    document = json.loads(run.out)
    assert [one["code"] for one in document["findings"]] == ["U101", "U601"]
    assert run.err.splitlines()[-1] == "Out is stale (1 file): run unscaffold expand Conf -o Out --keep-going"


def test_the_command_to_run_is_the_one_that_was_said(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Clean.xml": CLEAN, "More/Settings.xml": SETTINGS, "unscaffold.toml": 'output = "Out"\n'})
    said = ("Conf", "--no-strict", "--context", "More", "--target", "6.2", "--keep", "A b", "--keep", "C")
    run = unscaffold("expand", *said, "--check", "-q", "--workers", "1")
    again = "unscaffold expand Conf --no-strict --target 6.2 --context More --keep 'A b' --keep C"
    assert run == (1, "", f"Out is stale (1 file): run {again}\n")


@pytest.mark.parametrize(
    ("flags", "refused"),
    [
        (("--format", "json"), "--format and --output-file are for what --check finds; say --check, too"),
        (("--output-file", "x"), "--format and --output-file are for what --check finds; say --check, too"),
        (
            ("--check", "--diff", "--format", "json"),
            "--diff prints to stdout, too; name a file for the format with --output-file",
        ),
    ],
)
@pytest.mark.usefixtures("conf")
def test_flags_that_do_not_go_together(flags: tuple[str, ...], refused: str, unscaffold: Callable[..., Run]) -> None:
    run = unscaffold("expand", "Conf", "-o", "Out", *flags)
    assert (run.code, run.out, run.err.splitlines()[-1]) == (2, "", f"Error: {refused}")


# On a terminal


@pytest.mark.usefixtures("conf")
def test_stdout_is_in_colour_where_that_is_asked_for(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert unscaffold("check", "Conf").out == LINE.replace("warning", "\x1b[33m\x1b[1mwarning\x1b[0m", 1)
    unscaffold("check", "Conf", "--output-file", "report")
    assert Path("report").read_text() == LINE
    monkeypatch.setenv("NO_COLOR", "1")
    assert unscaffold("check", "Conf").out == LINE


@pytest.mark.usefixtures("conf")
@pytest.mark.parametrize("more", [(), ("--ignore", "S101")])
def test_a_line_with_a_secret_is_shown_for_no_finding(unscaffold: Callable[..., Run], more: tuple[str, ...]) -> None:
    settings = '<PasswordResetSettings Identifier="P" DefaultPassword="Summer2026"\n Mode="x" />'
    secret = '<PasswordResetSettings Identifier="Q" Mode="y" DefaultPassword="Summer2026" />'
    write({"Conf/A.xml": f"{START}{settings}\n{secret}\n{END}"})
    told = unscaffold("check", "Conf", "--format", "full", "--select", "S1", *more).out
    shown = [line for line in told.splitlines() if line[:1].isdecimal()]
    assert ("Summer2026" in told, told.count("[S103]"), shown) == (False, 2, ['3 |  Mode="x" />'])
