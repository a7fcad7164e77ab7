"""The fields of a JSON document that somebody else wrote: each is looked at before it is believed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = re.compile(r"[0-9a-f]+")
_LONGEST = 20  # digits of a number
_SHOWN = 80  # characters of a value that cannot be
_NAMES = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}


class Field(NamedTuple):
    """A value, and the way to it: `subject[3].digest`.

    All methods raise a ValueError whose sentence says what is wrong with which field.
    """

    value: Any
    way: str = ""

    def member(self, name: str) -> Field:
        """Return a member of an object, which must be there."""
        found = self.of(dict).get(name)
        return Field(found, f"{self.way}.{name}" if self.way else name)

    def members(self) -> Iterator[tuple[str, Field]]:
        """Yield all members of an object, by their names."""
        for name in self.of(dict):
            yield name, self.member(name)

    def items(self) -> Iterator[Field]:
        """Yield the items of a list."""
        for number, item in enumerate(self.of(list)):
            yield Field(item, f"{self.way}[{number}]")

    def has(self, name: str) -> bool:
        """Return whether an object has a member that is not null."""
        return self.of(dict).get(name) is not None

    def of(self, kind: type) -> Any:
        """Return the value, if it is of a kind."""
        if not isinstance(self.value, kind):
            raise ValueError(f"{self._said} is {_NAMES[kind]}, and not {shown(self.value)}")  # noqa: TRY004 - the reader is told
        return self.value

    @property
    def text(self) -> str:
        """The value, if it is a text."""
        return str(self.of(str))

    def digest(self, *lengths: int) -> str:
        """Return the value, if it is a digest with one of some numbers of hexadecimal digits."""
        if not _DIGITS.fullmatch(self.text) or len(self.text) not in lengths:
            digits = " or ".join(map(str, lengths))
            raise ValueError(f"{self._said} is a digest of {digits} hexadecimal digits, and not {shown(self.value)}")
        return self.text

    def expect(self, known: str) -> None:
        """Refuse any value but one."""
        if self.value != known:
            raise ValueError(f"{self._said} is {shown(known)} in what unscaffold writes, and not {shown(self.value)}")

    @property
    def _said(self) -> str:
        return self.way or "a statement"


def parsed(text: str) -> Field:
    """Return the document of a text.

    Raises:
        ValueError: It is no JSON, or is made to be misread; the sentence says why.
    """
    try:
        return Field(json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_integer))
    except json.JSONDecodeError as error:
        raise ValueError(f"this is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise ValueError("it is nested deeper than a statement is") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"an object has two members {shown(name)}")
        found[name] = value
    return found


def _no_number(constant: str) -> None:
    raise ValueError(f"this is not JSON: there is no number {constant}")


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST:
        raise ValueError(f"there is a number of {len(digits)} digits in it")
    return int(digits)


def written(value: object) -> str:
    """Return a value as JSON writes it."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "what is nested deeply"


def shown(value: object) -> str:
    """Return a value as it is shown in a sentence: no more of it is looked at than is shown."""
    text = ""
    for part in json.JSONEncoder(ensure_ascii=False).iterencode(value):
        text += part
        if len(text) > _SHOWN:
            return f"{text[:_SHOWN]}..."
    return text
