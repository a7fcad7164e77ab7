"""Whatever a configuration holds: an exit code and sentences, never a traceback, and never half an output.

CI draws the same few examples every time; `make fuzz` draws others for as long as one likes (see `fuzz.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from comparison import NAMESPACE, lines
from damage import damaged_folders, jobs, misused_folders, write
from strategies import SURE_TASKS
from unscaffold.commandline import main
from unscaffold.inspecting import job_steps
from unscaffold.markup import EncodingError, characters
from unscaffold.output import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from damage import Files
    from unscaffold.inspecting import StepFacts

OPTIONS = ["--strict", "--keep-going", "--layout=scaffoldings", "--force", "--verbose"]
SCAFFOLDINGS = [f"{{{NAMESPACE}}}{kind}" for kind in SURE_TASKS]
TAG = re.compile(rb"<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>")


class Run(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def adjusts(self) -> bool:
        """Whether elements written by hand changed generated ones: then bytes outside of scaffoldings change."""
        return re.search(r", \d+ adjustments? made,", self.err) is not None


def unscaffold(*arguments: str | Path) -> Run:
    """Run a command; check that it ends as it should, and that it gives a reason where it does not do its work."""
    result = CliRunner().invoke(main, [*map(str, arguments)], prog_name="unscaffold")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in {0, 1, 2}
    assert "Traceback" not in result.stderr
    assert result.stderr or result.exit_code == 0
    return Run(result.exit_code, result.stdout_bytes, result.stderr)


@contextmanager
def written(files: Files) -> Iterator[tuple[Path, Path]]:
    """Write files as a configuration; give it and a place for outputs."""
    with TemporaryDirectory() as name:
        yield write(files, Path(name) / "Conf"), Path(name)


def contents(folder: Path) -> Files:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# expand


def check_expand(files: Files, options: list[str]) -> None:
    with written(files) as (conf, root):
        command: list[str | Path] = ["expand", conf, "-o", root / "Out", *options]
        run = unscaffold(*command)
        code = run.code
        first = contents(root / "Out")
        if code == 2 or (code == 1 and "--keep-going" not in options):
            assert first == {}
            return
        assert unscaffold(*command, "--check").code == code
        assert unscaffold(*command).code == code
        assert contents(root / "Out") == first
        if "--layout=scaffoldings" in options:
            return
        if not run.adjusts:
            check_outside(contents(conf), first)
        if code == 0:
            assert unscaffold("expand", root / "Out", "-o", root / "Twice").code == 0
            assert contents(root / "Twice") == first


@given(damaged_folders(), st.lists(st.sampled_from(OPTIONS), unique=True))
def test_of_damaged_files_all_is_expanded_or_nothing(files: Files, options: list[str]) -> None:
    check_expand(files, options)


@given(misused_folders(), st.lists(st.sampled_from(OPTIONS), unique=True))
def test_of_misused_elements_all_is_expanded_or_nothing(files: Files, options: list[str]) -> None:
    check_expand(files, options)


def check_outside(before: Files, after: Files) -> None:
    """Check that what stands outside of scaffoldings is in the output, byte by byte."""
    for path, data in after.items():
        if path != MANIFEST:
            first, *others = outside(before[path]) if path.lower().endswith(".xml") else [before[path]]
            assert re.fullmatch(b"(?s:.*?)".join(map(re.escape, [first, *others])), data), path


def outside(data: bytes) -> list[bytes]:
    """Return what stands before, between and after the scaffoldings of a file."""
    try:
        source = characters(data)
        spans = scaffoldings(source.utf8)
    except (EncodingError, expat.ExpatError):
        return [data]
    starts, ends = [[*source.offsets(positions)] for positions in zip(*spans, strict=True)] or [[], []]
    return [data[end:start] for end, start in zip([0, *ends], [*starts, len(data)], strict=True)]


def scaffoldings(utf8: bytes) -> list[tuple[int, int]]:
    """Return where the scaffoldings of a document begin and end."""
    parser = expat.ParserCreate("utf-8", " ")
    path: list[str] = []
    spans: list[tuple[int, int]] = []
    start = 0

    def begin(name: str, _attributes: object) -> None:
        nonlocal start
        path.append(name)
        start = parser.CurrentByteIndex if len(path) == 2 else start

    def end(_name: str) -> None:
        if path in [[f"{NAMESPACE} ConfigurationFile", f"{NAMESPACE} {kind}"] for kind in SURE_TASKS]:
            opened = TAG.match(utf8, start)
            assert opened is not None
            closed = opened if opened[0].endswith(b"/>") else TAG.match(utf8, parser.CurrentByteIndex)
            assert closed is not None
            spans.append((start, closed.end()))
        path.pop()

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.Parse(utf8, True)
    return spans


# Layouts, and the commands that only look


@given(misused_folders())
def test_both_layouts_hold_the_same_jobs_and_steps_shows_them(files: Files) -> None:
    with written(files) as (conf, root):
        run = unscaffold("expand", conf, "-o", root / "Out")
        assert unscaffold("expand", conf, "-o", root / "Jobs", "--layout", "scaffoldings").code == run.code
        if run.code or run.adjusts:
            return
        by_hand = [element for element in elements(conf) if element.tag not in SCAFFOLDINGS]
        generated = elements(root / "Jobs")
        assert told([*by_hand, *generated]) == told(elements(root / "Out"))
        for job in [element for element in generated if element.tag == f"{{{NAMESPACE}}}Job"]:
            assert unscaffold("steps", conf, "--", job.get("Identifier", "")).code == 0
            shown = job_steps(conf, job.get("Identifier", ""), 0).steps
            assert sorted(map(of_facts, shown)) == sorted(map(of_element, job))


def elements(folder: Path) -> list[etree._Element]:
    """Return the elements of the configuration files of a folder."""
    roots = [root(file.read_bytes()) for file in folder.rglob("*.[xX][mM][lL]") if not is_hidden(file, folder)]
    return [
        element
        for root in roots
        if root is not None and root.tag == f"{{{NAMESPACE}}}ConfigurationFile"
        for element in root.iterchildren("*")
    ]


def is_hidden(file: Path, folder: Path) -> bool:
    return any(name.startswith(".") for name in file.parent.relative_to(folder).parts)


def root(data: bytes) -> etree._Element | None:
    """Parse a file, whatever encodings the parser knows; None if it is malformed, and therefore none that is read."""
    try:
        return etree.fromstring(characters(data).utf8, etree.XMLParser(encoding="utf-8", resolve_entities=False))
    except (EncodingError, etree.XMLSyntaxError):
        return None


def told(elements: Iterable[etree._Element]) -> Counter[str]:
    return Counter("\n".join(lines(element)) for element in elements)


def of_facts(step: StepFacts) -> tuple[str, str, str, list[str]]:
    """Return what a step shows: what a task waits for that it calls stands elsewhere."""
    parents = [parent for parent, _ in step.waits_for] if step.task == step.element else []
    return "" if step.level is None else str(step.level), step.element, step.identifier, parents


def of_element(step: etree._Element) -> tuple[str, str, str, list[str]]:
    parents = [each.get("ParentTask", "") for each in step.iterchildren(f"{{{NAMESPACE}}}TaskDependsOnTask")]
    return step.get("Level", ""), etree.QName(step).localname, step.get("Identifier", ""), parents


@given(st.one_of(damaged_folders(), misused_folders()))
def test_looking_never_fails(files: Files) -> None:
    with written(files) as (conf, out):
        before = contents(conf)
        unscaffold("expand", conf, "--diff")
        unscaffold("expand", conf, "-o", out / "Out", "--diff")
        unscaffold("steps", conf, "J0")
        listed = unscaffold("list", conf, "--wide").out.decode()
        for place in re.findall(r"^(\S+\.xml:\d+)  Create", listed, re.MULTILINE):
            sliced = unscaffold("slice", conf, "--", place)
            document = root(sliced.out)
            assert sliced.code or (document is not None and document.tag == f"{{{NAMESPACE}}}ConfigurationFile")
        assert contents(conf) == before
        assert not (out / "Out").exists()


# arguments


@given(jobs())
def test_arguments_finishes_a_file_or_leaves_it(data: bytes) -> None:
    with written({"jobs.xml": data}) as (conf, _):
        finished = unscaffold("arguments", conf / "jobs.xml")
        assert unscaffold("arguments", "--in-place", conf / "jobs.xml").code == finished.code
        assert contents(conf) == {"jobs.xml": finished.out if finished.code == 0 else data}
        if finished.code == 0:
            root(finished.out)
            again = unscaffold("arguments", conf / "jobs.xml")
            assert (again.code, again.out) == (finished.code, finished.out)
