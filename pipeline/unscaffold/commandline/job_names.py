"""The names of the jobs of a configuration, for a shell that completes one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unscaffold.inspecting import JobFacts
    from unscaffold.options import Options

# As much as is expanded in the time that somebody waits for a shell, a second or two.
_MOST_ENTRIES = 2_000  # files and folders
_MOST_BYTES = 2_000_000  # of XML files
# The flags and settings that decide on jobs. Stylesheets of somebody's own are code, and not run because of a key.
_FLAGS = ("target", "context", "only", "keep")


def completions(params: Mapping[str, Any], incomplete: str) -> list[CompletionItem]:
    """Return the jobs whose names begin so, in any case.

    What former runs remember is used. A folder of which nothing is remembered is expanded if it is not large. Nothing
    is written in it.

    Args:
        params: What is said so far, by the names of flags and arguments.
        incomplete: How the name begins.
    """
    conf = params.get("conf")
    if not isinstance(conf, Path) or not conf.is_dir():
        return []
    found = _jobs(conf, _options(conf, params))
    begins = [job for job in found if job.identifier.lower().startswith(incomplete.lower())]
    return [CompletionItem(job.identifier, help=_says(job)) for job in begins if not job.identifier.startswith("-")]


def _options(conf: Path, params: Mapping[str, Any]) -> Options:
    from unscaffold.commandline.settings import in_force  # noqa: PLC0415 - as little as possible is imported
    from unscaffold.options import Options  # noqa: PLC0415 - as above

    flags = {name: params.get(name) for name in _FLAGS}
    return Options(**in_force(conf, no_settings=bool(params.get("no_settings")), trust_settings=False, **flags))


def _jobs(conf: Path, options: Options) -> list[JobFacts]:
    from unscaffold.indexing import Memory  # noqa: PLC0415 - as above
    from unscaffold.inspecting import list_jobs  # noqa: PLC0415 - as above

    if Memory(conf, options).is_empty and not _is_small(conf):
        return []
    return list_jobs(conf, options).jobs


def _is_small(conf: Path) -> bool:
    entries = size = 0
    for _, length in _entries(conf):
        entries, size = entries + 1, size + length
        if entries > _MOST_ENTRIES or size > _MOST_BYTES:
            return False
    return True


def _entries(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield what is in a folder and below it: its name, and the size of an XML file."""
    for place, folders, files in os.walk(folder):
        yield from ((name, 0) for name in folders)
        for name in files:
            size = 0
            if name.lower().endswith(".xml"):
                with suppress(OSError):
                    size = (Path(place) / name).stat().st_size
            yield name, size


def _says(job: JobFacts) -> str:
    return job.words or job.origin
