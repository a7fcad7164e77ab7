"""Access control rules that several scaffoldings generate differently: nobody knows which one the product keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import Finding, Related, diagnose
from unscaffold.vocabulary import ACCESS_RULE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from unscaffold.expanding.expansion import Expanded
    from unscaffold.markup import Outermost

    Key = tuple[str, str]
    Generated = Sequence[tuple[Expanded, Sequence[Outermost]]]


class _Version(NamedTuple):
    """A rule as a scaffolding generates it."""

    maker: Expanded
    rule: Outermost


class Dispute(NamedTuple):
    """Two scaffoldings that generate rules of the same identifiers differently; the later one is told of.

    It may be one scaffolding twice: for an entity type of the product's own, it may have two rules of one identifier.
    """

    makers: tuple[Expanded, Expanded]
    rules: dict[Key, Outermost]

    @property
    def finding(self) -> Finding:
        """What is told of it."""
        one, other = (maker.scaffolding for maker in self.makers)
        more = f" and {len(self.rules) - 1} more" if len(self.rules) > 1 else ""
        values = {"element": one.name, "kind": ACCESS_RULE, "more": more}
        values["identifier"] = next(iter(self.rules.values())).identifier
        if one is other:
            return diagnose("disputed-alone", one.region(), values)
        values["scaffolding"] = other.name
        return diagnose("disputed", one.region(), values, related=[Related("other", other.region())])


def disputes(generated: Generated, replaced: Collection[Key]) -> list[Dispute]:
    """Return what scaffoldings generate differently.

    Args:
        generated: Scaffoldings, with what they generate.
        replaced: What is replaced by elements written by hand, whoever generates it.
    """
    together: dict[tuple[int, int], Dispute] = {}
    versions = _versions(generated, replaced)
    for one, rule, key in _rules(generated) if versions else ():
        first, second = versions.get(key, (None, None))
        if first and second and (one is not first.maker or rule.xml != first.rule.xml):
            other = first.maker if rule.xml != first.rule.xml else second.maker
            together.setdefault((id(one), id(other)), Dispute((one, other), {})).rules.setdefault(key, rule)
    return [*together.values()]


def _versions(generated: Generated, replaced: Collection[Key]) -> Mapping[Key, tuple[_Version, _Version]]:
    """Return the rules of which there are several versions, with the first two of them."""
    first: dict[Key, _Version] = {}
    found: dict[Key, tuple[_Version, _Version]] = {}
    for one, rule, key in _rules(generated):
        known = first.get(key)
        if known is None:
            first[key] = _Version(one, rule)
        elif known.rule.xml != rule.xml and key not in replaced:
            found.setdefault(key, (known, _Version(one, rule)))
    return found


def _rules(generated: Generated) -> Iterator[tuple[Expanded, Outermost, Key]]:
    for one, elements in generated:
        for element in elements:
            if element.name == ACCESS_RULE and (key := element.key)[1]:
                yield one, element, key
