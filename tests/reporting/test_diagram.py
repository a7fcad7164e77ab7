"""A job as a diagram: where its tasks are, and how its edges lead."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from unscaffold.reporting.diagram import HEIGHT, WIDTH, Band, Box, Diagram, Edge, diagram_of
from unscaffold.reporting.places import Place
from unscaffold.reporting.tasks import Task, Wait


def task(number: int, level: int | None, *waits: int) -> Task:
    waiting = tuple(Wait(one, f"T{one}") for one in waits)
    return Task(number, level, "ExportTask", "Step", f"T{number}", "…T", (), waiting, "", Place("A.xml", 1), ())


def test_levels_are_bands_and_edges_lead_down_or_around() -> None:
    tasks = [task(1, 0), task(2, 0), task(3, 1, 1, 2), task(4, 2, 1, 9)]
    boxes = [
        Box(66, 20, 1, "ExportTask", "…T", "1. ExportTask T1; level 0"),
        Box(358, 20, 2, "ExportTask", "…T", "2. ExportTask T2; level 0"),
        Box(66, 98, 3, "ExportTask", "…T", "3. ExportTask T3; level 1; waits for 1, 2"),
        Box(66, 176, 4, "ExportTask", "…T", "4. ExportTask T4; level 2; waits for 1, 9"),
    ]
    edges = [
        Edge("M204 64V98", 1, 3, is_wrong=False),
        Edge("M496 64V68q0 5 -5 5H209q-5 0 -5 5V98", 2, 3, is_wrong=False),
        Edge("M228 64V65q0 5 5 5H645q5 0 5 5V157q0 5 -5 5H233q-5 0 -5 5V176", 1, 4, is_wrong=False),
    ]
    assert diagram_of(tasks) == Diagram(
        659,
        234,
        (Band(0, 78, "Level 0"), Band(78, 78, "Level 1"), Band(156, 78, "Level 2")),
        tuple(boxes),
        tuple(edges),
        "4 tasks on 3 levels; 3 dependencies",
    )


def test_more_than_three_tasks_of_a_level_have_several_rows() -> None:
    found = diagram_of([task(number, 5) for number in range(1, 6)])
    assert [(box.x, box.y) for box in found.boxes] == [(66, 20), (358, 20), (650, 20), (66, 98), (358, 98)]
    assert found.bands == (Band(0, 156, "Level 5"),)


def test_tasks_without_a_level_run_one_after_the_other() -> None:
    found = diagram_of([task(1, None), task(2, None, 1)])
    assert [(box.x, box.y) for box in found.boxes] == [(66, 20), (66, 98)]
    assert (found.bands, found.edges) == ((Band(0, 156, "No level"),), (Edge("M204 64V98", 1, 2, is_wrong=False),))
    assert found.words == "2 tasks, none of which has a level; 1 dependency"


def test_who_waits_for_a_task_of_no_earlier_level_is_wrong() -> None:
    found = diagram_of([task(1, 0, 2), task(2, 1), *(task(number, 2) for number in (3, 4, 5)), task(6, 2, 3)])
    assert [edge.is_wrong for edge in found.edges] == [True, True]


def test_a_diagram_is_no_wider_than_its_channels_however_many_tasks_wait() -> None:
    tasks = [*(task(number, 0) for number in range(1, 2001)), *(task(2000 + n, 1, n) for n in range(1, 2001))]
    found = diagram_of(tasks)
    assert (found.width, len(found.edges)) == (650 + WIDTH + 16 + 24 * 9, 2000)


def test_nothing_is_a_diagram_of_nothing() -> None:
    assert diagram_of([]) == Diagram(358, 0, (), (), (), "0 tasks; 0 dependencies")


_LEVELS = st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=30).map(
    lambda levels: sorted(levels, key=lambda one: -1 if one is None else one)
)


@given(_LEVELS, st.data())
def test_boxes_lie_apart_and_edges_end_at_boxes_and_pass_through_none(
    levels: list[int | None], data: st.DataObject
) -> None:
    numbers = st.sets(st.integers(1, len(levels) or 1), max_size=4)
    tasks = [task(number, level, *sorted(data.draw(numbers))) for number, level in enumerate(levels, 1)]
    found = diagram_of(tasks)
    for one, other in combinations(found.boxes, 2):
        assert one.x + WIDTH < other.x or other.x + WIDTH < one.x or abs(one.y - other.y) >= HEIGHT + 20
    assert all(0 < box.x < found.width - WIDTH and 0 < box.y < found.height - HEIGHT for box in found.boxes)
    tops, bottoms = {box.y for box in found.boxes}, {box.y + HEIGHT for box in found.boxes}
    for edge in found.edges:
        xs, ys = _corners(edge.path)
        assert (ys[0] in bottoms, ys[-1] in tops) == (True, True)
        assert max(xs) < found.width
        flat = [y for y, later in pairwise(ys) if y == later]
        assert not any(box.y <= y <= box.y + HEIGHT for box in found.boxes for y in flat)


def _corners(path: str) -> tuple[list[int], list[int]]:
    """Return the coordinates of the ends of the pieces of a path."""
    x, y, xs, ys = 0, 0, [], []
    for command, said in re.findall(r"([MVHq])([-\d ]+)", path):
        numbers = [*map(int, said.split())]
        if command == "M":
            x, y = numbers
        elif command == "V":
            y = numbers[0]
        elif command == "H":
            x = numbers[0]
        else:
            x, y = x + numbers[2], y + numbers[3]
        xs.append(x)
        ys.append(y)
    return xs, ys
