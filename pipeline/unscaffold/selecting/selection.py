"""Rules chosen by their codes, and by the paths of files."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from unscaffold.files import fits
from unscaffold.selecting.stopping import stops

if TYPE_CHECKING:
    from collections.abc import Collection

    from unscaffold.findings import Finding
    from unscaffold.options import Options

_NONE = -1
_FILES = 1_000  # files whose rules are held: findings come file by file


class Selection:
    """What options say of rules.

    Args:
        options: The options.
    """

    def __init__(self, options: Options) -> None:
        self._select = frozenset(options.select or [""])
        self._ignore = frozenset(options.ignore)
        self._severities = dict(options.severity)
        self._ignore_in = options.ignore_in
        self._ignored_in = lru_cache(_FILES)(self._of_file)

    def takes(self, code: str, file: str) -> bool:
        """Return whether what breaks a rule in a file is told."""
        is_taken = _longest(code, self._select) > _longest(code, self._ignore)
        return is_taken and _longest(code, self._ignored_in(file)) == _NONE

    def _of_file(self, file: str) -> frozenset[str]:
        return frozenset(code for pattern, codes in self._ignore_in if fits(file, pattern) for code in codes)

    def graded(self, found: Finding) -> Finding:
        """Return a finding with the severity that it is to have; an error of the expansion stays one."""
        length = _NONE if stops(found) else _longest(found.code, self._severities)
        return found if length == _NONE else found._replace(severity=self._severities[found.code[:length]])


def _longest(code: str, beginnings: Collection[str]) -> int:
    """Return how long the longest beginning of a code is that is among some; -1 if none is."""
    return next((length for length in range(len(code), -1, -1) if code[:length] in beginnings), _NONE)
