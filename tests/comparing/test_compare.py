"""What is different between two configurations, by what they mean."""

from __future__ import annotations

import pytest

from comparing.told import compared, told
from granted import entry, rule

_CONF = """\
<Agent Identifier="Local" URI=""/>
<Connector Identifier="HR" Agent="Local"/>
<Connection Identifier="HRExport" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
"""
_SCAFFOLDING = '<CreateConnectorSynchroComplete Connector="HR" JobIdentifier="Nightly"/>'
_JOB = """\
<Job Identifier="J" Agent="Local" CronTabExpression="0 3 * * *" UserStartDenied="true">
  <ExportTask Identifier="J_Export" Agent="Local" Connector="HR" Connection="HRExport" Level="0"/>
  <SynchronizeTask Identifier="J_Synchronize" Connector="HR" Level="1" DoNotDeleteChanges="false">
    <TaskDependsOnTask ParentTask="J_Export"/>
  </SynchronizeTask>
  <ComputeRoleModelTask Identifier="J_Roles" Level="2">
    <TaskEntityType EntityType="A"/><TaskEntityType EntityType="B"/>
  </ComputeRoleModelTask>
</Job>
"""


def _changed(*changes: tuple[str, str]) -> str:
    text = _JOB
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_what_is_the_same_is_not_different() -> None:
    conf = _CONF + _SCAFFOLDING + _JOB
    assert told(compared(conf, conf)) == []


_ALIKE = {
    "a schedule in other words": _changed(('"0 3 * * *"', '"00 3 1-31 * 0-6"')),
    "a boolean": _changed(('"true"', '"1"'), ('"false"', '"False"')),
    "a level": _changed(('Level="1"', 'Level=" 01 "')),
    "the order of children": _changed(
        ('EntityType="A"/><TaskEntityType EntityType="B"', 'EntityType="B"/><TaskEntityType EntityType="A"')
    ),
    "the default time zone": _changed(('"0 3 * * *"', '"0 3 * * *" CronTimeZone="UTC"')),
    "the case of an identifier that is named": _changed(('ParentTask="J_Export"', 'ParentTask="j_export"')),
}


@pytest.mark.parametrize("new", _ALIKE.values(), ids=_ALIKE)
def test_what_means_the_same_is_not_different(new: str) -> None:
    assert told(compared(_CONF + _JOB, _CONF + new)) == []


_DIFFERENT = {
    "a schedule": (
        [('"0 3 * * *"', '"30 4 * * 1-5"')],
        ["changed Job J", "  CronTabExpression: at 03:00 every day -> at 04:30 on Monday to Friday"],
    ),
    "a task on another level": (
        [('Level="2"', 'Level="1"')],
        ["changed Job J", "  moved ComputeRoleModelTask J_Roles", "    Level: 2 -> 1"],
    ),
    "an entity type": (
        [('<TaskEntityType EntityType="B"/>', '<TaskEntityType EntityType="C"/>')],
        [
            "changed Job J",
            "  changed ComputeRoleModelTask J_Roles",
            "    removed TaskEntityType EntityType=B",
            "    added TaskEntityType EntityType=C",
        ],
    ),
    "a task of another name": (
        [("J_Export", "J_Extract")],
        ["changed Job J", "  renamed ExportTask J_Export -> J_Extract"],
    ),
    "a job of another name, with its tasks": (
        [('"J', '"Other')],
        ["renamed Job J -> Other"],
    ),
    "the same with a change": (
        [('"J', '"Other'), ('Level="2"', 'Level="3"')],
        ["renamed Job J -> Other", "  moved ComputeRoleModelTask Other_Roles", "    Level: 2 -> 3"],
    ),
}


@pytest.mark.parametrize(("changes", "lines"), _DIFFERENT.values(), ids=_DIFFERENT)
def test_what_means_something_else_is(changes: list[tuple[str, str]], lines: list[str]) -> None:
    assert told(compared(_CONF + _JOB, _CONF + _changed(*changes))) == lines


def test_a_right_is_lost_when_no_rule_grants_it() -> None:
    old = rule("R", entry("/A/Query"), entry("/B/Query")) + rule("S", entry("/B/Query"))
    new = rule("R", entry("/A/Create")) + rule("S", entry("/B/Query", 'CanExecute="TRUE"'))
    assert told(compared(old, new)) == [
        "changed AccessControlRule R",
        "  added Entry CanExecute=true Permission=/A/Create",
        "  removed Entry CanExecute=true Permission=/A/Query",
        "  removed Entry CanExecute=true Permission=/B/Query",
        "+ P: /A/Create on E",
        "- P: /A/Query on E",
    ]


def test_a_job_that_calls_a_task_is_affected_by_it() -> None:
    jobs = '<Job Identifier="J"><Step Identifier="T" Level="0"/></Job><Job Identifier="K"/>'
    old, new = (f'<InvokeExpressionTask Identifier="T" InputPath="{path}"/>{jobs}' for path in "ab")
    found = compared(old, new)
    assert told(found) == ["changed InvokeExpressionTask T", "  InputPath: a -> b", "called: J"]
    assert found.affected_jobs == ("J",)


def test_a_job_that_calls_a_task_of_another_job_is_affected_by_it() -> None:
    calling = "".join(
        f'<Job Identifier="{job}"><Step Identifier="{task}"/></Job>'
        for job, task in (("K", "j_roles"), ("L", "J_Export"))
    )
    changed = _changed(('EntityType="B"', 'EntityType="C"'), ('HRExport" Level="0"', 'HRExport" Level="1"'))
    assert compared(_CONF + _JOB + calling, _CONF + changed + calling).affected_jobs == ("J", "K")
    assert compared(_CONF + _JOB + calling, _CONF + calling).affected_jobs == ("J", "K", "L")


def test_steps_without_a_level_run_in_their_order() -> None:
    steps = {name: f'<Step Identifier="{name}"/>' for name in "ABCD"}
    old, new = (f'<Job Identifier="J">{"".join(map(steps.__getitem__, order))}</Job>' for order in ("ABCD", "BCAD"))
    assert told(compared(old, new)) == ["changed Job J", "  moved Step A"]


def test_elements_without_an_identifier_are_told_by_what_they_say() -> None:
    old = '<Thing A="1" B="2" C="3"/><Thing A="4" B="5" C="6"/><Thing A="7" B="8" C="9"/>'
    new = '<Thing A="4" B="5" C="6"/><Thing A="1" B="2" C="0"/><Thing A="7" B="0" C="0"/>'
    assert told(compared(old, new)) == [
        "changed Thing A=1 B=2 C=0",
        "  C: 3 -> 0",
        "added Thing A=7 B=0 C=0",
        "removed Thing A=7 B=8 C=9",
    ]


def test_an_element_without_an_identifier_may_hold_something_else() -> None:
    old, new = (f'<SearchBar EntityType="E"><Criterion Binding1="{binding}"/></SearchBar>' for binding in "ab")
    assert told(compared(old, new)) == [
        "changed SearchBar EntityType=E",
        "  changed Criterion Binding1=b",
        "    Binding1: a -> b",
    ]
    others = (old + new).replace('"a"', '"c"').replace('"b"', '"d"')  # which of two is which, nobody knows
    assert sorted(told(compared(old + new, others))) == [
        *["added SearchBar EntityType=E"] * 2,
        *["removed SearchBar EntityType=E"] * 2,
    ]


def test_a_generated_job_is_compared_as_it_is_generated() -> None:
    off = _CONF.replace("@0000001", '@0000001" DeactivationExportFulfill="Export')
    assert told(compared(_CONF + _SCAFFOLDING, off + _SCAFFOLDING)) == [
        "changed Job Nightly",
        "  removed ExportTask Nightly_Export_HR_Complete_HRExport",
        "  moved PrepareSynchronizationTask Nightly_PrepareSynchronization_HR_Complete",
        "    Level: 1 -> 0",
        "    removed TaskDependsOnTask ParentTask=Nightly_Export_HR_Complete_HRExport",
        "  moved SynchronizeTask Nightly_Synchronize_HR",
        "    Level: 2 -> 1",
        "  moved UpdateEntityPropertyExpressionsTask Nightly_UpdateEntityPropertyExpressions1",
        "    Level: 3 -> 2",
        "  moved UpdateParametersContextDisplayNamesTask Nightly_UpdateParametersContextDisplayNames",
        "    Level: 4 -> 3",
        "  moved MaintainIndexesTask Nightly_MaintainIndexes",
        "    Level: 5 -> 4",
        "changed Connection HRExport",
        "  DeactivationExportFulfill: None -> Export",
    ]


def test_a_renamed_scaffolding_renames_its_job() -> None:
    other = _SCAFFOLDING.replace("Nightly", "Evening")
    assert told(compared(_CONF + _SCAFFOLDING, _CONF + other)) == ["renamed Job Nightly -> Evening"]


def _named(job: str, entity_type: str = "AD_User") -> str:
    """Return a job whose name may be that with which other names begin."""
    return f"""<Job Identifier="{job}" Agent="AD" DisplayName_L1="AD">
        <ExportTask Identifier="{job}_Export" Connector="AD" Level="0"/>
        <Step Identifier="AD_Move" Level="1"/>
        <InvokeExpressionTask Identifier="AD_Copy" InputPath="AD.ps1" Level="2"/>
        <SynchronizeTask Identifier="{job}_Synchronize" Connector="AD" Level="3">
          <TaskDependsOnTask ParentTask="{job}_Export"/><TaskDependsOnTask ParentTask="AD_Copy"/>
          <TaskEntityType EntityType="{entity_type}"/><TaskResourceType ResourceType="AD_Users"/>
        </SynchronizeTask>
      </Job>"""


def test_what_only_begins_as_a_renamed_job_is_not_renamed() -> None:
    for old, new in (("AD", "Full"), ("AD", "AD_Full"), ("Full", "AD")):
        assert told(compared(_named(old), _named(new))) == [f"renamed Job {old} -> {new}"]
    assert told(compared(_named("AD"), _named("Full", "Full_User"))) == [
        "renamed Job AD -> Full",
        "  changed SynchronizeTask Full_Synchronize",
        "    removed TaskEntityType EntityType=AD_User",
        "    added TaskEntityType EntityType=Full_User",
    ]


def test_an_element_that_has_nothing_to_be_told_by_is_the_same_if_it_is_the_only_one() -> None:
    old, new = (f'<Thing Identifier="T"><Only><Part Value="{value}"/></Only></Thing>' for value in "12")
    assert told(compared(old, new)) == [
        "changed Thing T",
        "  changed Only ",
        "    changed Part Value=2",
        "      Value: 1 -> 2",
    ]


@pytest.mark.parametrize("depth", [10, 250])
def test_elements_may_be_deep_in_each_other(depth: int) -> None:
    old, new = (
        f'<Thing Identifier="T">{"<A>" * depth}<Part Value="{value}"/>{"</A>" * depth}</Thing>' for value in "12"
    )
    (found,) = compared(old, new).others
    lines = told(compared(old, new))
    assert (found.what, found.identifier) == ("changed", "T")
    assert lines[-2:] == (
        ["  " * 11 + "changed Part Value=2", "  " * 12 + "Value: 1 -> 2"]
        if depth == 10
        else ["  " * 13 + "added A ", "  " * 13 + "removed A "]
    )


def test_an_element_that_is_merged_is_compared_as_it_is_then() -> None:
    old = '<Thing Identifier="T" A="1"/><Thing Identifier="T" ConsolidationMode="Merge" B="2"/>'
    assert told(compared(old, '<Thing Identifier="T" A="1" B="2"/>')) == []
    assert told(compared(old, '<Thing Identifier="T" A="1"/>')) == ["changed Thing T", "  B: 2 -> None"]


def test_an_element_that_is_declared_twice_is_compared_twice() -> None:
    twice = '<Thing Identifier="T" A="1"/><Thing Identifier="t" A="2"/>'
    assert told(compared(twice, twice.replace("2", "3"))) == ["changed Thing t", "  A: 2 -> 3"]
    assert told(compared(twice, '<Thing Identifier="T" A="1"/>')) == ["removed Thing t"]
