"""What may have been meant."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from unscaffold import expand_in_memory
from unscaffold.commandline import terminal
from unscaffold.findings import hints, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, elements in files.items():
        (folder / name).write_text(f"{START}{elements}{END}", encoding="utf-8")
    return folder


def test_hints_are_for_as_many_as_people_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    connections = "".join(f'  <Connection Identifier="{number}" Connector="HR{number}"/>\n' for number in range(50))
    written(tmp_path, {"A.xml": '  <Connector Identifier="HR"/>\n', "B.xml": connections})
    asked = []

    def counted(value: str, *candidates: Iterable[str]) -> str:
        asked.append(value)
        return nearest(value, *candidates)

    monkeypatch.setattr(hints, "nearest", counted)
    found = expand_in_memory(tmp_path).findings
    assert asked == [f"HR{number}" for number in range(20)]
    assert [one.meant for one in found] == ["HR"] * 20 + [None] * 30
    assert [one.hint for one in found] == ["; did you mean 'HR'?"] * 20 + [""] * 30
    terminal.show(Path("Conf"), found[9::20], quiet=False)
    sentence = (
        "warning U205 Connector of Connection names the Connector '{}', which the configuration does not declare;"
        " the Connection has no effect"
    )
    assert capsys.readouterr().err.splitlines() == [
        f"{Path('Conf/B.xml')}:11:30: {sentence.format('HR9')}; did you mean 'HR'?",
        f"{Path('Conf/B.xml')}:31:31: {sentence.format('HR29')}",
        f"{Path('Conf/B.xml')}:51:31: {sentence.format('HR49')}",
        "2 findings without a hint: what was meant is looked for in the first 20 errors and the first 20 warnings",
    ]


@pytest.mark.parametrize(
    ("value", "candidates", "meant"),
    [
        ("HRs", ["HR", "AD"], "HR"),
        ("hr", ["HR"], "HR"),
        ("HR", ["HR"], ""),
        ("HR1", ["HR2", "HR3"], "HR3"),
        ("HR1", ["HR3", "HR2"], "HR3"),
        ("Payroll", ["HR", "AD"], ""),
        ("", ["HR"], ""),
        ("HR" * 50, ["HR" * 49], "HR" * 49),
        ("HR" * 51, ["HR" * 50], ""),  # nobody mistypes so long a name, and to compare them takes long
        ("HR" * 50, ["HR" * 51], ""),
    ],
)
def test_what_was_meant_is_the_nearest_whatever_the_order(value: str, candidates: list[str], meant: str) -> None:
    assert nearest(value, candidates) == meant


def test_names_of_the_same_letters_are_compared_as_long_as_a_hint_is_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    value = "abcdefghijklmnopqrstuvwxyz" * 3
    compared = []
    ratio = SequenceMatcher.ratio

    def counted(self: SequenceMatcher[str]) -> float:
        compared.append(vars(self)["a"])  # its first text
        return ratio(self)

    monkeypatch.setattr(SequenceMatcher, "ratio", counted)
    names = ["".join(Random(number).sample(value, len(value))) for number in range(500)]
    assert nearest(value, names) == ""
    assert compared == names[: 50_000_000 // len(value) ** 3]
