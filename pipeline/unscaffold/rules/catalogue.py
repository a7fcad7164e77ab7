"""The catalogue: every rule with what its row says of it, and the function that finds its breaches."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.findings import Rule, rules
from unscaffold.markup import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unscaffold.effective import Effective
    from unscaffold.options import Target
    from unscaffold.rules.breach import Breach

GROUPS = (
    "frequent",
    "chain",
    "targets",
    "modes",
    "following",
    "steps",
    "waiting",
    "agents",
    "clients",
    "schedules",
    "overlaps",
    "coverage",
    "connectors",
    "mappings",
    "thresholds",
    "identifiers",
    "vocabulary",
    "generated",
    "secrets",
    "special",
    "paths",
    "rights",
)
# The hundreds of errors.xml, whose codes are of findings of the expansion.
_HUNDREDS = {
    "U1": "Reading a file",
    "U2": "Identifiers",
    "U3": "What a scaffolding or an element says",
    "U4": "What edits a finished job",
    "U5": "What a stylesheet of your own says",
    "U6": "The output",
    "U7": "Comments that ignore findings",
}
_ROW = "{urn:unscaffold:declaration}"


class Described(NamedTuple):
    """A rule as its row describes it.

    `saas` is the severity for the target "saas"; `grade` says where the rule comes from: "documented" by the vendor,
    "inferred" from its examples, or "ours". `page` names the page that documents it, or empty. What `needs_whole`
    concludes something from what is missing, and is only asked of a configuration that could be read and expanded as
    a whole. `wrong` and `right` are the contents of a configuration file; `file` is what the wrong one
    is called. What stands where a rule `is_secret` is broken is shown to nobody.
    """

    code: str
    name: str
    group: str
    severity: str
    saas: str
    grade: str
    page: str
    needs_whole: bool
    sentence: str
    reason: str
    wrong: str
    right: str
    file: str
    is_secret: bool
    target: str = ""

    def rule(self, target: Target) -> Rule:
        """Return the rule as findings have it, with its severity for a version of the product."""
        severity = self.saas if target == "saas" else self.severity
        return Rule(self.name, self.code, severity, self.sentence, reason=self.reason, is_secret=self.is_secret)

    @property
    def function(self) -> Callable[[Effective], Iterable[Breach]]:
        """The function that yields its breaches."""
        module = import_module(f"unscaffold.rules.{self.group}")
        found: Callable[[Effective], Iterable[Breach]] = getattr(module, self.name.replace("-", "_"))
        return found


@cache
def catalogue() -> tuple[Described, ...]:
    """Return all rules, by their codes."""
    return tuple(sorted(row for group in GROUPS for row in _rows(group)))


@cache
def all_rules() -> tuple[Described, ...]:
    """Return the rules of the catalogue and those of the expansion, of which only a row is known, by their codes."""
    return (*catalogue(), *sorted(map(_of_the_expansion, rules().values())))


def _of_the_expansion(rule: Rule) -> Described:
    row = _explanations()[rule.code]
    text = {local_name(child): child.text or "" for child in row.iterchildren(f"{_ROW}*")}
    return Described(
        code=rule.code,
        name=rule.name,
        group=rule.code[:2],
        severity=rule.severity,
        saas=rule.severity,
        grade="",
        page="",
        needs_whole=False,
        is_secret=False,
        sentence=rule.sentence,
        reason=_text(text["reason"]),
        wrong=_example(text.get("wrong", "")),
        right=_example(text.get("right", "")),
        file="Conf.xml",
        target=row.get("target", ""),
    )


@cache
def _explanations() -> dict[str, etree._Element]:
    """Return what causes each finding of the expansion, and the examples of it, by its code."""
    return {row.attrib["code"]: row for row in _root("expansion").iterchildren(f"{_ROW}explanation")}


@cache
def titles() -> dict[str, str]:
    """Return the titles of the groups."""
    return {group: _root(group).attrib["title"] for group in GROUPS} | _HUNDREDS


def _rows(group: str) -> Iterable[Described]:
    for row in _root(group).iterchildren(f"{_ROW}rule"):
        text = {local_name(child): child.text or "" for child in row.iterchildren(f"{_ROW}*")}
        severity = row.attrib["severity"]
        yield Described(
            code=row.attrib["code"],
            name=row.attrib["name"],
            group=group,
            severity=severity,
            saas=row.get("saas", severity),
            grade=row.attrib["grade"],
            page=row.get("page", ""),
            is_secret=row.get("secret") == "true",
            needs_whole=row.get("needs-whole") == "true",
            sentence=_text(text["sentence"]),
            reason=_text(text["reason"]),
            wrong=_example(text["wrong"]),
            right=_example(text["right"]),
            file=row.get("file", "Conf.xml"),
        )


@cache
def _root(group: str) -> etree._Element:
    return etree.parse(Path(__file__).with_name(f"{group}.xml")).getroot()


def _text(text: str) -> str:
    return " ".join(text.split())


def _example(text: str) -> str:
    return text.strip("\n").rstrip()
