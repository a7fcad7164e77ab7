"""The listing of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.findings import Region, point
from unscaffold.inspecting import list_folder
from unscaffold.inspecting.job_facts import JobFacts
from unscaffold.inspecting.listing import Entry
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options

if TYPE_CHECKING:
    from pathlib import Path

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
MODEL = """<Agent Identifier="Local"/><Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="File" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityAssociationMapping Identifier="Links" Connector="HR"/>
"""


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, elements in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        whole = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{elements}</ConfigurationFile>\n'
        (folder / name).write_text(whole, encoding="utf-8")
    return folder


def job(identifier: str, place: Region, origin: str = "Job", **facts: Any) -> JobFacts:
    """Return what a job is: without an agent, a schedule or a level, if nothing else is said."""
    plain = JobFacts(identifier, "", "", "", "UTC", is_frequent=False, tasks=0, levels=0, origin=origin, place=place)
    return plain._replace(**facts)


def test_each_job_is_listed_with_what_it_is_and_where_it_comes_from(tmp_path: Path) -> None:
    files = {
        "b/Jobs.xml": '<Job Identifier="J"><FulfillTask Identifier="F"/><Step Identifier="F" Level="7"/></Job>\n',
        "a/Jobs.xml": """<CleanDatabaseJob/>
<Job Identifier="K" Agent="Local" CronTabExpression="*/5 * * * *"/><CreateConnectorSynchroIncremental Connector="HR">
<CronTabExpression CronTab="30 2 * * 0" CronTimeZone="1"/></CreateConnectorSynchroIncremental>
<FulfillTask Identifier="G"/>
""",
        "Model.xml": MODEL,
    }
    listing = list_folder(written(tmp_path, files))
    assert listing.findings == []
    clean, by_hand, hr, last = (point("a/Jobs.xml", 2, 1), point("a/Jobs.xml", 3, 1), point("a/Jobs.xml", 3, 68), "J")
    scheduled: dict[str, Any] = {"expression": "30 2 * * 0", "words": "at 02:30 on Sunday", "time_zone": "ServerTime"}
    frequent: dict[str, Any] = {
        "expression": "*/5 * * * *",
        "words": "every 5 minutes",
        "is_frequent": True,
    }
    connector_job, kind = "HR_Synchronize_Incremental", "CreateConnectorSynchroIncremental"
    assert listing.entries == [
        Entry(
            clean, "CleanDatabaseJob", job="CleanDatabase",
            facts=job("CleanDatabase", clean, "CleanDatabaseJob", tasks=1, levels=1),
        ),
        Entry(by_hand, "Job", job="K", facts=job("K", by_hand, agent="Local", **frequent)),
        Entry(
            hr, kind, subject="HR", job=connector_job,
            facts=job(connector_job, hr, kind, agent="Local", tasks=4, levels=4, **scheduled),
        ),
        Entry(
            point("b/Jobs.xml", 2, 1), "Job", job=last, facts=job(last, point("b/Jobs.xml", 2, 1), tasks=2, levels=1)
        ),
    ]  # fmt: skip


def told(entries: list[Entry]) -> list[tuple[str, str, str, str, int]]:
    return [
        (
            f"{entry.place.file}:{entry.place.line}",
            entry.element,
            entry.subject,
            entry.job,
            entry.facts.tasks if entry.facts else entry.tasks,
        )
        for entry in entries
    ]


def test_a_scaffolding_may_have_several_jobs_or_tasks_without_one(tmp_path: Path) -> None:
    alone = (
        '<CreateConnectorSynchroIncremental Connector="HR"><DoNotCreateJob/></CreateConnectorSynchroIncremental>\n'
    )
    other = '<Connector Identifier="AD" Agent="Local"/>\n<ViewTemplate EntityType="HR_Person"/><ViewTemplate/>\n'
    files = {"Jobs.xml": "<CreateConnectorsJobs/>\n" + alone + other, "Model.xml": MODEL}
    assert told(list_folder(written(tmp_path, files)).entries) == [
        ("Jobs.xml:2", "CreateConnectorsJobs", "", "AD_VirtualJob", 11),
        ("Jobs.xml:2", "CreateConnectorsJobs", "", "HR_VirtualJob", 11),
        ("Jobs.xml:3", "CreateConnectorSynchroIncremental", "HR", "", 4),
        ("Jobs.xml:5", "ViewTemplate", "HR_Person", "", 0),
        ("Jobs.xml:5", "ViewTemplate", "", "", 0),
    ]


def test_of_a_scaffolding_with_errors_what_it_has_is_shown(tmp_path: Path) -> None:
    jobs = """<CreateConnectorSynchroIncremental Connector="RH" JobIdentifier="Fast"/>
<CreateConnectorSynchroIncremental Connector="RH"/><CleanDatabaseJob/>
<Job Identifier="cleandatabase" ConsolidationMode="other"/>
"""
    listing = list_folder(written(tmp_path, {"Jobs.xml": jobs, "Model.xml": MODEL}))
    assert [found.code for found in listing.findings] == ["U310", "U310", "U307"]
    assert told(listing.entries)[:2] == [
        ("Jobs.xml:2", "CreateConnectorSynchroIncremental", "RH", "Fast", 0),
        ("Jobs.xml:3", "CreateConnectorSynchroIncremental", "RH", "", 0),
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
    assert list_folder(conf, Options(stylesheets=(own,))).entries == [
        Entry(point("Jobs.xml", 2, 1), "SayHello", subject="Local"),
        Entry(point("Jobs.xml", 3, 1), "Hello", "Replace", "Hello"),
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
    assert [found.code for found in listing.findings] == ["U203", "U206"]
    reviewer = "AccessCertification_SetAccessCertificationReviewer"
    assert told(listing.entries) == [
        ("Jobs.xml:2", "CleanDatabaseJob", "", "", 0),
        ("Jobs.xml:3", "CreateAccessCertificationJob", "", "AccessCertification", 3),
        ("Own.xml:2", "Job (Replace)", "", "cleandatabase", 0),
        ("Own.xml:3", "SetAccessCertificationReviewerTask (Delete)", reviewer, "", 0),
        ("Own.xml:4", "Job (Merge)", "AccessCertification", "", 0),
        ("Own.xml:5", "Job", "", "Nightly", 0),
    ]


def test_jobs_by_hand_that_change_each_other_are_listed_with_what_is_left(tmp_path: Path) -> None:
    files = {
        "Jobs.xml": """<Job Identifier="J"><FulfillTask Identifier="F"/></Job>
<Job Identifier="j" ConsolidationMode="Merge"><FulfillTask Identifier="G"/></Job>
<Job Identifier="K"/>
<Job Identifier="K" ConsolidationMode="DELETE"/>
"""
    }
    context = written(tmp_path / "Context", {"Jobs.xml": '<Job Identifier="L"/>\n'})
    conf = written(tmp_path / "Conf", files)
    assert told(list_folder(conf, Options(context=(context,))).entries) == [
        ("Jobs.xml:2", "Job", "", "J", 2),
        ("Jobs.xml:3", "Job (Merge)", "j", "", 0),
        ("Jobs.xml:4", "Job", "K", "", 0),
        ("Jobs.xml:5", "Job (Delete)", "K", "", 0),
    ]
