"""What is told of a generated element: by which rule it is there, and which elements decided it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unscaffold.findings import Region, Way

_BRACES = re.compile(r"\{([\w-]+)\}")


class OriginRule(NamedTuple):
    """A row of `origins.xml`: why something is generated, or is not.

    `sentence` has the names of values in braces. `grade` is "documented", "inferred" or "ours", as a page of the
    vendor's documentation says it, as follows from its examples, or as we had to decide. `page` is the title of that
    page, or empty; `anchor` leads to what we say of it, in docs/fidelity.md, or is empty.
    """

    name: str
    sentence: str
    grade: str
    page: str = ""
    anchor: str = ""


class Decider(NamedTuple):
    """An element of the configuration that decided something.

    `role` is what it is to the rule: "scaffolding", "argument", "connector", "connection", … `kind` is its name,
    `identifier` what it is called, or empty. `place` is where it stands, with line and column. `attributes` are those
    of it that decided, with their values as written; None for one that is not there, which decided by that.
    """

    role: str
    kind: str
    identifier: str
    place: Region
    attributes: tuple[tuple[str, str | None], ...] = ()

    def only(self, attribute: str) -> Decider:
        """Return the same with one of its attributes, if it has that."""
        return self._replace(attributes=tuple(pair for pair in self.attributes if pair[0] == attribute))


class Origin(NamedTuple):
    """Why an element or an attribute is as it is.

    `of` is the name of the attribute, or empty for the element itself. `step` says who decided: the "stylesheet" of
    the scaffolding, an "argument" that edits the finished job, or an "adjustment" written by hand. `values` fill the
    sentence of the rule, besides the identifiers of its deciders, by their roles.
    """

    of: str
    rule: OriginRule
    decided_by: tuple[Decider, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    step: str = "stylesheet"

    def of_attribute(self, name: str) -> Origin:
        """Return the same of an attribute: what is written by hand decides on it by the attribute of that name."""
        by_hand = self.step == "adjustment"
        return self._replace(of=name, decided_by=tuple(one.only(name) if by_hand else one for one in self.decided_by))

    @property
    def sentence(self) -> str:
        """The rule's sentence, with its values."""
        filled = {**_by_role(self.decided_by), **dict(self.values)}
        return _BRACES.sub(lambda found: filled.get(found[1], ""), self.rule.sentence)


# What became of an element or an attribute, in order: the stylesheet's decision, then those that changed it.
History = tuple[Origin, ...]


class GeneratedElement(NamedTuple):
    """An element that a scaffolding generated, after its arguments and adjustments, with its origins.

    `way` leads to it among what the scaffolding generated: the number of each element among its siblings, from 0.
    `attributes` are in the order of the XML. `of_attributes` has the history of each of them that is told. An element
    that was taken away again is not told here: see `Origins.removed`.
    """

    kind: str
    identifier: str
    way: Way
    attributes: Mapping[str, str]
    history: History
    of_attributes: Mapping[str, History]
    children: tuple[GeneratedElement, ...] = ()


class Missing(NamedTuple):
    """What a scaffolding does not generate, and could have: a stage or a kind of task, a connector, a resource type.

    `kind` is the name of the element ("ExportTask", "Connector", "ResourceType", …), `identifier` what it is called,
    or empty for all of the kind; `origin` says why.
    """

    kind: str
    identifier: str
    origin: Origin


def _by_role(deciders: tuple[Decider, ...]) -> dict[str, str]:
    roles = dict.fromkeys(one.role for one in deciders)
    named = {role: [one.identifier or one.kind for one in deciders if one.role == role] for role in roles}
    return {role: ", ".join(dict.fromkeys(names)) for role, names in named.items()}
