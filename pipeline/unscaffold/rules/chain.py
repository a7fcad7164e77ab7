"""The chain of tasks in a job: what each needs before it, and what it must say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.rules.breach import Breach, breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.effective import Effective


def fulfill_nothing(conf: Effective) -> Iterator[Breach]:
    for task in conf.all_tasks:
        named = task.get("Connector") or task.get("Connection") or task.values("TaskResourceType", "ResourceType")
        if task.name == "FulfillTask" and not named:
            yield breach(task, task=task.identifier)


def export_no_connection(conf: Effective) -> Iterator[Breach]:
    for task in conf.all_tasks:
        if task.name == "ExportTask" and not task.get("Connection"):
            yield breach(task, "Connection", task=task.identifier)
