"""Completion: real shells in a terminal, and what they are told. There is no PowerShell in the registries at hand."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from xml.sax.saxutils import quoteattr

import click
import pytest
from click.shell_completion import CompletionItem
from hypothesis import given
from hypothesis import strategies as st

from commandline.samples import END, START, write
from commandline.terminals import PROMPT, type_in
from processors import ROOT, need
from systems import posix
from unscaffold.commandline import job_names, main
from unscaffold.commandline.completion import completion
from unscaffold.commandline.shells import SHELLS, is_shown, script, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from commandline.samples import Run

BOB = "Bob's $HOME `id`; rm"
NAMES = ["Nightly Run", BOB, "Über", "Odd:Colon", "Odd\u202ename", "-dash", 'a "quote"', "me@home"]
STARTED = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], ["source ./script", f"PS1='{PROMPT}'"]),
    "zsh": (["zsh", "-f", "-i"], ["autoload -Uz compinit; compinit -D -u; source ./script", f"PS1='{PROMPT}'"]),
    "fish": (["fish", "--no-config", "-i"], ["source ./script", f"function fish_prompt; echo -n '{PROMPT}'; end"]),
}


def jobs(names: list[str]) -> str:
    """Return a configuration file with jobs of some names."""
    written = (f'  <Job Identifier={quoteattr(name)} DisplayName_L1="Job"/>\n' for name in names)
    return f"{START}{''.join(written)}{END}"


@posix("terminals are those of POSIX")
@pytest.mark.parametrize("shell", STARTED)
@pytest.mark.parametrize(
    ("typed", "arguments"),
    [
        ("steps Co", ["steps", "Conf"]),
        ("steps Conf --target sa", ["steps", "Conf", "--target", "saas"]),
        ("steps Conf Ni", ["steps", "Conf", "Nightly Run"]),
        ("explain Conf 'ni", ["explain", "Conf", "Nightly Run"]),
        ("steps Conf Nightly\\ R", ["steps", "Conf", "Nightly Run"]),
        ("steps Conf Bob", ["steps", "Conf", BOB]),
        ("steps Conf ü", ["steps", "Conf", "Über"]),
        ("steps Conf O", ["steps", "Conf", "Odd:Colon"]),
        ("steps Conf Odd:", ["steps", "Conf", "Odd:Colon"]),
        ("steps Conf me@", ["steps", "Conf", "me@home"]),
        ("steps Nowhere N", ["steps", "Nowhere", "N"]),
    ],
)
def test_a_shell_completes(shell: str, typed: str, arguments: list[str], tmp_path: Path) -> None:
    command, setup = STARTED[shell]
    need(command[0])
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Conf" / "Jobs.xml").write_text(jobs(NAMES), "utf-8")
    (tmp_path / "script").write_text(script(shell), "utf-8")
    (tmp_path / "setup").write_text("".join(f"{line}\n" for line in setup), "utf-8")
    came = type_in(command, f"unscaffold {typed}", tmp_path)
    assert [argument.removesuffix("/") for argument in came.arguments] == arguments
    assert "\u202e" not in came.shown


def asked(
    shell: str, *words: str, run: tuple[str, ...] = ("-m", "unscaffold"), **more: str
) -> subprocess.CompletedProcess[str]:
    """Ask as a script does: the last word is the one that is to be completed."""
    variables = {
        "_UNSCAFFOLD_COMPLETE": f"{shell}_complete",
        "_UNSCAFFOLD_WORDS": "\n".join(["unscaffold", *words[:-1]]),
        "_UNSCAFFOLD_WORD": words[-1],
        "_UNSCAFFOLD_LINE": " ".join(["unscaffold", *words]),
        "_UNSCAFFOLD_BREAKS": " \t\n\"'@><=;|&(:",
        "PYTHONPATH": str(ROOT / "pipeline"),
    }
    return subprocess.run(
        [sys.executable, *run],
        env=os.environ | variables | more,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.usefixtures("unscaffold")
def test_a_word_that_is_not_begun_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"Conf/Jobs.xml": jobs(["A"])})
    monkeypatch.setenv("_UNSCAFFOLD_COMPLETE", "powershell_complete")
    monkeypatch.setenv("_UNSCAFFOLD_WORDS", "unscaffold\nsteps\nConf")
    command = [sys.executable, "-m", "unscaffold"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert (run.stdout, run.stderr) == ("plain\tA\tA\tJob\n", "")


def told(shell: str, *words: str) -> list[str]:
    """Return the lines that a script is told; nothing is ever said beside them."""
    done = asked(shell, *words)
    assert (done.returncode, done.stderr) == (0, "")
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.usefixtures("unscaffold")
@pytest.mark.parametrize(
    ("shell", "lines"),
    [
        ("bash", ["plain\tNightly\\ Run"]),
        ("zsh", ["plain\tNightly Run\tat 03:00 every day"]),
        ("fish", ["plain\tNightly Run\tat 03:00 every day"]),
        ("powershell", ["plain\t'Nightly Run'\tNightly Run\tat 03:00 every day"]),
    ],
)
def test_a_job_is_told_with_its_schedule(shell: str, lines: list[str]) -> None:
    text = jobs(["Nightly Run", "Other"]).replace(' DisplayName_L1="Job"', ' CronTabExpression="0 3 * * *"', 1)
    write({"Conf/Jobs.xml": text})
    assert told(shell, "steps", "Conf", "n") == lines


@pytest.mark.usefixtures("unscaffold")
def test_what_scaffoldings_generate_is_told_too_and_nothing_is_written() -> None:
    write({"Conf/Jobs.xml": f"{START}  <CleanDatabaseJob/>\n  <CreateAccessCertificationJob/>\n{END}"})
    expected = ["plain\tCleanDatabase\tCleanDatabaseJob", "plain\tAccessCertification\tevery 30 minutes"]
    first = told("zsh", "steps", "Conf", "")
    assert [line.partition("\t")[2].partition("\t")[0] for line in first] == ["CleanDatabase", "AccessCertification"]
    assert told("zsh", "steps", "Conf", "clean") == expected[:1]
    assert [path.name for path in sorted(Path().rglob("*"))] == ["Conf", "Jobs.xml"]


@pytest.mark.usefixtures("unscaffold")
def test_powershell_is_told_names_as_it_writes_them() -> None:
    write({"Conf/Jobs.xml": jobs([*NAMES, "a,b", "@c", "AD_Job", "x\u2019; rm \u2018", "x\u201a\u201b"])})
    assert [line.split("\t")[1] for line in told("powershell", "steps", "Conf", "")] == [
        "'Nightly Run'",
        "'Bob''s $HOME `id`; rm'",
        "Über",
        "Odd:Colon",
        "'me@home'",
        "'a,b'",
        "'@c'",
        "AD_Job",
        "'x\u2019\u2019; rm \u2018\u2018'",
        "'x\u201a\u201a\u201b\u201b'",
    ]


@pytest.mark.usefixtures("unscaffold")
def test_bash_is_told_what_can_stand_in_a_quotation() -> None:
    write({"Conf/Jobs.xml": jobs(NAMES)})
    assert told("bash", "steps", "Conf", '"') == [
        "plain\tNightly Run",
        "plain\tÜber",
        "plain\tOdd:Colon",
        "plain\tme@home",
    ]
    assert told("bash", "steps", "Conf", "'") == [
        "plain\tNightly Run",
        "plain\tÜber",
        "plain\tOdd:Colon",
        'plain\ta "quote"',
        "plain\tme@home",
    ]


@pytest.mark.usefixtures("unscaffold")
@pytest.mark.parametrize(("typed", "rest"), [("a@b", "@bc"), ("a=b", "bc"), ("a:b", "bc"), ("a,b", "a,bc")])
def test_bash_is_told_what_follows_where_it_breaks_words(typed: str, rest: str) -> None:
    write({"Conf/Jobs.xml": jobs([f"{typed}c"])})
    assert told("bash", "steps", "Conf", typed) == [f"plain\t{rest}"]
    assert told("bash", "steps", "Conf", f"'{typed}") == [f"plain\t{typed}c"]


def test_commands_and_flags_are_told_with_their_help() -> None:
    assert told("fish", "sche") == ["plain\tschema\tPrint a schema of the configuration, for editors."]
    assert told("bash", "steps", "--wi") == ["plain\t--wide"]
    assert told("zsh", "completion", "p") == ["plain\tpowershell\t"]
    assert told("powershell", "steps", "") == ["dir"]
    assert told("zsh", "schema", "-o", "") == ["file"]
    assert told("zsh", "rule", "s101") == ["plain\tS101\tpassword-plain"]


@pytest.mark.usefixtures("unscaffold")
@pytest.mark.parametrize("shell", SHELLS)
def test_what_cannot_be_told_is_no_error(shell: str) -> None:
    write({"Broken/Jobs.xml": "<ConfigurationFile", "Conf/Jobs.xml": jobs(["A"]), "unscaffold.toml": "target = 5"})
    assert told(shell, "steps", "Broken", "") == []
    assert told(shell, "steps", "Nowhere", "") == []
    assert told(shell, "steps", "Conf", "") == []
    done = asked(shell, "steps", "", _UNSCAFFOLD_COMPLETE=f"{shell}_source")
    assert (done.returncode, done.stdout, done.stderr) == (0, script(shell), "")
    assert asked("tcsh", "steps", "").returncode == 1


@pytest.mark.usefixtures("unscaffold")
@pytest.mark.parametrize("shell", SHELLS)
def test_nobody_waits_for_what_takes_long(shell: str) -> None:
    write({"Conf/Jobs.xml": jobs(["A"])})
    endless = (
        "import threading; from unscaffold.commandline import job_names, main, shells\n"
        "job_names.completions = lambda *_: threading.Event().wait()\n"
        "shells._PATIENCE = 0.1\n"
        "main(prog_name='unscaffold')"
    )
    done = asked(shell, "steps", "Conf", "", run=("-c", endless))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.usefixtures("unscaffold")
def test_stylesheets_of_settings_are_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_TRUST_SETTINGS", "1")
    write({"Conf/Jobs.xml": jobs(["A"]), "Conf/unscaffold.toml": 'stylesheets = ["nowhere"]\n'})
    assert told("bash", "steps", "Conf", "") == ["plain\tA"]


def names(conf: str, **params: object) -> list[str]:
    return [item.value for item in job_names.completions({"conf": Path(conf), **params}, "")]


@pytest.mark.usefixtures("unscaffold")
@pytest.mark.parametrize("limit", ["_MOST_ENTRIES", "_MOST_BYTES"])
def test_a_large_folder_is_told_if_it_is_remembered(
    limit: str, monkeypatch: pytest.MonkeyPatch, unscaffold: Callable[..., Run]
) -> None:
    write({"Conf/Jobs.xml": jobs(["A"]), "Conf/Agents.xml": f'{START}  <Agent Identifier="Local"/>\n{END}'})
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(Path("cache").resolve()))
    monkeypatch.setattr(job_names, limit, 1)
    assert names("Conf") == []
    assert unscaffold("steps", "Conf").code == 0
    assert names("Conf") == ["A"]
    assert names("Conf", target="6.1") == []


def test_each_shell_has_its_script(unscaffold: Callable[..., Run]) -> None:
    (argument,) = (one for one in completion.params if isinstance(one, click.Argument))
    assert isinstance(argument.type, click.Choice)
    assert [*argument.type.choices] == [*SHELLS]
    for shell in SHELLS:
        assert unscaffold("completion", shell) == (0, script(shell).replace("\n", os.linesep), "")
    assert unscaffold("completion", "zsh", "-o", "_unscaffold") == (0, "", "")
    assert Path("_unscaffold").read_text("utf-8") == script("zsh")


def written(shell: str, name: str) -> str:
    """Return a name as a shell is told it; nothing if it is not told."""
    item: CompletionItem[str] = CompletionItem(name)
    return SHELLS[shell](main, {}, "unscaffold", "").format_completion(item).removeprefix("plain\t").split("\t")[0]


def as_powershell_reads(text: str) -> str:
    """Return what a text between single quotes says: any of PowerShell's ends it, unless another one follows."""
    inside = re.fullmatch("(?s)['\u2018-\u201b](.*)['\u2018-\u201b]", text)
    parts = re.findall("(?s)(['\u2018-\u201b])['\u2018-\u201b]|([^'\u2018-\u201b])", inside[1] if inside else "")
    return "".join(map("".join, parts))


@given(st.text(min_size=1) | st.text("a '\"\u2018\u2019\u201a\u201b;", min_size=1))
def test_a_name_is_written_so_that_a_shell_reads_it_as_it_is(name: str) -> None:
    with patch.dict(os.environ, {"_UNSCAFFOLD_LINE": "unscaffold steps Conf "}):
        in_bash, in_powershell = written("bash", name), written("powershell", name)
    assert (in_bash == "") == (not is_shown(name))
    assert (in_powershell == "") == (not is_shown(name) or '"' in name)
    if in_bash:
        assert shlex.split(in_bash) == [name]
    if in_powershell:
        assert name in {as_powershell_reads(in_powershell), in_powershell}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_tells_what_is_asked_for(shell: str) -> None:
    variables = set(re.findall(r"_UNSCAFFOLD_[A-Z]+", script(shell)))
    told_by = (
        {"_UNSCAFFOLD_LINE", "_UNSCAFFOLD_BREAKS"} if shell == "bash" else {"_UNSCAFFOLD_WORDS", "_UNSCAFFOLD_WORD"}
    )
    assert variables == {"_UNSCAFFOLD_COMPLETE", *told_by}
    assert f"{shell}_complete" in script(shell)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("unscaffold ", [("unscaffold", ""), ("", "")]),
        ("unscaffold  steps", [("unscaffold", ""), ("steps", "")]),
        ("a 'b c' d\\ e", [("a", ""), ("b c", ""), ("d e", "")]),
        ("a 'b c", [("a", ""), ("b c", "'")]),
        ('a "b \\" c', [("a", ""), ('b " c', '"')]),
        ("a 'b\\'", [("a", ""), ("b\\", "")]),
        ("a b\\", [("a", ""), ("b", "")]),
        ("", [("", "")]),
    ],
)
def test_a_line_is_broken_as_posix_shells_break_it(line: str, words: list[tuple[str, str]]) -> None:
    assert [tuple(word) for word in words_of(line)] == words
