"""A finding as data: which rule is broken, where, by which values. Its sentence is made when it is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings.hints import did_you_mean
from unscaffold.findings.places import VALUE, WITH_SPACE, Edit, Region, Related
from unscaffold.findings.rules import Rule, rules
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from unscaffold.findings.hints import Names

_BRACES = re.compile(r"\{\{|\}\}|\{([\w-]+)\}")
# A value as it is written between quotes, of either kind.
_WRITTEN = str.maketrans({character: f"&#{ord(character)};" for character in "&<\"'\t\n\r"})
_NAMED = 3  # related regions of one role that are named in a sentence


class Guess(NamedTuple):
    """What a hint is to be made from: what was written, and the names that may have been meant.

    `kind` is the kind of elements whose identifiers may have been meant, too, or empty; `names` are further names of
    what may have been meant.
    """

    value: str
    candidates: tuple[Iterable[str], ...]
    kind: str = ""
    names: tuple[Names, ...] = ()


class Finding(NamedTuple):
    """One finding.

    `severity` is the rule's, or a stricter one; `values` are those of the rule's sentence, by name; `related` are
    further regions that it is about, and `edit` is what mends it, where that is certain. `meant` is empty or the name
    that may have been meant; it is None as long as nobody has made it from the `guess`, and where there are too many.
    `generated` names the generated element that it is about, as XPath would, `Job[@Identifier="A"]`; the region is
    then that of what it was generated from.
    """

    region: Region
    severity: str
    rule: Rule
    values: tuple[tuple[str, str], ...] = ()
    related: tuple[Related, ...] = ()
    edit: Edit | None = None
    meant: str | None = ""
    guess: Guess | None = None
    generated: str = ""

    @property
    def code(self) -> str:
        """The code of the rule, such as U310."""
        return self.rule.code

    @property
    def sentence(self) -> str:
        """What is wrong and what would be right."""
        roles = dict.fromkeys(role for role, _ in self.related)
        named = {role: _listed([region for own, region in self.related if own == role]) for role in roles}
        rest = (f"; {role} {named[role]}" for role in named if f"{{{role}}}" not in self.rule.sentence)
        return self._said(named) + "".join(rest)

    @property
    def bare(self) -> str:
        """The sentence without the places of what is related."""
        return self._said({})

    @property
    def key(self) -> tuple[Region, str, str, str]:
        """What two findings have in common that are one, whatever is related to them."""
        return (self.region, self.severity, self.code, self.bare)

    def _said(self, named: Mapping[str, str]) -> str:
        values = {**dict(self.values), **named}
        return _BRACES.sub(lambda found: values.get(found[1], "") if found[1] else found[0][0], self.rule.sentence)

    @property
    def hint(self) -> str:
        """The end of the sentence: what may have been meant, or nothing."""
        return did_you_mean(self.meant or "")

    def below(self, folder: Path) -> Finding:
        """Return the finding with its files below a folder, and not relative to it."""
        return self.placed(lambda region: region._replace(file=str(folder / region.file)))

    @property
    def regions(self) -> list[Region]:
        """All regions in it."""
        edited = [self.edit.region] if self.edit else []
        return [self.region, *(region for _, region in self.related), *edited]

    def placed(self, where: Callable[[Region], Region]) -> Finding:
        """Return the finding with another region for each of its own."""
        related = tuple(Related(role, where(region)) for role, region in self.related)
        edit = self.edit._replace(region=where(self.edit.region)) if self.edit else None
        return self._replace(region=where(self.region), related=related, edit=edit)

    def __str__(self) -> str:
        return printable(f"{self.region}: {self.severity} {self.code} {self.sentence}{self.hint}")


def diagnose(
    name: str,
    region: Region,
    values: Mapping[str, object],
    *candidates: Collection[str],
    related: Iterable[Related] = (),
    names: Names | None = None,
) -> Finding:
    """Return the finding that a rule is broken.

    Args:
        name: The rule's name in `errors.xml`.
        region: Where.
        values: What fills the braces of the rule's sentence.
        candidates: What may have been meant by `values["value"]`, in collections that are kept as they are.
        related: Further regions that it is about.
        names: Further names of what may have been meant.
    """
    rule = rules()[name]
    filled = tuple((key, str(value)) for key, value in values.items())
    found = Finding(region, rule.severity, rule, filled, tuple(related), mending(rule, region, dict(filled)))
    if not any(candidates):
        return found
    return found._replace(
        meant=None, guess=Guess(str(values.get("value", "")), candidates, names=(names,) if names else ())
    )


def mending(rule: Rule, region: Region, values: Mapping[str, str]) -> Edit | None:
    """Return the edit that mends the breach of a rule; None if none is certain, or if it is not by an attribute."""
    mark = region.mark
    if not rule.mend or not mark or not mark.attribute:
        return None
    if rule.mend == "remove":
        return Edit(region._replace(mark=mark._replace(part=WITH_SPACE)), "")
    if "declared" not in values:  # a stylesheet of somebody's own may have left it out
        return None
    return Edit(region._replace(mark=mark._replace(part=VALUE)), values["declared"].translate(_WRITTEN))


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Return those findings that are errors."""
    return [found for found in findings if found.severity == "error"]


def strictly(found: Finding) -> Finding:
    """Return a finding with an error made of a warning."""
    return found._replace(severity="error") if found.severity == "warning" else found


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by their regions, each once, with all that is related to it, whoever found it.

    Notes stand as they were said, behind the findings of their place.
    """
    notes: list[Finding] = []
    once: dict[tuple[Region, str, str, str], list[Finding]] = {}
    for found in findings:
        if found.severity == "note":
            notes.append(found)
        else:
            once.setdefault(found.key, []).append(found)
    others = [_united(once[key]) for key in sorted(once)]
    return sorted([*others, *notes], key=lambda found: (found.region.file.split("/"), found.region))


def _united(same: list[Finding]) -> Finding:
    return same[0]._replace(related=tuple(sorted({related for found in same for related in found.related})))


def _listed(regions: list[Region]) -> str:
    more = f" and {len(regions) - _NAMED} more" if len(regions) > _NAMED else ""
    return ", ".join(map(str, regions[:_NAMED])) + more
