"""The README and the pages beside it: what they show is what is printed, what they list is what there is.

A block of commands after `<!-- test -->` is run, a page at a time, in a folder with the samples, and with the files
that stand above it after `<!-- file: … -->`. A diagram after `<!-- unscaffold graph … -->` is what that prints, and
what follows the Python after `<!-- example -->` is, too.
`python -m tests.test_docs` writes the output of all of them anew; review the diff.
"""

from __future__ import annotations

import inspect
import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent

import click
import pytest
from lxml import etree

import unscaffold
from systems import posix
from unscaffold.commandline import main
from unscaffold.commandline.fleet_flags import COMMANDS
from unscaffold.settings.keys import KEYS

_ROOT = Path(__file__).parents[1]
_PAGES = [
    _ROOT / "README.md",
    *(
        _ROOT / "docs" / f"{name}.md"
        for name in (
            "adopt",
            "attest",
            "diff",
            "editors",
            "explain",
            "fleet",
            "formats",
            "graph",
            "own-scaffoldings",
            "python",
            "report",
            "rights",
            "scheduled",
            "verify",
            "windows",
        )
    ),
]
_ALL_PAGES = [_ROOT / "README.md", *sorted((_ROOT / "docs").glob("*.md"))]
_SPEAKING_OF_FILES = [_ROOT / "CONTRIBUTING.md", *(_ROOT / "docs" / "decisions").glob("*.md")]
_FILE = r"<!-- file: (?P<file>[\w./-]+) -->\n```(?:xml|toml)\n(?P<content>.*?)```\n"
_COMMANDS = r"(?<=<!-- test -->\n)(?P<space> *)```console\n(?P<commands>.*?)(?= *```\n)"
_BLOCK = re.compile(f"{_FILE}|{_COMMANDS}", re.DOTALL)
_EXAMPLE = re.compile(r"(?<=<!-- example -->\n```python\n)(.*?)(```\n\n```text\n)(.*?)(?=```\n)", re.DOTALL)
_DIAGRAM = re.compile(r"(?<=<!-- )(unscaffold graph [^\n]*)( -->\n)```mermaid\n.*?```\n", re.DOTALL)


def _run(command: str, folder: Path) -> str:
    program, *words = shlex.split(command)
    ours = {"unscaffold": [sys.executable, "-m", program], "python": [sys.executable]}
    arguments = [*ours.get(program, [program]), *words]
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
    said = re.sub(r" +\d+\.\d\d$", lambda found: "0.40".rjust(len(found[0])), said, flags=re.MULTILINE)  # of a fleet
    said = re.sub(r'^\{"time": "[^"]+"', '{"time": "2026-01-05T05:17:00.400Z"', said, flags=re.MULTILINE)
    return re.sub(r'"seconds": [\d.]+', '"seconds": 0.4', said)


def _as_run(page: Path, folder: Path) -> str:
    """Return a page with the output of its commands as they print it now."""
    for shared in ("samples", "tests"):
        (folder / shared).symlink_to(_ROOT / shared, target_is_directory=True)

    def block(match: re.Match[str]) -> str:
        if match["file"]:
            (folder / match["file"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / match["file"]).write_text(match["content"], "utf-8", newline="\n")
            return match[0]
        commands = [line.strip()[2:] for line in match["commands"].splitlines() if line.strip().startswith("$ ")]
        shown = "".join(f"$ {command}\n{_run(command, folder)}" for command in commands)
        return indent(f"```console\n{shown}", match["space"], lambda _line: True)

    def diagram(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}{_run(match[1], folder)}"

    def example(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}{_run(shlex.join(['python', '-c', match[1]]), folder)}"

    return _EXAMPLE.sub(example, _DIAGRAM.sub(diagram, _BLOCK.sub(block, page.read_text("utf-8"))))


@posix("the pages show names of files as POSIX has them")
@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    assert _as_run(page, tmp_path) == page.read_text("utf-8")


def _unknown(words: list[str]) -> list[str]:
    """Return what a command line of unscaffold names that there is not: its command, or its flags."""
    if not words or words[0].startswith("-"):
        return []
    command: click.Command | None = main
    context = click.Context(main)
    while isinstance(command, click.Group) and words:
        _, command, words = command.resolve_command(context, words)  # by which it also knows how to log
    if command is None:
        return words
    known = {name for one in command.get_params(context) for name in (*one.opts, *one.secondary_opts)}
    if command.name == "fleet":  # it has another command's flags behind its own
        others = [main.resolve_command(context, [name])[1] for name in COMMANDS]
        known |= {
            name for one in others if one for option in one.params for name in (*option.opts, *option.secondary_opts)
        }
    return [word for word in words if word.startswith("-") and word != "-" and word.partition("=")[0] not in known]


@pytest.mark.parametrize("page", _ALL_PAGES, ids=lambda page: page.name)
def test_commands_that_are_shown_have_flags_that_there_are(page: Path) -> None:
    blocks = re.findall(
        r"^ *```(?:sh|powershell|console)\n(.*?)^ *```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    lines += re.findall(r"^ {4}(unscaffold .*)$", page.read_text("utf-8"), re.MULTILINE)  # of the README
    words = [shlex.split(line.partition(" #")[0]) for line in lines if line.startswith("unscaffold ")]
    assert [unknown for command in words for unknown in _unknown(command[1:])] == []


def _anchors(page: Path) -> set[str]:
    """Return the names of a page's headings, as a forge makes them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_pages_link_to_what_is_there() -> None:
    dead = []
    for page in [*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md")]:
        for link, anchor in re.findall(r"\]\(([^)#:\n]*)(?:#([^)\n]+))?\)", page.read_text("utf-8")):
            target = page.parent / link if link else page
            if not target.exists() or (anchor and anchor not in _anchors(target)):
                dead.append((page.name, link, anchor))
    assert dead == []


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
        r"^\| \[(U\d+)\]\(rules/\1\.md\) \| (\w+) \| (.*) \|$",
        (_ROOT / "docs" / "errors.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert listed == [(error.get("code"), error.get("severity"), error.text) for error in errors]


def test_the_page_of_the_api_lists_what_the_package_gives() -> None:
    page = (_ROOT / "docs" / "python.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", page, re.MULTILINE)
    said = {name: inspect.getdoc(getattr(unscaffold, name)) or "" for name in unscaffold.__all__}
    assert rows == [(name, " ".join(text.partition("\n\n")[0].split())) for name, text in said.items()]


def test_the_glossary_is_in_order_and_its_words_are_used() -> None:
    glossary = _ROOT / "docs" / "glossary.md"
    rows = [line for line in glossary.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    words = [match[1] for row in rows if (match := re.fullmatch(r"\| ([a-z ]+) \| [A-Z`].*\. \|", row))]
    assert (len(words), words) == (len(rows), sorted(words))
    others = [_ROOT / "README.md", *(page for page in (_ROOT / "docs").rglob("*.md") if page != glossary)]
    text = " ".join(" ".join(page.read_text("utf-8").lower().split()) for page in others)
    # ConsolidationMode, entities, breaches
    stems = {word: word.replace(" ", " ?").removesuffix("y") for word in words}
    assert [word for word, stem in stems.items() if not re.search(rf"\b{stem}(?:y|s|es|ies)?\b", text)] == []


def test_the_page_of_settings_lists_the_keys_and_their_flags() -> None:
    page = (_ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| .* \| (?:`--(\w+)`.*)?\|$", page, re.MULTILINE)
    assert rows == [(key, "" if key in {"ignore-in", "severity"} else key) for key in KEYS]


if __name__ == "__main__":
    for each in _PAGES:
        with TemporaryDirectory() as temporary:
            each.write_text(_as_run(each, Path(temporary)), "utf-8", newline="\n")
