"""What ends a run, and what ends the reading of a file or the applying of an argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.findings.finding import Finding


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
