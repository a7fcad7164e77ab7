"""What is found in the samples is meant, and the README tells why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from in_force import options_in_force
from unscaffold import Options
from unscaffold.checking import check

_ROOT = Path(__file__).parents[2]
_MEANT: dict[str, list[str]] = {
    "contoso": ["J207", "J415", "J614", "J632", "U203", "U206", "U313", "U320", "U322", "U323", "U332"],
    "microsoft-entra-id": [],
    "own-scaffolding": [],
    "rights": [],
}


@pytest.mark.parametrize("sample", [conf.parent.name for conf in sorted((_ROOT / "samples").glob("*/Conf"))])
def test_what_is_found_is_what_is_meant(sample: str) -> None:
    conf = _ROOT / "samples" / sample / "Conf"
    found = sorted(
        {one.code for one in check(conf, Options(**options_in_force(conf)), today=date(2026, 9, 1)).findings}
    )
    assert found == _MEANT[sample]
    section = (_ROOT / "README.md").read_text("utf-8").split("### What to look at in the sample")[1].split("\n## ")[0]
    assert [code for code in found if code not in section] == []
