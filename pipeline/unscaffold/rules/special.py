"""Tasks that call scripts, databases and interfaces, or maintain indexes, and settings: what each must say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach
from unscaffold.rules.values import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective, Element

_INDEXES, _DEPLOY = "MaintainIndexesTask", "DeployConfigurationTask"
_API, _EXPRESSION, _SQL = "InvokeApiTask", "InvokeExpressionTask", "InvokeSqlCommandTask"
_REBUILD, _REORGANIZE = "RebuildThreshold", "ReorganizeThreshold"
_LEAST, _MOST = 30, 90
_DEFAULTS = {_REBUILD: 30, _REORGANIZE: 5}
_COMMANDS = {"get", "put", "post", "delete", "0", "1", "2", "3"}
_ABSOLUTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]{0,20}:)?//", re.IGNORECASE)
_VERSION = re.compile(r"\s*([56])\.([0-9]{1,3})(?![0-9])")
_TARGETS = {"6.1": (6, 1), "6.2": (6, 2)}  # the others are 7.0, or newer


def rebuild_threshold(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_INDEXES):
        is_number = whole_number(task.get(_REBUILD)) is not None  # C404 tells of what is none
        if is_number and not _LEAST <= _threshold(task, _REBUILD) <= _MOST:
            yield breach(task, _REBUILD, task=task.identifier, value=task.get(_REBUILD))


def reorganize_threshold(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_INDEXES):
        rebuild, reorganize = _threshold(task, _REBUILD), _threshold(task, _REORGANIZE)
        if _LEAST <= rebuild <= min(reorganize, _MOST):
            yield breach(task, _REORGANIZE, task=task.identifier, value=reorganize, rebuild=rebuild)


def invoke_api_missing(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_API):
        missing = [name for name in ("ApiUrl", "HttpCommand") if not task.get(name)]
        if missing:
            yield breach(task, missing[0], task=task.identifier, missing=" and no ".join(missing))


def invoke_api_method(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_API):
        command = task.get("HttpCommand")
        if command and command.strip().lower() not in _COMMANDS:
            yield breach(task, "HttpCommand", task=task.identifier, command=command)


def invoke_api_body(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_API):
        if task.get("Body") and task.get("HttpCommand").strip().lower() == "get":
            yield breach(task, "Body", task=task.identifier)


def invoke_api_url(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_API):
        if _ABSOLUTE.match(task.get("ApiUrl")):
            yield breach(task, "ApiUrl", task=task.identifier)


def expression_input(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_EXPRESSION):
        if not task.get("InputPath") and not task.get("InputFile"):
            yield breach(task, "InputPath", task=task.identifier)


def expression_input_file(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_EXPRESSION):
        if task.get("InputFile"):
            yield breach(task, "InputFile", task=task.identifier)


def sql_nothing(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_SQL):
        if not task.get("SQLCommand") and not task.get("SQLInputFile"):
            yield breach(task, task=task.identifier)


def sql_both(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_SQL):
        if task.get("SQLCommand") and task.get("SQLInputFile"):
            yield breach(task, "SQLInputFile", task=task.identifier)


def sql_database(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_SQL):
        # The server has a database of its own, and a connection string may stand in ApiUrl instead.
        if task.get("Agent") and not task.get("DatabaseIdentifier") and not task.get("ApiUrl"):
            yield breach(task, "DatabaseIdentifier", task=task.identifier)


def deploy_nothing(conf: Effective) -> Iterator[Breach]:
    for task in conf.tasks_of(_DEPLOY):
        if not task.get("ConfigurationDirectory"):
            yield breach(task, "ConfigurationDirectory", task=task.identifier)


def deploy_scheduled(conf: Effective) -> Iterator[Breach]:
    for job in conf.jobs:
        # Of an initialization job with a schedule something else is told.
        for step in job.of(_DEPLOY)[:1] if job.cron and not job.is_true("IsInitializationJob") else ():
            yield breach(step, job=job.identifier, step=step.name, cron=job.cron)


def version_setting(conf: Effective) -> Iterator[Breach]:
    target = _TARGETS.get(conf.target, (7, 0))
    for setting in conf.of("ConfigurationVersionSetting"):
        found = _VERSION.match(setting.get("Version"))
        if found and (int(found[1]), int(found[2])) < target:
            yield breach(setting, "Version", version=setting.get("Version"), target=conf.target)


def _threshold(task: Element, attribute: str) -> int:
    """Return a threshold in percent: the default, where it is 0 or missing; 0 if it is no number."""
    value = whole_number(task.get(attribute) or "0")
    return 0 if value is None else value or _DEFAULTS[attribute]
