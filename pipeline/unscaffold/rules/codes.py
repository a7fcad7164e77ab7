"""Rules by what people call them: a code, the beginning of one, or a name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unscaffold.findings import did_you_mean, nearest, rules
from unscaffold.rules.catalogue import all_rules
from unscaffold.selecting import is_stopping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.rules.catalogue import Described

_SHOWN = 40  # characters of a word that is the name of no rule


def code_of(word: str) -> str:
    """Return the code of a rule, or the beginning of codes, that a word in whatever case means.

    Raises:
        ValueError: There is no such rule.
    """
    word = word.strip()
    code = _names().get(word.lower(), word.upper())
    if not code or not rules_of(code):
        hint = did_you_mean(nearest(word.lower(), _names()))
        raise ValueError(f"there is no rule '{word[:_SHOWN]}'; `unscaffold rule` lists them all{hint}")
    return code


def rules_of(code: str) -> list[Described]:
    """Return the rules whose codes begin in a certain way, by their codes."""
    return [rule for rule in all_rules() if rule.code.startswith(code)]


def codes_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return the codes, or beginnings of codes, that are meant by words, of which each may be several with commas.

    Raises:
        ValueError: There is no such rule.
    """
    return tuple(dict.fromkeys(code_of(word) for listed in words for word in listed.split(",")))


def ignorable(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return codes, or beginnings of codes, of which none is that of an error that stops an expansion.

    Raises:
        ValueError: One is.
    """
    stopping = next((code for code in codes if code in _stopping()), "")
    if stopping:
        raise ValueError(
            f"{stopping} is an error that stops the expansion, and nothing ignores or lowers it; mend it"
        )
    return codes


@cache
def _names() -> dict[str, str]:
    return {rule.name: rule.code for rule in all_rules()}


@cache
def _stopping() -> frozenset[str]:
    return frozenset(rule.code for rule in rules().values() if is_stopping(rule))
