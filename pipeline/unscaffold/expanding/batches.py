"""Scaffoldings that are handed to Saxon together, and what is made of its answer."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.expanding.harmless_errors import leaves_tasks
from unscaffold.findings import Failure, Mark, Region, diagnose
from unscaffold.indexing import Result
from unscaffold.slicing import Slice, slice_of, union
from unscaffold.vocabulary import ACCESS_RIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unscaffold.expanding.expansion import Expanded, Expansion
    from unscaffold.findings import Finding, Names
    from unscaffold.generating import Packed, Stopped
    from unscaffold.indexing import Memory
    from unscaffold.options import Progress
    from unscaffold.reading import Configuration, Declared
    from unscaffold.vocabulary import Declaration

# Scaffoldings. Saxon needs 2 ms to begin a transformation, so that many share one; more only need more memory.
_BATCH = 25
# Elements. Where each scaffolding needs the whole configuration, a batch may have one scaffolding for so many
# elements of it: with 25 a batch, Saxon would read a large configuration again for every 25.
_SHARE = 20


class Request(NamedTuple):
    """A scaffolding with its slice, and the key under which its result is remembered."""

    one: Expanded
    own: Slice
    key: bytes

    def is_one_of(self, involved: set[int]) -> bool:
        """Return whether the scaffolding or one of its slice's elements is among those, by their ids."""
        return bool(involved) and not involved.isdisjoint(map(id, [self.one.scaffolding, *self.own.elements]))


class Batch:
    """Scaffoldings that are generated from one document, in their order."""

    def __init__(self, requests: list[Request]) -> None:
        self.requests = requests

    def document(self) -> str:
        """Return the document."""
        return self.slice.document()

    @cached_property
    def slice(self) -> Slice:
        """The slice of all of them."""
        return union([request.own for request in self.requests])

    def scaffolding(self, number: int) -> Declared:
        """Return the scaffolding of a number; the number comes from stylesheets, which may say any."""
        return self.requests[min(max(number, 0), len(self.requests) - 1)].one.scaffolding

    def element(self, region: Region) -> Declared:
        """Return the element in which a region of the document lies."""
        assert region.mark
        return self.slice.at(region.mark.way)[0]

    def affected(self, found: Finding) -> set[int]:
        """Return the ids of the elements that a finding is of.

        Where a cause lies elsewhere, those are the scaffoldings that need it, and not all whose slice has it.
        """
        element = id(self.element(found.region))
        related = {id(self.element(region)) for _, region in found.related} if found.related else set()
        needing = {id(one) for one in self.slice.scaffoldings if id(one) in related}
        return {element} if element in map(id, self.slice.scaffoldings) else needing or {element}

    def own_warning(self, found: Finding) -> Finding | None:
        """Return a warning of a scaffolding as its own slice has it; None if it is of anything else, or a guess."""
        element = self.element(found.region)
        request = next((request for request in self.requests if request.one.scaffolding is element), None)
        if request is None or found.severity != "warning" or found.guess:
            return None
        own = request.own
        numbers = {region: own.number_of(self.element(region)) for region in found.regions}
        if None in numbers.values():
            return None
        return found.placed(lambda region: _moved(region, numbers[region]))

    def region(self, region: Region) -> Region:
        """Return a region of the document as one of the file in which its element stands."""
        assert region.mark
        element, more = self.slice.at(region.mark.way)
        is_there = 1 + len(more) == len(region.mark.way)  # what lies deeper has no place of its own
        way = (*element.way, *more)
        return Region(element.file, mark=region.mark._replace(way=way) if is_there else Mark(way))


class Batches:
    """The scaffoldings of an expansion in batches.

    Args:
        expansion: The expansion, which takes what was generated and found.
        declared: The declarations of the scaffoldings.
        memory: What former runs remember.
    """

    def __init__(self, expansion: Expansion, declared: Mapping[str, Declaration], memory: Memory) -> None:
        self._expansion = expansion
        self._declared = declared
        self._memory = memory

    @property
    def _read(self) -> Configuration:
        return self._expansion.configuration

    @property
    def have_rights(self) -> bool:
        """Whether there are scaffoldings of access rights among them."""
        names = {one.scaffolding.name for one in self._expansion.expanded}
        return any(self._declared[name].scope == ACCESS_RIGHTS for name in names)

    def made(self, progress: Progress) -> Iterator[Batch]:
        """Yield scaffoldings with their slices, those that need the same together, but for what is remembered."""
        scopes: dict[str, list[Expanded]] = {}
        for one in self._expansion.expanded:
            scopes.setdefault(self._declared[one.scaffolding.name].scope, []).append(one)
        for together in scopes.values():
            requests: list[Request] = []
            for one in together:
                request = self._request(one)
                known = self._memory.get(request.key)
                if known is not None:
                    one.packed = known.packed
                    self._expansion.find(found.placed(Batch([request]).region) for found in known.warnings)
                    progress.advance(1)
                    continue
                requests.append(request)
                if len(requests) >= max(_BATCH, len(request.own.elements) // _SHARE):
                    yield Batch(requests)
                    requests = []
            if requests:
                yield Batch(requests)

    def _request(self, one: Expanded) -> Request:
        declaration = self._declared[one.scaffolding.name]
        with self._read.recording() as asked:
            own = slice_of(self._read, one.scaffolding, declaration)
        self._memory.ask(one.scaffolding, declaration, asked)
        return Request(one, own, self._memory.key(own))

    def take(self, batch: Batch, generated: Packed) -> None:
        """Take what was generated from the document of a batch, and what was found and said.

        Raises:
            Failure: The stylesheets give more or fewer results than there are scaffoldings.
        """
        if len(generated.results) != len(batch.requests):
            count = f"{len(generated.results)} results for {len(batch.requests)} scaffoldings"
            raise Failure(f"the stylesheets give {count}")
        for request, result in zip(batch.requests, generated.results, strict=True):
            request.one.packed = result
        for message in generated.messages:
            region = batch.scaffolding(message.number).region()
            self._expansion.findings.append(diagnose("message", region, {"text": message.text or "nothing"}))
        involved, warnings = self._take_findings(batch, generated.findings)
        for request in batch.requests:
            if not request.is_one_of(involved):  # or the next run would not report what was found
                own = Result(request.one.packed, warnings.get(id(request.one.scaffolding), []))
                self._memory.put(request.key, own)
            else:
                self._expansion.involved.add(request.one.scaffolding.file)

    def _take_findings(self, batch: Batch, findings: list[Finding]) -> tuple[set[int], dict[int, list[Finding]]]:
        """Take findings; return the warnings of single scaffoldings, by their ids, and the ids of other elements.

        Those are the elements of which something else was found.
        """
        involved, at_fault, without_tasks = set[int](), set[int](), set[int]()
        warnings: dict[int, list[Finding]] = {}
        for one in findings:
            found, elements = self._with_candidates(one), batch.affected(one)
            # Of a kind of which nothing is declared yet, something may be meant as soon as there is any.
            warning = None if one.guess and one.guess.kind else batch.own_warning(found)
            if warning:
                warnings.setdefault(id(batch.element(found.region)), []).append(warning)
            else:
                involved |= elements
            if found.severity == "error":
                at_fault |= elements
                if not leaves_tasks(found, batch.element(found.region)):
                    without_tasks |= elements
            if warning:
                self._expansion.find([found.placed(batch.region)])
            else:
                self._expansion.findings.append(found.placed(batch.region))
        for request in batch.requests if at_fault else ():
            if request.is_one_of(at_fault):
                request.one.failed = True
                request.one.is_tentative = id(request.one.scaffolding) in at_fault
                request.one.has_its_tasks = not request.is_one_of(without_tasks)
        return involved, warnings

    def _with_candidates(self, found: Finding) -> Finding:
        """Return a finding with all that may have been meant, if there is anything."""
        assert found.guess
        self._expansion.guesses |= bool(found.guess.kind)
        candidates = (*map(_shared, map(tuple, found.guess.candidates)), self._read.identifiers(found.guess.kind))
        if not any(candidates):
            return found._replace(guess=None)
        names = (
            *(_shared_names(tuple(own.items())) for own in found.guess.names),
            self._read.names(found.guess.kind),
        )
        return found._replace(meant=None, guess=found.guess._replace(candidates=candidates, names=names))

    def failure(self, batch: Batch, stopped: Stopped) -> Failure:
        """Return the failure that a stylesheet stopped while it worked on a batch."""
        if stopped.number is None and len(batch.requests) > 1:
            return Failure(stopped.reason)
        place = self._read.place(batch.scaffolding(stopped.number or 0))
        return Failure(f"{place._replace(file=str(self._read.folder / place.file))}: {stopped.reason}")


def _moved(region: Region, number: int | None) -> Region:
    """Return a region of a document as one of another document, in which its element has that number."""
    assert region.mark
    assert number is not None
    return region._replace(mark=region.mark._replace(way=(number, *region.mark.way[1:])))


@lru_cache(maxsize=100)
def _shared(candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates that are held already: each finding comes with all of them, fifty mostly."""
    return candidates


@lru_cache(maxsize=100)
def _shared_names(names: tuple[tuple[str, str], ...]) -> Names:
    """Return the further names that are held already, as above."""
    return dict(names)
