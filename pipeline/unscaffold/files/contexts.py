"""The files of context folders: further configuration, which is read and never written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files.nesting import lies_in, way_from
from unscaffold.files.regular import resolved
from unscaffold.files.walking import walk
from unscaffold.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from unscaffold.findings import Finding


class Context(NamedTuple):
    """A context folder: its path, its XML files, and what was found while walking it.

    All names are absolute paths with forward slashes.
    """

    folder: str
    files: list[str]
    findings: list[Finding]


def walk_contexts(conf: Path, folders: Iterable[Path]) -> list[Context]:
    """List the XML files of context folders, each folder and each file once, in configuration order.

    Args:
        conf: The configuration folder; a context may be around it, and is then what lies beside it.
        folders: The context folders.

    Raises:
        Failure: One is the configuration folder or lies in it, is missing, or cannot be listed.
    """
    contexts: list[Context] = []
    seen: set[str] = set()
    walked: set[Path] = set()
    for folder in folders:
        root = resolved(folder)
        if lies_in(root, resolved(conf)):
            raise Failure(f"the context {folder} lies in {conf}, whose files are all read; name a folder beside it")
        if root in walked:  # a settings file may name it a thousand times
            continue
        walked.add(root)
        context = _walked(folder, root, way_from(root, resolved(conf)))
        contexts.append(context._replace(files=[file for file in context.files if file not in seen]))
        seen.update(context.files)
    return contexts


def _walked(folder: Path, root: Path, way: Path | None) -> Context:
    if not root.is_dir():
        raise Failure(f"the context {folder} is not a folder; name a folder of further configuration")
    before = root.as_posix().rstrip("/")
    left_out = f"{way.as_posix()}/" if way else None
    files, findings = walk(root)
    return Context(
        root.as_posix(),
        [f"{before}/{file}" for file in files if file.lower().endswith(".xml") and not _is_below(file, left_out)],
        [
            found.placed(lambda region: region._replace(file=f"{before}/{region.file}"))
            for found in findings
            if not _is_below(found.region.file, left_out)
        ],
    )


def _is_below(file: str, folder: str | None) -> bool:
    return folder is not None and file.startswith(folder)
