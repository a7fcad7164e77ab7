"""What the pipeline has to say about its input: findings with a code, a place, a sentence and a hint."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline.resources import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Place(NamedTuple):
    """A place in a file of the configuration.

    `file` is relative to the configuration folder, with forward slashes; `line` and `column` count from 1,
    columns in characters.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One finding. `severity` is "error" or "warning"; `hint` is empty or says what may have been meant."""

    place: Place
    severity: str
    code: str
    sentence: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.code} {self.sentence}{self.hint}"


class Refusal(Exception):  # noqa: N818 - it is not an error of the program
    """A file cannot be read or an argument not be applied, for the reason that the diagnostic gives."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class Failure(Exception):  # noqa: N818 - it is not an error of the program
    """The run cannot go on: the input or the output is not what it must be. The text is one sentence."""


def diagnose(name: str, place: Place, values: Mapping[str, object], candidates: Iterable[str] = ()) -> Diagnostic:
    """Return the finding of that name in the table of errors.

    Args:
        name: The error's `name` in `errors.xml`.
        place: Where the fault is.
        values: What fills the braces of the error's sentence.
        candidates: What may have been meant by `values["value"]`.
    """
    error = _errors()[name]
    sentence = re.sub(r"\{([\w-]+)\}", lambda match: str(values[match[1]]), error["sentence"])
    hint = did_you_mean(str(values.get("value", "")), candidates)
    return Diagnostic(place, error["severity"], error["code"], sentence, hint)


def errors_of(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return those findings that are errors."""
    return [found for found in diagnostics if found.severity == "error"]


def did_you_mean(value: str, candidates: Iterable[str]) -> str:
    """Return `; did you mean 'X'?` for the candidate nearest to a value, or nothing if none is near."""
    by_key = {candidate.lower(): candidate for candidate in candidates if candidate != value}
    nearest = get_close_matches(value.lower(), sorted(by_key), n=1)
    return f"; did you mean '{by_key[nearest[0]]}'?" if nearest else ""


@cache
def _errors() -> dict[str, dict[str, str]]:
    root = etree.parse(xslt_folder() / "errors.xml").getroot()
    return {
        element.attrib["name"]: {
            "code": element.attrib["code"],
            "severity": element.attrib["severity"],
            "sentence": element.text or "",
        }
        for element in root.iterchildren("{*}error")
    }
