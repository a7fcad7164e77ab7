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

SAY_HELLO = f"""\
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:unscaffold:mode"
    xpath-default-namespace="{NAMESPACE}">
  <xsl:template match="SayHello" mode="m:declaration" as="element()">
    <xsl:sequence select="doc('SayHello.xml')/*"/>
  </xsl:template>
  <xsl:template match="SayHello" mode="m:scaffolding" as="element()*">
    <Hello Identifier="Hello" xmlns="{NAMESPACE}"/>
  </xsl:template>
</xsl:stylesheet>
"""


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
    files = {"Jobs.xml": '<SayHello Agent="Local"/>\n<Hello Identifier="Hello"/>\n'}
    conf, own = written(tmp_path / "Conf", files), tmp_path / "own"
    own.mkdir()
    (own / "SayHello.xsl").write_text(SAY_HELLO, encoding="utf-8")
    declaration = (
        '<scaffolding xmlns="urn:unscaffold:declaration" name="SayHello" scope="nothing">'
        '<attribute name="Agent" type="identifier"/></scaffolding>'
    )
    (own / "SayHello.xml").write_text(declaration, encoding="utf-8")
    assert list_folder(conf).entries == []
    listing = list_folder(conf, Options(stylesheets=(own,)))
    assert entries(listing.entries) == [
        (point("Jobs.xml", 2, 1), "SayHello", "Local"),
        (point("Jobs.xml", 3, 1), "Hello (Replace)", "Hello"),
    ]


def test_what_adjusts_a_generated_element_is_listed_with_what_it_does(tmp_path: Path) -> None:
    files = {
        "Jobs.xml": "<CleanDatabaseJob/>\n<CreateAccessCertificationJob/>\n",
        "Own.xml": """<Job Identifier="cleandatabase"/>
<SetAccessCertificationReviewerTask Identifier="AccessCertification_SetAccessCertificationReviewer"
  ConsolidationMode="delete"/><Job Identifier="AccessCertification" ConsolidationMode="Merge"/>
<Job Identifier="Nightly"/>
""",
    }
    listing = list_folder(written(tmp_path, files))
    assert listing.findings == []
    assert entries(listing.entries) == [
        (point("Jobs.xml", 2, 1), "CleanDatabaseJob", ""),
        (point("Jobs.xml", 3, 1), "CreateAccessCertificationJob", ""),
        (point("Own.xml", 2, 1), "Job (Replace)", "CleanDatabase"),
        (
            point("Own.xml", 3, 1),
            "SetAccessCertificationReviewerTask (Delete)",
            "AccessCertification_SetAccessCertificationReviewer",
        ),
        (point("Own.xml", 4, 31), "Job (Merge)", "AccessCertification"),
        (point("Own.xml", 5, 1), "Job", "Nightly"),
    ]
