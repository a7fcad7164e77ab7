"""The page of statements shows a whole one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from attesting.test_making import CLEAN, run, write
from unscaffold import Options

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[2] / "docs" / "attest.md"
VERSIONS = {"unscaffold": "0.1.0", "saxonche": "12.10.1", "lxml": "6.1.3", "Python": "3.13.1"}


def test_the_page_shows_a_statement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    write(tmp_path, {"Conf/HR/Clean up.xml": CLEAN, "Conf/note.txt": "x\n", "Export/jobs.xml": CLEAN})
    statement = json.loads(run(tmp_path, Options(context=(tmp_path / "Export",), only=("jobs",))).data)
    # The page is of some program, whatever runs here.
    statement["predicate"]["runDetails"]["builder"]["version"] = VERSIONS
    for number, one in enumerate(statement["predicate"]["buildDefinition"]["resolvedDependencies"][-2:]):
        one["digest"] = {"dirHash": f"{number}" * 64}
    block = re.search(r"(?<=This is all of one:\n\n```json\n).*?(?=\n```)", PAGE.read_text("utf-8"), re.DOTALL)
    assert block
    assert json.loads(block[0]) == statement
