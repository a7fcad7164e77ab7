"""Changes of what is expected of scenarios: those that mean nothing, and those that are to be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[str], str]

_COMPLETE, _INITIAL, _SCREEN = "CreateConnectorSynchroComplete", "CreateInitializationJob", "CreateConnectorsJobs"
_RULES = "access-rights-of-jobs"
_WAITING = "CreateConnectorSynchroIncremental"
_NEW = '<MaintainIndexesTask Identifier="AD_All_MaintainIndexes" Offline="true"/>'
_MERGING = '<Job Identifier="ad_all" ConsolidationMode="Merge" LogLevel="Debug"/>'


def file_of(scenario: str) -> str:
    """Return the file of a scenario that has what is generated."""
    return "Conf.xml" if scenario in {_SCREEN, _RULES} else "Jobs.xml"


def _replaced(old: str, new: str) -> Change:
    return lambda text: re.sub(old, new, text)


def _after_the_job(xml: str) -> Change:
    return _replaced("  </Job>", f"  </Job>\n  {xml}")


def _without(element: str, identifier: str) -> Change:
    start = rf'\n *<{element} Identifier="{identifier}"[^>]*?'
    return _replaced(rf"(?s){start}(?:/>|[^/]>.*?</{element}>)", "")


def _swapped(first: str, second: str) -> Change:
    """Return what lets two lines change places, by what is in them."""

    def swapped(text: str) -> str:
        lines = text.split("\n")
        one, other = (next(number for number, line in enumerate(lines) if what in line) for what in (first, second))
        lines[one], lines[other] = lines[other], lines[one]
        return "\n".join(lines)

    return swapped


def _of_old_versions(text: str) -> str:
    words = text.replace("SendNotifications", "SendRoleModelNotifications")
    return words.replace("Send Notifications", "Send Role Model Notifications")


def _by_the_old_algorithm(text: str) -> str:
    exporting = text.replace("_Export_AD_Complete_ADExport", "_1_AD_ExportActiveDirectory_Initial_ADExport")
    return exporting.replace("_ComputeRoleModel4", "_16_ComputeRoleModel")


SAME: dict[str, tuple[str, Change]] = {
    "a boolean as a number": (_COMPLETE, _replaced('IgnoreCookieFile="true"', 'IgnoreCookieFile="1"')),
    "a boolean in another case": (_COMPLETE, _replaced('ContinueOnError="true"', 'ContinueOnError="True"')),
    "a value of an enumeration by its number": (_COMPLETE, _replaced('Mode="Complete"', 'Mode="1"')),
    "one in another case": (_INITIAL, _replaced('Mode="Initial"', 'Mode="initial"')),
    "a number with zeros": (_COMPLETE, _replaced('Level="3"', 'Level="03"')),
    "a default left out": (_COMPLETE, _replaced(' Dirty="false"', "")),
    "defaults written": (
        _COMPLETE,
        _replaced("<SynchronizeTask ", '<SynchronizeTask Type="None" Orphans="0" Connection="" '),
    ),
    "a default of the job": (_COMPLETE, _replaced("<Job ", '<Job LogLevel="6" CronTimeZone="0" ')),
    "identifiers in another case": (_COMPLETE, _replaced('"AD_All', '"ad_ALL')),
    "an agent in another case": (_COMPLETE, _replaced('Agent="Local"', 'Agent="LOCAL"')),
    "types in another order": (_COMPLETE, _swapped('"AD_Entry" />', '"Directory_Guest" />')),
    "dependencies in another order": (
        _WAITING,
        _replaced(r"( *<TaskDependsOnTask.*\n)( *<TaskDependsOnTask.*\n)", r"\2\1"),
    ),
    "comments": (_COMPLETE, _replaced("<TaskEntityType", "<!-- a type -->\n<TaskEntityType")),
    "tasks beside the job that calls them": (
        _SCREEN,
        lambda text: re.sub(r"(?s)(  <Job .*</Job>\n)(.*)(</ConfigurationFile>)", r"\2\1\3", text),
    ),
}

DIFFERENT: dict[str, tuple[str, Change]] = {
    "an attribute": (_COMPLETE, _replaced(' IgnoreCookieFile="true"', ' InitMode="true"')),
    "one whose default nobody knows": (_INITIAL, _replaced(r'(RoleModel4".*?) BlockProvisioning="false"', r"\1")),
    "a value that is none": (_COMPLETE, _replaced('(ExportTask.*ContinueOnError)="true"', r'\1="yes"')),
    "a type": (_COMPLETE, _replaced(r'(?s)(RiskScores1".*?EntityType)="Directory_Guest"', r'\1="Other"')),
    "a dependency": (_COMPLETE, _replaced(r'\n *<TaskDependsOnTask ParentTask="AD_All_PrepareS.*?/>', "")),
    "an attribute of the job": (_COMPLETE, _replaced("<Job ", '<Job CronTabExpression="0 4 * * *" ')),
    "a label": (_COMPLETE, _replaced('"Compute Risk Scores"', '"Risks"')),
    "one in a language": (_COMPLETE, _replaced(' DisplayName_L2="Calcul des scores[^"]*"', "")),
    "a task that is not there": (_COMPLETE, _without("UpdateClassificationTask", "AD_All_UpdateClassification")),
    "one that is": (
        _COMPLETE,
        _replaced("  </Job>", '    <ResetValidFromTask Identifier="R" Level="14" />\n  </Job>'),
    ),
    "a job that is not there": (_COMPLETE, _without("Job", "AD_All")),
    "another identifier of the job": (_COMPLETE, _replaced('"AD_All', '"AD_Complete')),
    "one, and a task less": (
        _INITIAL,
        lambda text: _without("ResetValidFromTask", "Init_ResetValidFrom")(
            text.replace('"InitializationJob', '"Init')
        ),
    ),
    "a job that is": (
        _COMPLETE,
        lambda text: re.sub("(?s) *<Job .*</Job>\n", lambda job: job[0] + job[0].replace("AD_All", "AD_New"), text),
    ),
    "another kind of task": (_COMPLETE, _replaced("<MaintainIndexesTask", "<ManageConfigurationIndexesTask")),
    "a task that runs later": (_COMPLETE, _replaced('(RiskScores1".*?)Level="6"', r'\1Level="9"')),
    "stages in another order": (
        _COMPLETE,
        lambda text: re.sub('Level="([45])"', lambda found: f'Level="{9 - int(found[1])}"', text),
    ),
    "levels from 1": (
        _COMPLETE,
        lambda text: re.sub(r'Level="(\d+)"', lambda found: f'Level="{int(found[1]) + 1}"', text),
    ),
    "steps of one level": (_INITIAL, _swapped("Export_AD_Complete", "Export_HR_Complete")),
    "steps without a level": (
        _SCREEN,
        lambda text: re.sub(r"( *<Step .*?_ConnectorExport.*\n)( *<Step .*\n)", r"\2\1", text, count=1),
    ),
    "levels where there are none": (_SCREEN, _replaced(r'(<Step .*?Fulfillment") />', r'\1 Level="0" />')),
    "a step that is not there": (_INITIAL, _without("Step", "Announce")),
    "one that is called with other attributes": (
        _INITIAL,
        _replaced('<Step Identifier="Announce"', '<InvokeExpressionTaskOverride Identifier="Announce" InputPath="x"'),
    ),
    "a dependency of a call": (
        _INITIAL,
        _replaced('(<Step Identifier="Announce".*?) />', r'\1><TaskDependsOnTask ParentTask="X"/></Step>'),
    ),
    "two of an identifier": (_COMPLETE, _after_the_job(_NEW)),
    "the notifications of another version": (_COMPLETE, _of_old_versions),
    "identifiers of the old algorithm": (_INITIAL, _by_the_old_algorithm),
    "an entry of a rule": (_RULES, _replaced('CanExecute="true" (Permission="/Jobs/Job/Query")', r"\1")),
    "a permission": (_RULES, _replaced('Permission="/Jobs/Job/Query"', 'Permission="/Jobs/Job/Create"')),
    "what is expanded changed by hand": (_COMPLETE, _after_the_job(_MERGING)),
    "what is not compared": (_COMPLETE, _after_the_job('<MenuItem Identifier="M"/><Connector Identifier="X"/>')),
    "a scaffolding": (_COMPLETE, _after_the_job("<CleanDatabaseJob/>")),
}
