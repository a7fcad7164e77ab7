"""The wheel in an environment that has nothing else: whether it works there, and what is there then."""

from __future__ import annotations

import json
import sys
import venv
from typing import TYPE_CHECKING

from release.contents import files_of
from release.programs import Refusal, run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MANIFEST = ".unscaffold.json"
# Their flags, and whether nothing at all may be found in them.
_SAMPLES: dict[str, tuple[Sequence[str], bool]] = {
    "contoso": ((), False),
    "microsoft-entra-id": ((), True),
    "own-scaffolding": (("--trust-settings",), True),
    "rights": ((), True),
}


def install(wheel: Path, version: str, tree: Path, folder: Path) -> Path:
    """Install a wheel, with what it needs, into an environment of its own; return its Python.

    Args:
        wheel: The wheel.
        version: Its version.
        tree: The work tree, whose `constraints.txt` says which versions of the rest.
        folder: Where the environment is made.

    Raises:
        Refusal: It cannot be installed.
    """
    venv.create(folder, with_pip=False)  # or pip would be told as a part of what we deliver
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        python,
        "install",
        "--quiet",
    ]
    # Found by its name, it does not tell from which folder it came; and no index is asked for what is not there yet.
    wanted = f"unscaffold=={version}"
    run([*pip, "--no-index", "--no-deps", "--find-links", wheel.parent, wanted], folder)
    run([*pip, "--constraint", tree / "constraints.txt", wanted], folder)
    return python


def use(python: Path, version: str, tree: Path, folder: Path) -> None:
    """Use what is installed: expand and check the samples.

    Args:
        python: The Python of the environment.
        version: The version that it must say it is.
        tree: The work tree, which has the samples and what is expected of them.
        folder: An empty folder, where the output goes.

    Raises:
        Refusal: It does not work, or does other than it should.
    """
    folder.mkdir()
    # With -I, neither the working folder nor PYTHONPATH leads to what is not installed.
    program: list[str | Path] = [python, "-I", "-m", "unscaffold"]
    said = run([*program, "--version"], folder)
    if said != f"unscaffold, version {version}\n":
        raise Refusal(f"what is installed says that it is {said!r}")
    for name, (flags, is_clean) in _SAMPLES.items():
        sample = tree / "samples" / name
        run([*program, "expand", sample / "Conf", "-o", name, "--quiet", *flags], folder, UNSCAFFOLD_CACHE="off")
        written = files_of(folder / name)
        del written[_MANIFEST]
        if written != files_of(sample / "expected"):
            raise Refusal(f"the sample {name} is not expanded as expected by what is installed")
        checked = [*program, "check", sample / "Conf", "--format", "json", *flags]
        found = json.loads(run(checked, folder, UNSCAFFOLD_CACHE="off"))["findings"]
        if is_clean and found:
            raise Refusal(f"something is found in the sample {name} by what is installed: {found[0]}")


def bill(python: Path, version: str, tree: Path, file: Path, moment: int) -> None:
    """Write what a clean installation contains, as CycloneDX.

    Args:
        python: The Python of the environment.
        version: Our version.
        tree: The work tree.
        file: The file to be written.
        moment: When that is, in seconds since 1970.

    Raises:
        Refusal: It cannot be told, or is not right by the schema of CycloneDX.
    """
    project = file.with_suffix(".toml")  # cyclonedx-py knows no version that stands elsewhere
    text = (tree / "pyproject.toml").read_text("utf-8").replace(', "version"]\n', f']\nversion = "{version}"\n', 1)
    project.write_text(text, "utf-8")
    flags: list[str | Path] = [
        "--pyproject",
        project,
        "--output-reproducible",
        "--validate",
        "--of",
        "JSON",
        "--sv",
        "1.6",
        "-o",
        file,
    ]
    run(
        [sys.executable, "-m", "cyclonedx_py", "environment", *flags, python],
        file.parent,
        SOURCE_DATE_EPOCH=str(moment),
    )
    project.unlink()
