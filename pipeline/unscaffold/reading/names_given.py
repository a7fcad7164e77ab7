"""The display names that the arguments of a scaffolding give the profile that it makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unscaffold.markup import attributes_of, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml import etree

    from unscaffold.reading.declared import Child, Declared

_ARGUMENT = "DisplayNameProfile"
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,9}\s*", re.ASCII)
_WITHOUT_LANGUAGES = ((1, "en"), (2, "fr"))


def names_given(scaffolding: etree._Element) -> tuple[Child, ...]:
    """Return the arguments of a scaffolding that say display names."""
    return tuple(
        (_ARGUMENT, attributes_of(child), number)
        for number, child in enumerate(scaffolding.iterchildren("*"))
        if local_name(child) == _ARGUMENT
    )


def take_names(profile: Declared, languages: Iterable[Declared]) -> None:
    """Give a profile the display names that its arguments, which are its children so far, say.

    Args:
        profile: The profile, as a scaffolding declares it.
        languages: The languages of the configuration.
    """
    arguments = [attributes for _, attributes, _ in profile.children]
    for number, code in _indicators(languages) if arguments else ():
        name = _serving(arguments, code.lower())
        if name:
            profile.attributes[f"DisplayName_L{number}"] = name
    profile.children = ()


def _indicators(languages: Iterable[Declared]) -> Sequence[tuple[int, str]]:
    said = [(one.attributes.get("IndicatorNumber", ""), one.attributes.get("Code", "")) for one in languages]
    return [(int(number), code) for number, code in said if _NUMBER.fullmatch(number)] or _WITHOUT_LANGUAGES


def _serving(arguments: Sequence[Mapping[str, str]], code: str) -> str:
    """Return the name for a language, else that for another kind of it: en-EN is taken for en-US."""
    exact = [one for one in arguments if one.get("Identifier", "").lower() == code]
    near = (one for one in arguments if _root(one.get("Identifier", "").lower()) == _root(code))
    return next(_said(exact or near), "")


def _said(arguments: Iterable[Mapping[str, str]]) -> Iterator[str]:
    for one in arguments:
        yield one.get("DisplayName") or one.get("Value") or ""


def _root(code: str) -> str:
    return code.partition("-")[0]
