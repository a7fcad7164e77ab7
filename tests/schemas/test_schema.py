"""The schema for editors: what it is, what it takes and what it refuses, by libxml2 and by Xerces-J.

`PYTHONPATH=tests python -m tests.schemas.test_schema` writes what is expected anew; review the diff. In `wrong`, a
line has one mistake.
"""

from __future__ import annotations

import re
import sys
from difflib import unified_diff
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from lxml import etree

from comparison import NAMESPACE
from in_force import options_in_force
from processors import ROOT, missing, need, run
from strategies import Folder, folders
from unscaffold.options import TARGETS
from unscaffold.rules import catalogue
from unscaffold.rules.pages import document
from unscaffold.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.options import Target
    from unscaffold.rules.catalogue import Described

_HERE = Path(__file__).parent
_EXPECTED = _HERE / "expected"
_WRONG = sorted((_HERE / "wrong").glob("*.xml"))
_XERCES = Path("/usr/share/java/xercesImpl.jar")
_FOLDERS = sorted([*(ROOT / "tests" / "golden").glob("*/input"), *(ROOT / "samples").glob("*/Conf")])
_CASES = sorted((ROOT / "tests" / "errors").glob("*/input"))
_FINDING = re.compile(r"^input/(.*?):(\d+):\d+: error (U\d+) ", re.MULTILINE)
_NEWEST: Target = "7.0"
_ROOT = f"{{{NAMESPACE}}}ConfigurationFile"


@cache
def _compiled(target: Target = _NEWEST) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(schema(target)))


def _documents(folder: Path) -> Iterator[tuple[str, etree._ElementTree]]:
    """Yield the configuration files of a folder that can be read."""
    for file in sorted(folder.rglob("*.xml")):
        try:
            tree = etree.parse(file, etree.XMLParser(resolve_entities=False))
        except (OSError, etree.XMLSyntaxError):
            continue
        if tree.getroot().tag == _ROOT:
            yield file.relative_to(folder).as_posix(), tree


def _refused(tree: etree._ElementTree, target: Target = _NEWEST) -> list[str]:
    """Return what libxml2 says of a document, with the lines."""
    compiled = _compiled(target)
    compiled.validate(tree)
    return [f"{error.line}: {error.message}" for error in compiled.error_log]


def _changes(target: Target) -> str:
    """Return in what the schema of a version differs from that of the newest one."""
    before, after = (schema(one).decode().splitlines(keepends=True) for one in (_NEWEST, target))
    return "".join(unified_diff(before, after, _NEWEST, target))


def _of(target: Target) -> tuple[Path, str]:
    """Return the file that has what is expected of a version, and what it is now."""
    name = f"{target}.xsd" if target == _NEWEST else f"{target}.diff"
    return _EXPECTED / name, schema(target).decode() if target == _NEWEST else _changes(target)


@pytest.mark.parametrize("target", TARGETS)
def test_it_is_as_expected(target: Target) -> None:
    file, made = _of(target)
    assert made == file.read_text("utf-8")


@pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: folder.parent.name)
def test_it_takes_what_is_expanded_and_what_it_is_expanded_to(folder: Path) -> None:
    target = options_in_force(folder)["target"]
    for each in (folder, folder.parent / "expected"):
        assert {file: _refused(tree, target) for file, tree in _documents(each) if _refused(tree, target)} == {}


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_it_takes_the_right_example_of_each_rule(rule: Described) -> None:
    assert _refused(etree.ElementTree(etree.fromstring(document(rule.right).encode()))) == []


@given(folders())
def test_it_takes_whatever_has_no_errors(folder: Folder) -> None:
    roots = [etree.fromstring(file.data, etree.XMLParser(collect_ids=False)) for file in folder.files]
    assert [_refused(etree.ElementTree(root)) for root in roots if root.tag == _ROOT] == [[] for _ in roots]


def test_it_takes_what_it_does_not_know() -> None:
    assert {file: _refused(tree) for file, tree in _documents(_HERE / "right")} == {"anything.xml": []}


# Errors of the expansion of which a schema knows: attributes, arguments and values.
_KNOWN = {"U301", "U302", "U303", "U305", "U306", "U307", "U308", "U309", "U316"}
# Where the two do not see the same.
_OTHERWISE = {
    "U108-limit-of-a-scaffolding": "the expansion reads no further; the schema does",
    "U204-same-indicator": "of languages that are mixed up, the expansion tells that alone",
    "U301-missing-name": "one of two attributes must be there, which no schema can say",
    "U302-unknown-attribute-of-one-id": "libxml2 reads no file with two equal xml:id",
    "U307-enumeration-of-a-mode": "AccessControlRule is none of the elements that are declared",
    "U308-cron": "a schema does not compare the numbers of a schedule",
}


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.parent.name)
def test_it_refuses_what_an_expansion_refuses_in_the_same_lines(case: Path) -> None:
    told = (case.parent / "expected.txt").read_text("utf-8")
    found = {(file, int(line)) for file, line, code in _FINDING.findall(told) if code in _KNOWN}
    refused = {(file, int(said.partition(":")[0])) for file, tree in _documents(case) for said in _refused(tree)}
    assert (refused == found) == (case.parent.name not in _OTHERWISE)


def test_libxml2_says_what_is_wrong_and_where() -> None:
    assert _by_libxml2() == (_EXPECTED / "libxml2.txt").read_text("utf-8")


def _by_libxml2() -> str:
    return "".join(f"{file}:{said}\n" for file, tree in _documents(_HERE / "wrong") for said in _refused(tree))


def _by_xerces(folder: Path, temporary: Path) -> str:
    """Return what Xerces-J says of the files of a folder; it looks for all mistakes of the schema itself, too."""
    need("ant")
    if not _XERCES.is_file():
        missing(f"there is no Xerces-J at {_XERCES}")
    (temporary / "schema.xsd").write_bytes(schema(_NEWEST))
    given = {"xerces": _XERCES, "schema": temporary / "schema.xsd", "folder": folder}
    done = run("ant", "-q", "-f", _HERE / "build.xml", *(f"-D{name}={value}" for name, value in given.items()))
    assert done.returncode == 0, done.stderr
    said = re.findall(r"^\[schemavalidate\] (.*:\d+:.*)$", done.stdout + done.stderr, re.MULTILINE)
    return "".join(f"{line.replace(f'{folder}/', '')}\n" for line in said)


def test_xerces_says_what_is_wrong_and_where(tmp_path: Path) -> None:
    assert _by_xerces(_HERE / "wrong", tmp_path) == (_EXPECTED / "xerces.txt").read_text("utf-8")


def test_xerces_takes_what_libxml2_takes(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "all.xml").write_bytes(_all_in_one())
    assert _by_xerces(tmp_path / "all", tmp_path) == ""
    assert _by_xerces(_HERE / "right", tmp_path) == ""


def _all_in_one() -> bytes:
    """Return one file of all that stands in the samples and scenarios: Xerces-J reads the schema for each file."""
    root = etree.Element(_ROOT)
    for folder in _FOLDERS:
        for each in (folder, folder.parent / "expected"):
            for _, tree in _documents(each):
                root.extend(tree.getroot())
    assert len(root) > 1000
    return etree.tostring(root)


def test_both_find_something_in_the_same_lines() -> None:
    lines = [
        set(re.findall(r"^(\w+\.xml:\d+)", (_EXPECTED / name).read_text("utf-8"), re.MULTILINE))
        for name in ("libxml2.txt", "xerces.txt")
    ]
    assert lines[0] == lines[1]


def test_each_line_that_has_a_mistake_is_told() -> None:
    told = set(re.findall(r"^(\w+\.xml:\d+)", (_EXPECTED / "libxml2.txt").read_text("utf-8"), re.MULTILINE))
    assert len(told) == 13 + 1 + 9 + 17  # of missing, twice, unknown and values


if __name__ == "__main__":
    for each in TARGETS:
        path, text = _of(each)
        path.write_text(text, "utf-8", newline="\n")
    (_EXPECTED / "libxml2.txt").write_text(_by_libxml2(), "utf-8", newline="\n")
    with TemporaryDirectory() as folder_of_schema:
        xerces = _by_xerces(_HERE / "wrong", Path(folder_of_schema))
    (_EXPECTED / "xerces.txt").write_text(xerces, "utf-8", newline="\n")
    sys.stdout.write(_by_libxml2())
