"""What is distributed: it works where it is installed, and holds what it should."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

_ROOT = Path(__file__).parents[1]


def test_an_installed_wheel_expands_from_another_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=_ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    source = _ROOT / "samples" / "microsoft-entra-id"
    run = [sys.executable, "-m", "unscaffold", "expand", str(source / "Conf"), "-o", "Out", "--quiet"]
    subprocess.run(run, cwd=tmp_path, env=environment, check=True)
    assert _files(tmp_path / "Out") == _files(source / "expected")
    scenarios = {path.name for path in (_ROOT / "xslt").rglob("*.xspec")}
    assert _names(tmp_path / "installed" / "unscaffold" / "xslt") == _names(_ROOT / "xslt") - scenarios


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*.*")}


def _files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*.xml") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", (_ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "Conf").symlink_to(_ROOT / "samples" / "contoso" / "Conf", target_is_directory=True)
    environment = os.environ | {"PYTHONPATH": str(_ROOT / "pipeline")}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert [line.split()[-1] for line in run.stdout.decode().splitlines()] == ["'ServiceNow'", "mode"]
    assert (tmp_path / "Expanded" / "AD" / "AD Jobs.xml").exists()
