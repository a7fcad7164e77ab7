"""Comments that ignore findings: `<!-- unscaffold: ignore J203 because ... -->` before the element at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.findings import diagnose
from unscaffold.selecting.instructions import instruction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unscaffold.findings import Finding, Way
    from unscaffold.markup import Comment
    from unscaffold.selecting.asked import Asked


class Comments:
    """The comments of all files that are meant for us; `findings` are what is wrong with them.

    Args:
        comments: The comments.
        asked: The rules that are asked.
    """

    def __init__(self, comments: Iterable[Comment], asked: Asked) -> None:
        self.findings: list[Finding] = []
        self._asked = asked
        # The comments that can have an effect, each with those of its codes that have had none.
        self._idle: list[tuple[Comment, dict[str, None]]] = []
        self._by_place: dict[tuple[str, Way, str], dict[str, None]] = {}
        for comment in comments:
            said = instruction(comment, asked)
            self.findings += said.findings
            codes = dict.fromkeys(said.codes)
            self._idle.append((comment, codes))
            if comment.way is not None:
                for code in codes:
                    self._by_place.setdefault((comment.region.file, comment.way, code), codes)

    def ignore(self, found: Finding, way: Way | None) -> bool:
        """Return whether a comment ignores a finding: the innermost of those in whose element it lies.

        Args:
            found: The finding.
            way: The way to its element; None if it lies in none, but somewhere in the file.
        """
        inner = way or ()
        for depth in range(len(inner), -1, -1):
            codes = self._by_place.get((found.region.file, inner[:depth], found.code))
            if codes is not None:
                codes.pop(found.code, None)
                return True
        return False

    def idle(self, is_told: Callable[[str, str], bool]) -> Iterator[Finding]:
        """Yield what comments ignore without an effect, though it was asked.

        Args:
            is_told: Returns whether what breaks a rule, named by its code, is told in a file.
        """
        for comment, codes in self._idle:
            for code in codes:
                if code in self._asked.rules and is_told(code, comment.region.file):
                    yield diagnose("idle-comment", comment.region, {"code": code})
