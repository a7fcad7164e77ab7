"""The commands that are measured: unscaffold, the floor, and the stylesheets on other processors."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
EXPAND = ROOT / "xslt" / "expand.xsl"
EXPAND_FOLDER = ROOT / "xslt" / "expand-folder.xsl"

_JAR = Path(os.environ.get("SAXON_JAR", "/usr/share/java/Saxon-HE.jar"))
_XSLT3 = os.environ.get("XSLT3") or shutil.which("xslt3") or str(ROOT / "node_modules" / ".bin" / "xslt3")

Command = list[str | Path]


def unscaffold(*arguments: str | Path) -> Command:
    """Return the command as it is installed beside the interpreter that runs the benchmark."""
    return [Path(sys.executable).with_name("unscaffold"), *arguments]


def expand(conf: Path, output: Path) -> Command:
    """Return the expansion of a folder."""
    return unscaffold("expand", conf, "--output", output, "--quiet")


def expand_in_memory(conf: Path) -> Command:
    """Return the expansion of a folder into memory, which writes nothing."""
    code = "import sys, unscaffold as u; u.expand_in_memory(sys.argv[1], u.Options(workers=0))"
    return [sys.executable, "-c", code, conf]


def git(folder: Path, *arguments: str) -> Command:
    """Return git, by the name of nobody in particular."""
    return ["git", "-C", folder, "-c", "user.name=benchmark", "-c", "user.email=nobody@example.com", *arguments]


def diff(conf: Path) -> Command:
    """Return the comparison of a folder with itself in the last commit."""
    return unscaffold("diff", conf, "--base", "HEAD", "--quiet")


def floor(conf: Path, output: Path) -> Command:
    """Return what any expansion has to do at least: read every file, and write it."""
    return [sys.executable, "-m", "benchmarks.floor", conf, output]


def rights_floor(file: Path, rules: int) -> Command:
    """Return what any expansion of access rights has to do at least: write the rules."""
    return [sys.executable, "-m", "benchmarks.rights_floor", file, str(rules)]


def warm(slice_file: Path) -> Command:
    """Return the expansion of a slice in a warm process, which prints its seconds."""
    return [sys.executable, "-m", "benchmarks.warm", slice_file]


def saxon(conf: Path, way: str) -> Command:
    """Return what prints the seconds that Saxon takes for a job of a folder, by "stylesheets" or "literal"."""
    return [sys.executable, "-m", "benchmarks.saxon", conf, way]


def check(conf: Path, *flags: str) -> Command:
    """Return the check of a folder, which ends well whatever it finds."""
    return unscaffold("check", conf, "--quiet", "--fail-on", "never", *flags)


def plain(way: str, lines: Path, workers: int) -> Command:
    """Return what runs the command lines of a file: processes share them ("shared"), or each has a "fresh" one."""
    return [sys.executable, "-m", "benchmarks.plain", way, lines, str(workers)]


def replayed(outcomes: str | Path, fleet_: Command) -> Command:
    """Return a run of `fleet` that is told what came of another run; without one, that nothing has changed."""
    return [sys.executable, "-m", "benchmarks.replay", outcomes, *fleet_[1:]]


def fetch(repositories: Sequence[Path]) -> Command:
    """Return what prints the seconds for a fetch of one of git repositories."""
    return [sys.executable, "-m", "benchmarks.fetch", *repositories]


def has_git() -> bool:
    """Return whether there is a git."""
    return shutil.which("git") is not None


def has_java() -> bool:
    """Return whether Saxon-HE can be run on Java."""
    return EXPAND_FOLDER.exists() and _JAR.exists() and shutil.which("java") is not None


def has_xslt3() -> bool:
    """Return whether SaxonJS can be run on Node."""
    return Path(_XSLT3).exists()


def java(source: Path, target: Path) -> Command:
    """Return the expansion of one document by Saxon-HE on Java."""
    return [*_saxon(), f"-s:{source}", f"-xsl:{EXPAND}", f"-o:{target}"]


def java_folder(conf: Path, output: Path) -> Command:
    """Return the expansion of a folder by Saxon-HE on Java."""
    folders = [f"folder={conf.as_uri()}/", f"output={output.as_uri()}/"]
    return [*_saxon(), "-it", f"-xsl:{EXPAND_FOLDER}", *folders]


def xslt3(source: Path, target: Path) -> Command:
    """Return the expansion of one document by SaxonJS."""
    return [_XSLT3, f"-s:{source}", f"-xsl:{EXPAND}", f"-o:{target}"]


def java_version() -> Command:
    """Return the command that prints the version of Saxon-HE."""
    return ["java", "-cp", str(_JAR), "net.sf.saxon.Version"]


def xslt3_version() -> Path:
    """Return the file that names the version of SaxonJS."""
    return Path(_XSLT3).resolve().with_name("package.json")


def _saxon() -> Command:
    # The heap that Java takes by default is too small for 10,000 connectors.
    return ["java", "-Xmx8g", "-cp", str(_JAR), "net.sf.saxon.Transform"]
