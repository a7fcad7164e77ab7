"""Scaffoldings generated again, by stylesheets that tell why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from unscaffold.findings import Failure
from unscaffold.generating import Stopped, start_workers
from unscaffold.markup import unpacked
from unscaffold.slicing import slice_of, union
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unscaffold.expanding import Expanded, Expansion
    from unscaffold.options import Options
    from unscaffold.slicing import Slice

_Batch: TypeAlias = "Sequence[tuple[Expanded, Slice]]"

# Scaffoldings that share a document, and elements of it for each of them: as many as an expansion takes.
_TOGETHER = 25
_SHARE = 20


class Again(NamedTuple):
    """A scaffolding generated again: its elements, packed, the document that tells why, and the slice of both."""

    one: Expanded
    elements: bytes
    document: bytes
    slice: Slice

    @property
    def xml(self) -> str:
        """The elements, before arguments and adjustments changed them."""
        return unpacked(self.elements)

    @property
    def told(self) -> str:
        """The document of origins."""
        return unpacked(self.document)


def generated_again(
    expansion: Expansion, options: Options, chosen: Iterable[Expanded], *, in_full: bool = True
) -> Iterator[Again]:
    """Generate scaffoldings of an expansion again, those that need the same together.

    Args:
        expansion: The expansion.
        options: Those with which it was made.
        chosen: Some of what is expanded.
        in_full: Whether it is told of attributes and of what is missing, too, where nothing was changed later.

    Raises:
        Failure: A stylesheet cannot be used.
    """
    together = list(_together(expansion, options, chosen))
    changed: list[_Batch] = []
    for batch, found in _generated(options, together, in_full=in_full):
        if in_full or all(again.xml == again.one.xml for again in found):
            yield from found
        else:  # again in the same company, for what is in the document may have decided, too
            changed.append(batch)
    for _, found in _generated(options, changed, in_full=True) if changed else ():
        yield from found


def _generated(
    options: Options, together: Sequence[_Batch], *, in_full: bool
) -> Iterator[tuple[_Batch, Sequence[Again]]]:
    slices = [union([own for _, own in batch]) for batch in together]
    try:
        with start_workers(options, 0, origins=True, in_full=in_full) as at_work:
            generated = at_work.generated(one.document() for one in slices)
            for batch, own, packed in zip(together, slices, generated, strict=True):
                results = zip(batch, packed.results, packed.origins, strict=True)
                yield batch, [Again(one, elements, document, own) for (one, _), elements, document in results]
    except Stopped as stopped:
        raise Failure(stopped.reason) from None


def _together(expansion: Expansion, options: Options, chosen: Iterable[Expanded]) -> Iterator[_Batch]:
    declared = declarations(options.stylesheets)
    scopes: dict[str, list[Expanded]] = {}
    for one in chosen:
        scopes.setdefault(declared[one.scaffolding.name].scope, []).append(one)
    for ones in scopes.values():
        batch: list[tuple[Expanded, Slice]] = []
        for one in ones:
            batch.append((one, slice_of(expansion.configuration, one.scaffolding, declared[one.scaffolding.name])))
            if len(batch) >= max(_TOGETHER, len(batch[-1][1].elements) // _SHARE):
                yield batch
                batch = []
        if batch:
            yield batch
