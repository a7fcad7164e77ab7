"""Findings, however many there are: where they stand, and what was meant."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from unscaffold import expand_in_memory
from unscaffold.commandline import terminal
from unscaffold.findings import finding as findings
from unscaffold.markup import positions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from difflib import SequenceMatcher

    from unscaffold.markup import Span, Way

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, elements in files.items():
        (folder / name).write_text(f"{START}{elements}{END}", encoding="utf-8")
    return folder


def test_each_file_is_looked_at_once_for_all_of_its_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types = "".join(f'  <ResourceType Identifier="T{number}"/>\n' for number in range(30))
    written(tmp_path, {"A.xml": types, "B.xml": types, "C.xml": types})
    looked_at = []
    locate = positions.locate

    def counted(utf8: bytes, deepest: int) -> dict[Way, Span]:
        looked_at.append(utf8)
        return locate(utf8, deepest)

    monkeypatch.setattr(positions, "locate", counted)
    found = expand_in_memory(tmp_path).findings
    assert [(str(one.place), str(one.places[1])) for one in found] == [
        (f"{file}:{line}:3", f"A.xml:{line}:3") for file in ("B.xml", "C.xml") for line in range(2, 32)
    ]
    assert len(looked_at) == 3


def test_hints_are_for_as_many_as_people_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    connections = "".join(f'  <Connection Identifier="{number}" Connector="HR{number}"/>\n' for number in range(50))
    written(tmp_path, {"A.xml": '  <Connector Identifier="HR"/>\n', "B.xml": connections})
    asked = []
    did_you_mean = findings.did_you_mean

    def counted(value: str, *candidates: Iterable[str]) -> str:
        asked.append(value)
        return did_you_mean(value, *candidates)

    monkeypatch.setattr(findings, "did_you_mean", counted)
    found = expand_in_memory(tmp_path).findings
    assert asked == [f"HR{number}" for number in range(20)]
    assert [one.hint for one in found] == ["; did you mean 'HR'?"] * 20 + [None] * 30
    terminal.show(Path("Conf"), found[9::20], quiet=False)
    sentence = (
        "warning U205 Connector of Connection names the Connector '{}', which the configuration does not declare;"
        " the Connection has no effect"
    )
    assert capsys.readouterr().err.splitlines() == [
        f"{Path('Conf/B.xml')}:11:3: {sentence.format('HR9')}; did you mean 'HR'?",
        f"{Path('Conf/B.xml')}:31:3: {sentence.format('HR29')}",
        f"{Path('Conf/B.xml')}:51:3: {sentence.format('HR49')}",
        "2 findings without a hint: what was meant is looked for in the first 20 errors and the first 20 warnings",
    ]


@pytest.mark.parametrize(
    ("value", "candidates", "hint"),
    [
        ("HRs", ["HR", "AD"], "; did you mean 'HR'?"),
        ("hr", ["HR"], "; did you mean 'HR'?"),
        ("HR", ["HR"], ""),
        ("HR1", ["HR2", "HR3"], "; did you mean 'HR3'?"),
        ("HR1", ["HR3", "HR2"], "; did you mean 'HR3'?"),
        ("Payroll", ["HR", "AD"], ""),
        ("", ["HR"], ""),
        ("HR" * 50, ["HR" * 49], "; did you mean '" + "HR" * 49 + "'?"),
        ("HR" * 51, ["HR" * 50], ""),  # nobody mistypes so long a name, and to compare them takes long
        ("HR" * 50, ["HR" * 51], ""),
    ],
)
def test_what_was_meant_is_the_nearest_whatever_the_order(value: str, candidates: list[str], hint: str) -> None:
    assert findings.did_you_mean(value, candidates) == hint


def test_names_of_the_same_letters_are_compared_as_long_as_a_hint_is_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    value = "abcdefghijklmnopqrstuvwxyz" * 3
    compared = []
    ratio = findings.SequenceMatcher.ratio

    def counted(self: SequenceMatcher[str]) -> float:
        compared.append(self.a)
        return ratio(self)

    monkeypatch.setattr(findings.SequenceMatcher, "ratio", counted)
    names = ["".join(Random(number).sample(value, len(value))) for number in range(500)]
    assert findings.did_you_mean(value, names) == ""
    assert compared == names[: 50_000_000 // len(value) ** 3]
