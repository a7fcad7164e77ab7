"""The listing of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import Region, point
from unscaffold.inspecting import list_folder
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.inspecting.listing import Entry


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, elements in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        whole = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{elements}</ConfigurationFile>\n'
        (folder / name).write_text(whole, encoding="utf-8")
    return folder


def entries(found: list[Entry]) -> list[tuple[Region, str, str]]:
    return [(entry.place, entry.kind, entry.name) for entry in found]


def test_scaffoldings_and_jobs_are_listed_by_their_places(tmp_path: Path) -> None:
    files = {
        "b/Jobs.xml": '<Job Identifier="J"><FulfillTask Identifier="F"/></Job>\n',
        "a/Jobs.xml": """<CleanDatabaseJob/>
<Job Identifier="K"/><CreateConnectorSynchroComplete Connector="HR"/>
<CreateConnectorSynchroComplete Connector="HR" JobIdentifier="L"/>
<CreateAgentSynchroComplete Agent="Local"/>
<FulfillTask Identifier="F"/>
""",
    }
    listing = list_folder(written(tmp_path, files))
    assert listing.findings == []
    assert entries(listing.entries) == [
        (point("a/Jobs.xml", 2, 1), "CleanDatabaseJob", ""),
        (point("a/Jobs.xml", 3, 1), "Job", "K"),
        (point("a/Jobs.xml", 3, 22), "CreateConnectorSynchroComplete", "HR"),
        (point("a/Jobs.xml", 4, 1), "CreateConnectorSynchroComplete", "L"),
        (point("a/Jobs.xml", 5, 1), "CreateAgentSynchroComplete", "Local"),
        (point("b/Jobs.xml", 2, 1), "Job", "J"),
    ]


def test_scaffoldings_of_further_stylesheets_are_listed(tmp_path: Path) -> None:
    conf, own = written(tmp_path / "Conf", {"Jobs.xml": '<SayHello Agent="Local"/>\n'}), tmp_path / "own"
    own.mkdir()
    (own / "SayHello.xsl").touch()
    declaration = '<scaffolding xmlns="urn:unscaffold:declaration" name="SayHello" scope="nothing"/>'
    (own / "SayHello.xml").write_text(declaration, encoding="utf-8")
    assert list_folder(conf).entries == []
    listing = list_folder(conf, Options(stylesheets=(own,)))
    assert entries(listing.entries) == [(point("Jobs.xml", 2, 1), "SayHello", "Local")]
