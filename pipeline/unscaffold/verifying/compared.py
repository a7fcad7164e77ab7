"""A configuration, expanded for one version of the product, and compared with an export."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from unscaffold.effective import effective
from unscaffold.verifying.matching import Matched, matched
from unscaffold.verifying.outcomes import Outcomes
from unscaffold.verifying.units import Units
from unscaffold.vocabulary import chosen, declarations, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.expanding import Expansion
    from unscaffold.options import Options
    from unscaffold.reading import Declared
    from unscaffold.verifying.difference import Outcome
    from unscaffold.verifying.export import Export
    from unscaffold.verifying.units import Unit


class Compared:
    """A comparison.

    Args:
        expansion: The configuration.
        options: How it was expanded.
        export: The export.

    `found` is what is the same, and what is not; `uncompared` counts what of the export cannot be compared, by
    elements' names, and `unexpanded` its scaffoldings, which tell nothing: what the configuration has, too, apart.
    """

    def __init__(self, expansion: Expansion, options: Options, export: Export) -> None:
        self.expansion = expansion
        known = declarations(options.stylesheets)
        self._expanded = chosen(known, options.only, options.keep).expanded
        scaffoldings = {name.lower() for name in known} | vocabulary().others
        self.elements = effective(expansion, options.target).elements
        ours, theirs = (
            Units(elements, lambda name: name.lower() in scaffoldings)
            for elements in (self.elements, export.elements)
        )
        self._names = scaffoldings
        self._by_hand = {
            (one.kind, one.identifier.lower()): one.scaffolding for one in expansion.adjustments if not one.is_applied
        }
        found = matched(ours, theirs, lambda unit: self._scaffolding_of(unit) is not None)
        kinds = {unit.element.name for unit in ours.all if unit.element.scaffolding}
        foreign = {id(unit) for unit in found.missing if not self._could_be_ours(unit, kinds)}
        self.found: Matched = found._replace(missing=[unit for unit in found.missing if id(unit) not in foreign])
        self.uncompared = (
            theirs.unnamed
            - ours.unnamed
            + Counter(unit.element.name for unit in found.missing if id(unit) in foreign)
        )
        self.unexpanded = max(0, theirs.scaffoldings - ours.scaffoldings)

    def _scaffolding_of(self, unit: Unit) -> Declared | None:
        """Return the scaffolding that generates a unit, or that of which it takes the place of what it generates."""
        return unit.element.scaffolding or self._by_hand.get(unit.key)

    def _could_be_ours(self, unit: Unit, kinds: set[str]) -> bool:
        """Return whether a scaffolding that is expanded could generate a unit of the export."""
        kind = self._kind_of_file(unit.element.file)
        if kind:
            return kind in self._expanded
        is_known = unit.element.name in kinds and not self.expansion.configuration.others
        return unit.is_of_jobs or is_known

    def _kind_of_file(self, file: str) -> str:
        """Return the scaffolding after which the folder of a file of the export is named; empty if there is none."""
        folder, _, rest = file.partition("/")
        return folder if rest and "/" not in rest and folder.lower() in self._names else ""

    @property
    def renamed(self) -> int:
        """How many tasks another version of the product calls differently, the old algorithm apart."""
        return sum(
            pair.is_renamed and pair.ours.element.name != pair.theirs.element.name for pair in self.found.pairs
        )

    @property
    def failed(self) -> int:
        """How many scaffoldings could not be expanded."""
        return sum(one.failed for one in self.expansion.expanded)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what came of each scaffolding, in configuration order, and then of what only the export has."""

        def scaffolding_of(unit: Unit) -> Declared:
            found = self._scaffolding_of(unit)
            assert found  # nothing else was matched
            return found

        outcomes = Outcomes(self.found, scaffolding_of, self._kind_of_file)
        for one in self.expansion.expanded:
            yield outcomes.of(one.scaffolding, failed=one.failed)
        yield from outcomes.missing()
