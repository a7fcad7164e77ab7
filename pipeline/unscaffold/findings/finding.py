"""What the pipeline has to say about its input: findings with a code, a place, a sentence and a hint."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings.printing import printable
from unscaffold.process import xslt_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from unscaffold.markup import Way

_BRACES = re.compile(r"\{([\w-]+)\}")
HINTED = 20  # errors, and warnings, that get a hint: each value is compared with all that is declared
_ALIKE = 0.6  # how alike two names must be for the one to be meant by the other
_LONGEST = 100  # letters of a name for which a hint is looked for, or which may be one
_EFFORT = 50_000_000  # that a hint is worth, in letters by letters by letters, which is what the worst names take


class Place(NamedTuple):
    """A place in a file of the configuration.

    `file` is relative to the configuration folder, with forward slashes; `line` and `column` count from 1,
    columns in characters. `way` leads to the element that stands there, until line and column are known.
    """

    file: str
    line: int = 1
    column: int = 1
    way: Way | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Guess(NamedTuple):
    """What a hint is to be made from: what was written, and the names that may have been meant."""

    value: str
    candidates: tuple[Iterable[str], ...]


class Finding(NamedTuple):
    """One finding.

    `severity` is "error", "warning" or, of what a stylesheet says, "note"; `text` is the sentence in pieces: text, a
    further place, text, and so on; `hint` is empty or says what may have been meant; it is None as long as nobody has
    made it from the `guess`, and where there are too many.
    """

    place: Place
    severity: str
    code: str
    text: tuple[str | Place, ...]
    hint: str | None = ""
    guess: Guess | None = None

    @property
    def sentence(self) -> str:
        """What is wrong and what would be right."""
        return "".join(map(str, self.text))

    @property
    def places(self) -> list[Place]:
        """Its place, and the further ones in its sentence."""
        return [self.place, *(piece for piece in self.text if isinstance(piece, Place))]

    def below(self, folder: Path) -> Finding:
        """Return the finding with its files below a folder, and not relative to it."""
        return self.placed(lambda place: place._replace(file=str(folder / place.file)))

    def placed(self, where: Callable[[Place], Place]) -> Finding:
        """Return the finding with another place for each of its own."""
        text = tuple(where(piece) if isinstance(piece, Place) else piece for piece in self.text)
        return self._replace(place=where(self.place), text=text)

    def __str__(self) -> str:
        return printable(f"{self.place}: {self.severity} {self.code} {self.sentence}{self.hint or ''}")


class Refusal(Exception):  # noqa: N818 - it is not an error of the program
    """A file cannot be read or an argument not be applied, for the reason that the finding gives."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class Failure(Exception):  # noqa: N818 - it is not an error of the program
    """The run cannot go on: the input or the output is not what it must be.

    Args:
        sentence: What is wrong and what would be right, in one sentence.
        lines: What there is to choose from, if the sentence ends with that.
    """

    def __init__(self, sentence: str, lines: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.lines = tuple(lines)

    def __str__(self) -> str:
        return "\n  ".join([self.sentence, *self.lines])


def diagnose(name: str, place: Place, values: Mapping[str, object], *candidates: Collection[str]) -> Finding:
    """Return the finding of that name in the table of errors.

    Args:
        name: The error's `name` in `errors.xml`.
        place: Where the fault is.
        values: What fills the braces of the error's sentence; a place stays one.
        candidates: What may have been meant by `values["value"]`, in collections that are kept as they are.
    """
    error = _errors()[name]
    found = Finding(place, error["severity"], error["code"], _filled(error["sentence"], values))
    if not any(candidates):
        return found
    return found._replace(hint=None, guess=Guess(str(values.get("value", "")), candidates))


def _filled(sentence: str, values: Mapping[str, object]) -> tuple[str | Place, ...]:
    text: list[str | Place] = []
    words = ""
    for number, piece in enumerate(_BRACES.split(sentence)):  # every other one is a name
        value = values[piece] if number % 2 else piece
        if isinstance(value, Place):
            text += [words, value]
            words = ""
        else:
            words += str(value)
    return (*text, words)


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Return those findings that are errors."""
    return [found for found in findings if found.severity == "error"]


def strictly(found: Finding) -> Finding:
    """Return a finding with an error made of a warning."""
    return found._replace(severity="error") if found.severity == "warning" else found


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by their places, each once, whoever found it; notes as they were said."""
    notes = [found for found in findings if found.severity == "note"]
    once = {found[:4]: found for found in findings if found.severity != "note"}
    others = [once[said] for said in sorted(once)]
    return sorted([*others, *notes], key=lambda found: (found.place.file.split("/"), found.place))


def hinted(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with their hints, made for as many errors and as many warnings as people read."""
    left = Counter({"error": HINTED, "warning": HINTED})
    for found in findings:
        if found.guess is None:
            yield found
            continue
        hint = did_you_mean(found.guess.value, *found.guess.candidates) if left[found.severity] > 0 else None
        left[found.severity] -= 1
        yield found._replace(hint=hint, guess=None)


def did_you_mean(value: str, *candidates: Iterable[str]) -> str:
    """Return `; did you mean 'X'?` for the candidate nearest to a value, or nothing if none is near."""
    if len(value) > _LONGEST:
        return ""
    nearest = (_ALIKE, "", "")
    effort = 0
    matcher = SequenceMatcher(b=value.lower())
    for candidate in chain(*candidates):
        if candidate == value or len(candidate) > _LONGEST:
            continue
        matcher.set_seq1(candidate.lower())
        # The first two are upper bounds of the third, and quicker.
        if matcher.real_quick_ratio() >= nearest[0] and matcher.quick_ratio() >= nearest[0]:
            effort += len(value) * len(candidate) * max(len(value), len(candidate))
            if effort > _EFFORT:
                break
            nearest = max(nearest, (matcher.ratio(), candidate.lower(), candidate))
    return f"; did you mean '{nearest[2]}'?" if nearest[2] else ""


@cache
def _errors() -> dict[str, dict[str, str]]:
    from lxml import etree  # noqa: PLC0415 - --help must not wait for it

    root = etree.parse(xslt_folder() / "errors.xml").getroot()
    return {
        element.attrib["name"]: {
            "code": element.attrib["code"],
            "severity": element.attrib["severity"],
            "sentence": element.text or "",
        }
        for element in root.iterchildren("{*}error")
    }
