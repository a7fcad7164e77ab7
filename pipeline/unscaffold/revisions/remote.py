"""The program git, asked about a repository of another machine: nobody is asked for a password, nothing is run.

How a server is reached is what the user's own configuration of git says: credential helpers, proxies, keys.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from unscaffold.revisions.answers import Bounds, answer
from unscaffold.revisions.git import command, environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from unscaffold.revisions.answers import Answer

# What the user's own environment may say of how a server is reached.
_REACHING = ("GIT_ASKPASS", "GIT_HTTP_", "GIT_PROXY_", "GIT_SSH", "GIT_SSL_")
_SILENT = {
    "GIT_ALLOC_LIMIT": "2g",  # of memory at a time: a few bytes that are sent may stand for a file of any size
    "GCM_INTERACTIVE": "never",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "SSH_ASKPASS_REQUIRE": "never",
}
_SETTINGS = (
    "gc.auto=0",
    "maintenance.auto=false",
    "core.askPass=",
    "submodule.recurse=false",
    "fetch.unpackLimit=1",  # what is fetched stays in one file: a folder for each of many objects takes as long again
)
_FLAGS = tuple(word for one in _SETTINGS for word in ("-c", one))


def ask_remote(folder: Path, arguments: Sequence[str], protocols: str, bounds: Bounds) -> Answer:
    """Run git in a folder, with the network.

    Args:
        folder: The folder, whose repository is ours, or that is in none.
        arguments: The command, with its own.
        protocols: Those that may be used, with colons between them.
        bounds: What it may take.

    Raises:
        TimeoutError: It has not answered in time.
        Failure: There is no git, or it prints or writes more than it may.
    """
    return answer(command(folder, [*_FLAGS, *arguments]), _environment(protocols), bounds, apart=True)


def _environment(protocols: str) -> Mapping[str, str]:
    own = {name: value for name, value in os.environ.items() if name.startswith(_REACHING)}
    # An empty program that asks for passwords is none: git then does not look for another one.
    return {"GIT_ASKPASS": "", **environment(), **own, **_SILENT, "GIT_ALLOW_PROTOCOL": protocols}
