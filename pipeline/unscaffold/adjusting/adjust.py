"""The phase in which generated elements are adjusted by those written by hand.

The rules are those of the product's documentation of `ConsolidationMode`; where it is silent, ours (see
docs/fidelity.md).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unscaffold.adjusting.adjusted_xml import AdjustedXml
from unscaffold.adjusting.adjustment import REPLACE, Adjustment
from unscaffold.adjusting.gone import still_named
from unscaffold.adjusting.lone import lone
from unscaffold.adjusting.matching import Match, makes_pieces, matches
from unscaffold.adjusting.written import Written
from unscaffold.findings import diagnose
from unscaffold.markup import packed
from unscaffold.reading import MODE, unknown_mode
from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from unscaffold.adjusting.adjustment import Generated
    from unscaffold.findings import Finding, Way
    from unscaffold.reading import Configuration, Declared, Place


@dataclass
class Adjusted:
    """What came of adjusting: `packed` are the new elements of scaffoldings, by their numbers.

    `failed` are the numbers of scaffoldings that cannot be adjusted, for something is wrong with what does it. `gone`
    are the tasks that are not generated any more, by their identifiers in lower case, each with what takes it away.
    """

    packed: dict[int, bytes] = field(default_factory=dict)
    adjustments: list[Adjustment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    failed: set[int] = field(default_factory=set)
    gone: dict[str, Declared] = field(default_factory=dict)
    _replacing: set[tuple[str, Way]] = field(default_factory=set)
    _consumed: set[Place] = field(default_factory=set)

    def stands_alone(self, element: Declared) -> bool:
        """Return whether an element written by hand is one of its own, and adjusts none of its identifier."""
        return (element.file, element.way) not in self._replacing and element.outermost not in self._consumed

    def is_consumed(self, element: Declared) -> bool:
        """Return whether an element written by hand, or what it stands in, changes a generated one."""
        return element.outermost in self._consumed

    def meet(self, match: Match) -> None:
        """Remember what meets a generated element."""
        self._replacing |= {(element.file, element.way) for element in match.elements if not element.mode}
        self._consumed |= {element.outermost for element in match.elements if element.mode}

    def leave(self, element: Declared) -> None:
        """Remember that an element finds nothing to change any more."""
        self._consumed.discard(element.outermost)


def adjust(
    read: Configuration, generated: Sequence[Generated], keep: Collection[str] = (), *, are_own: bool
) -> Adjusted:
    """Adjust generated elements by those of the same kind and identifier that are written by hand.

    Args:
        read: The configuration.
        generated: Its scaffoldings, with what they became; one that failed is left as it is, with its adjusters.
        keep: The names of elements that stay as they are, though they may generate something in the product.
        are_own: As for `others_of`.
    """
    adjusted = Adjusted()
    if not (read.jobs or read.adjusters or read.access_rules or are_own or makes_pieces(generated)):
        return adjusted
    by_scaffolding: dict[int, list[Match]] = defaultdict(list)
    for match in matches(read, generated, are_own=are_own):
        adjusted.meet(match)
        if len(match.numbers) == 1:
            by_scaffolding[match.numbers[0]].append(match)
    for number, own in by_scaffolding.items():
        unusable = list(_unusable(read, generated[number].scaffolding.file, own))
        adjusted.findings += filter(None, unusable)
        if unusable:
            adjusted.failed.add(number)
        elif not generated[number].failed:
            _adjust(adjusted, read, generated[number], number, own)
    adjusted.findings += lone(read, generated, adjusted.stands_alone, keep, are_own=are_own)
    adjusted.findings += still_named(read, generated, adjusted.packed, adjusted.gone, adjusted.is_consumed)
    return adjusted


def _unusable(read: Configuration, file: str, own: list[Match]) -> Iterator[Finding | None]:
    """Yield what is wrong with elements that cannot adjust anything in a file; None for what is reported already."""
    for element in (element for match in own for element in match.elements if element.mode):
        if element.mode == "unknown":
            yield None
        elif unknown := list(_unknown_of_steps(read, element)):
            yield from unknown
        elif found := read.unplaced(element) or _lost(read, element) or _unwritable(read, file, element):
            yield found


def _lost(read: Configuration, element: Declared) -> Finding | None:
    """Return that an element has what no generated one takes over."""
    what = Written.of(read, element).lost
    values = {"what": what, "kind": element.name, "identifier": element.identifier}
    return diagnose("lost-content", element.region("Identifier"), values) if what else None


def _unwritable(read: Configuration, file: str, element: Declared) -> Finding | None:
    """Return that a file has no characters for a name; values have references, and names have none."""
    names = Written.of(read, element).foreign_names
    source = read.characters(file) if names else None
    for name in names:
        if source and source.encode(name).decode(source.encoding) != name:
            values = {"name": name, "kind": element.name, "identifier": element.identifier}
            place = {"file": file, "encoding": source.encoding}
            return diagnose("unwritable-name", element.region("Identifier"), values | place)
    return None


def _unknown_of_steps(read: Configuration, element: Declared) -> Iterator[Finding | None]:
    """Yield what is wrong with the modes of what stands in a job that is merged."""
    if element.mode == "merge" and is_job(element.name):
        for child in Written.of(read, element).children():
            if child.mode == "unknown":
                known = is_task(child.name)
                yield None if known else unknown_mode(child.region(MODE), child.attributes[MODE])


def _adjust(adjusted: Adjusted, read: Configuration, one: Generated, number: int, own: list[Match]) -> None:
    elements = AdjustedXml(one.scaffolding, one.xml)
    # What takes a job away comes first: then its tasks are no longer there to be changed.
    for match in own:
        _apply(adjusted, read, elements, one.scaffolding, match)
    elements.drop_dependencies()
    adjusted.packed[number] = packed(elements.xml)
    adjusted.findings += elements.findings
    adjusted.gone |= elements.gone


def _apply(
    adjusted: Adjusted, read: Configuration, elements: AdjustedXml, scaffolding: Declared, match: Match
) -> None:
    deleted: Declared | None = None
    for declared in match.elements:
        written, target = Written.of(read, declared), elements.find(match.key)
        if target is not None:
            identifier = target.get("Identifier", "")
            mode = written.mode.title() or REPLACE
            adjusted.adjustments.append(Adjustment(mode, declared.name, identifier, declared, scaffolding))
            elements.apply(target, written)
            deleted = declared if written.mode == "delete" else None
        elif deleted:
            elements.say_deleted(written, deleted)
        else:
            adjusted.leave(declared)
