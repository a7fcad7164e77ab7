"""An expansion in memory: each scaffolding with what it became, in configuration order, however it was generated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold import expand_in_memory
from unscaffold.generating import pool
from unscaffold.generating.saxon import Generated, Stylesheets
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.expanding import Expansion
    from unscaffold.generating import Packed
    from unscaffold.generating.setting import Setting

CERTIFICATION = "CreateAccessCertificationJob"
SETTINGS = '<Agent Identifier="Local"/>'


def written(folder: Path, *texts: str) -> Path:
    for number, text in enumerate(texts):
        whole = f'<ConfigurationFile xmlns="{NAMESPACE}">{text}</ConfigurationFile>'
        (folder / f"{number}.xml").write_text(whole, encoding="utf-8")
    return folder


def job(kind: str, identifier: str, inside: str = "") -> str:
    return f'<{kind} JobIdentifier="{identifier}"{inside}/>'


def outcome(expansion: Expansion) -> list[tuple[str, str, bool]]:
    return [
        (one.scaffolding.attributes.get("JobIdentifier", ""), one.xml.partition(" DisplayName")[0], one.failed)
        for one in expansion.expanded
    ]


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many scaffoldings each document has that Saxon is given."""
    found: list[int] = []
    generate = Stylesheets.generate

    def noted(stylesheets: Stylesheets, document: str) -> Generated:
        found.append(document.count("JobIdentifier="))
        return generate(stylesheets, document)

    monkeypatch.setattr(Stylesheets, "generate", noted)
    return found


def test_what_failed_stands_among_the_others(tmp_path: Path) -> None:
    first = job(CERTIFICATION, "A") + job(CERTIFICATION, "B", ' Colour="red"')
    expansion = expand_in_memory(written(tmp_path, first, SETTINGS + job(CERTIFICATION, "C")))
    assert [(name, failed) for name, _, failed in outcome(expansion)] == [("A", False), ("B", True), ("C", False)]
    assert [xml for _, xml, failed in outcome(expansion) if not failed] == [
        f'<Job Identifier="{identifier}"' for identifier in "AC"
    ]
    assert [(one.code, one.region.file) for one in expansion.findings] == [("U302", "0.xml")]


def test_scaffoldings_of_one_scope_share_documents(tmp_path: Path, sizes: list[int]) -> None:
    jobs = "".join(job(CERTIFICATION, f"J{number}") for number in range(60))
    expansion = expand_in_memory(written(tmp_path, SETTINGS, jobs + "<CreateConnectorsJobs/>"))
    assert expansion.findings == []
    assert [name for name, _, _ in outcome(expansion)] == [*(f"J{number}" for number in range(60)), ""]
    assert sizes == [25, 25, 10, 0]


def test_how_far_it_is_is_told_of_every_file_and_scaffolding(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    progress = Progress(lambda phase, count: told.append((phase, count)), lambda count: told.append(("", count)))
    expand_in_memory(
        written(tmp_path, SETTINGS, job(CERTIFICATION, "A") + job(CERTIFICATION, "B")), progress=progress
    )
    assert told == [("Reading", 2), ("", 1), ("", 1), ("Expanding", 2), ("", 2)]


def test_options_about_writing_change_nothing(tmp_path: Path) -> None:
    conf = written(tmp_path, SETTINGS + job(CERTIFICATION, "A"))
    expansions = [
        expand_in_memory(conf, options)
        for options in (Options(), Options(layout="scaffoldings", keep_going=True, force=True, write=False))
    ]
    assert outcome(expansions[0]) == outcome(expansions[1])
    assert [path.name for path in conf.iterdir()] == ["0.xml"]


RIGHT = '<JobAdministrationAccessControlRules Profile="Admin"/>'


@pytest.mark.parametrize(
    ("texts", "expected"), [(["<CleanDatabaseJob/>"], [False]), (["<CleanDatabaseJob/>", RIGHT], [True, True])]
)
def test_stylesheets_of_access_rights_are_there_where_such_scaffoldings_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str], expected: list[bool]
) -> None:
    have_rights: list[bool] = []
    generate = pool.generate

    def noted(setting: Setting, document: str) -> Packed:
        have_rights.append(setting.rights)
        return generate(setting, document)

    monkeypatch.setattr(pool, "generate", noted)
    expand_in_memory(written(tmp_path, SETTINGS + '<Profile Identifier="Admin"/>', *texts))
    assert have_rights == expected
