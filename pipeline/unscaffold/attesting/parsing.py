"""From the bytes of a statement, which may be anybody's, to what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from unscaffold.attesting.attested import OUTPUT, Attested, Commit, Thing, checked_path, decoded, thing_of
from unscaffold.attesting.fields import Field, parsed
from unscaffold.attesting.statement import (
    BUILD_TYPE,
    FOLDER_IN_COMMIT,
    IS_CHANGED,
    PREDICATE_TYPE,
    TYPE,
    algorithm_of,
)
from unscaffold.files import content, is_regular, resolved, status_of
from unscaffold.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_Made = TypeVar("_Made")
MOST = 32 << 20  # bytes of a statement: it names some 90,000 files then
_SHA256 = 64
_GIT = (40, 64)


def read(file: Path) -> Attested:
    """Read a statement.

    Args:
        file: Its file.

    Raises:
        Failure: It is missing, or no statement of ours.
        OSError: It cannot be read.
    """
    path = resolved(file)
    status = status_of(path)
    if status is None or not is_regular(status):
        raise Failure(f"{file} is not a regular file; name the statement that expand --attest wrote")
    if status.st_size > MOST:
        raise Failure(f"{file} has more than {MOST:,} bytes, and is not read; name the statement of one run")
    try:
        return attested_by(parsed((content(path) or b"").decode()))
    except UnicodeDecodeError:
        raise Failure(f"{file} cannot be used: it is not UTF-8") from None
    except ValueError as error:
        raise Failure(f"{file} cannot be used: {error}") from None


def attested_by(statement: Field) -> Attested:
    """Return what a statement says.

    Raises:
        ValueError: It is none of ours; the sentence says why.
    """
    _expect(statement)
    definition = statement.member("predicate").member("buildDefinition")
    definition.member("buildType").expect(BUILD_TYPE)
    details = statement.member("predicate").member("runDetails")
    dependencies = [*definition.member("resolvedDependencies").items()]
    commits = [one for one in dependencies if not one.has("uri") and one.has("digest")]
    versions = {name: field.text for name, field in details.member("builder").member("version").members()}
    return Attested(
        digests=_unique([*_subjects(statement), *_things(dependencies)]),
        settings=definition.member("externalParameters").of(dict),
        versions=versions,
        commit=_commit(commits[0]) if commits else None,
        started=_started(details),
    )


def _expect(statement: Field) -> None:
    if isinstance(statement.value, dict) and "payloadType" in statement.value:
        raise ValueError(
            "this is a signed envelope; verify its signature, and name the statement that is its payload"
        )
    statement.member("_type").expect(TYPE)
    statement.member("predicateType").expect(PREDICATE_TYPE)


def _subjects(statement: Field) -> Iterator[tuple[Thing, Field]]:
    for subject in statement.member("subject").items():
        name = subject.member("name")
        yield Thing(OUTPUT, _told(checked_path, name)), subject


def _things(dependencies: list[Field]) -> Iterator[tuple[Thing, Field]]:
    """Yield what is ours: SLSA asks to pass over what one does not know."""
    for dependency in dependencies:
        thing = _told(thing_of, dependency.member("uri")) if dependency.has("uri") else None
        if thing:
            yield thing, dependency


def _told(make: Callable[[str], _Made], field: Field) -> _Made:
    """Return what is made of a text, whose faults are told with its field."""
    text = field.text
    try:
        return make(text)
    except ValueError as error:
        raise ValueError(f"{field.way} {error}") from None


def _unique(things: list[tuple[Thing, Field]]) -> dict[Thing, str]:
    found: dict[Thing, str] = {}
    for thing, field in things:
        if thing in found:
            raise ValueError(f"{field.way} is the second one of {thing.path or thing.kind!r}")
        found[thing] = field.member("digest").member(algorithm_of(thing)).digest(_SHA256)
    return found


def _commit(field: Field) -> Commit:
    annotations = field.member("annotations")
    return Commit(
        field.member("digest").member("gitCommit").digest(*_GIT),
        _told(decoded, annotations.member(FOLDER_IN_COMMIT)),
        annotations.member(IS_CHANGED).of(bool),
    )


def _started(details: Field) -> str:
    if not details.has("metadata") or not details.member("metadata").has("startedOn"):
        return ""
    return details.member("metadata").member("startedOn").text
