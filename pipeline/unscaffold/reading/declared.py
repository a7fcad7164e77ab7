"""What is read of a configuration: the elements that matter, and what one file holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import marked
from unscaffold.vocabulary import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unscaffold.findings import Finding, Region, Way
    from unscaffold.markup import Comment, Span

MODE = "ConsolidationMode"
MODES = ("Default", "Merge", "Update", "Delete")  # its values, in any case
_MODES = frozenset(mode.lower() for mode in MODES[1:])

# A file, and the number of an element among the children of its root.
Place = tuple[str, int]
# The name of a child element, its attributes that matter, and its number among its siblings.
Child = tuple[str, dict[str, str], int]


@lru_cache(maxsize=10_000)
def child_of(name: str, attributes: tuple[tuple[str, str], ...], number: int) -> Child:
    """Return a child element: one for all that say the same, as the properties of most entity types do.

    Nobody changes it.

    Raises:
        TypeError: A name or a value is no string.
    """
    return intern(name), {intern(attribute): intern(value) for attribute, value in attributes}, number


@cache
def way_to(number: int) -> Way:
    """Return the way to a child of the root: one object a number, for there are many of the first ones."""
    return (number,)


@dataclass(slots=True)
class Declared:
    """An element that matters: of a declared kind, a scaffolding, a job or a task.

    `name` is its local name; `attributes` and `children` are those that matter, and all of a scaffolding; `file` and
    `way` say where it stands, `order` is its number in configuration order. `parts` are the elements from which it
    was merged, itself included, if it was. Of a job, the children are those of its steps that declare no task. `xml`
    is the whole element and `span` its place, of a scaffolding only. What `is_context` is of a context folder: its
    file is an absolute path. What has an `origin` is certainly declared by the scaffolding of that name, of another
    family, where that stands.
    """

    name: str
    attributes: dict[str, str]
    children: Sequence[Child]
    file: str
    way: Way
    order: int = 0
    parts: list[Declared] | None = None
    xml: str = ""
    span: Span | None = None
    is_context: bool = False
    origin: str = ""

    @property
    def identifier(self) -> str:
        """The value of its `Identifier`, or empty."""
        return self.attributes.get("Identifier", "")

    @property
    def key(self) -> tuple[str, str]:
        """What it is matched by: its name, and its `Identifier` in lower case."""
        return self.name, self.identifier.lower()

    @property
    def key_attribute(self) -> str:
        """The name of the attribute that identifies it among those of its kind."""
        kind = kind_of(self.name)
        return kind.key if kind else "Identifier"

    @property
    def matters_to_jobs(self) -> bool:
        """Whether jobs depend on elements of its kind."""
        kind = kind_of(self.name)
        return kind is None or not kind.is_of_access_rights

    @property
    def outermost(self) -> Place:
        """Where the outermost element stands that it is or stands in."""
        return self.file, self.way[0]

    def region(self, attribute: str = "", *more: int) -> Region:
        """Return its region, or that of an attribute, to be located before it is shown.

        Args:
            attribute: The attribute's name. The start tag is meant if it is empty, or if there is none so called.
            more: Leads to a descendant: the numbers of its ancestors and itself among their siblings.
        """
        return marked(self.file, (*self.way, *more), attribute)

    @property
    def mode(self) -> str:
        """What it does to an earlier or a generated element of its identifier, as `mode_of` says."""
        return mode_of(self.attributes)


def mode_of(attributes: Mapping[str, str]) -> str:
    """Return what an element does to an earlier or a generated one of its identifier, by its attributes.

    Returns:
        "merge", "update" or "delete"; empty if it stands for itself; "unknown" if what it says is none of these.
    """
    said = attributes.get(MODE)
    if said is None:  # as in nearly all elements
        return ""
    mode = said.lower()
    return "" if mode == MODES[0].lower() else mode if mode in _MODES else "unknown"


class Reading(NamedTuple):
    """What one file holds.

    `elements` are those of declared kinds, `scaffoldings` those to expand, `jobs` the jobs and tasks with an
    identifier (tasks of a job, too), `others` the names of scaffoldings that stay, `suspects` elements that are
    called almost like a scaffolding, `adjusters` those of no kind that matters with a `ConsolidationMode`,
    `access_rules` all access control rules, `nested` scaffoldings that are no children of the root, `comments` those
    that are meant for us. `is_configuration` is false for files that are only copied.
    """

    file: str
    digest: str
    elements: list[Declared]
    scaffoldings: list[Declared]
    jobs: list[Declared]
    others: list[str]
    suspects: list[Declared]
    adjusters: list[Declared]
    access_rules: list[Declared]
    nested: list[Declared]
    findings: list[Finding]
    is_configuration: bool
    comments: Sequence[Comment] = ()

    @property
    def changing(self) -> list[Declared]:
        """The elements, but for jobs and tasks, that say how they change an earlier or a generated one."""
        found = [one for one in (*self.elements, *self.access_rules, *self.adjusters) if one.mode]
        return sorted(found, key=lambda element: element.way)
