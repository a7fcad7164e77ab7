"""A configuration expanded in memory: read, sliced, generated, checked, edited."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import walk
from unscaffold.findings import Failure, Finding, Guess, Place, diagnose, errors_of, hinted, in_order, strictly
from unscaffold.generating import Stopped, start_workers
from unscaffold.jobs import Known, edits, identified
from unscaffold.markup import packed, parsed, serialized, unpacked
from unscaffold.options import SILENT, Progress
from unscaffold.reading import Configuration, check, read_file
from unscaffold.remembering import Remembered
from unscaffold.slicing import Slice, slice_of, union
from unscaffold.vocabulary import declarations, is_job, is_task, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike

    from unscaffold.generating import Packed, Reported, Workers
    from unscaffold.reading import Declared, Reading
    from unscaffold.vocabulary import Declaration

# To begin a transformation takes Saxon 2 ms: scaffoldings share one. More of them at a time only take more memory.
_BATCH = 25
# Where each needs the whole configuration, a batch grows with it: else its elements were read once for every 25.
_SHARE = 20


@dataclass(slots=True)
class Expanded:
    """A scaffolding and what it became, packed, which is not to be used if `failed`."""

    scaffolding: Declared
    packed: bytes = b""
    failed: bool = False

    @property
    def xml(self) -> str:
        """The generated elements, without a break between them."""
        return unpacked(self.packed)


@dataclass
class Expansion:
    """A configuration with its scaffoldings expanded in memory, in configuration order."""

    configuration: Configuration
    expanded: list[Expanded]
    findings: list[Finding]

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return errors_of(self.findings)


def expand_in_memory(
    folder: str | PathLike[str],
    *,
    stylesheets: Sequence[Path] = (),
    strict: bool = False,
    workers: int = 1,
    steps: Progress = SILENT,
    remembering: bool = False,
) -> Expansion:
    """Read a configuration folder and expand its job scaffoldings, writing nothing.

    Args:
        folder: The configuration folder.
        stylesheets: Further folders of stylesheets, each named after the scaffolding it expands.
        strict: Whether warnings are errors.
        workers: How many processes to work in, this one included; 0 for as many as pay. Further stylesheets always
            work in a process of their own.
        steps: Told how far the run is.
        remembering: Whether to take what slices generated from the last run's, and to keep it for the next; never
            with further stylesheets, of which nobody knows what they read.

    Raises:
        Failure: The folder or a stylesheet cannot be used.
    """
    folder = Path(folder)
    declared = declarations(stylesheets)
    files, findings = walk(folder)
    store = Remembered(folder if remembering and not stylesheets else None)
    # A run that remembers has little left to generate, mostly: it starts processes when there proves to be more.
    with start_workers(workers, len(files) if store.is_empty else 0, stylesheets) as at_work:
        steps.begin("Reading", len(files))
        read = Configuration(folder, _readings(folder, files, frozenset(declared), steps), findings)
        expansion = Expansion(read, [Expanded(one) for one in read.scaffoldings], read.findings)
        expansion.findings += check(read, declared)
        _generate(expansion, declared, at_work, steps, store)
    store.keep()
    _edit(expansion, are_own=bool(stylesheets))
    expansion.findings += _collisions(expansion)
    expansion.findings = [*hinted(in_order(read.located(expansion.findings)))]
    if strict:
        expansion.findings = [strictly(found) for found in expansion.findings]
    return expansion


def _readings(folder: Path, files: Sequence[str], names: frozenset[str], steps: Progress) -> Iterator[Reading]:
    for file in files:
        yield read_file(folder, file, names)
        steps.advance(1)


def _generate(
    expansion: Expansion,
    declared: Mapping[str, Declaration],
    at_work: Workers,
    steps: Progress,
    store: Remembered,
) -> None:
    steps.begin("Expanding", len(expansion.expanded))
    under_way: deque[list[_Request]] = deque()

    def documents() -> Iterator[str]:
        for batch in _batches(expansion, declared, store, steps):
            under_way.append(batch)
            yield union([request.own for request in batch]).document()

    try:
        for generated in at_work.generated(documents()):
            batch = under_way.popleft()
            involved = _take(expansion, batch, generated)
            for request in batch:
                if not request.is_one_of(involved):  # what was found is to be found again
                    store.put(request.key, request.one.packed)
            steps.advance(len(batch))
    except Stopped as stopped:
        raise _failure(expansion.configuration, under_way[0], stopped) from None


def _failure(read: Configuration, batch: list[_Request], stopped: Stopped) -> Failure:
    if stopped.number is None and len(batch) > 1:
        return Failure(stopped.reason)
    place = _place_of_number(read, batch, stopped.number or 0)
    return Failure(f"{place._replace(file=str(read.folder / place.file))}: {stopped.reason}")


def _place_of_number(read: Configuration, batch: list[_Request], number: int) -> Place:
    """Return the place of a scaffolding of a batch; its number is told by stylesheets, which may tell anything."""
    return read.place(batch[min(max(number, 0), len(batch) - 1)].one.scaffolding)


class _Request(NamedTuple):
    """A scaffolding with its slice, and the key under which its result is remembered."""

    one: Expanded
    own: Slice
    key: str

    def is_one_of(self, involved: set[int]) -> bool:
        """Return whether the scaffolding or one of its slice's elements is among those, by their ids."""
        return bool(involved) and not involved.isdisjoint(map(id, [self.one.scaffolding, *self.own.elements]))


def _batches(
    expansion: Expansion, declared: Mapping[str, Declaration], store: Remembered, steps: Progress
) -> Iterator[list[_Request]]:
    """Yield scaffoldings with their slices, those that need the same together, but for what is remembered."""
    scopes: dict[str, list[Expanded]] = {}
    for one in expansion.expanded:
        scopes.setdefault(declared[one.scaffolding.name].scope, []).append(one)
    for together in scopes.values():
        batch: list[_Request] = []
        for one in together:
            own = slice_of(expansion.configuration, one.scaffolding, declared[one.scaffolding.name])
            key = store.key(own)
            remembered = store.get(key)
            if remembered is not None:
                one.packed = remembered
                steps.advance(1)
                continue
            batch.append(_Request(one, own, key))
            if len(batch) >= max(_BATCH, len(own.elements) // _SHARE):
                yield batch
                batch = []
        if batch:
            yield batch


def _take(expansion: Expansion, batch: list[_Request], generated: Packed) -> set[int]:
    """Take what was generated; return the ids of the elements of which something was found."""
    if len(generated.results) != len(batch):
        raise Failure(f"the stylesheets give {len(generated.results)} results for {len(batch)} scaffoldings")
    for request, result in zip(batch, generated.results, strict=True):
        request.one.packed = result
    for message in generated.messages:
        place = _place_of_number(expansion.configuration, batch, message.number)
        expansion.findings.append(diagnose("message", place, {"text": message.text or "nothing"}))
    if not generated.findings:
        return set()
    together = union([request.own for request in batch])
    involved, at_fault = set(), set()
    for finding in generated.findings:
        element, more = together.at(finding.way)
        expansion.findings.append(_diagnostic(expansion.configuration, finding, element, more))
        involved.add(id(element))
        if finding.severity == "error":
            at_fault.add(id(element))
    for request in batch if at_fault else ():
        request.one.failed |= request.is_one_of(at_fault)
    return involved


def _diagnostic(read: Configuration, finding: Reported, element: Declared, more: tuple[int, ...]) -> Finding:
    found = Finding(read.mark(element, *more), finding.severity, finding.code, (finding.sentence,))
    candidates = (_shared(finding.candidates), read.identifiers(finding.refers))
    return found._replace(hint=None, guess=Guess(finding.value, candidates)) if any(candidates) else found


@lru_cache(maxsize=100)
def _shared(candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates that are held already: each finding comes with all of them, fifty mostly."""
    return candidates


def _collisions(expansion: Expansion) -> Iterator[Finding]:
    """Yield the jobs and tasks whose identifiers exist already."""
    read = expansion.configuration
    taken: dict[tuple[bool, str], Declared] = {}
    for element in read.jobs:
        key = (is_job(element.name), element.identifier.lower())
        if element.identifier and taken.setdefault(key, element) is not element and not element.is_merge:
            values = {"kind": element.name, "identifier": element.identifier, "other": read.mark(taken[key])}
            yield diagnose("duplicate", read.mark(element), values)
    for one in expansion.expanded:
        own = set()
        for name, identifier in identified(one.xml):
            key = (is_job(name), identifier.lower())
            other = taken.setdefault(key, one.scaffolding)
            if other is not one.scaffolding or key in own:
                one.failed = True
                values = {
                    "kind": "job" if is_job(name) else "task",
                    "identifier": identifier,
                    "other": read.mark(other),
                }
                yield diagnose("collision", read.mark(one.scaffolding), values)
                if is_job(name):
                    break  # and so do all of its tasks
            own.add(key)


def _edit(expansion: Expansion, *, are_own: bool) -> None:
    """Apply the arguments that edit finished jobs; stylesheets of somebody's own may have made some themselves."""
    read = expansion.configuration
    riding = vocabulary().riders
    edited = [one for one in expansion.expanded if _has_riders(one, are_own=are_own)]
    if not edited:
        return
    tasks = dict.fromkeys(element.identifier for element in read.jobs if is_task(element.name))  # in their order
    for one in expansion.expanded:
        tasks |= dict.fromkeys(identifier for name, identifier in identified(one.xml) if is_task(name))
    known = Known(tasks)
    for one in edited:
        numbers = [number for name, _attributes, number in one.scaffolding.children if name in riding]
        elements = parsed(one.xml)
        place = partial(_place_of_rider, read, one.scaffolding, numbers)
        found = [finding for element in elements for finding in edits.apply(element, place, known)]
        one.failed |= bool(errors_of(found))
        expansion.findings += found
        one.packed = packed(serialized(task for element in elements for task in edits.unwrapped(element)))


def _place_of_rider(read: Configuration, scaffolding: Declared, numbers: list[int], rider: int) -> Place:
    return read.mark(scaffolding, *numbers[rider : rider + 1])


def _has_riders(one: Expanded, *, are_own: bool) -> bool:
    riding = vocabulary().riders
    own = one.xml if are_own else ""
    return any(name in riding for name, _, _ in one.scaffolding.children) or any(f"<{name}" in own for name in riding)
