"""The flags of a fleet and of its command: which is whose, how they are read, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.core import ParameterSource

from commandline.samples import command_named, write
from unscaffold.commandline import main
from unscaffold.commandline.fleet_flags import Asked, asked_for
from unscaffold.revisions import MERGE_BASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from commandline.samples import Run


def _context(*words: str) -> click.Context:
    """Return the context of a fleet, whose parent is as that of a command line: click keeps its flag for help."""
    parent = click.Context(main, **main.context_settings)
    return command_named("fleet").make_context("fleet", [*words], parent=parent)


@pytest.mark.parametrize(
    "line",
    [
        "--workers 3 -q --format=jsonl a.toml check --strict",
        "a.toml --workers 3 -q --format=jsonl check --strict",
        "--workers 3 a.toml -q --format jsonl check --strict",
    ],
)
def test_flags_of_fleet_stand_anywhere_before_the_command(line: str) -> None:
    context = _context(*line.split())
    read = context.params
    said = {name for name in read if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    assert said == {"workers", "quiet", "form", "where", "name", "words"}
    assert [read[name] for name in sorted(said)] == ["jsonl", "check", True, "a.toml", ("--strict",), 3]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- check", []),
        ("a check --fail-on warning --workers 3", ["--fail-on", "warning", "--workers", "3"]),
        ("a check --help", ["--help"]),
        ("a diff --base main -q", ["--base", "main", "-q"]),
        ("a verify -- --results x", ["--", "--results", "x"]),
    ],
)
def test_what_follows_the_command_is_said_to_it(line: str, words: list[str]) -> None:
    assert _context(*line.split()).params["words"] == tuple(words)


def asked(*words: str) -> Asked:
    return asked_for(_context("x", words[0]), words[0], words[1:])


def test_flags_are_said_again_with_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write({"Own/A.xsl": "", "b.json": ""})
    said = asked("check", "--no-strict", "--stylesheets", "Own", "--ignore", "J1", "--baseline", "b.json")
    here = str(Path.cwd())
    own, baseline = f"{here}{Path('/Own')}", f"{here}{Path('/b.json')}"
    ignored = [word for word in said.words if word.startswith("J1")]
    assert said == Asked(
        "check",
        (
            "--no-strict",
            "--stylesheets",
            own,
            *[word for code in ignored for word in ("--ignore", code)],
            "--baseline",
            baseline,
        ),
        files=(own, baseline),
    )
    assert ignored


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("expand", Asked("expand")),
        (
            "expand --force --keep-going --layout folder",
            Asked("expand", ("--layout", "folder", "--keep-going", "--force")),
        ),
        ("diff --base main --exit-code", Asked("diff", ("--exit-code",), "main")),
        ("diff --base", Asked("diff", base=MERGE_BASE)),
        ("rights --profile P* --profile Q", Asked("rights", ("--profile", "P*", "--profile", "Q"))),
        ("verify --accept order", Asked("verify", ("--accept", "order"))),
    ],
)
def test_flags_of_the_command_are_kept_apart_from_what_the_fleet_does_itself(line: str, expected: Asked) -> None:
    assert asked(*line.split()) == expected


def test_an_export_is_a_folder_for_each_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert asked("verify", "--against", "exports/{name}") == Asked(
        "verify", against=str(Path.cwd() / "exports" / "{name}")
    )


_REFUSED = {
    "check --format json": "--format is what fleet says itself; leave it out",
    "rights -o Rights.csv": "--output-file is what fleet says itself; leave it out",
    "check --output-file F": "--output-file is what fleet says itself; leave it out",
    "check --log-format text": "--log-format is a flag of fleet, and stands before check",
    "check --log-format=text": "--log-format is a flag of fleet, and stands before check",
    "check --workers 2": "--workers is a flag of fleet, and stands before check",
    "check -q": "--quiet is what fleet says itself; leave it out",
    "check --fix": "--fix changes what is read; run check in the repository for that",
    "check --update-baseline": "--update-baseline changes what is read; run check in the repository for that",
    "check --diff": "--diff prints something else than results; run check by itself for that",
    "expand -o Out": "--output is what LIST says for each repository; leave it out",
    "expand --check": "--check prints something else than results; run expand by itself for that",
    "expand --attest F": "--attest writes a file of its own; run expand by itself for that",
    "expand --origins -": "--origins writes a file of its own; run expand by itself for that",
    "rights --matrix": "--matrix prints something else than results; run rights by itself for that",
    "diff": "a fleet compares each repository with itself in a revision: diff --base REV",
    "diff Other": "a fleet compares each repository with itself in a revision: diff --base REV",
    "check --fial-on error": "No such option '--fial-on'. Did you mean '--fail-on'?",
    "check --fail-on always": ""
    "Invalid value for '--fail-on': 'always' is not one of 'error', 'warning', 'info', 'never'.",
    "check Conf": "Got unexpected extra argument (Conf)",
}


@pytest.mark.parametrize("line", _REFUSED)
def test_what_a_fleet_cannot_have_is_refused_before_the_list_is_read(
    unscaffold: Callable[..., Run], line: str
) -> None:
    run = unscaffold("fleet", "nowhere.toml", *line.split())
    assert (run.code, run.out, run.err.splitlines()[-1]) == (2, "", f"Error: {_REFUSED[line]}")


def test_a_refusal_tells_how_a_fleet_is_called(unscaffold: Callable[..., Run]) -> None:
    usage, more, *_ = unscaffold("fleet", "nowhere.toml", "check", "--nope").err.splitlines()
    assert usage == "Usage: unscaffold fleet LIST check [OPTIONS] CONF"
    assert more == "Try 'unscaffold fleet LIST check --help' for help."


def test_the_commands_are_told_in_one_line_where_none_is_named(unscaffold: Callable[..., Run]) -> None:
    said = "Error: Missing argument 'COMMAND'. Choose from: expand, check, diff, rights, verify"
    assert unscaffold("fleet", "nowhere.toml").err.splitlines()[-1] == said


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("--timeout soon", "Invalid value for '--timeout': 'soon' is no duration; 90s, 10m and 1h are."),
        ("--timeout 0", "Invalid value for '--timeout': '0' is no duration; 90s, 10m and 1h are."),
        ("--memory 2X", "Invalid value for '--memory': '2X' is no size; 512M and 2G are."),
        ("--workers 2 --scheduler tcp://h:1", "--workers is for this machine; a cluster has the workers that it has"),
        ("--report Report.pdf", "error: Report.pdf is no report by its ending; there are .html, .md and .jsonl"),
        ("--report no/R.md", "error: no/R.md lies in no folder; make the folder, or name another file"),
        ("", "error: nowhere.toml cannot be read: No such file or directory"),
    ],
)
def test_what_fleet_itself_cannot_have_is_refused(unscaffold: Callable[..., Run], flags: str, said: str) -> None:
    run = unscaffold("fleet", *flags.split(), "nowhere.toml", "check")
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[-1].replace("\\", "/").removeprefix("Error: ") == said


@pytest.mark.parametrize(("said", "seconds"), [("90", 90), ("90s", 90), ("1.5m", 90), ("2 H", 7200), ("10m", 600)])
def test_a_duration_has_a_unit(said: str, seconds: float) -> None:
    context = _context("--timeout", said, "a", "check")
    assert context.params["seconds"] == seconds


@pytest.mark.parametrize(
    ("said", "size"), [("512M", 512 << 20), ("4G", 4 << 30), ("1.5GiB", 3 << 29), ("2gb", 2 << 30), ("1000", 1000)]
)
def test_a_size_is_by_powers_of_1024(said: str, size: int) -> None:
    context = _context("--memory", said, "a", "check")
    assert context.params["memory"] == size


def test_the_help_of_the_command_is_told_where_it_is_asked_for(unscaffold: Callable[..., Run]) -> None:
    run = unscaffold("fleet", "nowhere.toml", "check", "--help")
    assert (run.code, run.err) == (0, "")
    assert "Expand CONF in memory, and report everything that is wrong with it" in run.out


def test_what_a_settings_file_names_decides_on_results_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write({"own.toml": 'context = ["Shared", "gone"]\nbaseline = "base.json"\n', "base.json": "{}", "Shared/A": ""})
    files = [str(tmp_path / name) for name in ("own.toml", "Shared", "base.json")]
    assert asked("check", "--settings", "own.toml").files == tuple(files)
    write({"own.toml": "nonsense"})
    assert asked("check", "--settings", "own.toml").files == (files[0],)
