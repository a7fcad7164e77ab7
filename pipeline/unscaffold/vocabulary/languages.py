"""The languages into which the display names of tasks are translated, read from `labels.xml`."""

from __future__ import annotations

from functools import cache

from lxml import etree

from unscaffold.process import xslt_folder
from unscaffold.vocabulary.kinds import DECLARATION


def is_translated(tag: str) -> bool:
    """Return whether tasks that are generated have display names in a language: in fr-FR those in fr, if no others.

    Args:
        tag: The language tag, in any case.
    """
    parts = tag.lower().split("-")
    return any("-".join(parts[:number]) in _translated() for number in range(1, len(parts) + 1))


@cache
def _translated() -> frozenset[str]:
    texts = etree.parse(xslt_folder() / "labels.xml").getroot().iter(f"{DECLARATION}text")
    return frozenset(text.attrib["language"].lower() for text in texts)
