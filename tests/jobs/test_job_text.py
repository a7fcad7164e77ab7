"""The steps of jobs, and the agents of tasks, as generated XML tells them."""

from __future__ import annotations

from unscaffold.jobs import agents_in, steps_in

XML = (
    '<Job Identifier="A&amp;B" Agent="Local"><ExportTask Identifier="E" Agent="Local"><TaskEntityType/>'
    '</ExportTask><Step Identifier="S" Level="1"/><Note><Step Identifier="None"/></Note>'
    '<FulfillTaskOverride Identifier="F" Agent="a&gt;b"/></Job><FulfillTask Identifier="F"/><Other><Step/></Other>'
    '<Job Identifier="Empty"/><Job Identifier="C"><Step Identifier="T"/></Job>'
)


def test_the_steps_of_jobs_are_their_children_that_are_run() -> None:
    told = [
        (step.of_job("Identifier"), step.of_job("Agent"), step.name, step.attribute("Identifier"))
        for step in steps_in(XML)
    ]
    assert told == [
        ("A&B", "Local", "ExportTask", "E"),
        ("A&B", "Local", "Step", "S"),
        ("A&B", "Local", "FulfillTaskOverride", "F"),
        ("C", "", "Step", "T"),
    ]
    assert [step.attribute("Agent") for step in steps_in(XML)] == ["Local", "", "a>b", ""]


def test_the_agents_of_tasks_are_told_wherever_these_stand() -> None:
    assert list(agents_in(XML)) == [("e", "Local"), ("f", "")]
