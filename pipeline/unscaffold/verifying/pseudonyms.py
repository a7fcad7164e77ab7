"""Names that stand for others: the same one for the same name, numbered as they appear; nothing is left of it.

A name that is computed from what it stands for could be found by trying; a number tells no more than the order.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from unscaffold.vocabulary import rights_words, task_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST = 16  # words of a name that is looked for in an identifier
_SEPARATOR = re.compile(r"([_/])")
_NUMBERED = re.compile(r"([A-Za-z]+)([0-9]{0,3})")
_NUMBER = re.compile(r"[0-9]{1,3}")
# Of identifiers of tasks, beside the kinds of tasks and the names of attributes and values.
_OF_IDENTIFIERS = (
    "AllEntities",
    "CleanDatabase",
    "ConnectorBuildRoleModel",
    "ConnectorClassification",
    "ConnectorCorrelation",
    "ConnectorExport",
    "ConnectorExpression",
    "ConnectorFulfillment",
    "ConnectorGenerateOrders",
    "ConnectorPolicy",
    "ConnectorPrepareSynchronization",
    "ConnectorRefreshSchema",
    "ConnectorSynchronization",
    "VirtualJob",
    "WithDirty",
)


@cache
def known_words() -> frozenset[str]:
    """Return the words that the product itself puts into identifiers and permissions: they are no names."""
    words = task_words()
    stems = {kind.removesuffix("Task") for kind in words.kinds}
    types = {name for one in words.enumerations.values() for name in one.names}
    typed = {f"{stem}{kind}" for stem in stems if "Synchroni" in stem or stem == "Export" for kind in types}
    attributes = {name for one in words.kinds.values() for name in one.attributes}
    return frozenset({*stems, *types, *typed, *attributes, *_OF_IDENTIFIERS}) | rights_words()


class Pseudonyms:
    """The names of one report.

    Args:
        known: Names of the configuration in lower case, each with what it is: "connector", "job".
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._counts: Counter[str] = Counter()
        self._given: dict[tuple[str, str], str] = {}

    def of_name(self, what: str, name: str) -> str:
        """Return what stands for a name, in any case: what it is in the configuration, else what it is here."""
        lowered = name.lower()
        return self.of_text(self._known.get(lowered, what), lowered)

    def of_text(self, what: str, text: str) -> str:
        """Return what stands for a text as it is; nothing stands for nothing."""
        key = what, text
        if text and key not in self._given:
            self._counts[what] += 1
            self._given[key] = f"{what}-{self._counts[what]}"
        return self._given.get(key, "")

    def of_identifier(self, identifier: str) -> str:
        """Return what stands for an identifier or a permission: with the product's words, and others for names."""
        return "".join(self._words(_SEPARATOR.split(identifier)))

    def _words(self, words: list[str]) -> Iterator[str]:
        """Yield what stands for words and the separators between them: for as many at once as are a name."""
        at = 0
        while at < len(words):
            ends = range(min(len(words), at + 2 * _LONGEST - 1), at, -1)
            end = next((end for end in ends if "".join(words[at:end]).lower() in self._known), at + 1)
            text = "".join(words[at:end])
            yield text if end == at + 1 and self._is_plain(text) else self.of_name("name", text)
            at = end

    def _is_plain(self, word: str) -> bool:
        """Return whether a word is the product's, or a number, or stands between words; and no name."""
        numbered = _NUMBERED.fullmatch(word)
        is_word = numbered is not None and numbered[1] in known_words()
        return word.lower() not in self._known and bool(
            not word or _SEPARATOR.fullmatch(word) or _NUMBER.fullmatch(word) or is_word
        )
