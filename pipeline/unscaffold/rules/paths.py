"""Files that tasks read and write, by their paths: they count from the folder in which the product runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach
from unscaffold.vocabulary import task_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unscaffold.effective import Effective, Element

_READ = {
    "FulfillTask": ("WorkflowJsonPath",),
    "InvokeExpressionTask": ("InputPath",),
    "InvokeSqlCommandTask": ("SQLInputFile",),
}
_WRITTEN = {
    "ComputeRoleModelTask": ("LdifFilePath",),
    "DeployConfigurationTask": ("GeneratedFile", "GeneratedCodePath"),
    "InvokeAspectsTask": ("OutputPath",),
    "InvokeSqlCommandTask": ("OutputPath",),
    "PrepareSynchronizationTask": ("WorkingDirectory",),
}
_UP = ".."
# What is put in only when the task runs, and what is no more of the path.
_VARIABLE = re.compile(r"[%${}<>]|\s-")
# On a drive, or from its root; a share of the network is the same on every machine.
_ABSOLUTE = re.compile(r"[a-z]:|[\\/](?![\\/])", re.IGNORECASE)


def path_absolute(conf: Effective) -> Iterator[Breach]:
    for task, attribute, path in _paths(conf, _READ, _WRITTEN):
        if _ABSOLUTE.match(path):
            yield _breach(task, attribute, path)


def path_outside(conf: Effective) -> Iterator[Breach]:
    for task, attribute, path in _paths(conf, _READ, _WRITTEN):
        if _parts(path)[:2] == [_UP, _UP] and not _ABSOLUTE.match(path):
            yield _breach(task, attribute, path)


def file_missing(conf: Effective) -> Iterator[Breach]:
    files = {file.lower() for file in conf.files}
    folder = conf.folder.resolve().name
    for task, attribute, path in _paths(conf, _READ):
        parts = [part.lower() for part in _parts(path)]
        # Hidden folders are no part of the configuration, so nobody knows what they hold.
        is_known = parts[:2] == [_UP, folder.lower()] and not any(part.startswith(".") for part in parts[2:])
        if is_known and parts[2:] and "/".join(parts[2:]) not in files:
            yield _breach(task, attribute, path, folder=folder)


def _paths(conf: Effective, *tables: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Element, str, str]]:
    """Yield the relative and absolute paths of tasks and of what calls them, each with its attribute."""
    for kind, tasks in conf.in_jobs.items():
        names = [name for table in tables for name in table.get(task_kind(kind), ())]
        for task in tasks if names else ():
            for name in names:
                path = task.get(name).strip()
                if path and not _VARIABLE.search(path):
                    yield task, name, path


def _parts(path: str) -> list[str]:
    """Return the names that a path leads by, with all steps upwards first."""
    parts: list[str] = []
    for part in re.split(r"[\\/]+", path):
        if part == _UP and parts and parts[-1] != _UP:
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return parts


def _breach(task: Element, attribute: str, path: str, folder: str = "") -> Breach:
    return breach(task, attribute, kind=task.name, task=task.identifier, what=attribute, path=path, folder=folder)
