"""All that a release delivers: the distributions, what they bring along, and the digests of all that."""

from __future__ import annotations

import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

from release.building import build
from release.trying import bill, install, use

if TYPE_CHECKING:
    from pathlib import Path


def deliver(tree: Path, version: str, folder: Path, moment: int) -> Path:
    """Build what a release delivers, and try it.

    Args:
        tree: The work tree, with nothing in it that is not under version control.
        version: The version.
        folder: A folder for what is needed meanwhile.
        moment: When the release is made, in seconds since 1970.

    Returns:
        The folder of what is delivered.

    Raises:
        Refusal: Something is not as it should be.
    """
    built = build(tree, version, folder / "built", moment)
    python = install(built.wheel, version, tree, folder / "clean")
    use(python, version, tree, folder / "used")
    delivered = folder / "delivered"
    delivered.mkdir()
    for file in built:
        shutil.copyfile(file, delivered / file.name)
    bill(python, version, tree, delivered / f"unscaffold-{version}.cdx.json", moment)
    digests = [f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(delivered.iterdir())]
    (delivered / "SHA256SUMS").write_bytes("".join(digests).encode())
    return delivered
