"""Submodules: where their repositories are, as a commit says; it is a stranger's, and leads to no file of ours."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from unscaffold.findings import Failure
from unscaffold.repositories.git_sources import Remote
from unscaffold.repositories.urls import GIT, git_url, redacted
from unscaffold.revisions import ask

if TYPE_CHECKING:
    from pathlib import Path

_FACT = re.compile(r"(?s)submodule\.(.*)\.(path|url)\n(.*)")
_SHORT = re.compile(r"([\w.-]+@[\w.-]+):(?!//)(.+)")  # git@host:path, as ssh has it
_SAFE = "https:ssh"


def remote_of_module(remote: Remote, repository: Path, commit: str, path: str) -> Remote:
    """Return the repository of a submodule.

    Args:
        remote: That in which the submodule is.
        repository: What was fetched of it.
        commit: The commit.
        path: The path of the submodule in it.

    Raises:
        Failure: The commit does not say where it is, or names a place that is not read.
    """
    url = _urls(repository, commit).get(path)
    if url is None:
        raise Failure(
            f"{remote.name} does not say in .gitmodules where its submodule {redacted(path)} is; mend it there"
        )
    if url.startswith(("./", "../")):
        url = _joined(remote.url, url)
    short = _SHORT.fullmatch(url)
    whole = f"ssh://{short[1]}/{short[2]}" if short else url
    try:
        found = git_url(GIT + whole)
    except ValueError:
        found = ""
    if not found or found.startswith("file:"):
        raise Failure(
            f"the submodule {redacted(path)} of {remote.name} is at {redacted(url)}, and submodules are fetched by"
            " https and ssh only; leave submodules out, or name a check-out as source"
        )
    return Remote(found, _SAFE)


def _joined(base: str, relative: str) -> str:
    """Return the URL that a relative one is, as git joins them: the repository counts as a folder."""
    parts = urlsplit(base)
    path = posixpath.normpath(posixpath.join(parts.path.rstrip("/"), relative))
    return urlunsplit(parts._replace(path=path))


def _urls(repository: Path, commit: str) -> dict[str, str]:
    """Return the URLs of submodules, by their paths."""
    asked = ["config", "--blob", f"{commit}:.gitmodules", "-z", "--get-regexp", r"^submodule\..*\.(path|url)$"]
    said = ask(repository, asked).out.decode("utf-8", "surrogateescape")
    facts: dict[str, dict[str, str]] = {}
    for one in said.split("\0"):
        if match := _FACT.fullmatch(one):
            facts.setdefault(match[1], {})[match[2]] = match[3]
    return {fact["path"]: fact["url"] for fact in facts.values() if len(fact) == len(("path", "url"))}
