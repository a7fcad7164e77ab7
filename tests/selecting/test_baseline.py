"""A baseline: what its file holds, what it ignores, how it is written anew, and what is no baseline."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from systems import posix
from unscaffold import check, expand, expand_in_memory
from unscaffold.checking import update_baseline
from unscaffold.findings import Failure, Ignored
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options
from unscaffold.selecting import Baseline

pytestmark = pytest.mark.usefixtures("few_rules")
AGENT = '<Agent Identifier="Local" URI=""/>'
BASELINE = Path("baseline.json")
WITH_IT = Options(baseline=BASELINE)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*content: str, file: str = "Conf/A.xml") -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    agent = AGENT if file == "Conf/A.xml" else ""
    text = "\n".join([f'<ConfigurationFile xmlns="{NAMESPACE}">', agent, *content, "</ConfigurationFile>", ""])
    Path(file).write_text(text, "utf-8")


def task(name: str) -> str:
    return f'<FulfillTask Identifier="{name}"/>'


def told(options: Options = WITH_IT) -> list[str]:
    return [f"{one.region.file}:{one.region.line} {one.code}" for one in check("Conf", options).findings]


def line(file: str, name: str, fingerprint: str) -> str:
    message = (
        f"the FulfillTask '{name}' names no Connector, no Connection and no TaskResourceType; name what it fulfills"
    )
    return f'  {{"file": "{file}", "code": "J214", "message": "{message}", "fingerprint": "{fingerprint}"}},'


def test_it_is_a_line_for_each_finding_in_the_order_of_files() -> None:
    write(task("Z"), task("é\u202e"))
    write(task("Ü"), file="Conf/A/B.xml")
    update_baseline(Path("Conf"), WITH_IT)
    text = BASELINE.read_text("utf-8")
    prints = re.findall(r'"fingerprint": "([0-9a-f]{32})"', text)
    assert len(set(prints)) == 3
    assert text.splitlines() == [
        "{",
        ' "unscaffold": 1,',
        ' "baseline": [',
        line("A/B.xml", "Ü", prints[0]),
        line("A.xml", "Z", prints[1]),
        line("A.xml", "é\\\\u202e", prints[2]),
        "  {}",
        " ]",
        "}",
    ]
    assert told() == []
    before = BASELINE.read_bytes()
    update_baseline(Path("Conf"), WITH_IT)
    assert BASELINE.read_bytes() == before


def test_what_is_new_is_told_wherever_it_stands_and_however_lines_move() -> None:
    alike = "<FulfillTask/>"
    write(alike, alike)
    assert update_baseline(Path("Conf"), WITH_IT).ignored == Ignored(baseline=2)
    write("", "<!-- moved -->", alike, "", alike)
    assert told() == []
    write(task("New"), alike, alike)
    assert told() == ["A.xml:3 J214"]
    write(alike, alike, alike)
    assert told() == ["A.xml:5 J214"]
    write(alike, file="Conf/B.xml")
    assert told() == ["A.xml:5 J214", "B.xml:3 J214"]


def test_what_fits_nothing_any_more_is_counted_and_taken_out() -> None:
    write(task("A"), task("B"))
    update_baseline(Path("Conf"), WITH_IT)
    write(task("B"))
    assert check("Conf", WITH_IT).ignored == Ignored(baseline=1, gone=1)
    assert expand_in_memory("Conf", WITH_IT).ignored == Ignored()
    assert update_baseline(Path("Conf"), WITH_IT).ignored == Ignored(baseline=1)
    assert len(Baseline.read(BASELINE, Path("Conf")).entries) == 1


@pytest.mark.parametrize(("old", "new"), [("'A'", "'Z'"), ("J214", "J502"), ("A.xml", "B.xml")])
def test_an_entry_hides_nothing_but_what_it_says(old: str, new: str) -> None:
    write(task("A"))
    update_baseline(Path("Conf"), WITH_IT)
    by_hand = BASELINE.read_text("utf-8")
    BASELINE.write_text(by_hand.replace(old, new), "utf-8")
    assert told() == ["A.xml:3 J214"]
    assert check("Conf", WITH_IT).ignored == Ignored(gone=1)
    update_baseline(Path("Conf"), Options(baseline=BASELINE, ignore=("J",)))
    assert told() == ["A.xml:3 J214"]
    update_baseline(Path("Conf"), WITH_IT)
    assert BASELINE.read_text("utf-8") == by_hand


def test_what_is_not_selected_stays_and_what_a_comment_ignores_does_not() -> None:
    write(task("A"), task("B"))
    update_baseline(Path("Conf"), WITH_IT)
    write("<!-- unscaffold: ignore J214 because it is so -->", task("A"), task("B"), task("C"))
    narrow = Options(baseline=BASELINE, ignore=("J",))
    assert update_baseline(Path("Conf"), narrow).ignored == Ignored(selection=3)
    assert told() == ["A.xml:6 J214"]
    assert update_baseline(Path("Conf"), WITH_IT).ignored == Ignored(comments=1, baseline=2)
    assert [one.message[16:19] for one in Baseline.read(BASELINE, Path("Conf")).entries.values()] == ["'B'", "'C'"]


def test_an_error_of_the_expansion_is_not_put_in_and_nothing_is_taken_out_in_spite_of_it() -> None:
    write(task("A"), task("B"))
    update_baseline(Path("Conf"), WITH_IT)
    write(task("B"), task("C"), '<CreateConnectorSynchroComplete Connector="Nowhere"/>')
    found = update_baseline(Path("Conf"), WITH_IT)
    assert [one.code for one in found.findings] == ["U310"]
    codes = [one.code for one in Baseline.read(BASELINE, Path("Conf")).entries.values()]
    assert sorted(codes) == ["J214", "J214", "J214"]
    by_hand = BASELINE.read_text("utf-8").replace("J214", "U310")
    BASELINE.write_text(by_hand, "utf-8")
    assert [one.code for one in check("Conf", WITH_IT).errors] == ["J214", "J214", "U310"]


def test_what_a_context_has_is_not_put_in() -> None:
    write(task("A"))
    write('<Connector Identifier="HR" Agent="local"/>', file="Context/A.xml")
    options = Options(baseline=BASELINE, context=(Path("Context"),))
    found = update_baseline(Path("Conf"), options).findings
    assert [(one.code, Path(one.region.file).is_absolute()) for one in found] == [("U203", True)]


def test_expand_heeds_what_check_has_written_and_does_not_copy_it() -> None:
    write('<Connector Identifier="HR" Agent="local"/>', task("A"))
    within = Options(baseline=Path("Conf/Old/baseline.json"))
    assert within.baseline
    within.baseline.parent.mkdir()
    update_baseline(Path("Conf"), within)
    report = expand("Conf", "Out", within)
    assert (report.findings, report.ignored) == ([], Ignored(baseline=1))
    assert sorted(path.name for path in Path("Out").rglob("*") if path.is_file()) == [".unscaffold.json", "A.xml"]


def test_a_missing_one_is_refused_with_what_makes_it() -> None:
    write(task("A"))
    make = "unscaffold check Conf --baseline baseline.json --update-baseline"
    for run in (check, expand_in_memory):
        with pytest.raises(Failure) as failure:
            run("Conf", WITH_IT)
        assert str(failure.value) == f"there is no baseline baseline.json; make it with: {make}"
    with pytest.raises(
        Failure, match=r'make it with: unscaffold check Conf --baseline "an old.json" --update-baseline$'
    ):
        check("Conf", Options(baseline=Path("an old.json")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"unscaffold": 2, "baseline": []}',
        '{"unscaffold": 1, "baseline": 1}',
        '{"unscaffold": 1, "baseline": [1]}',
        '{"unscaffold": 1, "baseline": [{"fingerprint": "1"}]}',
        '{"unscaffold": 1, "baseline": [{"file": "", "code": "", "message": "", "fingerprint": 1}]}',
        '{"unscaffold": 1, "baseline": [{"file": "", "code": "", "message": "", "fingerprint": "", "more": ""}]}',
        '{"unscaffold": 1, "baseline": ' + "[" * 100_000,
        f'{{"unscaffold": 1, "baseline": [],\n{"<" * 7} HEAD\n"x": 1}}',
    ],
)
def test_what_is_no_baseline_is_refused_and_not_written_over(text: str) -> None:
    write(task("A"))
    BASELINE.write_text(text)
    advice = "restore it, or remove it and make it anew with --update-baseline"
    for run in (check, update_baseline):
        with pytest.raises(Failure) as failure:
            run(Path("Conf"), WITH_IT)
        assert str(failure.value) == f"baseline.json is not a baseline of unscaffold; {advice}"
    assert BASELINE.read_text() == text


@posix("links of files")
def test_a_link_is_neither_followed_nor_replaced() -> None:
    write(task("A"))
    Path("other.json").write_text('{"unscaffold": 1, "baseline": []}')
    BASELINE.symlink_to("other.json")
    for run in (check, update_baseline):
        with pytest.raises(Failure, match=r"^baseline\.json cannot be read: it is not a regular file; name a file"):
            run(Path("Conf"), WITH_IT)
    assert BASELINE.is_symlink()


def test_a_folder_that_is_not_there_is_told() -> None:
    write(task("A"))
    path = Path("nowhere") / "baseline.json"
    with pytest.raises(Failure) as failure:
        update_baseline(Path("Conf"), Options(baseline=path))
    assert str(failure.value) == f"{path} cannot be written: No such file or directory"


def test_what_is_no_character_is_read_and_written() -> None:
    write(task("A"), '<CreateConnectorSynchroComplete Connector="Nowhere"/>')
    entry = '{"file": "\\ud800", "code": "J214", "message": "\\u202e", "fingerprint": "x"}'
    BASELINE.write_text(f'{{"unscaffold": 1, "baseline": [{entry}]}}')
    update_baseline(Path("Conf"), WITH_IT)
    assert r'{"file": "\\ud800", "code": "J214", "message": "\\u202e", "fingerprint": "x"},' in BASELINE.read_text()


@pytest.mark.skipif(which("git") is None, reason="git is not installed")
def test_two_branches_merge_as_their_union() -> None:
    texts = {}
    for branch, names in {"base": "CX", "ours": "ACX", "theirs": "BCXZ"}.items():
        write(*map(task, names))
        update_baseline(Path("Conf"), WITH_IT)
        texts[branch] = BASELINE.rename(f"{branch}.json")
    command = ["git", "merge-file", "-p", "--union", "ours.json", "base.json", "theirs.json"]
    BASELINE.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    write(*map(task, "ABCXZ"))
    assert check("Conf", WITH_IT).ignored == Ignored(baseline=5)
