"""The configuration as it really is: what is written by hand and what is generated, with what causes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.effective import Effective, effective
from unscaffold.expanding import expand_in_memory
from unscaffold.markup import NAMESPACE
from unscaffold.options import DEFAULTS

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.effective.step import Step

_CONF = """\
<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">
  <Agent Identifier="Local" URI=""/>
  <Connector Identifier="HR" Agent="Local"/>
  <Connection Identifier="HRExport" Connector="hr" Package="Usercube.CSV@0000001"/>
  <EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
  <InvokeExpressionTask Identifier="Fetch" Agent="Local" InputPath="a.ps1"/>
  <CreateConnectorSynchroComplete Connector="HR" JobIdentifier="Nightly">
    <CronTabExpression CronTab="0 3 * * *"/>
    <AddTask Task="Fetch" TaskToCompareWith="Export" Before="true"/>
  </CreateConnectorSynchroComplete>
  <Job Identifier="Nightly" ConsolidationMode="Merge" LogLevel="Debug"/>
</ConfigurationFile>
"""


def _effective(folder: Path, text: str) -> Effective:
    (folder / "Conf.xml").write_text(text, "utf-8")
    return effective(expand_in_memory(folder, DEFAULTS), DEFAULTS.target)


def _told(steps: list[Step]) -> list[tuple[int, str, str, list[str], str]]:
    regions = [step.region() for step in steps]
    return [
        (step.level, step.kind, step.identifier, step.connectors, f"{region.mark.way if region.mark else ''}")
        for step, region in zip(steps, regions, strict=True)
    ]


def test_steps_of_a_generated_job_are_resolved_and_caused_by_their_arguments(tmp_path: Path) -> None:
    conf = _effective(tmp_path, _CONF)
    (job,) = conf.jobs
    assert (job.identifier, job.agent, job.cron, job.get("LogLevel")) == ("Nightly", "Local", "0 3 * * *", "Debug")
    assert _told(job.steps)[:3] == [
        (0, "InvokeExpressionTask", "Fetch", [], "(5, 1)"),
        (1, "ExportTask", "Nightly_Export_HR_Complete_HRExport", ["HR"], "(5,)"),
        (2, "PrepareSynchronizationTask", "Nightly_PrepareSynchronization_HR_Complete", ["HR"], "(5,)"),
    ]
    assert [job.region(name).mark for name in ("CronTabExpression", "Identifier", "LogLevel")] == [
        ((5, 0), "CronTab", "whole"),
        ((5,), "JobIdentifier", "whole"),
        ((6,), "LogLevel", "whole"),
    ]
    assert job.steps[0].generated == 'Job[@Identifier="Nightly"]/Step[@Identifier="Fetch"]'


def test_an_update_causes_what_a_generated_task_has_no_more(tmp_path: Path) -> None:
    update = '<SynchronizeTask Identifier="Nightly_Synchronize_HR" ConsolidationMode="Update" Connector="HR"/>'
    (job,) = _effective(tmp_path, _CONF.replace("</ConfigurationFile>", f"{update}</ConfigurationFile>")).jobs
    (task,) = job.of("SynchronizeTask")
    assert [task.region(name).mark for name in ("", "Connector", "DisplayName_L1")] == [
        ((5,), "", "whole"),
        ((7,), "Connector", "whole"),
        ((7,), "", "whole"),
    ]


def test_what_is_written_by_hand_changes_what_was_written_before(tmp_path: Path) -> None:
    conf = _effective(
        tmp_path,
        f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="Local" URI=""/>
  <Connector Identifier="HR" Agent="Local"><Child A="1"/></Connector>
  <Connector Identifier="hr" ConsolidationMode="Merge" MaximumDeletedLines="0"><Child A="2"/></Connector>
  <Job Identifier="J"><FulfillTask Identifier="F"/><Step Identifier="F"/></Job>
  <Job Identifier="j" ConsolidationMode="Update" Agent="Local"><ExportTask Identifier="E"/></Job>
  <Job Identifier="J" ConsolidationMode="Merge"><FulfillTask Identifier="f" ConsolidationMode="Delete"/></Job>
</ConfigurationFile>
""",
    )
    connector = conf.find("Connector", "HR")
    assert connector
    assert (connector.attributes, connector.values("Child", "A")) == (
        {"Identifier": "HR", "Agent": "Local", "MaximumDeletedLines": "0", "ConsolidationMode": "Merge"},
        ["1", "2"],
    )
    assert [connector.region(name).mark for name in ("Agent", "MaximumDeletedLines", "None")] == [
        ((1,), "Agent", "whole"),
        ((2,), "MaximumDeletedLines", "whole"),
        ((1,), "", "whole"),
    ]
    (job,) = conf.jobs
    assert (job.identifier, job.agent) == ("J", "Local")
    assert [(step.element.name, step.kind) for step in job.steps] == [("Step", "")]


def test_a_context_supplies_what_the_folder_lacks(tmp_path: Path) -> None:
    for folder in ("Conf", "Context"):
        (tmp_path / folder).mkdir()
    (tmp_path / "Context" / "A.xml").write_text(
        f'<ConfigurationFile xmlns="{NAMESPACE}"><Agent Identifier="Local" URI=""/>'
        '<InvokeExpressionTask Identifier="Fetch"/></ConfigurationFile>',
        "utf-8",
    )
    (tmp_path / "Conf" / "B.xml").write_text(
        f'<ConfigurationFile xmlns="{NAMESPACE}"><InvokeExpressionTask Identifier="fetch" InputPath="a"/>'
        "</ConfigurationFile>",
        "utf-8",
    )
    options = DEFAULTS.__class__(context=(tmp_path / "Context",))
    conf = effective(expand_in_memory(tmp_path / "Conf", options), options.target)
    assert [(one.name, one.identifier, one.is_context) for one in conf.elements] == [
        ("InvokeExpressionTask", "fetch", False),
        ("Agent", "Local", True),
    ]


def test_of_a_context_that_is_no_xml_nothing_is_known(tmp_path: Path) -> None:
    for folder, text in (("Conf", f'<ConfigurationFile xmlns="{NAMESPACE}"/>'), ("Context", "<ConfigurationFile>")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "A.xml").write_text(text, "utf-8")
    options = DEFAULTS.__class__(context=(tmp_path / "Context",))
    expansion = expand_in_memory(tmp_path / "Conf", options)
    assert [found.code for found in expansion.errors] == ["U101"]
    assert effective(expansion, options.target).elements == []


def test_what_scaffoldings_of_other_families_declare_is_half_known(tmp_path: Path) -> None:
    conf = _effective(
        tmp_path,
        f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="Local" URI=""/>
  <WorkforceModule/>
  <Connector Identifier="HR" Agent="Local"/>
  <Connector Identifier="hr" ConsolidationMode="Merge" IsDeactivated="false"/>
  <Connector Identifier="AD" ConsolidationMode="Update"/>
  <ConnectorMappings Connector="HR" EntityType="HR_Person" Package="Usercube.CSV@0000001"/>
</ConfigurationFile>
""",
    )
    assert [(one.identifier, one.is_half_known) for one in conf.of("Connector")] == [
        ("Directory", True),
        ("HR", False),
        ("AD", True),
    ]
    assert [(one.identifier, one.origin) for one in conf.of("EntityTypeMapping")] == [
        ("HR_Person", "ConnectorMappings")
    ]
    assert conf.half_known_connectors == {"directory"}
    assert [(one.is_true("IsDeactivated"), one.is_false("IsDeactivated")) for one in conf.of("Connector")] == [
        (False, False),
        (False, True),
        (False, False),
    ]


def test_what_is_not_expanded_leaves_open_what_there_is(tmp_path: Path) -> None:
    conf = _effective(tmp_path, f'<ConfigurationFile xmlns="{NAMESPACE}"><CleanDatabaseJob/></ConfigurationFile>')
    assert (conf.is_whole, [one.identifier for one in conf.jobs]) == (True, ["CleanDatabase"])
    kept = DEFAULTS.__class__(keep=("CleanDatabaseJob",))
    conf = effective(expand_in_memory(tmp_path, kept), kept.target)
    assert (conf.is_whole, conf.jobs) == (False, [])


def test_tasks_that_are_gone_are_told(tmp_path: Path) -> None:
    conf = _effective(
        tmp_path,
        f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <CleanDatabaseJob/>
  <CleanDataBase Identifier="CleanDatabase_CleanDataBase" ConsolidationMode="Delete"/>
  <Job Identifier="J"><Step Identifier="cleandatabase_CleanDataBase" Level="0"/></Job>
</ConfigurationFile>
""",
    )
    assert conf.gone == {"cleandatabase_cleandatabase"}
    assert [(step.task, step.has_level) for step in conf.jobs[-1].steps] == [(None, True)]


_LOOKED_UP = """\
<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">
  <Connector Identifier="HR"/>
  <SynchronizeTask Identifier="Beside" Connector="hr"><TaskDependsOnTask ParentTask="P"/></SynchronizeTask>
  <Job Identifier="J">
    <SynchronizeTask Identifier="Late" Connector="HR" Level="2"><TaskDependsOnTask ParentTask="Q"/></SynchronizeTask>
    <Step Identifier="beside" Level="1"/>
    <ExportTask Identifier="Late" Connector="HR" Level="3"/>
    <Unknown Identifier="U"/>
  </Job>
  <SynchronizeTaskOverride Identifier="Beside"/>
  <Step Identifier="Beside"/>
</ConfigurationFile>
"""


def test_what_stands_in_jobs_and_beside_them_is_found_by_its_name(tmp_path: Path) -> None:
    conf = _effective(tmp_path, _LOOKED_UP)
    assert {name: [one.identifier for one in found] for name, found in conf.in_jobs.items()} == {
        "SynchronizeTask": ["Beside", "Late"],
        "Step": ["beside"],
        "ExportTask": ["Late"],
        "Unknown": ["U"],
        "SynchronizeTaskOverride": ["Beside"],
    }
    assert [one.get("ParentTask") for one in conf.below_steps("TaskDependsOnTask")] == ["P", "Q"]
    assert [*conf.in_steps] == [("SynchronizeTask", "TaskDependsOnTask")]
    assert [task.name for task in conf.tasks_of("ExportTask", "SynchronizeTask")] == [
        "ExportTask",
        "SynchronizeTask",
        "SynchronizeTask",
    ]


def test_a_job_knows_its_steps_by_connector_and_by_identifier(tmp_path: Path) -> None:
    (job,) = _effective(tmp_path, _LOOKED_UP).jobs
    assert {name: [step.level for step in steps] for name, steps in job.by_connector().items()} == {"hr": [1, 2, 3]}
    assert [step.level for step in job.by_connector("SynchronizeTask")["hr"]] == [1, 2]
    assert {name: step.level for name, step in job.first.items()} == {"beside": 1, "late": 2}
    assert (job.is_resolved, job.has_mixed_levels) == (True, False)


def test_what_is_looked_for_once_is_found_once(tmp_path: Path) -> None:
    asked: list[Effective] = []
    conf = _effective(tmp_path, _LOOKED_UP)

    def find(conf: Effective) -> list[str]:
        asked.append(conf)
        return [job.identifier for job in conf.jobs]

    assert (conf.once(find), conf.once(find), asked) == (["J"], ["J"], [conf])
