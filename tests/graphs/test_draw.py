"""The graphs of a configuration: of one job, of all, of a connector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.findings import Failure
from unscaffold.graphs import Wanted, draw
from unscaffold.markup import NAMESPACE

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.graphs import Graph
    from unscaffold.graphs.draw import Drawn

CONF = """<Agent Identifier="Local"/>
<Connector Identifier="HR" Agent="Local"/><Connector Identifier="AD" Agent="Local"/>
<ExportTask Identifier="Elsewhere" Connector="AD"/>
<Job Identifier="Night" Agent="Local" CronTabExpression="0 3 * * *">
  <ExportTask Identifier="Night_E" Level="0" Connector="HR"/>
  <Step Identifier="Elsewhere" Level="0"/>
  <Step Identifier="Unknown" Level="0"/>
  <FulfillTask Identifier="F" Level="10" Connector="HR">
    <TaskDependsOnTask ParentTask="night_e"/><TaskDependsOnTask ParentTask="Night_E"/>
    <TaskDependsOnTask ParentTask="None"/><TaskDependsOnTask ParentTask="Elsewhere"/></FulfillTask>
</Job>
<Job Identifier="Single"><ExportTask Identifier="S" Connector="HR"/><InvokeExpressionTask Identifier="I"/></Job>
<Job Identifier="Empty"/>
"""


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    """Return a folder with three jobs: with levels, without, and without tasks."""
    text = f'<ConfigurationFile xmlns="{NAMESPACE}">{CONF}</ConfigurationFile>'
    (tmp_path / "Conf.xml").write_text(text, encoding="utf-8")
    return tmp_path


Told = tuple[str, list[str], list[str]]


def told(graph: Graph) -> Told:
    """Return the title of a graph, its groups with what is written in them, and its arrows."""
    groups = []
    for group in graph.groups:
        nodes = "; ".join(f"{node.key} {' / '.join(node.lines)}" for node in group.nodes)
        groups.append(f"{group.title or '-'}: {nodes}")
    return graph.title, groups, [" > ".join(arrow) for arrow in graph.arrows]


NIGHT = (
    "Night",
    [
        "-: j0 Night / at 03:00 every day, UTC / agent Local",
        "level 0: t1 ExportTask / …_E / on HR; t2 ExportTask (Step) / Elsewhere / on AD; t3 Step / Unknown",
        "level 10: t4 FulfillTask / F / on HR",
    ],
    ["t1 > t4", "t2 > t4"],
)
SINGLE: Told = (
    "Single",
    ["-: j0 Single / not scheduled", "-: t1 ExportTask / S", "-: t2 InvokeExpressionTask / I"],
    [],
)
EMPTY: Told = ("Empty", ["-: j0 Empty / not scheduled"], [])
OVERVIEW = (
    "Jobs by connector",
    [
        "-: c1 HR; c2 AD",
        "agent Local: j1 Night / at 03:00 every day, UTC / 4 tasks",
        "server: j2 Single / not scheduled / 2 tasks; j3 Empty / not scheduled / 0 tasks",
    ],
    ["c1 > j1", "c2 > j1", "c1 > j2"],
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("night"), [NIGHT]),
        (Wanted("Conf.xml:12"), [SINGLE]),
        (Wanted("Empty"), [EMPTY]),
        (Wanted("Empty", is_split=True), [EMPTY]),
        (Wanted(), [OVERVIEW]),
        (Wanted(each=True), [OVERVIEW, NIGHT, SINGLE, EMPTY]),
    ],
)
def test_what_is_wanted_is_drawn(wanted: Wanted, expected: list[Told], conf: Path) -> None:
    drawn = draw(conf, wanted)
    assert [*map(told, drawn.graphs)] == expected
    assert (*drawn.findings,) == ()


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (
            Wanted("Night", is_split=True),
            ["Night, connector HR", "Night, connector AD", "Night, without a connector"],
        ),
        (Wanted("Night", connector="ad"), ["Night, connector AD"]),
        (Wanted(connector="AD"), ["Jobs by connector, connector AD"]),
        (
            Wanted(each=True, connector="hr"),
            ["Jobs by connector, connector HR", "Night, connector HR", "Single, connector HR"],
        ),
    ],
)
def test_parts_are_drawn(wanted: Wanted, titles: list[str], conf: Path) -> None:
    assert [graph.title for graph in draw(conf, wanted).graphs] == titles


def test_a_connector_of_another_case_is_another_if_both_are_declared(tmp_path: Path) -> None:
    text = CONF.replace("<Agent", '<Connector Identifier="hr"/><ExportTask Identifier="X" Connector="hr"/><Agent')
    (tmp_path / "Conf.xml").write_text(f'<ConfigurationFile xmlns="{NAMESPACE}">{text}</ConfigurationFile>', "utf-8")
    assert draw(tmp_path, Wanted("Night", connector="HR")).graphs[0].title.lower() == "night, connector hr"


def test_a_connector_on_which_nothing_works_is_refused(conf: Path) -> None:
    with pytest.raises(Failure) as failure:
        draw(conf, Wanted("Night", connector="HRR"))
    assert failure.value.sentence == ("nothing that is to be drawn works on a connector 'HRR'; did you mean 'HR'?")
    assert failure.value.lines == ("AD", "HR")


def job_of(tasks: int, folder: Path) -> Drawn:
    """Draw a job of two connectors, in which each task waits for all of the level before it."""
    text = "".join(
        f'<ExportTask Identifier="E{number}" Level="{number // 25}" Connector="{"HR" if number % 2 else "AD"}">'
        + "".join(f'<TaskDependsOnTask ParentTask="E{one}"/>' for one in range(25) if number >= 25)
        + "</ExportTask>"
        for number in range(tasks)
    )
    whole = f'<Connector Identifier="HR"/><Connector Identifier="AD"/><Job Identifier="J">{text}</Job>'
    (folder / "Conf.xml").write_text(f'<ConfigurationFile xmlns="{NAMESPACE}">{whole}</ConfigurationFile>', "utf-8")
    return draw(folder, Wanted("J"))


def test_what_is_too_large_for_mermaid_is_split_by_connector(tmp_path: Path) -> None:
    assert [graph.title for graph in job_of(44, tmp_path).graphs] == ["J"]
    assert [graph.title for graph in job_of(50, tmp_path).graphs] == ["J, connector AD", "J, connector HR"]
    assert [graph.title for graph in draw(tmp_path, Wanted("J", is_limited=False)).graphs] == ["J"]
