"""What is told of a fleet: repositories, rules, rights across them, and what drifted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from commandline.samples import CONNECTOR, END, JOBS, START, write
from reporting.visits import (
    CHECKED,
    COMPARED,
    EXPANDED,
    GRANTED,
    VERIFIED,
    checked,
    failed,
    finding,
    fleet_of,
    grant,
    granted,
    outcome,
)
from unscaffold.commandline import main
from unscaffold.fleets import Outcome, Visited
from unscaffold.reporting import Fleet, by_findings, findings_of, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Ran = Callable[..., Outcome]

_ALL = {"check": CHECKED, "rights": GRANTED, "expand": EXPANDED, "diff": COMPARED, "verify": VERIFIED}


def fleet(command: str, left: int = 0) -> Fleet:
    return fleet_of(_ALL[command], "Customers", command, left)


@pytest.mark.parametrize(
    ("command", "columns", "numbers", "totals"),
    [
        (
            "check",
            ("errors", "warnings"),
            [(1, 2), (0, 0), (0, 1), (0, 0), (0, 0), (0, 1)],
            {"errors": 1, "warnings": 4},
        ),
        ("diff", ("errors", "warnings", "changes"), [(0, 0, 3)], {"errors": 0, "warnings": 0, "changes": 3}),
        (
            "rights",
            ("errors", "warnings", "profiles", "permissions"),
            [(0, 0, 2, 1), (0, 0, 2, 2), (0, 0, 2, 1), (0, 0, 2, 1)],
            {"errors": 0, "warnings": 0},
        ),
        (
            "expand",
            ("errors", "warnings", "written"),
            [(0, 0, 4), (0, 0, 0)],
            {"errors": 0, "warnings": 0, "written": 4},
        ),
        (
            "verify",
            ("errors", "warnings", "differences"),
            [(0, 0, 3)],
            {"errors": 0, "warnings": 0, "differences": 3},
        ),
    ],
)
def test_each_command_has_its_numbers(
    command: str, columns: tuple[str, ...], numbers: list[tuple[int, ...]], totals: dict[str, int]
) -> None:
    found = fleet(command)
    assert found.columns == columns
    assert [tuple(row.numbers[name] for name in columns) for row in found.rows] == numbers
    assert found.totals == totals


def test_what_is_different_is_told_in_a_few_words() -> None:
    assert [(row.name, row.drift.words) for command in _ALL for row in fleet(command).rows] == [
        ("alpha", "was fine, +2 -1 findings"),
        ("beta", "unchanged"),
        ("delta", "same"),
        ("epsilon", "first run"),
        ("eta", "had findings"),
        ("gamma", "first run"),
        ("east", "first run"),
        ("north", "+2 -1 rights"),
        ("south", "first run"),
        ("west", "first run"),
        ("one", "4 files"),
        ("two", "same"),
        ("one", "first run"),
        ("one", "first run"),
    ]


def test_a_finding_that_is_there_less_often_is_gone_so_often() -> None:
    twice = finding("C301", "warning", "twice")
    drift = row_of(Visited(checked("a", twice), checked("a", twice, twice, twice)), "check").drift
    assert (drift.words, [one.code for one in drift.gone]) == ("-2 findings", ["C301", "C301"])


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (checked("a"), failed("a", "no"), "could not run"),
        (failed("a", "no"), checked("a", finding("U310", "error", "m")), "had findings"),
        (failed("a", "no"), failed("a", "not either"), "same"),
        (checked("a", finding("U310", "error", "m")), checked("a"), "was fine, +1 finding"),
        (granted("a", grant("P", "/x")), granted("a"), "+1 right"),
        (granted("a")._replace(status="findings"), granted("a", grant("P", "/x")), "was fine"),
    ],
)
def test_what_may_not_be_whole_is_not_compared(now: Outcome, before: Outcome, words: str) -> None:
    assert row_of(Visited(now, before), "check").drift.words == words


def test_repositories_are_by_findings_and_what_could_not_run_comes_first() -> None:
    names = [row.name for row in by_findings(fleet("check").rows)]
    assert names == ["epsilon", "eta", "alpha", "delta", "gamma", "beta"]


def test_rules_are_by_how_many_repositories_break_them() -> None:
    found = fleet_of((*CHECKED, Visited(checked("zeta", *[finding("C301", "error", "m")] * 3))), "T", "check")
    assert [tuple(one) for one in found.rules] == [
        ("J203", "named", "warning", 3, 3),
        ("C301", "named", "error", 3, 1),
        ("C301", "named", "warning", 1, 1),
        ("U310", "named", "error", 1, 1),
    ]


def test_rights_are_counted_across_repositories_in_any_case() -> None:
    many = [Visited(granted(f"more{number}", grant("Manager", "/Custom/Read"))) for number in range(3)]
    assert [tuple(one) for one in fleet_of((*GRANTED, *many), "T", "rights").rights] == [
        ("Auditor", "/Custom/Read", 3, 3, ("east", "north", "south")),
        ("Manager", "/Custom/Read", 7, 6, ()),
        ("Manager", "/Custom/Write", 1, 1, ("north",)),
    ]


@pytest.mark.parametrize(
    ("some", "left", "code"),
    [
        ([checked("a")], 0, 0),
        ([checked("a"), checked("b", finding("U310", "error", "m"))], 0, 1),
        ([checked("a"), checked("b", finding("U310", "error", "m")), failed("c", "no")], 0, 2),
        ([checked("a")], 1, 2),
        ([], 0, 0),
    ],
)
def test_the_worst_of_a_fleet_is_its_exit_code(some: Sequence[Outcome], left: int, code: int) -> None:
    assert fleet_of(map(Visited, some), "T", "check", left).exit_code == code


@pytest.fixture(name="ran")
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ran:
    """Run a command on a configuration as a fleet does, and return what comes of it."""
    monkeypatch.chdir(tmp_path)
    unknown = f'{START}  <CreateConnectorSynchroComplete Connector="K"/>\n{END}'
    rights = f"""{START}  <Profile Identifier="Boss"/>
  <AccessControlRule Identifier="R" Profile="Boss" EntityType="HR"><Entry Permission="/Custom/Read" CanExecute="1"/>
    <Filter Binding="Site" Operator="0" Value="Oslo"/></AccessControlRule>\n{END}"""
    write({"Old/A.xml": CONNECTOR, "Conf/A.xml": CONNECTOR, "Conf/B.xml": JOBS, "Wrong/A.xml": unknown})
    write({"Rights/A.xml": rights})

    def run(command: str, *words: str) -> Outcome:
        capfd.readouterr()
        printed = [] if command == "expand" else ["--format", "json"]
        with pytest.raises(SystemExit) as ended:
            main([command, *words, "--log-format", "json", *printed], prog_name="unscaffold")
        out, err = capfd.readouterr()
        records: list[dict[str, Any]] = [json.loads(line) for line in err.splitlines()]
        status = ("fine", "findings", "failed")[int(ended.value.code or 0)]
        document = json.loads(out) if out else None
        return Outcome("a", status, "", document, records, "", "", 0.5, 1, "here")  # type: ignore[arg-type]

    return run


def test_what_commands_print_is_understood(ran: Ran) -> None:
    outcomes = {
        "expand": ran("expand", "Conf", "-o", "Out"),
        "check": ran("check", "Wrong"),
        "diff": ran("diff", "Old", "Conf"),
        "rights": ran("rights", "Rights"),
        "verify": ran("verify", "Conf", "--against", "Old"),
    }
    rows = {command: row_of(Visited(one), command) for command, one in outcomes.items()}
    assert {command: (row.status, row.numbers, row.rules) for command, row in rows.items()} == {
        "expand": ("fine", {"errors": 0, "warnings": 0, "written": 2}, {}),
        "check": ("findings", {"errors": 1, "warnings": 1}, {"U310": 1, "U319": 1}),
        "diff": ("fine", {"errors": 0, "warnings": 0, "changes": 2}, {}),
        "rights": ("fine", {"errors": 0, "warnings": 0, "profiles": 1, "permissions": 1}, {}),
        "verify": ("findings", {"errors": 0, "warnings": 0, "differences": 1}, {}),
    }
    (right,) = fleet_of([Visited(outcomes["rights"], granted("a"))], "T", "rights").rows[0].drift.gained
    assert tuple(right) == ("Boss", "/Custom/Read", "HR", "where Site = value Oslo")


def test_findings_are_those_that_were_said_where_nothing_else_tells_them(ran: Ran) -> None:
    said, _ = findings_of(ran("expand", "Wrong", "-o", "Out"))
    printed, _ = findings_of(ran("check", "Wrong"))
    assert (said.code, said.severity, said.message, said.line) == printed[:3] + printed[4:5]
    assert (said.name, printed.name, said.file) == ("", "unknown-reference", "Wrong/A.xml")


def test_what_was_ended_has_no_numbers() -> None:
    assert row_of(Visited(outcome("a", "failed", sentence="it took too much")), "expand").numbers == {
        "errors": 0,
        "warnings": 0,
        "written": 0,
    }
