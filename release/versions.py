"""What a version may be called, and what must be true before it is released."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from release.programs import Refusal, git

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "main"
PACKAGE = "pipeline/unscaffold/__init__.py"
_OWN = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


def check(root: Path, version: str) -> None:
    """Check that a release can be made of a repository.

    Args:
        root: The folder of the work tree.
        version: What it is to be called.

    Raises:
        Refusal: It cannot, and why.
    """
    wanted = _parsed(version)
    if branch := git(root, "branch", "--show-current"):
        if branch != MAIN:
            raise Refusal(f"releases are made of {MAIN}, and this is {branch}")
    else:
        raise Refusal(f"releases are made of {MAIN}, and no branch is checked out")
    if changed := git(root, "status", "--porcelain"):
        raise Refusal(f"the work tree is not clean; commit or remove:\n{changed}")
    if git(root, "rev-parse", "--is-shallow-repository") == "true":
        raise Refusal(
            "this clone is shallow, and may lack tags of what is released; say: git fetch --unshallow --tags"
        )
    released = [tag for tag in git(root, "tag", "--list", "v*").splitlines() if _is_version(tag[1:])]
    if f"v{version}" in released:
        raise Refusal(f"{version} is released already: there is a tag v{version}")
    if later := [tag for tag in released if Version(tag[1:]) >= wanted]:
        raise Refusal(f"{version} is not larger than what is released: {', '.join(later)}")
    if wanted < Version(there := current(root)):
        raise Refusal(f"{version} is smaller than the version that {PACKAGE} names, {there}")


def current(root: Path) -> str:
    """Return the version that the package names.

    Raises:
        Refusal: It names none.
    """
    found = _OWN.search((root / PACKAGE).read_text("utf-8"))
    if found is None:
        raise Refusal(f"{PACKAGE} names no version")
    return found[1]


def _parsed(version: str) -> Version:
    """Return a version of three numbers, as semantic versioning has them, and perhaps a mark of what comes before."""
    try:
        parsed = Version(version)
    except InvalidVersion:
        raise Refusal(f"{version!r} is no version; say three numbers, such as 1.2.3 or 1.2.3rc1") from None
    is_more = parsed.epoch or parsed.is_postrelease or parsed.is_devrelease or parsed.local
    if len(parsed.release) != 3 or is_more or str(parsed) != version:  # noqa: PLR2004 - as the sentence says
        raise Refusal(f"{version!r} is not as we write versions; say three numbers, such as 1.2.3 or 1.2.3rc1")
    return parsed


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True
