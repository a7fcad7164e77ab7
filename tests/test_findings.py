"""Findings, however many there are: where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import expand_in_memory, positions

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pipeline.positions import Span, Way

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
    found = expand_in_memory(tmp_path).diagnostics
    assert [(str(one.place), str(one.places[1])) for one in found] == [
        (f"{file}:{line}:3", f"A.xml:{line}:3") for file in ("B.xml", "C.xml") for line in range(2, 32)
    ]
    assert len(looked_at) == 3
