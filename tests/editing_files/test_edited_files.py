"""Files that another XSLT processor generated: the arguments that ride in their jobs."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from systems import LINKS, posix
from unscaffold.commandline import main
from unscaffold.editing_files import edit_files
from unscaffold.findings import Failure

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "urn:schemas-usercube-com:configuration"


def finished(folder: Path, text: str) -> tuple[str, list[str]]:
    file = folder / "Jobs.xml"
    file.write_text(text, encoding="utf-8", newline="\n")
    (one,) = edit_files([file], frozenset({"Mine"}))
    return one.after.decode(), [f"{d.region.line}:{d.region.column} {d.code} {d.sentence}" for d in one.findings]


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
    column = len(start) + 1 + rider.find(f" {finding.split()[1]}") + 1
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


@LINKS
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


START = f"<ConfigurationFile xmlns='{NAMESPACE}' xmlns:o='urn:other'>"
TASKS = "<ETask Identifier='J_E' Level='0'/><FTask Identifier='J_F' Level='1'/>"
RIDER = "<LinkDependTask Task='F' DependOn='E'/>"
JOB = f"{START}\n<Job>{TASKS}{RIDER}</Job>\n</ConfigurationFile>"
DONE = (
    '<Job>\n  <ETask Identifier="J_E" Level="0" />\n  <FTask Identifier="J_F" Level="1">\n'
    '    <TaskDependsOnTask ParentTask="J_E" />\n  </FTask>\n</Job>'
)
LOST = "would be lost where the arguments of its job are applied; take it out of the job, or apply them by hand"


@pytest.mark.parametrize(
    ("before", "lost", "what"),
    [
        ("<Job>", "<!-- why -->", "a comment"),
        ("<Job><ETask Identifier='1'>", "<!-- why --></ETask>", "a comment"),
        (f"<Job>{RIDER[:-2]}>", "<!-- why --></LinkDependTask>", "a comment"),
        ("<Job>", "<?why?>", "a processing instruction"),
        ("<Job>\n ", "é &amp; ", "text beside elements"),
        ("<Job><ETask Identifier='1'/> <![CDATA[", "text]]>", "text beside elements"),
        ("<Job><ETask Identifier='1'><A/>\n", "text<A/>more</ETask>", "text beside elements"),
        ("<Job><ETask Identifier='1'>", "text<A/></ETask>", "text beside elements"),
        ("<Job>", "\u00a0", "text beside elements"),
        ("", "<Job o:a='2'>", "the foreign attribute o:a"),
        ("", "<Job xml:space='preserve'>", "the foreign attribute xml:space"),
        ("<Job>", "<o:Foo/>", "the foreign element o:Foo"),
        ("<Job><ETask Identifier='1'>", "<Foo xmlns='urn:other'/></ETask>", "the foreign element Foo"),
        ("<Job>", "<Foo xmlns=''/>", "the foreign element Foo"),
        ("<Job>", f"{RIDER[:-2]}>text</LinkDependTask>", "the content of LinkDependTask"),
        ("<Job>", f"{RIDER[:-2]}><A/></LinkDependTask>", "the content of LinkDependTask"),
        ("<Job>", "<DoNotCreateJob><A/></DoNotCreateJob>", "the content of DoNotCreateJob"),
        ("<Job><DoNotCreateJob/>", "<Foo/>", "the element Foo, which is no task,"),
    ],
)
def test_what_would_be_lost_is_refused(before: str, lost: str, what: str, tmp_path: Path) -> None:
    start = f"{START}<!-- a comment elsewhere --><Job>text<o:A/></Job>\n"
    whole = f"{start}{before}{lost}{TASKS}{RIDER}</Job></ConfigurationFile>"
    lines = f"{start}{before}".split("\n")
    place = f"{len(lines)}:{len(lines[-1]) + 1}"
    assert finished(tmp_path, whole)[1] == [f"{place} U408 {what} {LOST}"]


def test_what_nothing_uses_and_what_means_the_same_is_not_refused(tmp_path: Path) -> None:
    task = "<GTask xmlns:p='urn:p' Identifier='J_G'> <A><![CDATA[<a>]]></A> </GTask>"
    before = JOB.replace("<Job>", "<Job xmlns:q='urn:q'>\r\n  ").replace(RIDER, task + RIDER)
    written = '  <GTask Identifier="J_G">\n    <A>&lt;a&gt;</A>\n  </GTask>\n</Job>'
    after = f"{START}\n{DONE.removesuffix('</Job>')}{written}\n</ConfigurationFile>"
    assert finished(tmp_path, before) == (after, [])


def test_what_has_no_riders_stays_byte_by_byte(tmp_path: Path) -> None:
    other = f"<Job><!-- a --> b <o:c d='e'\t/></Job><o:Job>{TASKS}{RIDER}</o:Job><?f?>\n<Job>"
    expected = f"{START}\n{other.removesuffix('<Job>')}{DONE}\n</ConfigurationFile>"
    assert finished(tmp_path, JOB.replace("<Job>", other)) == (expected, [])


@pytest.mark.parametrize("level", ["1" * 5000, "2147483648", "\u0661", "-1", ""])
def test_a_level_that_is_no_number_is_refused(level: str, tmp_path: Path) -> None:
    whole = JOB.replace("<ETask Identifier='J_E' Level='0'/>", f"<ETask Identifier='J_E' Level='{level}'/>")
    found = finished(tmp_path, whole)[1]
    assert found == [f'2:30 U306 Level="{level}" is not a whole number of 0 to 2147483647']


def test_elements_may_be_nested_deeply(tmp_path: Path) -> None:
    nested = [*("  " * n + "<A>\n" for n in range(1, 200)), *("  " * n + "</A>\n" for n in range(199, 0, -1))]
    before = JOB.replace(RIDER, "".join(nested).replace(" ", "") + RIDER)
    after = f"{START}\n{DONE.replace('</Job>', ''.join(nested) + '</Job>')}\n</ConfigurationFile>"
    assert finished(tmp_path, before) == (after.replace(f"<A>\n{'  ' * 199}</A>", "<A>\n</A>"), [])


def test_thousands_of_riders_in_a_large_job_are_applied(tmp_path: Path) -> None:
    tasks = [f"<ETask Identifier='J_{n}' Level='{n}'/>" for n in range(5000)]
    riders = [f"<LinkDependTask Task='{n}' DependOn='{n - 1}'/>" for n in range(2500, 5000)]
    riders += ["<AddTask Task='Mine' TaskToCompareWith='0' After='true'/>"] * 500
    after, found = finished(tmp_path, JOB.replace(TASKS + RIDER, "".join([*tasks, *riders])))
    counts = [after.count(part) for part in ("<ETask ", "<Step ", "<TaskDependsOnTask ", 'Level="5499"')]
    assert (counts, found) == ([5000, 500, 2500, 1], [])


def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    file = tmp_path / "job.out"
    file.write_text(JOB, encoding="utf-8", newline="\n")
    (one,) = edit_files([file])
    assert one.after.decode() == JOB.replace(f"<Job>{TASKS}{RIDER}</Job>", DONE)


@LINKS
def test_a_file_that_is_named_twice_is_edited_once(tmp_path: Path) -> None:
    file = tmp_path / "job.xml"
    file.write_text(JOB.replace("'E'", "'e'"), encoding="utf-8")
    (tmp_path / "link.xml").symlink_to(file)
    names = [str(file), str(tmp_path / "." / "job.xml"), str(tmp_path / "link.xml")]
    result = CliRunner().invoke(main, ["arguments", "--in-place", *names])
    assert (result.exit_code, result.stderr.count("U203")) == (0, 1)
    assert file.read_text(encoding="utf-8") == JOB.replace(f"<Job>{TASKS}{RIDER}</Job>", DONE)


def test_a_file_may_be_written_to_another_one(tmp_path: Path) -> None:
    file, other = tmp_path / "job.xml", tmp_path / "other.xml"
    file.write_bytes(JOB.encode())
    assert CliRunner().invoke(main, ["arguments", str(file), "-o", str(other)]).output == ""
    assert other.read_bytes().decode() == JOB.replace(f"<Job>{TASKS}{RIDER}</Job>", DONE)
    assert file.read_bytes() == JOB.encode()
    result = CliRunner().invoke(main, ["arguments", str(file), "-o", str(other), "--in-place"])
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: say --in-place or --output-file, not both\n")


def test_nothing_is_written_if_one_file_is_refused(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.xml", tmp_path / "b.xml"
    good.write_text(JOB, encoding="utf-8")
    for fault in ("<!-- a comment -->", "</Job>"):
        bad.write_text(JOB.replace("<Job>", f"<Job>{fault}"), encoding="utf-8")
        result = CliRunner().invoke(main, ["arguments", "--in-place", str(good), str(bad)])
        assert result.exit_code == (1 if "-" in fault else 2)
        assert good.read_text(encoding="utf-8") == JOB


def test_what_may_never_end_is_not_opened(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    os.mkfifo(tmp_path / "pipe.xml")
    (tmp_path / "link.xml").symlink_to("/dev/zero")
    for name in ("pipe.xml", "link.xml"):
        result = CliRunner().invoke(main, ["arguments", str(tmp_path / name)])
        reason = "is not a regular file; write what it gives into one, and name that"
        assert (result.exit_code, result.stderr) == (2, f"error: {tmp_path / name} {reason}\n")


@posix("Windows has other reasons not to follow a link")
@pytest.mark.parametrize(("target", "number"), [("gone.xml", errno.ENOENT), ("loop.xml", errno.ELOOP)])
def test_a_link_to_no_file_is_refused(target: str, number: int, tmp_path: Path) -> None:
    (tmp_path / "loop.xml").symlink_to(target)
    result = CliRunner().invoke(main, ["arguments", str(tmp_path / "loop.xml")])
    reason = f"cannot be read: {os.strerror(number)}"
    assert (result.exit_code, result.stderr) == (2, f"error: {tmp_path / 'loop.xml'} {reason}\n")


def test_a_configuration_without_a_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "job.xml").write_text(JOB, encoding="utf-8")
    result = CliRunner().invoke(main, ["arguments", "--conf", "", str(tmp_path / "job.xml")])
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: Invalid value for '--conf': the name is empty.",
    )
