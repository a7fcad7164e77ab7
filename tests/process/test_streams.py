"""Standard streams that are closed, full or broken: no traceback, no output lost, and the exit code stays right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("it is sh that closes streams", allow_module_level=True)

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "microsoft-entra-id"
CONF = SAMPLE / "Conf"
FAULTY = ROOT / "tests" / "errors" / "U310-unknown-reference" / "input"
JOB = "MicrosoftEntraID_Synchronize_Incremental_Scaffolding"
PRINTING = {
    "help": ["--help"],
    "help of a command": ["expand", "--help"],
    "version": ["--version"],
    "list": ["list", str(CONF)],
    "steps": ["steps", str(CONF), JOB],
    "slice": ["slice", str(CONF), "MicrosoftEntraID/MicrosoftEntraID Jobs.xml"],
    "diff": ["expand", str(CONF), "--diff", "--quiet"],
    "arguments": ["arguments", str(CONF / "MicrosoftEntraID" / "MicrosoftEntraID Jobs.xml")],
}
LOST = ["2>&-", "2>/dev/full", "2>&0", ">&-", ">/dev/full", ">&0", ">&- 2>&- <&-"]

full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
each_that_prints = pytest.mark.parametrize("arguments", PRINTING.values(), ids=PRINTING)


def run(arguments: list[str], redirection: str, cwd: Path, **environment: str) -> tuple[int, str, str]:
    """Run a command with streams redirected by sh; stdin is a pipe to which one can write, and nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [
                "sh",
                "-c",
                f'exec "$@" {redirection}',
                "sh",
                sys.executable,
                "-m",
                "unscaffold",
                *arguments,
            ],
            cwd=cwd,
            env=os.environ | environment,
            stdin=writing,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)
    return done.returncode, done.stdout, done.stderr


@full
@pytest.mark.parametrize("redirection", LOST)
def test_what_cannot_be_said_costs_no_output(redirection: str, tmp_path: Path) -> None:
    code, out, err = run(["expand", str(CONF), "-o", "Out", "-v", "--workers", "2"], redirection, tmp_path)
    assert (code, out, "Traceback" in err, "Exception" in err) == (0, "", False, False)
    expected = {
        path.relative_to(SAMPLE / "expected"): path.read_bytes() for path in (SAMPLE / "expected").rglob("*.xml")
    }
    assert {
        path.relative_to(tmp_path / "Out"): path.read_bytes() for path in (tmp_path / "Out").rglob("*.xml")
    } == expected


@full
@pytest.mark.parametrize("redirection", LOST[:3])
def test_the_exit_code_tells_what_cannot_be_said(redirection: str, tmp_path: Path) -> None:
    assert run(["expand", str(FAULTY), "-o", "Out"], redirection, tmp_path) == (1, "", "")
    assert run(["expand", "none", "-o", "Out"], redirection, tmp_path) == (2, "", "")
    assert run(["expand", "--none"], redirection, tmp_path) == (2, "", "")


@full
@each_that_prints
def test_data_that_cannot_be_written_is_refused(arguments: list[str], tmp_path: Path) -> None:
    no_space = "error: standard output: No space left on device\n"
    assert run(arguments, ">/dev/full", tmp_path) == (2, "", no_space)
    assert run(arguments, ">/dev/full 2>&1", tmp_path) == (2, "", "")
    assert run(arguments, ">&-", tmp_path) == (2, "", "error: standard output: Bad file descriptor\n")


@each_that_prints
def test_a_reader_that_has_had_enough_is_told_nothing(arguments: list[str], tmp_path: Path) -> None:
    assert run(arguments, ">&0", tmp_path) == (141, "", "")


@full
def test_so_it_is_where_a_shell_asks_for_completions(tmp_path: Path) -> None:
    no_space = "error: standard output: No space left on device\n"
    assert run([], ">/dev/full", tmp_path, _UNSCAFFOLD_COMPLETE="zsh_source") == (2, "", no_space)
    assert run([], ">&0", tmp_path, _UNSCAFFOLD_COMPLETE="zsh_source") == (141, "", "")


def test_data_is_whole_where_python_does_not_buffer(tmp_path: Path) -> None:
    code, out, err = run(PRINTING["slice"], "", tmp_path)
    assert (code, out[-21:], err) == (0, "</ConfigurationFile>\n", "")
    assert run(PRINTING["slice"], "", tmp_path, PYTHONUNBUFFERED="1") == (code, out, err)


def test_letters_that_a_stream_lacks_are_spelled(tmp_path: Path) -> None:
    refusal = "error: \\u0142 is not a folder; name the folder of the configuration\n"
    assert run(["expand", "\u0142", "-o", "Out"], "", tmp_path, PYTHONIOENCODING="latin-1") == (2, "", refusal)


@pytest.mark.parametrize("arguments", [["list", "Conf"], ["steps", "Conf"], ["slice", "Conf"]])
def test_data_is_in_utf_8_wherever_it_goes(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "Conf").mkdir()
    text = "<ConfigurationFile xmlns='urn:schemas-usercube-com:configuration'><CreateAccessCertificationJob"
    (tmp_path / "Conf" / "A.xml").write_text(f"{text} JobIdentifier='Contr\u00f4le'/></ConfigurationFile>", "utf-8")
    command = [sys.executable, "-m", "unscaffold", *arguments]
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert "Contr\u00f4le" in done.stdout.decode("utf-8")


def test_a_stream_that_does_not_wait_is_one_that_cannot_be_written(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [sys.executable, "-m", "unscaffold", *PRINTING["slice"]]
    try:
        written = os.write(writing, b"x" * 1_000_000)  # as much as the pipe takes
        done = subprocess.run(command, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(reading)
        os.close(writing)
    assert written < 1_000_000
    assert (done.returncode, done.stderr) == (2, "error: standard output: Resource temporarily unavailable\n")
