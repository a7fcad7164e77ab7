"""The pages of the rules: what `docs/rules` has, and `unscaffold rule` shows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from unscaffold.markup import NAMESPACE
from unscaffold.rules.catalogue import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unscaffold.rules.catalogue import Described

_GRADES = {
    "documented": "documented by the vendor",
    "inferred": "read off the vendor's examples",
    "ours": "our own, which follows from what is documented",
}


def document(example: str) -> str:
    """Return the configuration file that has an example of a rule as its content."""
    root = f'<ConfigurationFile xmlns="{NAMESPACE}">'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n{example}\n</ConfigurationFile>\n'


def page(rule: Described, said: Iterable[str]) -> str:
    """Return the page of a rule, in Markdown.

    Args:
        rule: The rule.
        said: What is found in the wrong example, a finding each.
    """
    return "\n".join(
        [
            f"# {rule.code} {rule.name}",
            "",
            summary(rule),
            "",
            rule.reason,
            "",
            "## Wrong",
            "",
            *([f"In the file `{rule.file}`:", ""] if "/" in rule.file else []),
            *_block("xml", document(rule.wrong)),
            "",
            *_block("text", "".join(f"{line}\n" for line in said)),
            "",
            "## Right",
            "",
            *_block("xml", document(rule.right)),
            "",
        ]
    )


def _block(language: str, text: str) -> list[str]:
    return [f"```{language}", *text.splitlines(), "```"]


def summary(rule: Described) -> str:
    """Return in a line how severe a rule is, and where it comes from."""
    saas = f", {_with_article(rule.saas)} with `--target saas`" if rule.saas != rule.severity else ""
    where = f" ({rule.page})" if rule.page else ""
    return f"Severity: {rule.severity}{saas}. The rule is {_GRADES[rule.grade]}{where}."


def _with_article(severity: str) -> str:
    return f"{'an' if severity[0] in 'ei' else 'a'} {severity}"


def index(rules: Sequence[Described]) -> str:
    """Return the page that lists rules by their groups, in Markdown."""
    lines = [
        "# The rules of `unscaffold check`",
        "",
        "`unscaffold rule CODE` shows the same on a terminal. What is wrong with files and scaffoldings themselves",
        "has codes that begin with U: [errors.md](../errors.md) lists them.",
    ]
    for group, members in groupby(rules, lambda rule: rule.group):
        lines += ["", f"## {titles()[group]}", "", "| code | name | severity | saas |", "|---|---|---|---|"]
        lines += [f"| [{one.code}]({one.code}.md) | {one.name} | {one.severity} | {one.saas} |" for one in members]
    return "\n".join([*lines, ""])
