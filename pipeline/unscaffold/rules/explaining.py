"""Rules as the command `rule` prints them: as text of a width, as JSON, as Markdown.

What is named by its whole code is explained; what is named by the beginning of codes is listed.
"""

from __future__ import annotations

import json
from itertools import groupby
from textwrap import dedent, indent, wrap
from typing import TYPE_CHECKING

from unscaffold.rules.catalogue import titles
from unscaffold.rules.codes import rules_of
from unscaffold.rules.pages import page, summary, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.rules.catalogue import Described

_INDENTATION = "    "


def as_text(codes: Sequence[str], width: int) -> str:
    """Return rules as text.

    Args:
        codes: Their codes, or beginnings of codes.
        width: The characters of a line; examples and tables may be wider.
    """
    found = [(code, rules_of(code)) for code in codes]
    parts = [
        _explained(rules[0], width) if _is_one(code, rules) else "\n".join(_listed(rules)) for code, rules in found
    ]
    return "\n\n".join(parts) + "\n"


def as_json(codes: Sequence[str]) -> str:
    """Return all that is known of rules as a list of objects; `saas` is the severity for that target."""
    found = {rule.code: rule for code in codes for rule in rules_of(code)}
    plain = [rule._asdict() | {"group": titles()[rule.group]} for rule in found.values()]
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def as_markdown(codes: Sequence[str]) -> str:
    """Return the pages of rules, and tables of those that are only listed."""
    found = [(code, rules_of(code)) for code in codes]
    return "\n".join(
        page(rules[0], [f"{code} {rules[0].sentence}"]) if _is_one(code, rules) else "\n".join([*tables(rules), ""])
        for code, rules in found
    )


def _is_one(code: str, rules: Sequence[Described]) -> bool:
    return code == rules[0].code


def _listed(rules: Sequence[Described]) -> Iterator[str]:
    longest = max(len(rule.name) for rule in rules)
    for number, (group, members) in enumerate(groupby(rules, lambda rule: rule.group)):
        yield f"{chr(10) if number else ''}{titles()[group]}"
        for rule in members:
            saas = f" ({rule.saas} for saas)" if rule.saas != rule.severity else ""
            yield f"  {rule.code}  {rule.name.ljust(longest)}  {rule.severity}{saas}"


def _explained(rule: Described, width: int) -> str:
    texts = [summary(rule), rule.sentence, rule.reason]
    examples = [("Wrong:", rule.wrong), ("Right:", rule.right)] if rule.wrong else []
    wrapped = ["\n".join(wrap(text, width, break_on_hyphens=False)) for text in texts if text]
    shown = [f"{title}\n\n{indent(dedent(example), _INDENTATION)}" for title, example in examples]
    return "\n\n".join([f"{rule.code} {rule.name}\n{titles()[rule.group]}", *wrapped, *shown])
