"""What holds for every configuration, tried on many that are drawn at random."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from adjusters import adjusters
from strategies import ENCODINGS, Folder, folders
from unscaffold import Options, expand, expand_in_memory
from unscaffold.adjusting import Adjusted
from unscaffold.generating.saxon import Stylesheets
from unscaffold.markup import NAMESPACE, characters
from unscaffold.reading import read_configuration
from unscaffold.slicing import slice_of, union
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ELEMENT = f"{{{NAMESPACE}}}"


@contextmanager
def written(folder: Folder) -> Iterator[tuple[Path, Path]]:
    """Write a folder; give it and a place for outputs."""
    with TemporaryDirectory() as name:
        yield folder.write(Path(name) / "Conf"), Path(name)


def expanded(conf: Path, output: Path) -> list[str]:
    """Expand a folder that has no errors; return what was found."""
    report = expand(conf, output)
    assert report.errors == []
    return [str(found) for found in report.findings]


def parsed(xml: str) -> list[etree._Element]:
    """Return the elements of what a scaffolding generates."""
    return list(etree.fromstring(f'<ConfigurationFile xmlns="{NAMESPACE}">{xml}</ConfigurationFile>'))


def generated(conf: Path) -> list[list[etree._Element]]:
    """Return the elements that each scaffolding generates."""
    return [parsed(one.xml) for one in expand_in_memory(conf).expanded]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def tree(element: etree._Element) -> tuple[Any, ...]:
    """Return what matters of an element: all but the namespaces in scope and the space between elements."""
    text = "" if len(element) else element.text or ""
    return element.tag, list(element.attrib.items()), text, [tree(child) for child in element]


# Bytes


@given(folders())
def test_bytes_outside_scaffoldings_stay(folder: Folder) -> None:
    with written(folder) as (conf, root):
        expanded(conf, root / "Out")
        outputs = contents(root / "Out")
        elements = generated(conf)
    del outputs[".unscaffold.json"]
    inputs = {file.path: file.data for file in folder.files}
    visible = {path: data for path, data in folder.others.items() if not path.startswith(".")}
    assert outputs.keys() == {*inputs, *visible}
    assert {path: outputs[path] for path in visible} == visible
    between = [text for file in folder.files for text in between_outside(file, outputs[file.path])]
    assert between == [tree(element) for own in elements for element in own]


def between_outside(file: Any, output: bytes) -> Iterator[tuple[Any, ...]]:
    """Cut out what was generated; it is in the namespace and ends its lines as the file does."""
    start = file.outside[0][file.outside[0].rindex(f"<{file.root}") :]
    for text in file.cut(output):
        lone = "(?<!\r)\n" if any("\r\n" in outside for outside in [*file.outside, *file.inside]) else "\r"
        assert re.search(lone, text) is None
        open_tag = start[: start.index(">") + 1]
        yield from (tree(child) for child in etree.fromstring(f"{open_tag}{text}</{file.root}>"))


# Adjustments


@given(folders())
def test_a_folder_without_adjustments_is_expanded_as_if_there_were_none(folder: Folder) -> None:
    with written(folder) as (conf, root):
        found = expanded(conf, root / "Out")
        with patch("unscaffold.expanding.engine.adjust", lambda *_, **__: Adjusted()):
            assert expanded(conf, root / "Without") == found
        assert contents(root / "Without") == contents(root / "Out")


@given(folders(), st.data())
def test_adjustments_change_what_they_name_and_take_their_own_places(folder: Folder, data: st.DataObject) -> None:
    with written(folder) as (conf, root):
        before = generated(conf)
        drawn = data.draw(adjusters(before))
        (conf / "Adjusters.xml").write_bytes(drawn.data)
        report = expand(conf, root / "Out")
        assert (report.errors, report.adjustments) == ([], len(drawn.all))
        outputs = contents(root / "Out")
        for file in folder.files:
            file.cut(outputs[file.path])  # all that stands outside of its scaffoldings is there
        assert outputs["Adjusters.xml"] == drawn.left
        assert list(map(drawn.untouched, generated(conf))) == list(map(drawn.untouched, before))
        expanded(root / "Out", root / "Twice")
        assert contents(root / "Twice") == outputs


# One run and the next


@given(folders())
def test_a_second_run_writes_nothing(folder: Folder) -> None:
    with written(folder) as (conf, root):
        found = expanded(conf, root / "Out")
        before = stamps(root / "Out")
        assert expanded(conf, root / "Out") == found
        assert stamps(root / "Out") == before


def stamps(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return what writing a file changes of it: time, number, content."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes()) for path in files}


@given(folders())
def test_expanding_what_is_expanded_changes_nothing(folder: Folder) -> None:
    with written(folder) as (conf, root):
        expanded(conf, root / "Once")
        expanded(root / "Once", root / "Twice")
        assert contents(root / "Twice") == contents(root / "Once")


class Listed(list[Any]):
    """What listing a folder gives."""

    def __enter__(self) -> Iterator[Any]:
        return iter(self)

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """Nothing is open."""


class Shuffled:
    """What lists a folder as a file system may: in any order."""

    def __init__(self, seed: int) -> None:
        self.random, self.scandir = Random(seed), os.scandir

    def __call__(self, path: Any = ".") -> Listed:
        with self.scandir(path) as listed:
            entries = list(listed)
        self.random.shuffle(entries)
        return Listed(entries)


@given(folders(), st.integers(), st.integers(1, 3))
def test_neither_the_order_of_listing_nor_the_size_of_batches_matters(folder: Folder, seed: int, batch: int) -> None:
    with written(folder) as (conf, root):
        found = expanded(conf, root / "Out")
        with patch("os.scandir", Shuffled(seed)), patch("unscaffold.expanding.batches._BATCH", batch):
            assert expanded(conf, root / "Shuffled") == found
        assert contents(root / "Shuffled") == contents(root / "Out")


def test_the_number_of_workers_does_not_matter(tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "samples" / "contoso" / "Conf"
    for workers in (1, 2, 3):
        assert expand(sample, tmp_path / str(workers), Options(workers=workers)).errors == []
    assert contents(tmp_path / "1") == contents(tmp_path / "2") == contents(tmp_path / "3")


# Slices


@pytest.fixture(scope="module")
def stylesheets() -> Stylesheets:
    return Stylesheets()


@given(folder=folders())
def test_a_slice_gives_the_same_as_the_whole(folder: Folder, stylesheets: Stylesheets) -> None:
    declared = declarations()
    with written(folder) as (conf, _):
        read = read_configuration(conf, declared)
        slices = [slice_of(read, scaffolding, declared[scaffolding.name]) for scaffolding in read.scaffoldings]
    by_whole = trees(stylesheets, whole(folder))
    assert [tree for own in slices for tree in trees(stylesheets, own.document())] == by_whole
    assert trees(stylesheets, union(slices).document()) == by_whole


def trees(stylesheets: Stylesheets, document: str) -> list[list[tuple[Any, ...]]]:
    """Return what each scaffolding of a document generates."""
    return [[tree(element) for element in parsed(xml)] for xml in stylesheets.generate(document).results]


def whole(folder: Folder) -> str:
    """Return all configuration files as one document: the elements of each, in configuration order."""
    merged = etree.Element(f"{ELEMENT}ConfigurationFile", nsmap={None: NAMESPACE})
    for file in folder.files:
        document = file.data[len(file.mark) :].decode(file.codec)
        merged.extend(deepcopy(list(etree.fromstring(re.sub(r"^<\?xml.*?\?>", "", document, flags=re.DOTALL)))))
    return etree.tostring(merged, encoding="unicode")


# Jobs


@given(folders())
def test_jobs_are_sound(folder: Folder) -> None:
    with written(folder) as (conf, _):
        scaffoldings = generated(conf)
    jobs = [element for elements in scaffoldings for element in elements if local(element) == "Job"]
    for job in jobs:
        check_levels(job)
    for elements in scaffoldings:
        check_lists(elements)
    for identifiers in (
        [job.get("Identifier", "") for job in jobs],
        [task.get("Identifier", "") for elements in scaffoldings for task in tasks_of(elements)],
    ):
        assert "" not in identifiers
        assert len({identifier.lower() for identifier in identifiers}) == len(identifiers)


def check_levels(job: etree._Element) -> None:
    """Check that levels begin at 0, rise in order and have no gap, and that what a task waits for runs earlier."""
    children = list(job)
    if job.get("IsConnectorJob"):
        assert [child for child in children if child.get("Level") or local(child) != "Step"] == []
        return
    levels = [int(child.attrib["Level"]) for child in children]
    assert levels == sorted(levels)
    assert set(levels) == set(range(len(set(levels))))
    level_of = {child.get("Identifier"): level for child, level in zip(children, levels, strict=True)}
    for child, level in zip(children, levels, strict=True):
        parents = [dependency.get("ParentTask") for dependency in child.iterfind(f"{ELEMENT}TaskDependsOnTask")]
        assert [parent for parent in parents if level_of.get(parent, level) >= level] == []
        assert len(parents) == len(set(parents))


# The tasks that are over a list of types, and what the list is of.
OVER = {
    **dict.fromkeys(["ComputeCorrelationKeys", "ComputeRiskScores", "ComputeRoleModel"], "TaskEntityType"),
    **dict.fromkeys(
        ["SendNotifications", "SendRoleModelNotifications", "SetInternalUserProfiles", "UpdateClassification"],
        "TaskEntityType",
    ),
    "UpdateEntityPropertyExpressions": "TaskEntityType",
    **dict.fromkeys(["Fulfill", "GenerateProvisioningOrders"], "TaskResourceType"),
}


def check_lists(elements: list[etree._Element]) -> None:
    """Check that no task over types has none, or one twice; those of a connector's page have no list."""
    if any(element.get("IsConnectorJob") for element in elements):
        return
    for task in tasks_of(elements):
        kind = OVER.get(local(task).removesuffix("Task"))
        listed = [tuple(child.attrib.items()) for child in task if kind and local(child) == kind]
        assert bool(listed) == bool(kind)
        assert len(listed) == len(set(listed))


def tasks_of(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    for element in elements:
        inside = [*element] if local(element) == "Job" else [element]
        yield from (task for task in inside if local(task) != "Step")


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


# Encodings


@given(st.sampled_from(ENCODINGS), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff")))
def test_characters_are_the_way_from_bytes_and_back(encoding: tuple[str, bytes, str], text: str) -> None:
    codec, mark, name = encoding
    declaration = f'<?xml version="1.0" encoding="{name}"?>' if name else "<a/>"
    data = mark + (declaration + text).encode(codec, "xmlcharrefreplace")
    read = characters(data)
    document = data[len(mark) :].decode(codec)
    assert (read.utf8, read.mark) == (document.encode(), mark)
    assert read.mark + read.encode(document) == data
    starts = read.offsets(len(document[:position].encode()) for position in range(len(document) + 1))
    for position, start in enumerate(starts):
        assert data[start:].decode(codec) == document[position:]
