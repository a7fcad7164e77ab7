"""What a comment says: which rules it ignores, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import diagnose
from unscaffold.selecting.stopping import is_stopping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.findings import Finding
    from unscaffold.markup import Comment
    from unscaffold.selecting.asked import Asked

_IGNORE = "ignore"
_INSTRUCTION = re.compile(r"unscaffold:\s*([^\s,]*)(.*)", re.DOTALL)
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
_WORD = re.compile(r"[^\s,]+")
_OF_THE_EXPANSION = re.compile(r"[Uu][0-9]*")
_EXAMPLE = "J203"
_SHOWN = 40  # characters of a word that is not understood


class Instruction(NamedTuple):
    """What a comment says: the codes of the rules that it ignores, and what is wrong with it."""

    codes: list[str]
    findings: list[Finding]


def instruction(comment: Comment, asked: Asked) -> Instruction:
    """Return what a comment says.

    Args:
        comment: The comment.
        asked: The rules that are asked. As long as those are not all, a word that is not known may be right.
    """
    found = _INSTRUCTION.match(comment.text)
    verb, rest = found.groups() if found else ("", "")
    listed, *reason = _BECAUSE.split(rest, maxsplit=1)
    words = [*dict.fromkeys(_WORD.findall(listed))]
    if verb != _IGNORE or not words:
        return Instruction([], [diagnose("comment", comment.region, {"value": verb[:_SHOWN]}, [_IGNORE])])
    if comment.way is None:
        return Instruction([], [diagnose("comment-before-nothing", comment.region, {})])
    if not any(map(str.isalnum, "".join(reason))):
        return Instruction([], [diagnose("no-reason", comment.region, {})])
    known = [word.upper() for word in words if word.upper() in asked.rules]
    stopping = [code for code in known if is_stopping(asked.rules[code])]
    unknown = [word for word in words if word.upper() not in asked.rules and _is_judged(word, asked)]
    return Instruction(
        [code for code in known if code not in stopping], [*_of_codes(comment, stopping, unknown, asked)]
    )


def _is_judged(word: str, asked: Asked) -> bool:
    return asked.are_all or bool(_OF_THE_EXPANSION.fullmatch(word))


def _of_codes(comment: Comment, stopping: Sequence[str], unknown: Sequence[str], asked: Asked) -> Iterator[Finding]:
    if stopping:
        yield diagnose("unignorable", comment.region, {"codes": ", ".join(stopping)})
    if unknown:
        values = {"value": unknown[0][:_SHOWN], "example": _example(unknown[0], asked)}
        more = f" (and {len(unknown) - 1} more)" if len(unknown) > 1 else ""
        yield diagnose("unknown-code", comment.region, {**values, "more": more})


def _example(word: str, asked: Asked) -> str:
    """Return the code that is likely to be meant by a word: that of the rule so called, or one that begins so."""
    begun = (code for code in sorted(asked.rules) if code.startswith(word.upper()))
    return asked.by_name.get(word.lower()) or next(begun, _EXAMPLE)
