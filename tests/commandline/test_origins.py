"""`expand --origins`: why everything is generated, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CLEAN, END, JOBS, START, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable

ADJUSTED = f"""{START}  <Language Code="en" IndicatorNumber="1"/>
  <CleanDatabaseJob/>
  <Job Identifier="CleanDatabase" ConsolidationMode="Merge" CronTabExpression="0 1 * * *"/>
{END}"""


def origin(
    rule: str, sentence: str, *by: int, grade: str = "documented", step: str = "stylesheet"
) -> dict[str, object]:
    return {"rule": rule, "step": step, "grade": grade, "sentence": sentence, "decided_by": [*by]}


def attribute(value: str, *origins: dict[str, object]) -> dict[str, object]:
    return {"value": value, "origins": [*origins]}


def decider(
    role: str, element: str, line: int, identifier: str | None, **attributes: str | None
) -> dict[str, object]:
    return {
        "role": role,
        "element": element,
        "identifier": identifier,
        "file": "Conf.xml",
        "line": line,
        "column": 3,
        "attributes": attributes,
    }


def test_everything_is_told(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Conf.xml": ADJUSTED})
    run = unscaffold("expand", "Conf", "-o", "Out", "--origins", "-", "-q")
    assert (run.code, run.err) == (0, "")
    named = "the scaffolding gives its job no {}: it is called after what it is for"
    task = {
        "element": "CleanDataBase",
        "identifier": "CleanDatabase_CleanDataBase",
        "origins": [origin("clean-data-base", "the clean-up is this one task", 0)],
        "attributes": {
            "Identifier": attribute(
                "CleanDatabase_CleanDataBase",
                origin("task-identifier", "a task is called after its job, and what it does there: CleanDataBase", 1),
            ),
            "DisplayName_L1": attribute(
                "Clean Database",
                origin(
                    "task-name",
                    "what a task does is called so in this language, with the names of its connectors",
                    4,
                ),
            ),
            "Level": attribute("0", origin("first-level", "nothing comes before this stage", 0)),
        },
        "children": [],
    }
    assert json.loads(run.out) == {
        "scaffoldings": [
            {
                "element": "CleanDatabaseJob",
                "file": "Conf.xml",
                "line": 3,
                "column": 3,
                "elements": [
                    {
                        "element": "Job",
                        "identifier": "CleanDatabase",
                        "origins": [origin("job", "CleanDatabaseJob generates a job", 0)],
                        "attributes": {
                            "Identifier": attribute(
                                "CleanDatabase",
                                origin("default-identifier", named.format("identifier"), 1, grade="ours"),
                            ),
                            "DisplayName_L1": attribute(
                                "Clean Database",
                                origin("default-job-name", f"{named.format('name')}, in language 1", 2, grade="ours"),
                            ),
                            "CronTabExpression": attribute(
                                "0 1 * * *",
                                origin("adjusted", "an element written by hand changes it", 3, step="adjustment"),
                            ),
                        },
                        "children": [task],
                    }
                ],
                "missing": [],
                "removed": [],
            }
        ],
        "deciders": [
            decider("scaffolding", "CleanDatabaseJob", 3, None),
            decider("scaffolding", "CleanDatabaseJob", 3, None, JobIdentifier=None),
            decider("scaffolding", "CleanDatabaseJob", 3, None, DisplayName_L1=None),
            decider("adjustment", "Job", 4, "CleanDatabase", CronTabExpression="0 1 * * *"),
            decider("language", "Language", 2, "en", Code="en", IndicatorNumber="1"),
        ],
        "rules": {
            "adjusted": {"page": None, "anchor": "adjustments"},
            "clean-data-base": {"page": None, "anchor": None},
            "default-identifier": {"page": None, "anchor": "scaffolding-by-scaffolding"},
            "default-job-name": {"page": None, "anchor": "scaffolding-by-scaffolding"},
            "first-level": {"page": None, "anchor": "every-job-scaffolding"},
            "job": {"page": None, "anchor": None},
            "task-identifier": {"page": None, "anchor": "every-job-scaffolding"},
            "task-name": {"page": None, "anchor": "every-job-scaffolding"},
        },
    }


def test_a_file_is_the_same_whether_anything_had_to_be_done(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Conf.xml": ADJUSTED})
    first = unscaffold("expand", "Conf", "-o", "Out", "--origins", "first.json", "-q")
    second = unscaffold("expand", "Conf", "-o", "Out", "--origins", "second.json", "-q")
    assert (first, second) == (Run(0, "", ""), Run(0, "", ""))
    assert Path("first.json").read_bytes() == Path("second.json").read_bytes()


def test_without_an_output_nothing_is_told(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Conf.xml": f"{START}  <CreateConnectorSynchroComplete/>\n{END}"})
    assert unscaffold("expand", "Conf", "-o", "Out", "--origins", "origins.json", "-q").code == 1
    assert not Path("origins.json").exists()


def test_the_file_is_no_part_of_the_configuration(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Conf.xml": CLEAN})
    run = unscaffold("expand", "Conf", "-o", "Out", "--origins", "Conf/origins.json", "-q")
    said = "Conf/origins.json would be a part of the configuration; name a file outside of Conf"
    assert (run.code, run.out, run.err) == (2, "", f"error: {said}\n")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("Out/Conf.xml", "Out/Conf.xml would be a part of the output; name a file outside of Out"),
        ("None/o.json", "None/o.json lies in no folder; make the folder, or name another file"),
    ],
)
def test_a_file_that_cannot_be_is_refused_before_anything_is_written(
    file: str, said: str, unscaffold: Callable[..., Run]
) -> None:
    write({"Conf/Conf.xml": CLEAN})
    run = unscaffold("expand", "Conf", "-o", "Out", "--origins", file, "-q")
    assert (run.code, run.out, run.err) == (2, "", f"error: {said}\n")
    assert not Path("Out").exists()


@pytest.mark.parametrize("flags", [["--diff"], ["-o", "Out", "--check", "--format", "json"]])
def test_stdout_is_for_one_thing(flags: list[str], unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Conf.xml": JOBS})
    run = unscaffold("expand", "Conf", "--origins", "-", *flags)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("Error: --origins - prints to stdout, and so does what else is asked for; name a file\n")
