from __future__ import annotations

import pytest

from unscaffold.findings import Region
from unscaffold.jobs import KnownTasks
from unscaffold.jobs.edits import apply, unwrapped
from unscaffold.markup import parsed, serialized

TASKS = [
    '<ExportTask Identifier="J_Export_A" Level="0"/>',
    '<ExportTask Identifier="J_Export_B" Level="0"/>',
    '<SynchronizeTask Identifier="J_Sync_A" Level="1"><TaskDependsOnTask ParentTask="J_Export_A"/></SynchronizeTask>',
    '<FulfillTask Identifier="J_Fulfill1" Level="2"><TaskResourceType ResourceType="R"/></FulfillTask>',
]


def _region(number: int, attribute: str = "", _part: str = "") -> Region:
    """Return where a rider or one of its attributes would stand, if each had a line, and each letter a column."""
    return Region("Jobs.xml", number, 1 + len(attribute))


def _applied(*riders: str, tasks: list[str] = TASKS) -> tuple[list[str], list[str]]:
    """Apply riders to the job J, and return its tasks and what was found. Check and Export are tasks elsewhere."""
    (job,) = parsed(f'<Job Identifier="J">{"".join([*tasks, *riders])}</Job>')
    found = apply(job, _region, KnownTasks({"Check", "Export"}))
    return [serialized([task]) for task in job], [str(one) for one in found]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("J_Export_B", 0),
        ("Export_B", 0),
        ("B", 0),
        ("Export", 0),
        ("A", 0),  # the first of the two that end so
        ("SynchronizeTask", 2),
        ("Sync_A", 2),
        ("Fulfill", 3),
    ],
)
def test_a_task_is_named_in_four_ways(name: str, number: int) -> None:
    tasks, found = _applied(f'<AddTask Task="Check" TaskToCompareWith="{name}" Before="true"/>')
    assert ("Check" in tasks[number], found) == (True, [])


def test_an_earlier_way_of_naming_wins() -> None:
    tasks = ['<ExportTask Identifier="J_1" Level="0"/>', '<SynchronizeTask Identifier="J_Export" Level="1"/>']
    expected = [tasks[0], '<Step Identifier="Check" Level="1"/>', tasks[1].replace('Level="1"', 'Level="2"')]
    assert _applied('<AddTask Task="Check" TaskToCompareWith="Export" Before="1"/>', tasks=tasks) == (expected, [])


@pytest.mark.parametrize("name", ["Elsewhere", "J_Elsewhere", "FulfillTaskOverride", "FulfillTask", "Fulfill"])
def test_an_override_is_a_step_by_its_identifier_and_its_kind(name: str) -> None:
    tasks = [TASKS[0], '<FulfillTaskOverride Identifier="J_Elsewhere" Level="1" Dirty="true"/>']
    added, found = _applied(f'<AddTask Task="Check" TaskToCompareWith="{name}" Before="true"/>', tasks=tasks)
    assert added == [tasks[0], '<Step Identifier="Check" Level="1"/>', tasks[1].replace('Level="1"', 'Level="2"')]
    assert found == []


def test_an_override_waits_for_another_step() -> None:
    tasks = [TASKS[0], '<FulfillTaskOverride Identifier="E" Level="1"/>']
    waiting = (
        '<FulfillTaskOverride Identifier="E" Level="1"><TaskDependsOnTask ParentTask="J_Export_A"/>'
        "</FulfillTaskOverride>"
    )
    assert _applied('<LinkDependTask Task="E" DependOn="Export"/>', tasks=tasks) == ([tasks[0], waiting], [])


def test_a_step_stands_next_to_the_whole_stage() -> None:
    expected = [
        *TASKS[:2],
        '<Step Identifier="Check" Level="1"/>',
        TASKS[2].replace('Level="1"', 'Level="2"'),
        TASKS[3].replace('Level="2"', 'Level="3"'),
    ]
    assert _applied('<AddTask Task="Check" TaskToCompareWith="Export" After="true"/>') == (expected, [])


def test_steps_are_added_first_and_dependencies_stand_before_types() -> None:
    tasks, found = _applied(
        '<LinkDependTask Task="Fulfill" DependOn="Check"/>',
        '<LinkDependTask Task="Fulfill" DependOn="Export" ParentOccurence="2"/>',
        '<AddTask Task="Check" TaskToCompareWith="Fulfill" Before="true"/>',
    )
    children = (
        '<TaskDependsOnTask ParentTask="Check"/>',
        '<TaskDependsOnTask ParentTask="J_Export_B"/>',
        '<TaskResourceType ResourceType="R"/>',
    )
    expected = f'<FulfillTask Identifier="J_Fulfill1" Level="3">{"".join(children)}</FulfillTask>'
    assert (tasks[-1], found) == (expected, [])


def test_a_copy_takes_the_next_free_number() -> None:
    tasks = ['<FulfillTask Identifier="J_1" Level="0"/>', '<FulfillTask Identifier="j_1_copy1" Level="1"/>']
    expected = [
        '<FulfillTask Identifier="J_1_Copy2" Level="0"/>',
        '<FulfillTask Identifier="J_1" Level="1"/>',
        '<FulfillTask Identifier="j_1_copy1" Level="2"/>',
    ]
    assert _applied('<AddTask Task="1" TaskToCompareWith="1" Before="true"/>', tasks=tasks) == (expected, [])


def test_a_declared_task_is_called_though_the_job_has_tasks_of_that_kind() -> None:
    expected = [*TASKS, '<Step Identifier="Export" Level="3"/>']
    assert _applied('<AddTask Task="Export" TaskToCompareWith="Fulfill" After="true"/>') == (expected, [])


def test_what_cannot_be_applied_changes_nothing_and_the_rest_is_applied() -> None:
    parent = '<TaskDependsOnTask ParentTask="J_Sync_A"/>'
    expected = [*TASKS[:3], TASKS[3].replace("><Task", f">{parent}<Task", 1)]
    not_there = "TaskToCompareWith of AddTask names the task 'Nothing', which the job 'J' does not have"
    later = "LinkDependTask: 'J_Export_A' (level 0) cannot wait for 'J_Fulfill1' (level 2)"
    assert _applied(
        '<AddTask Task="Check" TaskToCompareWith="Nothing" After="true"/>',
        '<LinkDependTask Task="Export" DependOn="Fulfill"/>',
        '<LinkDependTask Task="Fulfill" DependOn="Synchronize"/>',
    ) == (
        expected,
        [
            f"Jobs.xml:0:18: error U402 {not_there}",
            f"Jobs.xml:1:1: error U404 {later}; a task waits for tasks of earlier levels only",
        ],
    )


def test_a_job_that_is_not_to_be_created_leaves_its_tasks_without_level() -> None:
    (job,) = parsed('<Job Identifier="J"><FulfillTask Identifier="J_1" Level="0"/><DoNotCreateJob/></Job>')
    assert serialized(unwrapped(job)) == '<FulfillTask Identifier="J_1"/>'


def test_two_thousand_steps_are_added_one_after_the_other() -> None:
    occurrences = range(2000)
    riders = [f'<AddTask Task="Check" TaskToCompareWith="Check" Occurence="{n}" After="1"/>' for n in occurrences]
    first = '<AddTask Task="Check" TaskToCompareWith="Export" Before="true"/>'
    expected = [f'<Step Identifier="Check" Level="{level}"/>' for level in range(2001)]
    end = [task.replace(f'Level="{n}"', f'Level="{n + 2001}"') for task, n in zip(TASKS, [0, 0, 1, 2], strict=True)]
    assert _applied(first, *riders) == ([*expected, *end], [])


def test_two_thousand_copies_of_a_task_take_a_number_each() -> None:
    riders = ['<AddTask Task="Export_A" TaskToCompareWith="Sync_A" Before="true"/>'] * 2000
    expected = [f'<ExportTask Identifier="J_Export_A_Copy{n}" Level="{n}"/>' for n in range(1, 2001)]
    assert _applied(*riders, tasks=TASKS[:3])[0][2:-1] == expected


def test_thousands_of_tasks_wait_for_each_other() -> None:
    tasks = [f'<ExportTask Identifier="J_{n}" Level="{n}"/>' for n in range(5000)]
    riders = [f'<LinkDependTask Task="{n}" DependOn="Export" ParentOccurence="{n}"/>' for n in range(1, 2500)]
    riders += [f'<LinkDependTask Task="{n}" DependOn="{n - 1}"/>' for n in range(2500, 5000)]
    expected = [
        tasks[0],
        *(
            f'{task.removesuffix("/>")}><TaskDependsOnTask ParentTask="J_{n}"/></ExportTask>'
            for n, task in enumerate(tasks[1:])
        ),
    ]
    assert _applied(*riders, tasks=tasks) == (expected, [])


def test_a_chain_of_waiting_tasks_is_told_by_the_shortest_way() -> None:
    waits = '<TaskDependsOnTask ParentTask="J_{}"/>'
    children = {1: [0], 2: [1], 3: [0, 2], 4: [3]}
    tasks = [
        f'<ETask Identifier="J_{n}" Level="{n}">{"".join(map(waits.format, children.get(n, ())))}</ETask>'
        for n in range(5)
    ]
    reason = "that one waits for it already: J_4 waits for J_3 waits for J_0"
    found = f"Jobs.xml:0:1: error U405 LinkDependTask: 'J_0' cannot wait for 'J_4': {reason}"
    assert _applied('<LinkDependTask Task="0" DependOn="4"/>', tasks=tasks)[1] == [found]


def test_a_long_chain_is_told_by_its_ends() -> None:
    tasks = [
        f'<ETask Identifier="J_{n}" Level="{n}"><TaskDependsOnTask ParentTask="J_{n - 1}"/></ETask>'
        for n in range(100)
    ]
    told = " waits for ".join(["J_99", "J_98", "J_97", "…", "J_2", "J_1", "J_0"])
    found = f"error U405 LinkDependTask: 'J_0' cannot wait for 'J_99': that one waits for it already: {told}"
    assert _applied('<LinkDependTask Task="0" DependOn="99"/>', tasks=tasks)[1] == [f"Jobs.xml:0:1: {found}"]


@pytest.mark.parametrize(
    "rider",
    [
        '<AddTask Task="Fulfill" TaskToCompareWith="Export" Before="true"/>',
        '<LinkDependTask Task="Export" DependOn="Fulfill"/>',
    ],
)
def test_a_task_without_an_identifier_is_neither_copied_nor_waited_for(rider: str) -> None:
    tasks = [TASKS[0], '<FulfillTask Level="1"/>']
    expected = (tasks, ["Jobs.xml:0:1: error U301 FulfillTask needs the attribute Identifier"])
    assert _applied(rider, tasks=tasks) == expected


def test_a_task_without_an_identifier_may_be_compared_with() -> None:
    tasks = [TASKS[0], '<FulfillTask Level="1"/>']
    expected = [*tasks, '<Step Identifier="Check" Level="2"/>']
    assert _applied('<AddTask Task="Check" TaskToCompareWith="Fulfill" After="1"/>', tasks=tasks) == (expected, [])


def test_a_step_stands_behind_the_last_task_whatever_stands_between() -> None:
    tasks = [TASKS[0], "<Other/>", TASKS[2]]
    expected = [*tasks, '<Step Identifier="Check" Level="2"/>']
    assert _applied('<AddTask Task="Check" TaskToCompareWith="Sync_A" After="true"/>', tasks=tasks) == (expected, [])
