"""The README and the pages beside it: what they show is what is printed, what they list is what there is.

A block of commands after `<!-- test -->` is run, a page at a time, in a folder with the samples. A diagram after
`<!-- unscaffold graph … -->` is what that prints.
`python -m tests.test_docs` writes the output of all of them anew; review the diff.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree

from systems import posix
from unscaffold.settings.keys import KEYS

_ROOT = Path(__file__).parents[1]
_PAGES = [
    _ROOT / "README.md",
    *(
        _ROOT / "docs" / f"{name}.md"
        for name in (
            "own-scaffoldings",
            "explain",
            "formats",
            "rights",
            "diff",
            "verify",
            "attest",
            "editors",
            "graph",
            "scheduled",
        )
    ),
]
_SPEAKING_OF_FILES = [_ROOT / "CONTRIBUTING.md", *(_ROOT / "docs" / "decisions").glob("*.md")]
_BLOCK = re.compile(r"(?<=<!-- test -->\n```console\n).*?(?=```\n)", re.DOTALL)
_DIAGRAM = re.compile(r"(?<=<!-- )(unscaffold graph [^\n]*)( -->\n)```mermaid\n.*?```\n", re.DOTALL)


def _run(command: str, folder: Path) -> str:
    program, *words = shlex.split(command)
    arguments = [sys.executable, "-m", program, *words] if program == "unscaffold" else [program, *words]
    # As on a terminal, which shows what is printed and what is said in their order.
    environment = os.environ | {
        "COLUMNS": "110",
        "GIT_CEILING_DIRECTORIES": str(_ROOT),  # samples are in no repository, whatever this is a checkout of
        "PYTHONPATH": str(_ROOT / "pipeline"),
        "PYTHONUNBUFFERED": "1",
    }
    run = subprocess.run(
        arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = re.sub(r"\(\d+\.\d\d s\)", "(0.40 s)", run.stdout.decode())
    said = re.sub(r'^\{"time": "[^"]+"', '{"time": "2026-01-05T05:17:00.400Z"', said, flags=re.MULTILINE)
    return re.sub(r'"seconds": [\d.]+', '"seconds": 0.4', said)


def _as_run(page: Path, folder: Path) -> str:
    """Return a page with the output of its commands as they print it now."""
    for shared in ("samples", "tests"):
        (folder / shared).symlink_to(_ROOT / shared, target_is_directory=True)

    def block(match: re.Match[str]) -> str:
        commands = [line[2:] for line in match[0].splitlines() if line.startswith("$ ")]
        return "".join(f"$ {command}\n{_run(command, folder)}" for command in commands)

    def diagram(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}{_run(match[1], folder)}"

    return _DIAGRAM.sub(diagram, _BLOCK.sub(block, page.read_text("utf-8")))


@posix("the pages show names of files as POSIX has them")
@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    assert _as_run(page, tmp_path) == page.read_text("utf-8")


def test_the_pages_link_to_what_is_there() -> None:
    for page in [*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md")]:
        links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
        assert [link for link in links if not (page.parent / link).stat().st_size] == []


@pytest.mark.parametrize("page", _SPEAKING_OF_FILES, ids=lambda page: page.name)
def test_the_pages_for_those_who_carry_on_name_what_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    # A word in capitals stands for a name: tests/golden/NAME
    files = [name for name in re.findall(r"`([a-z._][\w.-]*/[\w./-]*)`", text) if not re.search(r"[A-Z]{3}", name)]
    known = [_ROOT, _ROOT / "pipeline" / "unscaffold"]
    assert [name for name in files if not any((folder / name).exists() for folder in known)] == []
    assert [name for name in re.findall(r"python -m ([\w.]+)", text) if find_spec(name) is None] == []
    targets = set(re.findall(r"^([a-z]+):", (_ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)(?:`| )", text, re.MULTILINE)) - targets == set()


def test_the_decisions_are_listed() -> None:
    folder = _ROOT / "docs" / "decisions"
    listed = re.findall(
        r"^\| \[(\d{4})\]\((\1-[\w-]+\.md)\) \|", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert [file for _number, file in listed] == sorted(path.name for path in folder.glob("0*.md"))


def test_the_readme_counts_levels_as_they_are() -> None:
    rows = re.findall(
        r"\| `\w+` \| `([^`]+\.xml)` \| `(\w+)`[^|]* \| (\w+) \|", (_ROOT / "README.md").read_text("utf-8")
    )
    counted = []
    for file, job, _levels in rows:
        root = etree.parse(_ROOT / "samples/contoso/expected" / file)
        (found,) = root.xpath(f"//*[local-name() = 'Job'][@Identifier = '{job}']")
        levels = {step.get("Level") for step in found} - {None}
        counted.append((file, job, str(len(levels)) if levels else "none"))
    assert len(rows) == 8
    assert rows == counted


def test_the_page_of_errors_lists_them_all() -> None:
    errors = etree.parse(_ROOT / "xslt" / "errors.xml").getroot().iterchildren("{*}error")
    listed = re.findall(
        r"^\| (U\d+) \| (\w+) \| (.*) \|$", (_ROOT / "docs" / "errors.md").read_text("utf-8"), re.MULTILINE
    )
    assert listed == [(error.get("code"), error.get("severity"), error.text) for error in errors]


def test_the_page_of_settings_lists_the_keys_and_their_flags() -> None:
    page = (_ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| .* \| (?:`--(\w+)`.*)?\|$", page, re.MULTILINE)
    assert rows == [(key, "" if key in {"ignore-in", "severity"} else key) for key in KEYS]


if __name__ == "__main__":
    for each in _PAGES:
        with TemporaryDirectory() as temporary:
            each.write_text(_as_run(each, Path(temporary)), "utf-8", newline="\n")
