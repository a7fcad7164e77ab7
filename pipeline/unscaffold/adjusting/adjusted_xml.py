"""The elements that one scaffolding generated, while they are adjusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.adjusting import changes
from unscaffold.findings import Finding, Related, diagnose
from unscaffold.jobs import DEPENDENCY
from unscaffold.markup import document_of, local_name, serialized
from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

    from unscaffold.adjusting.written import Written
    from unscaffold.reading import Declared

Key = tuple[str, str]


class AdjustedXml:
    """The elements of one scaffolding, to which elements written by hand are applied one by one.

    `gone` has, in lower case, the identifiers of the tasks that are not generated any more, with what took them away.

    Args:
        scaffolding: The scaffolding.
        xml: What it generated.
    """

    def __init__(self, scaffolding: Declared, xml: str) -> None:
        self.findings: list[Finding] = []
        self.gone: dict[str, Declared] = {}
        self._scaffolding = scaffolding
        self._deleted: dict[str, tuple[str, Written]] = {}
        self._root = document_of(xml)
        self._index = {key_of(element): element for element in _identified(self._root)}

    @property
    def xml(self) -> str:
        """The elements as they are now, without a break between them."""
        return serialized(self._root)

    def find(self, key: Key) -> etree._Element | None:
        """Return the element of a name and an identifier in lower case; None if there is none any more."""
        return self._index.get(key)

    def apply(self, target: etree._Element, written: Written) -> None:
        """Change an element as one written by hand says."""
        self._check_spelling(target, written)
        if written.mode == "":
            self._replace(target, written)
        elif written.mode == "delete":
            self._delete(target, written)
        elif written.mode == "update":
            self._update(target, written)
        else:
            self._merge(target, written)

    def _check_spelling(self, target: etree._Element, written: Written) -> None:
        declared = target.get("Identifier", "")
        if declared != written.identifier:
            values = {"attribute": "Identifier", "value": written.identifier, "kind": written.name}
            self.findings.append(diagnose("case", written.region(), values | {"declared": declared}))

    def _replace(self, target: etree._Element, written: Written) -> None:
        name = local_name(target)
        if is_job(name) or is_task(name):
            values = {"kind": name, "identifier": target.get("Identifier", ""), "scaffolding": self._scaffolding.name}
            other = [Related("other", self._scaffolding.region())]
            self.findings.append(diagnose("replaced", written.region(), values, related=other))
        if is_task(name) and changes.is_in_a_job(target):
            del self._index[key_of(target)]
            changes.put_step_in_place(target, written.identifier)
        else:
            self._take_out(target, written)

    def _delete(self, target: etree._Element, written: Written) -> None:
        self._take_out(target, written)
        if is_task(written.name):
            self._deleted[target.get("Identifier", "").lower()] = (target.get("Identifier", ""), written)

    def drop_dependencies(self) -> None:
        """Let nothing wait for a deleted task any more; an element after the one that deletes it may still say so."""
        there = {identifier for name, identifier in map(key_of, _identified(self._root)) if is_task(name)}
        gone = {key: deleted for key, deleted in self._deleted.items() if key not in there}
        for dependency in list(self._root.iter(DEPENDENCY)) if gone else ():
            waiting, deleted = dependency.getparent(), gone.get(dependency.get("ParentTask", "").lower())
            if deleted and waiting is not None and is_task(local_name(waiting)):
                waiting.remove(dependency)
                identifier, written = deleted
                values = {"kind": written.name, "identifier": identifier, "task": waiting.get("Identifier", "")}
                self.findings.append(diagnose("deleted-dependency", written.region(), values))

    def _take_out(self, target: etree._Element, written: Written) -> None:
        for element in [target, *_identified(target)]:
            self._index.pop(key_of(element), None)
            if is_task(local_name(element)):
                self.gone[element.get("Identifier", "").lower()] = written.declared
        changes.remove(target)

    def _update(self, target: etree._Element, written: Written) -> None:
        changes.update_attributes(target, written)
        if len(written.source):
            reason = "Update replaces attributes, and the generated children stay"
            self._say_idle("what stands in", written, reason)

    def _merge(self, target: etree._Element, written: Written) -> None:
        for attribute in changes.merge_attributes(target, written):
            values = {"attribute": attribute, "kind": written.name, "identifier": target.get("Identifier", "")}
            values["declared"] = target.get(attribute, "")
            self.findings.append(diagnose("merged-attribute", written.region(attribute), values))
        if is_job(written.name):
            self._merge_steps(target, written)
        else:
            changes.add_children(target, [child.copy() for child in written.children()])

    def _merge_steps(self, job: etree._Element, written: Written) -> None:
        own = {key_of(child): child for child in job.iterchildren("*") if child.get("Identifier")}
        added: list[etree._Element] = []
        for child in written.children():
            key = key_of(child.source)
            target = own.pop(key, None) if child.mode == "delete" else own.get(key)
            if target is None:
                self._check_target(child, own)
                added += [child.copy()] if child.mode != "delete" else []
            elif child.mode:
                self.apply(target, child)
            else:  # unlike a job or a task, it leaves nothing beside what takes the place
                self._check_spelling(target, child)
                copy = child.copy()
                changes.put_in_place(target, copy)
                self._index[key] = own[key] = copy
        changes.add_children(job, added)

    def _check_target(self, child: Written, own: Mapping[Key, etree._Element]) -> None:
        if child.mode and child.identifier:
            known = [step.get("Identifier", "") for (name, _), step in own.items() if name == child.name]
            values = {"kind": child.name, "value": child.identifier, "mode": child.mode.title()}
            self.findings.append(diagnose("nothing-to-adjust", child.region(), values, known))

    def say_deleted(self, written: Written, by: Declared) -> None:
        """Say that an element has nothing to change any more, for an earlier one deletes it."""
        self._say_idle("", written, "the element is deleted before it", [Related("by", by.region("Identifier"))])

    def _say_idle(self, what: str, written: Written, reason: str, related: Iterable[Related] = ()) -> None:
        values = {"what": f"{what} the {written.name}".strip(), "identifier": written.identifier, "reason": reason}
        self.findings.append(diagnose("idle-adjustment", written.region(), values, related=related))


def key_of(element: etree._Element) -> Key:
    """Return what an element is found by: its name, and its identifier in lower case."""
    return local_name(element), element.get("Identifier", "").lower()


def _identified(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element that have an identifier, and those of its jobs."""
    for child in parent.iterchildren("*"):
        if child.get("Identifier"):
            yield child
        if is_job(local_name(child)):
            yield from _identified(child)
