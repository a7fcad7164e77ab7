"""Sources that are git repositories: which commit a ref is, and its files, taken from git's objects only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import Failure
from unscaffold.repositories.fault import Fault
from unscaffold.repositories.names import BYTES
from unscaffold.repositories.urls import git_url, redacted
from unscaffold.revisions import MERGE_BASE, Answer, Bounds, ask, ask_remote

if TYPE_CHECKING:
    from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SHORT = re.compile(r"[0-9a-f]{7,39}")
_BACK = re.compile(r"(.*?)((?:~[0-9]{0,4}|\^)*)")  # main~3, HEAD^
_ASKED, _FETCHED = 60.0, 900.0  # seconds
# What git says where no other attempt makes a difference. The rest is the network, or a server that is busy.
_WRONG = (
    "not found",
    "not exist",
    "not appear to be a git repository",
    "not allowed",
    "could not read Username",
    "could not read Password",
    "Authentication failed",
    "Permission denied",
    "Host key verification failed",
    "dubious ownership",
    "unable to find remote helper",
    "attempting to allocate",
)


class Remote(NamedTuple):
    """A repository elsewhere: its URL, and the protocols that may be used for it."""

    url: str
    protocols: str

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return redacted(self.url)


class Ref(NamedTuple):
    """A ref of a repository elsewhere: its name there, empty for a commit that was named, and its commit."""

    name: str
    commit: str


def remote_of(source: str) -> Remote:
    """Return the repository of a source.

    Raises:
        Failure: Its URL may not be used.
    """
    try:
        url = git_url(source)
    except ValueError as error:
        raise Failure(f"the source {error}") from None
    # Only what the list itself names is read of this machine: no server leads there.
    return Remote(url, "file" if url.startswith("file:") else "https:ssh")


def ref_of(remote: Remote, ref: str, folder: Path) -> Ref:
    """Return what a ref is, as the repository says now.

    Args:
        remote: The repository.
        ref: A branch, a tag or a whole commit; empty for the default branch.
        folder: A folder in which git runs.

    Raises:
        Failure: There is none of that name, or the repository may not be read.
        Fault: git, or the server, does not answer.
    """
    if _COMMIT.fullmatch(ref):
        return Ref("", ref)
    names = _names(ref)
    peeled = [f"{name}^{{}}" for name in names]
    said = _answer(remote, folder, ["ls-remote", "--symref", "--", remote.url, *names, *peeled], Bounds(_ASKED))
    if said.code:
        raise _wrong(remote, said)
    commits, branch = _advertised(said.out.decode("utf-8", "replace"))
    found = [Ref(name, commits.get(f"{name}^{{}}", commits[name])) for name in names if name in commits]
    if len(found) > 1:
        raise Failure(f"{remote.name} has a branch and a tag {ref}; say {' or '.join(one.name for one in found)}")
    if not found or not _COMMIT.fullmatch(found[0].commit):
        raise Failure(_unknown(remote, ref))
    return Ref(branch, found[0].commit) if found[0].name == "HEAD" and branch else found[0]


def _names(ref: str) -> list[str]:
    if ref in ("", "HEAD"):
        return ["HEAD"]
    return [ref] if ref.startswith("refs/") else [f"refs/heads/{ref}", f"refs/tags/{ref}"]


def _advertised(printed: str) -> tuple[dict[str, str], str]:
    """Return the commits of what ls-remote printed, by their refs, and the ref that HEAD is; empty if it is none."""
    commits: dict[str, str] = {}
    branch = ""
    for line in printed.splitlines():
        said, _, name = line.partition("\t")
        if not said.startswith("ref: "):
            commits[name] = said
        elif name == "HEAD":
            branch = said.removeprefix("ref: ")
    return commits, branch


def _unknown(remote: Remote, ref: str) -> str:
    if ref in ("", "HEAD"):
        return f"{remote.name} has no default branch, or no commit yet; name a branch as ref"
    if _SHORT.fullmatch(ref):
        return f"{remote.name} has no branch or tag {ref}; of a commit, name all 40 digits"
    return f"{remote.name} has no branch or tag {ref}; git ls-remote {remote.name} names those that are"


def split(revision: str) -> tuple[str, int]:
    """Return the ref from which a revision goes back, and how many commits: of `main~3`, `main` and 3."""
    match = _BACK.fullmatch(revision)
    assert match
    steps = [1 if step in ("^", "~") else int(step[1:]) for step in re.findall(r"~[0-9]*|\^", match[2])]
    return match[1], sum(steps)


def base_of(remote: Remote, base: str, ref: str, folder: Path) -> Ref:
    """Return the ref from which a revision to compare with is reached; what is raised is that of `ref_of`.

    Args:
        remote: The repository.
        base: A revision: a ref, `origin/` before a branch, `HEAD`, and perhaps `~3` behind; or `MERGE_BASE`.
        ref: The ref of the source, which is `HEAD`.
        folder: A folder in which git runs.
    """
    name, _ = split("" if base == MERGE_BASE else base)
    if base != MERGE_BASE and (not name or name.startswith("-")):
        raise Failure(f"'{redacted(base)}' is no revision; name a commit, a branch or a tag with --base")
    return ref_of(remote, ref if name == "HEAD" else name.removeprefix("origin/"), folder)


def fetch(remote: Remote, ref: Ref, repository: Path, depth: int = 1) -> None:
    """Fetch a commit into a repository of ours.

    Args:
        remote: Where it is.
        ref: What it is; a server that gives no commits by their digests gives the ref.
        repository: The folder of the repository.
        depth: How many commits back; 0 for all.

    Raises:
        Failure: The repository may not be read, or is too large.
        Fault: git, or the server, does not answer; or the ref has moved since.
    """
    shallow = [f"--depth={depth}"] if depth else []
    flags = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", *shallow]
    bounds = Bounds(_FETCHED, repository, BYTES)
    said = _answer(remote, repository, [*flags, "--", remote.url, ref.commit], bounds)
    by_name = bool(said.code and ref.name and "unadvertised object" in said.complaint)
    if by_name:
        said = _answer(remote, repository, [*flags, "--", remote.url, ref.name], bounds)
    if said.code:
        raise _wrong(remote, said)
    if by_name and ask(repository, ["cat-file", "-e", f"{ref.commit}^{{commit}}"]).code:
        raise Fault(f"{remote.name} has another commit as {redacted(ref.name)} than a moment ago; try again")


def _answer(remote: Remote, folder: Path, arguments: list[str], bounds: Bounds) -> Answer:
    try:
        return ask_remote(folder, arguments, remote.protocols, bounds)
    except TimeoutError:
        raise Fault(f"{remote.name} has not answered within {bounds.seconds:.0f} seconds") from None
    except Failure as failure:
        raise Failure(f"{remote.name}: {failure.sentence}") from None


def _wrong(remote: Remote, said: Answer) -> Failure | Fault:
    complaint = redacted(said.complaint) or f"git ended with {said.code}"
    if any(words in said.complaint for words in _WRONG):
        return Failure(f"{remote.name} cannot be read: {complaint}")
    return Fault(f"{remote.name} cannot be read now: {complaint}")
