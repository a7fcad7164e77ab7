"""A statement as a document: in-toto's Statement v1 around SLSA's provenance v1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.attesting.attested import FOLDERS, NAMESPACE, OUTPUT, Thing, encoded
from unscaffold.process import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.attesting.attested import Attested, Commit

TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://slsa.dev/provenance/v1"
BUILD_TYPE = f"{NAMESPACE}expand:v1"
BUILDER = f"{NAMESPACE}command-line:v1"
FOLDER_IN_COMMIT, IS_CHANGED = "unscaffold_folder", "unscaffold_changed"


def text_of(attested: Attested) -> str:
    """Return the text of a statement: the same, byte for byte, for the same run."""
    return f"{json_text(document(attested), indent=1)}\n"


def document(attested: Attested) -> dict[str, Any]:
    """Return a statement as JSON can have it."""
    details: dict[str, Any] = {"builder": {"id": BUILDER, "version": dict(attested.versions)}}
    if attested.started:
        details["metadata"] = {"startedOn": attested.started}
    return {
        "_type": TYPE,
        "subject": [
            {"name": thing.path, "digest": {"sha256": digest}}
            for thing, digest in _in_order(attested)
            if thing.kind == OUTPUT
        ],
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": dict(attested.settings),
                "resolvedDependencies": [*_dependencies(attested)],
            },
            "runDetails": details,
        },
    }


def algorithm_of(thing: Thing) -> str:
    """Return what in-toto calls the digest of a thing."""
    return "dirHash" if thing.kind in FOLDERS else "sha256"


def _in_order(attested: Attested) -> list[tuple[Thing, str]]:
    return sorted(attested.digests.items(), key=lambda one: (one[0].kind, one[0].path.split("/")))


def _dependencies(attested: Attested) -> Iterator[dict[str, Any]]:
    if attested.commit:
        yield _commit(attested.commit)
    for thing, digest in _in_order(attested):
        if thing.kind != OUTPUT:
            yield {"uri": thing.uri, "digest": {algorithm_of(thing): digest}}


def _commit(commit: Commit) -> dict[str, Any]:
    return {
        "name": "commit",
        "digest": {"gitCommit": commit.digest},
        "annotations": {
            FOLDER_IN_COMMIT: encoded(commit.folder),
            IS_CHANGED: commit.is_changed,
        },
    }
