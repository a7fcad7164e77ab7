"""A baseline: a file of findings that a repository has, and that are not told.

It lies in version control, where two branches change it and where it is reviewed: an entry is a line, in the order of
files, and each line ends with a comma, for there is an empty entry behind them. What is read is a stranger's: it is
checked, and nothing is written over a file that is no baseline.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from unscaffold.files import content, replace, status_of
from unscaffold.findings import Failure
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from unscaffold.findings import Finding
    from unscaffold.selecting.asked import Asked

_VERSION = 1


class Entry(NamedTuple):
    """A finding of a baseline: its file and its rule, what is said of it, and what it is known by."""

    file: str
    code: str
    message: str
    fingerprint: str


def entry(found: Finding, fingerprint: str) -> Entry:
    """Return the entry of a finding."""
    return Entry(printable(found.region.file), found.code, printable(found.bare), fingerprint)


class Baseline(NamedTuple):
    """The entries of a baseline, by their fingerprints."""

    entries: dict[str, Entry]

    @classmethod
    def read(cls, path: Path, conf: Path) -> Baseline:
        """Read a baseline.

        Args:
            path: Its file.
            conf: The configuration folder that it is for, to be named where it is missing.

        Raises:
            Failure: It is missing, or no baseline.
        """
        found = _read(path)
        if found is None:
            make = f"unscaffold check {_word(conf)} --baseline {_word(path)} --update-baseline"
            raise Failure(f"there is no baseline {path}; make it with: {make}")
        return found

    @classmethod
    def read_if_any(cls, path: Path) -> Baseline:
        """Read a baseline; the empty one, where there is none.

        Raises:
            Failure: What is there is no baseline.
        """
        return _read(path) or EMPTY

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Baseline:
        """Return the baseline of entries."""
        return cls({one.fingerprint: one for one in entries})

    def has(self, found: Finding, fingerprint: str) -> bool:
        """Return whether a finding is in it, under its own name: who reviews an entry cannot read a fingerprint."""
        known = self.entries.get(fingerprint)
        return known is not None and known == entry(found, fingerprint)

    def gone(self, asked: Asked, fingerprints: Container[str]) -> list[Entry]:
        """Return the entries that fit nothing any more; none, unless all rules were asked.

        Args:
            asked: The rules that were asked.
            fingerprints: What the findings that are in it are known by.
        """
        known = self.entries.values() if asked.are_all else ()
        return [one for one in known if one.code in asked.rules and one.fingerprint not in fingerprints]

    def write(self, path: Path) -> None:
        """Write it.

        Raises:
            Failure: It cannot be written.
        """
        try:
            replace(path, self.text.encode())
        except OSError as error:
            raise Failure(f"{path} cannot be written: {error.strerror}") from None

    @property
    def text(self) -> str:
        """Its text."""
        entries = sorted(self.entries.values(), key=lambda one: (one.file.split("/"), *one[1:]))
        shown = ({name: printable(text) for name, text in one._asdict().items()} for one in entries)
        lines = "".join(f"  {json.dumps(one, ensure_ascii=False)},\n" for one in shown)
        return f'{{\n "unscaffold": {_VERSION},\n "baseline": [\n{lines}  {{}}\n ]\n}}\n'


EMPTY = Baseline({})


def _word(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _read(path: Path) -> Baseline | None:
    try:
        if status_of(path) is None:
            return None
        data = content(path)
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}") from None
    if data is None:
        raise Failure(f"{path} cannot be read: it is not a regular file; name a file as the baseline")
    try:
        return _checked(json.loads(data.decode("utf-8-sig")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        advice = "restore it, or remove it and make it anew with --update-baseline"
        raise Failure(f"{path} is not a baseline of unscaffold; {advice}") from None


def _checked(value: Any) -> Baseline:
    if value["unscaffold"] != _VERSION:
        raise ValueError
    entries = [Entry(**one) for one in value["baseline"] if one]
    if not all(isinstance(text, str) for one in entries for text in one):
        raise ValueError
    return Baseline.of(entries)
