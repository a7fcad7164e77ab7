"""`check --fix`: what has one certain answer is mended in the files of the configuration, and all else left there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import END, START, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path("Conf/A.xml")
BEFORE = f"""\
{START}  <Agent Identifier="Local"/>
  <Connector Identifier="HR" Agent='LOCAL' />
  <CreateAgentSynchroComplete OldAlgorithm="true" Agent="Local"/>
  <Job Identifier="J" DisplayName_L1="J" Agent="local" cronTabExpression="0 3 * * *" CronTimeZone="UTC">
    <FulfillTask Identifier="F" DisplayName_L1="F" agent="Local"
                 OpenIdClient="Job" Connector="HR"/>
  </Job>
{END}"""
AFTER = (
    BEFORE.replace("'LOCAL'", "'Local'")
    .replace("cronTab", "CronTab")
    .replace('OldAlgorithm="true" ', "")
    .replace("agent=", "Agent=")
)
RULES = ("--select", "U203,U312,J602,C402", "--no-settings")


@pytest.fixture(autouse=True)
def _conf(unscaffold: Callable[..., Run]) -> None:  # noqa: ARG001 - its folder is the one to write in
    write({"Conf/A.xml": BEFORE})


def test_it_is_mended_and_what_is_left_is_told(unscaffold: Callable[..., Run]) -> None:
    code, told, said = unscaffold("check", "Conf", "--fix", *RULES)
    assert FILE.read_text() == AFTER
    assert (code, told, said.splitlines()[0]) == (0, "", f"mended: {FILE} (4 findings)")
    code, told, said = unscaffold("check", "Conf", "--fix", *RULES)
    assert (code, told, "mended" in said) == (0, "", False)


def test_a_diff_shows_it_and_writes_nothing(unscaffold: Callable[..., Run]) -> None:
    code, told, said = unscaffold("check", "Conf", "--fix", "--diff", *RULES)
    changed = [line for line in told.splitlines() if line[:1] in "+-"]
    pairs = zip(BEFORE.splitlines(), AFTER.splitlines(), strict=True)
    assert sorted(changed[2:]) == sorted(
        f"{sign}{line}" for old, new in pairs if old != new for sign, line in (("-", old), ("+", new))
    )
    assert (code, changed[:2], said) == (1, ["--- a/A.xml", "+++ b/A.xml"], "4 findings to be mended, 0 to be left\n")
    assert FILE.read_text() == BEFORE


def test_what_is_ignored_is_not_mended(unscaffold: Callable[..., Run]) -> None:
    unscaffold("check", "Conf", "--fix", *RULES, "--ignore", "U203,U312,C402")
    assert FILE.read_text() == BEFORE.replace("cronTab", "CronTab")


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (("--diff",), "--diff shows what --fix would change; say --fix, too"),
        (("--fix", "--diff", "--format", "json"), "--diff prints a diff, and no findings; leave --format out"),
        (("--fix", "--update-baseline", "--baseline", "b.json"), "say --fix first, and then --update-baseline"),
    ],
)
def test_flags_that_do_not_go_together_are_refused(
    flags: tuple[str, ...], sentence: str, unscaffold: Callable[..., Run]
) -> None:
    code, told, said = unscaffold("check", "Conf", *flags)
    assert (code, told, said.splitlines()[-1]) == (2, "", f"Error: {sentence}")


def test_a_file_that_cannot_be_written_stays(unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(FILE))

    monkeypatch.setattr("unscaffold.editing_files.edited_files.replace", full)
    assert unscaffold("check", "Conf", "--fix", *RULES) == (2, "", f"error: {FILE}: No space left on device\n")
    assert FILE.read_text() == BEFORE
