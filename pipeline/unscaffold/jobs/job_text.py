"""The steps of jobs in generated XML, read from its text: to make a tree of 10,000 jobs takes much longer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.markup import unescaped
from unscaffold.vocabulary import is_job, is_step, is_task

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([^\s/>]+)([^>]*?)(/?)>")
_DEPTH_OF_STEPS = 2


class StepText(NamedTuple):
    """A step of a job: its element's name, and the attributes of both as they are written."""

    job: str
    name: str
    text: str

    def attribute(self, name: str) -> str:
        """Return an attribute of the step, or nothing."""
        return _attribute(self.text, name)

    def of_job(self, name: str) -> str:
        """Return an attribute of the job, or nothing."""
        return _attribute(self.job, name)


def steps_in(xml: str) -> Iterator[StepText]:
    """Yield the steps of the jobs in generated XML, as Saxon and lxml write it, in their order."""
    depth, job, is_in_job = 0, "", False
    for tag in _TAG.finditer(xml):
        close, name, text, is_empty = tag.groups()
        if close:
            depth -= 1
            continue
        if depth == 0:
            job, is_in_job = text, is_job(name)
        elif is_in_job and depth == _DEPTH_OF_STEPS - 1 and is_step(name):
            yield StepText(job, name, text)
        depth += not is_empty


def may_call(xml: str) -> bool:
    """Return whether generated XML may have steps that call tasks which stand elsewhere."""
    return "<Step" in xml or "TaskOverride" in xml


def agents_in(xml: str) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of tasks in generated XML, in lower case, with their agents; empty for the server."""
    for tag in _TAG.finditer(xml):
        if not tag[1] and is_task(tag[2]):
            yield _attribute(tag[3], "Identifier").lower(), _attribute(tag[3], "Agent")


def _attribute(text: str, name: str) -> str:
    start = text.find(f' {name}="')
    if start < 0:
        return ""
    start += len(name) + 3
    return unescaped(text[start : text.index('"', start)])
