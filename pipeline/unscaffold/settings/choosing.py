"""What a settings file may say of rules: which are told, where, and how severe they are."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from unscaffold.files import fault_of_pattern
from unscaffold.options import SEVERITIES
from unscaffold.settings.values import quoted, shown, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def select(written: object, folder: Path) -> tuple[str, ...]:
    """Return the codes of rules that are told."""
    return _codes(texts(written, folder), may_stop=True)


def ignore(written: object, folder: Path) -> tuple[str, ...]:
    """Return the codes of rules that are ignored."""
    return _codes(texts(written, folder), may_stop=False)


def ignore_in(written: object, folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of rules that are ignored, by patterns of paths."""
    found = {}
    for pattern, words in _table(written, "patterns of paths, each with a list of rules").items():
        fault = fault_of_pattern(pattern)
        if fault:
            raise ValueError(f"has the pattern {quoted(pattern)}, {fault}")
        if not isinstance(words, list):
            raise ValueError(f"has for {quoted(pattern)} a list of rules, and not {shown(words)}")  # noqa: TRY004 - the reader is told
        found[pattern] = _codes(texts(words, folder), may_stop=False)
    return MappingProxyType(found)


def severity(written: object, _: Path) -> Mapping[str, str]:
    """Return the severities of rules, by their codes."""
    found = {}
    for word, said in _table(written, "rules, each with its severity").items():
        if not isinstance(said, str) or said not in SEVERITIES:
            known = ", ".join(map(quoted, SEVERITIES))
            raise ValueError(f"has for {quoted(word)} one of {known}, and not {shown(said)}")
        (code,) = _codes([word], may_stop=said == SEVERITIES[0])
        found[code] = said
    return MappingProxyType(found)


def _table(written: object, what: str) -> dict[str, object]:
    if not isinstance(written, dict):
        raise ValueError(f"is a table of {what}, and not {shown(written)}")  # noqa: TRY004 - the reader is told
    return written


def _codes(words: Iterable[str], *, may_stop: bool) -> tuple[str, ...]:
    """Return the codes of rules; of none that stops an expansion, unless it may."""
    from unscaffold.rules import code_of, ignorable  # noqa: PLC0415 - few files say anything of rules

    try:
        codes = tuple(dict.fromkeys(map(code_of, words)))
        return codes if may_stop else ignorable(codes)
    except ValueError as error:
        raise ValueError(f"is wrong: {error}") from None
