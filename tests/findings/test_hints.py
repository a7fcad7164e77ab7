"""What may have been meant."""

from __future__ import annotations

import time
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from unscaffold import expand_in_memory
from unscaffold.commandline import terminal
from unscaffold.findings import hints, names_of, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unscaffold.findings import Names

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
    written(tmp_path, {"A.xml": '  <Language Code="en"/><Connector Identifier="HR"/>\n', "B.xml": connections})
    asked = []

    def counted(value: str, *candidates: Iterable[str], names: Sequence[Names]) -> str:
        asked.append(value)
        return nearest(value, *candidates, names=names)

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


PACKAGES = ["V.AzureAD@1", "V.Exchange@1", "V.Scim@1", "V.Scim.Slack@1", "V.Manual@1", "V.Csv@1", "V.Files@1"]
NAMES = [
    ("Microsoft Entra ID", "V.AzureAD@1"),
    ("Entra", "V.Exchange@1"),
    ("SCIM", "V.Scim@1"),
    ("V.", "V.Manual@1"),
    ("CSV", "V.Files@1"),
    ("-", "V.Manual@1"),
    ("x" * 101, "V.Manual@1"),
    ("microsoft entra id", "V.Manual@1"),
]


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("MicrosoftEntraID", "V.AzureAD@1"),
        ("microsoft entra-id", "V.AzureAD@1"),
        ("V.MicrosoftEntraID@1", "V.AzureAD@1"),  # the longest name of those in it
        ("V.Entra.Exchang@1", "V.Exchange@1"),
        ("V.Scim.Slac@1", "V.Scim.Slack@1"),  # another identifier holds the name: letters tell more
        ("V.Microsoft@1", "V.AzureAD@1"),  # a name has a word of it
        ("V.csv.x@1", "V.Csv@1"),  # three letters tell nothing
        ("csv", "V.Files@1"),  # but where they are all
        ("-", ""),
        ("x" * 101, ""),
    ],
)
def test_what_was_meant_may_be_known_by_another_name(value: str, meant: str) -> None:
    assert nearest(value, PACKAGES, names=[names_of(NAMES)]) == meant


def test_names_by_the_thousand_take_no_time() -> None:
    words = [f"{number:05}" for number in range(20_000)]
    names = names_of((word, f"C{word}") for word in words)
    started = time.perf_counter()
    value = "".join(words[number] for number in range(0, 20_000, 1000))
    assert [nearest(value, [f"C{word}" for word in words], names=[names]) for _ in range(20)] == ["C00000"] * 20
    assert time.perf_counter() - started < 10


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
