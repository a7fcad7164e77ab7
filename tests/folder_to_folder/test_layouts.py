"""The names of files that are made of what a configuration says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold import Options, expand

if TYPE_CHECKING:
    from pathlib import Path

KIND = "CreateAccessCertificationJob"
START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">'


def names(folder: Path, *identifiers: str) -> list[str]:
    (folder / "Conf").mkdir()
    jobs = "".join(f'<{KIND} JobIdentifier="{identifier}"><DoNotCreateJob/></{KIND}>' for identifier in identifiers)
    (folder / "Conf" / "Jobs.xml").write_text(f"{START}{jobs}</ConfigurationFile>", encoding="utf-8")
    return [
        file.path for file in expand(folder / "Conf", folder / "Out", Options(layout="scaffoldings")).changes.added
    ]


@pytest.mark.parametrize(
    ("identifier", "stem"),
    [
        ("Night", "Night"),
        ("a/../b:c", "a_.._b_c"),
        ("..", "_"),
        (".hidden", "_hidden"),
        ("end. .", "end"),
        ("a&#10;b&#x85;c&#x202e;d&#x7f;", "a_b_c_d_"),
        ("x" * 300, "x" * 100),
        ("\u00e9" * 60, "\u00e9" * 50),
        ("CON", "_CON"),
        ("nul.job", "_nul.job"),
        ("COM1", "_COM1"),
        ("Console", "Console"),
    ],
)
def test_a_name_is_one_on_every_system(identifier: str, stem: str, tmp_path: Path) -> None:
    assert names(tmp_path, identifier) == [f"{KIND}/{stem}.xml"]


def test_two_names_are_two_on_every_system(tmp_path: Path) -> None:
    found = names(tmp_path, "Caf\u00e9", "Cafe\u0301", "x" * 101, "x" * 102)
    stems = ["Cafe\u0301_2", "Caf\u00e9", "x" * 100, "x" * 100 + "_2"]
    assert sorted(found) == sorted(f"{KIND}/{stem}.xml" for stem in stems)
