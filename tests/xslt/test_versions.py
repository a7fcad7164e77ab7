"""The versions of the product: one table decides, the page prints it, and each processor is told the version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest
from saxonche import PySaxonApiError, PySaxonProcessor

from commandline.samples import command_named
from comparison import NAMESPACE
from processors import ROOT, compiled, java, run, xslt3
from sources import XSLT, parsed
from unscaffold import Options, expand, expand_in_memory
from unscaffold.commandline import main
from unscaffold.options import DEFAULTS, TARGETS

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.options.options import Target

_DECLARATION = "{urn:unscaffold:declaration}"
_TABLE = parsed(XSLT / "versions.xml")
_VERSIONS = [version.attrib["name"] for version in _TABLE.iter(f"{_DECLARATION}version")]
_JOB = f"""<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="Local"/>
  <Connector Identifier="AD"/>
  <Connection Identifier="AD" Connector="AD" Package="Usercube.AD@0000001"/>
  <EntityTypeMapping Identifier="AD_Entry" Connector="AD"/>
  <ResourceType Identifier="AD_User" SourceEntityType="AD_Entry" TargetEntityType="AD_Entry"/>
  <MicrosoftEntraIDResourceTypeMapping Identifier="AD_User" Connection="AD"/>
  <CreateConnectorSynchroComplete Connector="AD">
    <FormatPropertiesInResource/>
    <AddTask Task="Mail" TaskToCompareWith="Fulfill" After="true" CopyOccurence="1"/>
  </CreateConnectorSynchroComplete>
  <SendMailTask Identifier="Mail"/>
  <RolePolicyNotification/>
</ConfigurationFile>
"""
_CLIENT = (
    "Jobs.xml:8:3: warning U327 the page of version 6.2 calls the argument OpenIdIdentifier of "
    "CreateConnectorSynchroComplete required; "
    'add <OpenIdIdentifier Identifier="Job"/>, or the client that the agent uses'
)
_COPY = (
    "Jobs.xml:10:67: warning U328 the page of version 6.2 says that CopyOccurence of AddTask is to be removed; "
    "remove it"
)
_FORMAT = (
    "Jobs.xml:9:5: error U303 CreateConnectorSynchroComplete in version 6.1 has no argument "
    "FormatPropertiesInResource; it knows AddTask, CronTabExpression, DoNotCreateJob, FulfillInternalWorkflowsPath, "
    "LinkDependTask, NoProvisioning, NoSynchronization, OpenIdIdentifier"
)


def _later(version: str) -> str:
    element = "MicrosoftEntraIDResourceTypeMapping"
    return (
        f"Jobs.xml:7:3: warning U329 version {version} does not know the element {element}, "
        "which counts here all the same"
    )


_GUESS = (
    "Jobs.xml:9:5: warning U320 FormatPropertiesInResource is expanded by a guess: the attribute of that name of "
    "GenerateProvisioningOrdersTask; compare with what the product generates"
)
_IDLE = (
    "Jobs.xml:10:67: warning U406 CopyOccurence has a meaning only where Task names a task of the same job; remove it"
)


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Conf" / "Jobs.xml").write_text(_JOB, encoding="utf-8")
    return tmp_path / "Conf"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("6.1", [_later("6.1"), _FORMAT, _IDLE]),
        ("6.2", [_later("6.2"), _CLIENT, _GUESS, _COPY, _IDLE]),
        ("7.0", [_GUESS, _IDLE]),
        ("saas", [_GUESS, _IDLE]),
    ],
)
def test_what_a_version_takes(conf: Path, target: Target, expected: list[str]) -> None:
    assert [str(found) for found in expand_in_memory(conf, Options(target=target)).findings] == expected


def test_where_no_agent_does_anything_no_client_is_needed(conf: Path) -> None:
    text = _JOB.replace("<FormatPropertiesInResource/>", "<NoSynchronization/><NoProvisioning/>")
    text = text.replace(' CopyOccurence="1"', "").replace('With="Fulfill"', 'With="ComputeRoleModel"')
    (conf / "Jobs.xml").write_text(text, encoding="utf-8")
    assert [found.code for found in expand_in_memory(conf, Options(target="6.2")).findings] == ["U329"]


def test_an_attribute_that_is_to_be_removed_comes_with_its_edit(conf: Path) -> None:
    (found,) = (one for one in expand_in_memory(conf, Options(target="6.2")).findings if one.code == "U328")
    assert found.edit
    assert found.edit.text == ""


def test_another_version_is_another_run(conf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    codes = []
    for target in ("7.0", "6.2", "7.0"):
        options = Options(target=target)
        codes.append([found.code for found in expand(conf, tmp_path / "Out", options).findings])
    assert codes == [["U320", "U406"], ["U329", "U327", "U320", "U328", "U406"], ["U320", "U406"]]


def test_the_options_the_flag_and_the_table_have_the_same_versions() -> None:
    (default,) = (version.get("name") for version in _TABLE.iter(f"{_DECLARATION}version") if version.get("default"))
    assert [*TARGETS] == _VERSIONS
    assert default == DEFAULTS.target
    flags = [one for name in main.commands for one in command_named(name).params if one.name == "target"]
    assert flags
    for flag in flags:
        assert isinstance(flag.type, click.Choice)
        assert [*flag.type.choices] == _VERSIONS


def test_every_subject_says_once_what_holds_in_each_version() -> None:
    for subject in _TABLE.iter(f"{_DECLARATION}subject"):
        named = [version for rule in subject for version in rule.attrib["versions"].split()]
        assert sorted(named) == sorted(_VERSIONS), subject.get("name")


def test_the_page_prints_the_table() -> None:
    page = (ROOT / "docs" / "fidelity.md").read_text(encoding="utf-8").partition("## Versions")[2]
    printed = re.findall(r"^\| (.*) \|$", page.partition("\n## ")[0], re.MULTILINE)
    rows = [["subject", *_VERSIONS]]
    for subject in _TABLE.iter(f"{_DECLARATION}subject"):
        texts = {version: rule.text or "" for rule in subject for version in rule.attrib["versions"].split()}
        rows.append([subject.attrib["title"], *(texts[version] for version in _VERSIONS)])
    assert printed == [" | ".join(row) for row in rows]


def test_stylesheets_never_name_a_version() -> None:
    named = re.compile("'(?:" + "|".join(map(re.escape, _VERSIONS)) + ")'")
    assert [path.name for path in XSLT.rglob("*.xsl") if named.search(path.read_text(encoding="utf-8"))] == []


def _said_by_saxonc(stylesheet: Path, conf: Path, output: Path, target: str) -> str:
    processor = PySaxonProcessor(license=False)
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(stylesheet))
    executable.set_save_xsl_message(True)
    executable.set_parameter("target", processor.make_string_value(target))
    try:
        if stylesheet.stem == "expand":
            executable.transform_to_string(source_file=str(conf / "Jobs.xml"))
        else:
            executable.set_parameter("folder", processor.make_string_value(conf.as_uri()))
            executable.set_parameter("output", processor.make_string_value(output.as_uri()))
            executable.call_template_returning_string(None)
    except PySaxonApiError:
        pass
    messages = executable.get_xsl_messages()
    return "\n".join(str(messages.item_at(number)) for number in range(messages.size))


def _arguments(stylesheet: Path, conf: Path, output: Path, target: str) -> list[str]:
    if stylesheet.stem == "expand":
        return [f"-s:{conf / 'Jobs.xml'}", f"target={target}"]
    return ["-it", f"folder={conf.as_uri()}", f"output={output.as_uri()}", f"target={target}"]


def _said_by_java(stylesheet: Path, conf: Path, output: Path, target: str) -> str:
    return java(f"-xsl:{stylesheet}", *_arguments(stylesheet, conf, output, target)).stderr


def _said_by_saxonjs(stylesheet: Path, conf: Path, output: Path, target: str) -> str:
    arguments = [*_arguments(stylesheet, conf, output, target), "files=Jobs.xml"]
    return run(xslt3(), f"-xsl:{compiled(stylesheet, output.parent)}", *arguments).stderr


@pytest.mark.parametrize("say", [_said_by_saxonc, _said_by_java, _said_by_saxonjs])
@pytest.mark.parametrize("name", ["expand.xsl", "expand-folder.xsl"])
def test_every_processor_is_told_the_version(say: object, name: str, conf: Path, tmp_path: Path) -> None:
    assert callable(say)
    said = say(XSLT / name, conf, tmp_path / "output", "6.2")
    assert "calls the argument OpenIdIdentifier" in said
    unknown = say(XSLT / name, conf, tmp_path / "output", "5.0")
    assert "there is no version 5.0; there are 6.1, 6.2, 7.0, saas" in unknown
