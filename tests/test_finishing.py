"""Files that another XSLT processor generated: the arguments that ride in their jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.diagnostics import Failure
from pipeline.finishing import finish

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "urn:schemas-usercube-com:configuration"


def finished(folder: Path, text: str) -> tuple[str, list[str]]:
    file = folder / "Jobs.xml"
    file.write_text(text, encoding="utf-8")
    (one,) = finish([file], frozenset({"Mine"}))
    return one.after.decode(), [f"{d.place.line}:{d.place.column} {d.code} {d.sentence}" for d in one.diagnostics]


def test_riders_are_applied_in_the_prefix_and_layout_of_the_file(tmp_path: Path) -> None:
    before = f"""<c:ConfigurationFile xmlns:c="{NAMESPACE}">
    <c:Job Identifier="J">
        <c:ExportTask Identifier="J_Export" Level="0"><c:TaskEntityType EntityType="a&amp;b"/></c:ExportTask>
        <c:AddTask Task="Mine" TaskToCompareWith="Export" After="true"/>
    </c:Job>
    <c:Other/>
</c:ConfigurationFile>
"""
    after = f"""<c:ConfigurationFile xmlns:c="{NAMESPACE}">
    <c:Job Identifier="J">
        <c:ExportTask Identifier="J_Export" Level="0">
            <c:TaskEntityType EntityType="a&amp;b" />
        </c:ExportTask>
        <c:Step Identifier="Mine" Level="1" />
    </c:Job>
    <c:Other/>
</c:ConfigurationFile>
"""
    assert finished(tmp_path, before) == (after, [])
    assert finished(tmp_path, after) == (after, [])


def test_tasks_stand_alone_where_the_job_is_not_to_be_created(tmp_path: Path) -> None:
    before = f"""<ConfigurationFile xmlns="{NAMESPACE}">
  <Job Identifier="J">
    <ExportTask Identifier="J_Export" Level="0" />
    <FulfillTask Identifier="J_Fulfill" Level="1" />
    <DoNotCreateJob />
    <LinkDependTask Task="Fulfill" DependOn="Export" />
  </Job>
</ConfigurationFile>
"""
    after = f"""<ConfigurationFile xmlns="{NAMESPACE}">
  <ExportTask Identifier="J_Export" />
  <FulfillTask Identifier="J_Fulfill">
    <TaskDependsOnTask ParentTask="J_Export" />
  </FulfillTask>
</ConfigurationFile>
"""
    assert finished(tmp_path, before) == (after, [])


@pytest.mark.parametrize(
    ("rider", "finding"),
    [
        (
            '<AddTask Task="Mine" TaskToCompareWith="E" After="true" Occurence="x"/>',
            'U306 Occurence="x" is not a whole number of 0 to 2147483647',
        ),
        (
            '<AddTask Task="Mine" TaskToCompareWith="E" After="yes"/>',
            'U305 After="yes" is not a boolean; write true or false',
        ),
        ('<AddTask TaskToCompareWith="E" After="true"/>', "U301 AddTask needs the attribute Task"),
    ],
)
def test_riders_that_no_stylesheet_checked_are_checked(rider: str, finding: str, tmp_path: Path) -> None:
    start = f'<ConfigurationFile xmlns="{NAMESPACE}"><Job Identifier="J"><ETask Identifier="J_E" Level="0"/>'
    column = len(start) + 1
    assert finished(tmp_path, f"{start}{rider}</Job></ConfigurationFile>")[1] == [f"1:{column} {finding}"]


def test_what_is_no_configuration_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        finished(tmp_path, "<Other/>")
    path = tmp_path / "Jobs.xml"
    assert str(failure.value) == f"{path} is not a configuration file: its root is not ConfigurationFile"


def test_a_name_that_only_one_parser_takes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        finished(tmp_path, f'<ConfigurationFile xmlns="{NAMESPACE}">\n  <\u0132/>\n</ConfigurationFile>')
    where = f"{tmp_path / 'Jobs.xml'}:2:4"
    assert str(failure.value) == f"{where} is not well-formed: not well-formed (invalid token)"


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    rider = '<LinkDependTask Task="Fulfill" DependOn="Export" />'
    text = f"""<ConfigurationFile xmlns="{NAMESPACE}">
  <Job Identifier="J">
    <ExportTask Identifier="J_Export" Level="0" />
    <FulfillTask Identifier="J_Fulfill" Level="1" />
    {rider}
  </Job>
</ConfigurationFile>
"""
    (tmp_path / "there" / "Jobs.xml").write_text(text, encoding="utf-8")
    link = tmp_path / "Jobs.xml"
    link.symlink_to(tmp_path / "there" / "Jobs.xml")
    assert CliRunner().invoke(main, ["arguments", "--in-place", str(link)]).exit_code == 0
    assert link.is_symlink()
    finished = """<FulfillTask Identifier="J_Fulfill" Level="1">
      <TaskDependsOnTask ParentTask="J_Export" />
    </FulfillTask>"""
    expected = text.replace('<FulfillTask Identifier="J_Fulfill" Level="1" />', finished).replace(
        f"    {rider}\n", ""
    )
    assert (tmp_path / "there" / "Jobs.xml").read_text(encoding="utf-8") == expected
