"""What is told of what was found, on the command line; and the command `rule`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import END, START, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("few_rules")
OWN = """\
  <Agent Identifier="Local"/>
  <Connector Identifier="HR"/>
{}  <Connection Identifier="File" Connector="HR" Package="Own"/>
  <EntityAssociationMapping Identifier="Links" Connector="HR"/>
  <CreateConnectorSynchroComplete Connector="HR" JobIdentifier="Night"/>
  <FulfillTask Identifier="F"/>
"""
COMMENT = "  <!-- unscaffold: ignore U313 because the package is our own -->\n"
FILE = Path("Conf/A.xml")
WARNING = (
    f"{FILE}:4:48: warning U313 the package Own is not known; it is taken to export and fulfill, and not to know an"
    " incremental mode\n"
)
ERROR = (
    f"{FILE}:7:3: error J214 the FulfillTask 'F' names no Connector, no Connection and no TaskResourceType;"
    " name what it fulfills\n"
)


@pytest.fixture(autouse=True)
def _conf(unscaffold: Callable[..., Run]) -> None:  # noqa: ARG001 - its folder is the one to write in
    write({"Conf/A.xml": START + OWN.format("") + END})


def test_check_tells_how_much_is_ignored(unscaffold: Callable[..., Run]) -> None:
    assert unscaffold("check", "Conf") == (1, WARNING + ERROR, "1 error, 1 warning (time)\n")
    told = unscaffold("check", "Conf", "--select", "j2,U", "--ignore", "J1", "--ignore", "fulfill-nothing")
    assert told == (0, WARNING, "1 warning, 1 ignored (1 not selected) (time)\n")
    assert unscaffold("check", "Conf", "--select", "J1", "-q") == (0, "", "")
    made = unscaffold("check", "Conf", "--baseline", "old.json", "--update-baseline", "--ignore", "U")
    assert made == (0, "", "nothing found, 2 ignored (1 not selected, 1 by the baseline) (time)\n")
    write({"Conf/A.xml": START + OWN.format(COMMENT) + END})
    told = unscaffold("check", "Conf", "--baseline", "old.json")
    assert told == (0, "", "nothing found, 2 ignored (1 by comments, 1 by the baseline) (time)\n")
    write({"Conf/A.xml": START + OWN.format("").replace('  <FulfillTask Identifier="F"/>\n', "") + END})
    gone = "1 entry of old.json fits nothing any more; check --update-baseline takes such out\n"
    assert unscaffold("check", "Conf", "--baseline", "old.json") == (0, WARNING, f"{gone}1 warning (time)\n")


def test_expand_tells_it_too(unscaffold: Callable[..., Run]) -> None:
    closing = "1 scaffolding expanded, {}1 ignored (1 not selected) (time)\n"
    told = unscaffold("expand", "Conf", "-o", "Out", "--strict", "--ignore", "U313")
    assert told == (0, "", closing.format("1 file written, 0 unchanged, "))
    told = unscaffold("expand", "Conf", "-o", "Out", "--ignore", "U3", "--select", "U31")
    assert told.err.startswith(WARNING)


def test_the_settings_file_selects_where_no_flag_does(unscaffold: Callable[..., Run]) -> None:
    settings = 'ignore = ["U"]\nbaseline = "old.json"\n[severity]\nJ214 = "info"\n[ignore-in]\n"B/*" = ["J"]\n'
    write({"unscaffold.toml": settings, "Conf/B/B.xml": f'{START}<FulfillTask Identifier="G"/>{END}'})
    make = f"make it with: unscaffold check Conf --baseline {Path('old.json')} --update-baseline\n"
    assert unscaffold("check", "Conf") == (2, "", f"error: there is no baseline old.json; {make}")
    assert unscaffold("expand", "Conf", "--diff").code == 2
    assert unscaffold("list", "Conf").code == 0
    write({"old.json": '{"unscaffold": 1, "baseline": []}'})
    info = ERROR.replace("error J214", "info J214")
    assert unscaffold("check", "Conf") == (0, info, "1 for information, 2 ignored (2 not selected) (time)\n")
    told = unscaffold("check", "Conf", "--ignore", "J1")
    assert told == (0, WARNING + info, "1 warning, 1 for information, 1 ignored (1 not selected) (time)\n")


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (
            ("--ignore", "U310"),
            "Invalid value for '--ignore': U310 {stops}",
        ),
        (
            ("--select", "J2,step-ordr"),
            "Invalid value for '--select': there is no rule 'step-ordr'; {list}; did you mean 'step-order'?",
        ),
        (("--ignore", ""), "Invalid value for '--ignore': there is no rule ''; {list}"),
    ],
)
@pytest.mark.parametrize("command", ["check", "expand"])
def test_what_cannot_be_selected_is_refused(
    command: str, flags: tuple[str, ...], sentence: str, unscaffold: Callable[..., Run]
) -> None:
    run = unscaffold(command, "Conf", *flags)
    stops = "is an error that stops the expansion, and nothing ignores or lowers it; mend it"
    said = sentence.format(stops=stops, list="`unscaffold rule` lists them all")
    assert (run.code, run.out, run.err.splitlines()[-1]) == (2, "", f"Error: {said}")


def test_an_update_needs_the_name_of_the_baseline(unscaffold: Callable[..., Run]) -> None:
    run = unscaffold("check", "Conf", "--update-baseline")
    sentence = "Error: name the file to write with --baseline, or in unscaffold.toml"
    assert (run.code, run.err.splitlines()[-1]) == (2, sentence)
    write({"unscaffold.toml": 'baseline = "old.json"'})
    assert unscaffold("check", "Conf", "--update-baseline").code == 0
    assert Path("old.json").exists()


def test_rules_are_listed_and_explained(unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    everything = unscaffold("rule")
    assert (everything.code, everything.err) == (0, "")
    assert "  J201  step-order  " in everything.out
    monkeypatch.setenv("COLUMNS", "40")
    assert unscaffold("rule", "link") == (
        0,
        """\
U105 link
Reading a file

Severity: warning.

the symbolic link {reason} and is left
out; put a copy in its place if it
belongs to the configuration

A link is not followed to a place
outside of the folder, for whoever sends
a pull request could make a link to any
file of the machine that checks it; nor
to a folder, which could lie in itself.
Put a copy in its place, or remove it.
Where the folder that you name is itself
a link, it is followed.
""",
        "",
    )
    found = json.loads(unscaffold("rule", "j20", "--format", "json").out)
    assert [one["code"] for one in found] == [f"J20{digit}" for digit in range(1, 10)]
    assert unscaffold("rule", "J214", "--format", "markdown").out.startswith("# J214 fulfill-nothing\n")


def test_a_rule_that_is_none_is_refused(unscaffold: Callable[..., Run]) -> None:
    refusal = "error: there is no rule 'step-ordr'; `unscaffold rule` lists them all; did you mean 'step-order'?\n"
    assert unscaffold("rule", "J203", "step-ordr") == (2, "", refusal)
