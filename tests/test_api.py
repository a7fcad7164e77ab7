"""The Python API, as its docstrings promise it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import unscaffold

NAMESPACE = "urn:schemas-usercube-com:configuration"
START = f'<ConfigurationFile xmlns="{NAMESPACE}">\n'
JOB = """\
  <Job Identifier="CleanDatabase" DisplayName_L1="Clean Database">
    <CleanDataBase Identifier="CleanDatabase_CleanDataBase" DisplayName_L1="Clean Database"\
 DisplayName_L2="Nettoyage de la base de données" Level="0" />
  </Job>
"""


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    return written(tmp_path / "Conf", {"Jobs.xml": f"{START}  <CleanDatabaseJob/>\n</ConfigurationFile>\n"})


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def texts(folder: Path) -> dict[str, str]:
    """Return the files of an output folder but its manifest."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".unscaffold.json"]
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in files}


def test_importing_the_package_loads_neither_lxml_nor_saxon() -> None:
    code = "import sys, unscaffold; print(sorted({'lxml', 'saxonche', 'click'} & sys.modules.keys()))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (printed.stdout, printed.stderr) == ("[]\n", "")


def test_the_package_is_typed_and_documented() -> None:
    assert (Path(unscaffold.__file__).parent / "py.typed").exists()
    assert [name for name in unscaffold.__all__ if not getattr(unscaffold, name).__doc__] == []


def test_the_package_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="module 'unscaffold' has no attribute 'expand_all'"):
        unscaffold.expand_all  # noqa: B018 - that it is looked up is the test


def test_expand_writes_the_folder_and_reports_what_it_did(conf: Path, tmp_path: Path) -> None:
    report = unscaffold.expand(conf, tmp_path / "Out")
    assert texts(tmp_path / "Out") == {"Jobs.xml": f"{START}{JOB}</ConfigurationFile>\n"}
    assert report.written
    assert [file.path for file in report.changes.added] == ["Jobs.xml"]
    assert report.findings == []


def test_expand_can_write_one_file_a_scaffolding(conf: Path, tmp_path: Path) -> None:
    unscaffold.expand(conf, tmp_path / "Out", unscaffold.Options(layout="scaffoldings"))
    declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
    expected = {"CleanDatabaseJob/CleanDatabase.xml": f"{declaration}{START}{JOB}</ConfigurationFile>\n"}
    assert texts(tmp_path / "Out") == expected


def test_expand_without_writing_says_what_would_change(conf: Path, tmp_path: Path) -> None:
    report = unscaffold.expand(conf, tmp_path / "Out", unscaffold.Options(write=False))
    assert not report.written
    assert [file.path for file in report.changes.added] == ["Jobs.xml"]
    assert not (tmp_path / "Out").exists()


def test_expand_in_memory_gives_the_elements_and_writes_nothing(conf: Path, tmp_path: Path) -> None:
    expansion = unscaffold.expand_in_memory(conf)
    (one,) = expansion.expanded
    assert (one.scaffolding.name, one.scaffolding.file, one.failed) == ("CleanDatabaseJob", "Jobs.xml", False)
    assert one.xml == re.sub(r"\n *", "", JOB).replace(" />", "/>").strip()
    assert [path.name for path in tmp_path.iterdir()] == ["Conf"]


def test_errors_are_in_the_report_and_nothing_is_written(conf: Path, tmp_path: Path) -> None:
    written(conf, {"More.xml": f'{START}  <CreateConnectorsJobs Agent="Local"/>\n</ConfigurationFile>\n'})
    report = unscaffold.expand(conf, tmp_path / "Out")
    expected = ["More.xml:2:25: error U302 CreateConnectorsJobs has no attribute Agent; it knows none"]
    assert [str(found) for found in report.errors] == expected
    assert not report.written
    assert not (tmp_path / "Out").exists()


def test_keep_going_writes_what_can_be(conf: Path, tmp_path: Path) -> None:
    bad = f'{START}  <CreateConnectorsJobs Agent="Local"/>\n</ConfigurationFile>\n'
    written(conf, {"More.xml": bad})
    report = unscaffold.expand(conf, tmp_path / "Out", unscaffold.Options(keep_going=True))
    assert report.written
    assert texts(tmp_path / "Out") == {"Jobs.xml": f"{START}{JOB}</ConfigurationFile>\n", "More.xml": bad}


def test_keep_going_leaves_an_entity_type_without_a_name_out_of_the_tasks(conf: Path, tmp_path: Path) -> None:
    elements = """  <Agent Identifier="Local"/>
  <Connector Identifier="HR"/>
  <EntityTypeMapping Identifier="HR_Person" Connector="HR"/>
  <CreateConnectorSynchroComplete Connector="HR"/>
"""
    nameless = '  <EntityTypeMapping Connector="HR"/>\n'
    written(conf, {"Jobs.xml": f"{START}{elements}</ConfigurationFile>"})
    unscaffold.expand(conf, tmp_path / "Before")
    written(conf, {"Jobs.xml": f"{START}{elements}{nameless}</ConfigurationFile>"})
    report = unscaffold.expand(conf, tmp_path / "Out", unscaffold.Options(keep_going=True))
    expected = "Jobs.xml:6:3: error U301 EntityTypeMapping needs the attribute Identifier"
    assert [str(found) for found in report.errors] == [expected]
    before = texts(tmp_path / "Before")["Jobs.xml"]
    assert '<TaskEntityType EntityType="HR_Person" />' in before
    assert texts(tmp_path / "Out")["Jobs.xml"] == before.replace("</Conf", f"{nameless}</Conf")


def test_strict_makes_warnings_errors(conf: Path) -> None:
    elements = '  <Connection Identifier="C" Package="P"/>\n  <CreateConnectorsJobs/>\n'
    written(conf, {"More.xml": f"{START}{elements}</ConfigurationFile>"})
    sentence = (
        "U313 the package P is not known; it is taken to export and fulfill, and not to know an incremental mode"
    )
    for strict, severity in ((False, "warning"), (True, "error")):
        found = unscaffold.expand_in_memory(conf, unscaffold.Options(strict=strict)).findings
        assert [str(one) for one in found] == [f"More.xml:2:30: {severity} {sentence}"]


def test_further_stylesheets_expand_further_scaffoldings(conf: Path, tmp_path: Path) -> None:
    written(conf, {"Jobs.xml": f'{START}  <SayHello To="you"/>\n</ConfigurationFile>\n'})
    stylesheet = """\
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="urn:schemas-usercube-com:configuration" xmlns:d="urn:unscaffold:declaration"
    xmlns:m="urn:unscaffold:mode" xpath-default-namespace="urn:schemas-usercube-com:configuration">
  <xsl:template match="SayHello" mode="m:declaration" as="element(d:scaffolding)">
    <xsl:sequence select="doc('SayHello.xml')/*"/>
  </xsl:template>
  <xsl:template match="SayHello" mode="m:scaffolding" as="element()*">
    <Hello To="{@To}"/>
  </xsl:template>
</xsl:stylesheet>
"""
    declaration = """\
<scaffolding xmlns="urn:unscaffold:declaration" name="SayHello" scope="nothing">
  <attribute name="To" type="string" required="true"/>
</scaffolding>
"""
    own = written(tmp_path / "own", {"SayHello.xsl": stylesheet, "SayHello.xml": declaration})
    unscaffold.expand(conf, tmp_path / "Out", unscaffold.Options(stylesheets=(own,)))
    assert texts(tmp_path / "Out") == {"Jobs.xml": f'{START}  <Hello To="you" />\n</ConfigurationFile>\n'}


def test_it_is_told_how_far_the_run_is(conf: Path, tmp_path: Path) -> None:
    from unscaffold.options import Progress  # noqa: PLC0415 - the package does not give it out

    calls: list[tuple[str, int]] = []
    progress = Progress(lambda name, count: calls.append((name, count)), lambda count: calls.append(("", count)))
    unscaffold.expand(conf, tmp_path / "Out", progress=progress)
    begun = {name: count for name, count in calls if name}
    assert begun["Expanding"] == begun["Writing"] == 1
    assert sum(count for name, count in calls if not name) == sum(begun.values())


def test_what_cannot_be_run_is_a_failure_of_one_sentence(conf: Path, tmp_path: Path) -> None:
    written(tmp_path / "foreign", {"a.txt": "a"})
    missing, foreign, inside = tmp_path / "missing", tmp_path / "foreign", conf / "Out"
    sentences = {
        (missing, tmp_path / "Out"): f"{missing} is not a folder; name the folder of the configuration",
        (conf, inside): f"{inside} and {conf} lie in each other; name an output folder beside the configuration",
        (conf, tmp_path): f"{tmp_path} and {conf} lie in each other; name an output folder beside the configuration",
        (
            conf,
            foreign,
        ): f"{foreign} is not empty and was not written by unscaffold; name another folder, or say --force",
    }
    for (folder, output), sentence in sentences.items():
        with pytest.raises(unscaffold.Failure) as failure:
            unscaffold.expand(folder, output)
        assert str(failure.value) == sentence


def test_what_the_package_gives_is_listed_before_it_is_loaded() -> None:
    assert {"Failure", "expand", "expand_in_memory"} <= set(dir(unscaffold))
