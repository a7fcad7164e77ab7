"""The wheel carries the stylesheets, and what the Makefile runs exists."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
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


def test_the_modules_that_the_makefile_runs_exist() -> None:
    modules = re.findall(r"python -m ([\w.]+)", (_ROOT / "Makefile").read_text("utf-8"))
    assert sorted(modules) == ["benchmarks", "pip", "tests.test_golden"]
    assert all(find_spec(module) for module in modules)


def test_fuzzing_ends_in_time_and_says_what_it_did() -> None:
    assert "$(BIN)/python tests/fuzz.py $(SECONDS)" in (_ROOT / "Makefile").read_text("utf-8")
    run = subprocess.run([sys.executable, "tests/fuzz.py", "0"], cwd=_ROOT, capture_output=True, check=True)
    assert run.stdout.decode().splitlines() == ["       0 examples", "       0 seconds, no failure"]


def test_the_processors_on_node_are_pinned_and_no_registry_is() -> None:
    lock = json.loads((_ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock[""]["devDependencies"] == {
        name: lock[f"node_modules/{name}"]["version"] for name in ("saxon-js", "xslt3")
    }
    assert [name for name, package in lock.items() if "resolved" in package] == []


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", (_ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "Conf").symlink_to(_ROOT / "samples" / "contoso" / "Conf", target_is_directory=True)
    environment = os.environ | {"PYTHONPATH": str(_ROOT / "pipeline")}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert [line.split()[-1] for line in run.stdout.decode().splitlines()] == ["'ServiceNow'", "mode"]
    assert (tmp_path / "Expanded" / "AD" / "AD Jobs.xml").exists()
