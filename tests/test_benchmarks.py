"""The benchmark: it finds what is wrong before it times anything, and its table says what was measured."""

from __future__ import annotations

import re
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import report
from benchmarks.bench import Row
from benchmarks.correctness import differences, faults
from benchmarks.generate import configuration
from benchmarks.goals import MEASUREMENTS
from benchmarks.processes import Broken, Contestant, Times, in_turn, peak_memory
from processors import ROOT, run, saxon_jar
from unscaffold import expand

if TYPE_CHECKING:
    from collections.abc import Callable

MEASURED = """\
one small folder, cold |  | # s | Saxon-HE on Java # s
everything | 10 | # s | floor # s
everything | 10 | # s | Saxon-HE on Java # s
nothing changed | 10 | # s | floor # s
one file changed | 10 | # s | floor # s
one file changed, on which an agent-wide job depends | 10 | # s | floor # s
check | 10 | # s | in memory # s
check, one file changed | 10 | # s | nothing changed # s
check, nothing changed | 10 | # s | nothing changed # s
diff of one file changed | 10 | # s | expansion # s
explain one job | 10 | # s | everything # s
Saxon, for a job | 10 | # ms | literal # ms
peak memory, everything | 10 | # MB |
peak memory, nothing changed | 10 | # MB |
peak memory, one file changed | 10 | # MB |
peak memory, --workers 1 | 10 | # MB |
peak memory, --workers 2 | 10 | # MB |
peak memory, check | 10 | # MB |
500 access scaffoldings |  | # s | lxml # s
peak memory, 500 access scaffoldings |  | # MB |
rights of 50 profiles |  | # s | in memory # s
--help |  | # s | an empty Python # s
fleet, check of 4 repositories | 20 | # s | plain processes # s
fleet, check of 4 repositories, for one | 20 | # ms | a process for each # ms
fleet, expand of 4 repositories | 20 | # s | plain processes # s
fleet, expand of 4 repositories, for one | 20 | # ms | a process for each # ms
fleet, check of 4 repositories, nothing changed | 20 | # s | all of them # s
fleet, check of 4 repositories, 1 changed | 20 | # s | all of them # s
fleet, check of 4 repositories, peak memory of the client | 20 | # MB | # MB for 2
fleet, check of 4 repositories, what its client does for one | 20 | # ms | a run # ms
fleet, check of 4 repositories, what a worker does around a run | 20 | # ms | a run # ms
fleet, check of 4 repositories, a fetch of git's | 20 | # ms | a run # ms
fleet, check of 4 repositories, error of the simulation | 20 | # s | simulated # s
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in /proc, which only Linux has")
def test_one_round_measures_everything(tmp_path: Path) -> None:
    saxon_jar()
    page = tmp_path / "page.md"
    options = [
        "--sizes",
        "10",
        "--runs",
        "1",
        "--fleet",
        "4",
        "--folder",
        str(tmp_path / "work"),
        "--markdown",
        str(page),
    ]
    # Without SaxonJS, which takes four seconds for each of its commands.
    done = run(sys.executable, "-m", "benchmarks", *options, cwd=ROOT, XSLT3=str(tmp_path / "nowhere"))
    said = ["xslt3 is missing: nothing is measured against it"]
    said += ["checking: 10 connectors", *(f"measuring: {name}" for name in MEASUREMENTS)]
    assert (done.returncode, done.stderr.splitlines()) == (0, said)
    rows = [line.split(" | ")[:4] for line in page.read_text("utf-8").splitlines() if line.startswith("| ")]
    shown = "".join(re.sub(r"\d+\.\d+|\d+(?= MB)", "#", " | ".join(row)[2:].rstrip()) + "\n" for row in rows[2:])
    assert shown == MEASURED


# What is wrong


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return configuration(tmp_path_factory.mktemp("generated"), 3)


JOBS = Path("App00002/App00002 Jobs.xml")


def replaced(old: bytes, new: bytes, file: str | Path = JOBS) -> Callable[[Path], object]:
    """Return what replaces bytes of a file of the output."""

    def replace(output: Path) -> None:
        data = (output / file).read_bytes()
        assert old in data
        (output / file).write_bytes(data.replace(old, new))

    return replace


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda _: None, []),
        (lambda output: (output / JOBS).unlink(), [f"the files differ, such as {JOBS}"]),
        (replaced(b"Agent", b"agent", "Settings.xml"), ["Settings.xml is not as it was"]),
        (replaced(b"every hour", b"each hour"), [f"{JOBS} differs outside its scaffolding"]),
        (replaced(b"<Job ", b"<Job xmlns='' "), [f"{JOBS} is not one job", "there are 2 jobs of connectors"]),
        (
            replaced(b'Level="1"', b'Level="2"', "App00001/App00001 Jobs.xml"),
            ["the job App00001_Synchronize_Incremental is not as expected.xml has it"],
        ),
        (
            replaced(b"<ExportTask ", b"<FulfillTask ", "Jobs/Agent Jobs.xml"),
            ["the agent-wide job has 0 ExportTask, not 3"],
        ),
    ],
)
def test_wrong_results_are_told(
    damage: Callable[[Path], object], found: list[str], generated: Path, tmp_path: Path
) -> None:
    expand(generated, tmp_path / "Out")
    damage(tmp_path / "Out")
    assert list(faults(generated, tmp_path / "Out", 3)) == found


def test_folders_that_differ_are_told_and_the_manifest_counts(generated: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        expand(generated, tmp_path / name)
    assert list(differences(tmp_path / "one", tmp_path / "other")) == []
    (tmp_path / "one" / "Settings.xml").unlink()
    (tmp_path / "other" / ".unscaffold.json").write_bytes(b"")
    told = ["Settings.xml is in one of them only", ".unscaffold.json is different"]
    assert list(differences(tmp_path / "one", tmp_path / "other")) == told


# Times


def test_a_ratio_is_of_each_round_against_the_fastest_other() -> None:
    times = Times({"ours": [2.0, 9.0, 4.0], "one": [4.0, 3.0, 2.0], "two": [5.0, 2.0, 1.0]})
    assert (times.of("ours"), times.ratio("ours", "one", "two"), times.ratio("ours", "one")) == (4.0, 4.0, 2.0)


def test_commands_take_turns() -> None:
    prepared: list[str] = []
    sleeping = Contestant([sys.executable, "-c", "import time; time.sleep(0.1)"], lambda: prepared.append("a"))
    telling = Contestant([sys.executable, "-c", "print(7)"], lambda: prepared.append("b"), prints_seconds=True)
    times = in_turn({"a": sleeping, "b": telling}, 2, 60)
    assert (prepared, times.of("b"), times.of("a") >= 0.1) == (["a", "b"] * 2, 7.0, True)


def test_one_that_is_slow_is_measured_fewer_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "perf_counter", count(0, 10).__next__)
    empty = Contestant([sys.executable, "-c", ""])
    slow = empty._replace(prepare=lambda: [time.perf_counter() for _ in range(4)])
    assert in_turn({"a": empty, "slow": slow}, 5, 150) == Times({"a": [10, 10, 10], "slow": [10, 10]})


def test_one_that_was_measured_fewer_times_counts_with_its_median() -> None:
    times = Times({"ours": [2.0, 4.0, 6.0], "slow": [10.0, 20.0]})
    assert (times.ratio("ours", "slow"), times.ratio("slow", "ours")) == (0.2, 5.0)


def test_one_that_hangs_counts_with_the_time_that_it_had() -> None:
    hanging = Contestant([sys.executable, "-c", "import time; time.sleep(60)"])
    assert in_turn({"a": hanging}, 1, 0.1) == Times({"a": [0.4]})


def test_a_command_that_fails_is_told() -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('no')"]
    with pytest.raises(Broken, match="exit code 1\nno\n"):
        in_turn({"a": Contestant(failing)}, 1, 60)
    with pytest.raises(Broken, match="exit code 1"):
        peak_memory(failing)


# The table

ROWS = [
    Row("everything", 1000, "2.20 s", "floor 0.220 s", 10.0, 1.5),
    Row("peak memory", 1000, "376 MB", "", 376.0, 400, " MB"),
    Row("start", None, "0.05 s", "", None),
]
TABLE = """\
what         connectors  unscaffold  against        value   goal    met
everything   1,000       2.20 s      floor 0.220 s  10      1.5     no
peak memory  1,000       376 MB                     376 MB  400 MB  yes
start                    0.05 s"""
MARKDOWN = """\
| what | connectors | unscaffold | against | value | goal | met |
| --- | --- | --- | --- | --- | --- | --- |
| everything | 1,000 | 2.20 s | floor 0.220 s | 10 | 1.5 | no |
| peak memory | 1,000 | 376 MB |  | 376 MB | 400 MB | yes |
| start |  | 0.05 s |  |  |  |  |
"""


def test_the_table_shows_goals_and_whether_they_are_met() -> None:
    assert report.table(ROWS) == TABLE


def test_a_page_holds_the_table_between_its_markers(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "page.md"
    report.write_page(page, ROWS[:1], 1)
    made = page.read_text("utf-8")
    assert (made.partition("\n")[0], "peak memory" in made) == ("# How fast it is", False)
    page.write_text("# Ours\n\n<!-- benchmarks: begin -->\nold\n<!-- benchmarks: end -->\nThe rest.\n", "utf-8")
    report.write_page(page, ROWS, 5)
    begin, machine, _, *table, end, rest = page.read_text("utf-8").splitlines()[2:]
    assert (begin, end, rest) == ("<!-- benchmarks: begin -->", "<!-- benchmarks: end -->", "The rest.")
    assert machine.endswith("Medians of up to 5 rounds.")
    assert table == MARKDOWN.splitlines()
