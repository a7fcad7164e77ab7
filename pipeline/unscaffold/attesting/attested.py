"""What a statement says, as data: the things that a run took and made, its settings, its program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

# The name space is none that is registered, and by its first letter none that ever will be.
NAMESPACE = "urn:x-unscaffold:"
OUTPUT, INPUT, CONTEXT = "output", "input", "context"
PROGRAM, STYLESHEETS, OWN_STYLESHEETS, BASELINE = "program", "stylesheets", "own-stylesheets", "baseline"
# What has no path is there once; of a context folder or of own stylesheets, the path begins with its number, from 1.
_WITH_PATH = {INPUT, CONTEXT, OWN_STYLESHEETS}
_WITHOUT_PATH = {PROGRAM, STYLESHEETS, BASELINE}
FOLDERS = {PROGRAM, STYLESHEETS, OWN_STYLESHEETS}  # whose digest is that of a whole folder


class Thing(NamedTuple):
    """Something that a run took or made: its kind, and its path, relative with forward slashes."""

    kind: str
    path: str = ""

    @property
    def uri(self) -> str:
        """Its name as a URI."""
        return f"{NAMESPACE}{self.kind}{f':{encoded(self.path)}' if self.path else ''}"


def thing_of(uri: str) -> Thing | None:
    """Return what a URI names; None if it names nothing of ours.

    Raises:
        ValueError: It names a path that cannot be; the sentence follows the place where it stands.
    """
    kind, colon, path = uri.removeprefix(NAMESPACE).partition(":")
    known = _WITH_PATH if colon else _WITHOUT_PATH
    if not uri.startswith(NAMESPACE) or kind not in known:
        return None
    return Thing(kind, checked_path(decoded(path)) if colon else "")


def encoded(path: str) -> str:
    """Return a path as a part of a URI."""
    return quote(path.encode("utf-8", "surrogateescape"))


def decoded(part: str) -> str:
    """Return the path that a part of a URI stands for.

    Raises:
        ValueError: It is no part of a URI; the sentence follows the place where it stands.
    """
    if not part.isascii():
        raise ValueError("has letters that no URI has")
    return unquote_to_bytes(part).decode("utf-8", "surrogateescape")


def checked_path(path: str) -> str:
    """Return a path, if it is one of a file in a folder.

    Raises:
        ValueError: It is not; the sentence follows the place where it stands.
    """
    if "\0" in path or {"", ".", ".."} & {*path.split("/")}:
        raise ValueError(f"is {path!r}, which is no path of a file in a folder")
    return path


class Commit(NamedTuple):
    """A commit of git: its digest, the way to the configuration in its tree, whether the files are not as there."""

    digest: str
    folder: str
    is_changed: bool


class Attested(NamedTuple):
    """What a statement says of a run.

    `digests` are those of all that it took and made, in hexadecimal digits. `settings` are those in force, by the
    keys of a settings file; `versions` those of the program and of what it runs on. `started` is a time as RFC 3339
    has it, or empty.
    """

    digests: Mapping[Thing, str]
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    commit: Commit | None = None
    started: str = ""

    def count(self, kind: str) -> int:
        """Return how many things of a kind there are."""
        return sum(thing.kind == kind for thing in self.digests)
