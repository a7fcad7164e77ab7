"""The processors beside SaxonC on which the stylesheets run: where they are, and how they are started."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[1]
_JAR = Path(os.environ.get("SAXON_JAR", "/usr/share/java/Saxon-HE.jar"))
_PINNED = ROOT / "node_modules" / ".bin" / "xslt3"  # where `npm ci` puts that of package-lock.json


def missing(what: str) -> NoReturn:
    """Skip a test where a processor is not installed; on a CI system, fail it."""
    reason = f"NOT TESTED: {what}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def saxon_jar() -> Path:
    """Return the jar of Saxon-HE for Java."""
    need("java")
    if not _JAR.is_file():
        missing(f"there is no Saxon-HE at {_JAR}; install it, or name the jar in SAXON_JAR")
    return _JAR


def xslt3() -> Path:
    """Return the command line of SaxonJS: the one that `npm ci` installed, else what XSLT3 names, else the PATH's."""
    need("node")
    found = str(_PINNED) if _PINNED.is_file() else os.environ.get("XSLT3") or shutil.which("xslt3") or ""
    if not Path(found).is_file():
        missing(f"there is no xslt3{found and f' at {found}'}; say `npm ci`, or name it in XSLT3")
    return Path(found)


def saxonjs() -> Path:
    """Return the package of SaxonJS: npm puts it beside xslt3, or, where that is global, inside."""
    resolve = "console.log(require.resolve('saxon-js', {paths: [process.argv[1]]}))"
    done = run("node", "-e", resolve, "--", xslt3().resolve().parent)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip()).parent


def need(program: str) -> None:
    """Skip or fail a test where a program is not on the PATH."""
    if shutil.which(program) is None:
        missing(f"there is no {program} on the PATH")


def run(*command: str | Path, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command, whatever it returns; file names and messages are UTF-8."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **variables}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


def java(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Saxon-HE on Java, with what makes a short run short."""
    options = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
    return run("java", *options, "-cp", saxon_jar(), "net.sf.saxon.Transform", *arguments)


def compiled(stylesheet: Path, folder: Path) -> Path:
    """Return a stylesheet compiled for SaxonJS, which takes some seconds; what it compiled runs at once."""
    target = folder / f"{stylesheet.stem}.sef.json"
    # From a copy: where the path to the repository has a #, xslt3 reads no further.
    copy = shutil.copytree(stylesheet.parent, folder / stylesheet.parent.name, dirs_exist_ok=True)
    done = run(xslt3(), f"-xsl:{copy / stylesheet.name}", f"-export:{target}", "-nogo")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return target
