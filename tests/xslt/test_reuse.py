"""The page on using the stylesheets without us: its commands are run, and compared with what it says they give.

A block of code is marked by a comment before it: `<!-- test: NAME -->` for commands,
`<!-- test: NAME, file: PATH -->` for a file, `<!-- test: NAME, output -->` for what the test's commands print. The
blocks of a test are used in the order of the page, in a folder of its own, after the blocks of the test `start`.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from lxml import etree

from comparison import NAMESPACE, contoso, expected, lines, lines_of
from processors import ROOT, need, run, saxon_jar, saxonjs, xslt3
from systems import posix

pytestmark = posix("the commands of the page are those of a POSIX shell")
_BLOCK = re.compile(r"^(?:<!-- test: ([^\n]*) -->\n)?```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_RIDERS = ("AddTask", "LinkDependTask", "DoNotCreateJob")


class Block(NamedTuple):
    """A block of code of the page: the test it belongs to, and what it is for that: a file, `output`, or nothing."""

    test: str
    use: str
    text: str


def _blocks() -> list[Block]:
    page = (ROOT / "docs" / "reuse.md").read_text(encoding="utf-8")
    found = [(mark.partition(", "), text) for mark, _language, text in _BLOCK.findall(page)]
    return [Block(test, use.removeprefix("file: "), text) for (test, _, use), text in found]


_BLOCKS = _blocks()


def _run(test: str, folder: Path, **variables: str) -> str:
    """Use the blocks of a test, and return what its commands print."""
    contoso(folder)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    printed = ""
    for block in [b for b in _BLOCKS if b.test == "start"] + [b for b in _BLOCKS if b.test == test]:
        if block.use not in {"", "output"}:
            (folder / block.use).write_text(block.text, encoding="utf-8")
        elif block.use == "":
            done = run("sh", "-e", "-c", block.text, cwd=folder, **{"PATH": path, **variables})
            assert done.returncode == 0, done.stdout + done.stderr
            printed += done.stdout
    return printed


def _on_java(test: str, folder: Path) -> str:
    return _run(test, folder, SAXON=str(saxon_jar()))


def _on_saxonjs(test: str, folder: Path) -> str:
    need("npx")
    _install(folder / "node_modules")
    return _run(test, folder, npm_config_offline="true")


def _install(modules: Path) -> None:
    """Do what the page's command does, with links to what is installed already."""
    assert [block.text for block in _BLOCKS if block.test == "saxonjs-install"] == ["npm install xslt3 saxon-js\n"]
    (modules / ".bin").mkdir(parents=True)
    (modules / ".bin" / "xslt3").symlink_to(xslt3().resolve())
    (modules / "xslt3").symlink_to(xslt3().resolve().parent)
    (modules / "saxon-js").symlink_to(saxonjs())


def _job_expected(folder: Path) -> list[str]:
    """Return the lines of the slice, with the job that is expected in place of its scaffolding."""
    root = etree.parse(folder / "slice.xml").getroot()
    file = etree.parse(folder / "expected" / "ServiceNow" / "ServiceNow Jobs.xml")
    job = next(file.iter(f"{{{NAMESPACE}}}Job"))
    root.replace(root[-1], job)
    return lines(root)


def _finished(file: Path) -> list[str]:
    done = run(sys.executable, "-m", "unscaffold", "arguments", "--conf", file.with_name("Conf"), file)
    assert done.returncode == 0, done.stderr
    return lines(etree.fromstring(done.stdout.encode()))


def _written(folder: Path) -> dict[str, list[str]]:
    """Finish the files of the folder `Expanded`, which `written.xml` names, and return their lines."""
    files = [file for file in (folder / "Expanded").rglob("*") if file.is_file()]
    done = run(sys.executable, "-m", "unscaffold", "arguments", "--conf", folder / "Conf", "--in-place", *files)
    assert done.returncode == 0, done.stderr
    names = [unquote(file.text or "") for file in etree.parse(folder / "written.xml").getroot()]
    assert sorted(names) == sorted(file.relative_to(folder / "Expanded").as_posix() for file in files)
    return lines_of(folder / "Expanded", files)


def test_saxon(tmp_path: Path) -> None:
    _on_java("saxon", tmp_path)
    assert _finished(tmp_path / "job.xml") == _job_expected(tmp_path)


def test_saxon_on_a_folder(tmp_path: Path) -> None:
    _on_java("saxon-folder", tmp_path)
    assert _written(tmp_path) == expected(tmp_path / "Conf")


def test_ant(tmp_path: Path) -> None:
    need("ant")
    _on_java("ant", tmp_path)
    assert _finished(tmp_path / "job.xml") == _job_expected(tmp_path)
    assert _written(tmp_path) == expected(tmp_path / "Conf")


def test_saxonjs(tmp_path: Path) -> None:
    _on_saxonjs("saxonjs", tmp_path)
    assert _finished(tmp_path / "job.xml") == _job_expected(tmp_path)
    assert _finished(tmp_path / "job-by-api.xml") == _job_expected(tmp_path)


def test_saxonjs_on_a_folder(tmp_path: Path) -> None:
    _on_saxonjs("saxonjs-folder", tmp_path)
    assert _written(tmp_path) == expected(tmp_path / "Conf")


def test_saxonc(tmp_path: Path) -> None:
    _run("saxonc", tmp_path)
    assert _finished(tmp_path / "job.xml") == _job_expected(tmp_path)


def test_riders_are_finished(tmp_path: Path) -> None:
    _on_java("arguments", tmp_path)
    assert any(rider in (tmp_path / "job.xml").read_text(encoding="utf-8") for rider in _RIDERS)
    assert lines(etree.parse(tmp_path / "finished.xml").getroot()) == _job_expected(tmp_path)


def test_riders_of_a_folder_are_finished(tmp_path: Path) -> None:
    _on_java("arguments-folder", tmp_path)
    files = [file for file in (tmp_path / "Expanded").rglob("*") if file.is_file()]
    assert lines_of(tmp_path / "Expanded", files) == expected(tmp_path / "Conf")


@pytest.mark.parametrize("test", ["package", "finding"])
def test_what_is_printed_is_on_the_page(test: str, tmp_path: Path) -> None:
    assert _on_java(test, tmp_path) == next(b.text for b in _BLOCKS if (b.test, b.use) == (test, "output"))


def test_every_block_belongs_to_a_test() -> None:
    tested = {"start", "saxon", "saxon-folder", "ant", "saxonc", "package"}
    tested |= {"saxonjs-install", "saxonjs", "saxonjs-folder", "arguments", "arguments-folder", "finding"}
    assert {block.test for block in _BLOCKS} == tested
