"""The Containerfile: no builder is at hand, so its steps are run in folders that stand for the roots of images."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

import unscaffold
from ci.steps import GITHUB, JOBS, ROOT, SETTINGS, run
from systems import posix

if TYPE_CHECKING:
    from pathlib import Path

Instruction = tuple[str, str]


def instructions() -> list[list[Instruction]]:
    """Return the stages of the file, each its instructions."""
    lines = [line for line in (ROOT / "Containerfile").read_text("utf-8").splitlines() if line and line[0] != "#"]
    stages: list[list[Instruction]] = []
    for line in lines:
        name, _, rest = line.partition(" ")
        if name == "FROM":
            stages.append([])
        stages[-1].append((name, rest))
    return stages


BUILD, IMAGE = instructions()


def test_both_stages_begin_with_one_image_by_its_digest() -> None:
    images = [stage[0][1].partition(" AS ")[0] for stage in (BUILD, IMAGE)]
    assert images[0] == images[1]
    assert re.fullmatch(r"python:3\.\d+-slim@sha256:[0-9a-f]{64}", images[0])


def test_the_image_runs_the_command_as_nobody_in_particular() -> None:
    assert [one for one in IMAGE if one[0] not in {"FROM", "COPY", "ENV"}] == [
        ("WORKDIR", "/work"),
        ("USER", "10001:10001"),
        ("ENTRYPOINT", '["unscaffold"]'),
        ("CMD", '["--help"]'),
    ]


def test_what_is_copied_is_what_a_build_needs() -> None:
    copied = [rest.split() for name, rest in BUILD if name == "COPY"]
    assert [source for *sources, _ in copied for source in sources if not (ROOT / source).exists()] == []
    assert {name for name, _ in BUILD} == {"FROM", "COPY", "RUN"}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the steps of both stages, each in a folder for its root; return that of the image."""
    build, image = (tmp_path_factory.mktemp(name) for name in ("build", "image"))
    for name, rest in BUILD[1:]:
        if name == "COPY":
            _copy(rest, ROOT, build)
        else:
            # What is copied into the image must know its own place there, as it does in a real one.
            script = rest.replace("/opt/", f"{image}/opt/").replace("/source", f"{build}/source")
            done = run(GITHUB, script, build)
            assert done.code == 0, done.err
    return image


def _copy(rest: str, context: Path, root: Path) -> None:
    *sources, target = rest.split()
    for source in sources:
        place = root / target.removeprefix("/")
        if (context / source).is_dir():
            shutil.copytree(context / source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(context / source, place)


@posix("the image is one of Linux")
def test_the_command_works_in_a_folder_that_is_mounted(image: Path, tmp_path: Path) -> None:
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Conf" / "Jobs.xml").write_text(JOBS, "utf-8")
    (tmp_path / "Conf" / "Settings.xml").write_text(SETTINGS, "utf-8")
    (entry,) = (json.loads(rest) for name, rest in IMAGE if name == "ENTRYPOINT")
    (variables,) = (rest.replace("/opt/", f"{image}/opt/") for name, rest in IMAGE if name == "ENV")

    def container(*arguments: str) -> tuple[int, str, str]:
        return run(GITHUB, f"export {variables}; exec {shlex.join([*entry, *arguments])}", tmp_path)

    assert container("--version") == (0, f"unscaffold, version {unscaffold.__version__}\n", "")
    assert container("check", "Conf", "-q") == (0, "", "")
    assert container("expand", "Conf", "-o", "Expanded", "-q") == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "Expanded").iterdir()) == [
        ".unscaffold.json",
        "Jobs.xml",
        "Settings.xml",
    ]
