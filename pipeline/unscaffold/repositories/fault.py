"""What went wrong with a machine, and not with what it was asked for."""

from __future__ import annotations


class Fault(Exception):  # noqa: N818 - as a Failure, it is not an error of the program
    """A network, a server or a disk did not do its work; another attempt may succeed.

    Args:
        sentence: What is wrong, in one sentence.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
