"""The pages of the rules: what `docs/rules` has, and `unscaffold rule` shows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from unscaffold.markup import NAMESPACE
from unscaffold.rules.catalogue import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unscaffold.rules.catalogue import Described

_GRADES = {
    "documented": "documented by the vendor",
    "inferred": "read off the vendor's examples",
    "ours": "our own, which follows from what is documented",
}


def document(example: str) -> str:
    """Return the configuration file that has an example of a rule as its content, or is that example."""
    if example.startswith("<?xml"):
        return f"{example}\n"
    root = f'<ConfigurationFile xmlns="{NAMESPACE}">'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n{example}\n</ConfigurationFile>\n'


def page(rule: Described, said: Iterable[str]) -> str:
    """Return the page of a rule, in Markdown.

    Args:
        rule: The rule.
        said: What is found in the wrong example, a finding each; or the sentence that is said.
    """
    examples = _examples(rule, said) if rule.wrong else [*_block("text", *said), ""]
    return "\n".join([f"# {rule.code} {rule.name}", "", summary(rule), "", rule.reason, "", *examples])


def _examples(rule: Described, said: Iterable[str]) -> list[str]:
    return [
        "## Wrong",
        "",
        *([f"In the file `{rule.file}`:", ""] if "/" in rule.file else []),
        *([f"With `--target {rule.target}`:", ""] if rule.target else []),
        *_block("xml", document(rule.wrong)),
        "",
        *_block("text", *said),
        "",
        "## Right",
        "",
        *_block("xml", document(rule.right)),
        "",
    ]


def _block(language: str, *texts: str) -> list[str]:
    return [f"```{language}", *(line for text in texts for line in text.splitlines()), "```"]


def summary(rule: Described) -> str:
    """Return in a line how severe a rule is, and where it comes from."""
    saas = f", {_with_article(rule.saas)} with `--target saas`" if rule.saas != rule.severity else ""
    where = f" ({rule.page})" if rule.page else ""
    stops = " It stops the expansion." if rule.severity == "error" else ""
    return f"Severity: {rule.severity}{saas}.{f' The rule is {_GRADES[rule.grade]}{where}.' if rule.grade else stops}"


def _with_article(severity: str) -> str:
    return f"{'an' if severity[0] in 'ei' else 'a'} {severity}"


def index(rules: Sequence[Described]) -> str:
    """Return the page that lists rules by their groups, in Markdown."""
    lines = [
        "# Findings, and the rules of `unscaffold check`",
        "",
        "`unscaffold rule CODE` shows the same on a terminal. What is wrong with files and scaffoldings themselves",
        "has codes that begin with U, which `expand` tells, too: [errors.md](../errors.md) has their sentences. How",
        "a finding is ignored, by a comment for example, is said in [settings.md](../settings.md).",
        "",
    ]
    return "\n".join([*lines, *tables(rules, "[{0}]({0}.md)"), ""])


def tables(rules: Sequence[Described], code: str = "{0}") -> Iterator[str]:
    """Yield the lines of tables of rules by their groups, in Markdown.

    Args:
        rules: The rules.
        code: What stands for a code.
    """
    for number, (group, members) in enumerate(groupby(rules, lambda rule: rule.group)):
        yield from ([""] if number else [])
        yield from (f"## {titles()[group]}", "", "| code | name | severity | saas |", "|---|---|---|---|")
        for one in members:
            yield f"| {code.format(one.code)} | {one.name} | {one.severity} | {one.saas} |"
