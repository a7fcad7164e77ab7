"""The schemas of the data files: each file names its own and is valid; what they list is what the vocabulary has."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from lxml import etree

from processors import ROOT, run
from sources import XSLT, parsed
from systems import posix

_DATA = sorted([*XSLT.glob("*.xml"), *XSLT.glob("scaffoldings/*.xml"), *ROOT.glob("samples/*/stylesheets/*.xml")])
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_DECLARATION = "{urn:unscaffold:declaration}"
_MODEL = re.compile(r'href="([^"]+)" type="application/xml" schematypens="http://relaxng\.org/ns/structure/1\.0"')

each_file = pytest.mark.parametrize("path", _DATA, ids=[path.relative_to(ROOT).as_posix() for path in _DATA])


@posix("its command is one of a POSIX shell")
def test_the_page_prints_the_line_that_names_the_schema() -> None:
    page = (ROOT / "docs" / "own-scaffoldings.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^```sh\n(python .*?)^```", page, re.DOTALL | re.MULTILINE)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = run("sh", "-e", "-c", command, PATH=path)
    assert done.returncode == 0, done.stderr
    named = _MODEL.search(done.stdout)
    assert named
    assert named[1] == (XSLT / "schema" / "declaration.rng").as_uri()


def _schema(path: Path) -> Path:
    """Return the schema that a file names before its root."""
    (instruction,) = parsed(path).xpath("preceding-sibling::processing-instruction('xml-model')")
    named = _MODEL.fullmatch(instruction.text)
    assert named, instruction.text
    return (path.parent / named[1]).resolve()


@each_file
def test_every_data_file_is_valid(path: Path) -> None:
    schema = etree.RelaxNG(etree.parse(_schema(path)))
    assert schema.validate(parsed(path)), str(schema.error_log)


def test_every_schema_is_one_of_a_data_file_and_is_called_so() -> None:
    assert {_schema(path) for path in _DATA} == {*(XSLT / "schema").iterdir()}
    assert [path.name for path in XSLT.glob("*.xml") if _schema(path).stem != path.stem] == []


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("errors.xml", 'severity="error"', 'severity="fatal"'),
        ("errors.xml", 'code="U101"', 'code="101"'),
        ("origins.xml", 'grade="ours"', 'grade="guess"'),
        ("origins.xml", 'children="true"', 'children="false"'),
        ("origins.xml", 'by="scaffolding@JobIdentifier"', 'by="scaffolding@"'),
        ("origins.xml", "<sentence>{scaffolding} generates a job</sentence>", "<sentence/>"),
        ("descriptions.xml", "<text>A language of display names.</text>", "<text>A language</text>"),
        ("descriptions.xml", '<element name="Agent">', '<element called="Agent">'),
        ("errors.xml", 'name="file-name"', 'name="file name"'),
        ("labels.xml", 'language="fr"', 'lang="fr"'),
        ("labels.xml", ">Extract Changes<", "><"),
        ("packages.xml", 'export="yes"', 'export="true"'),
        ("packages.xml", 'incremental="no"', ""),
        ("packages.xml", "@0000001", "@1"),
        ("tasks.xml", 'type="boolean"', 'type="Boolean"'),
        ("tasks.xml", 'side="agent"', 'side="client"'),
        ("tasks.xml", '<has child="TaskEntityType"/>', '<has name="TaskEntityType"/>'),
        ("tasks.xml", 'documented="false"', 'documented="no"'),
        ("vocabulary.xml", 'type="JobRule"', 'type="Jobrule"'),
        ("vocabulary.xml", 'refers="Agent"', 'refers="Agents"'),
        ("vocabulary.xml", 'rides="true"', 'rides="yes"'),
        ("vocabulary.xml", '<value number="0">', "<value>"),
        ("scaffoldings/CleanDatabaseJob.xml", "AddTask", "Addtask"),
        ("scaffoldings/CreateAgentSynchroComplete.xml", 'mode="Complete"', 'mode="Initial"'),
        ("scaffoldings/CreateAgentSynchroComplete.xml", 'mode="Complete"', ""),
    ],
)
def test_what_is_misspelt_is_not_valid(file: str, right: str, wrong: str) -> None:
    text = (XSLT / file).read_text(encoding="utf-8")
    assert right in text
    misspelt = etree.fromstring(text.replace(right, wrong, 1).encode())
    assert not etree.RelaxNG(etree.parse(_schema(XSLT / file))).validate(misspelt)


def _listed(pattern: str) -> list[str]:
    """Return the values that the schema of declarations lists in a pattern of a name."""
    schema = parsed(XSLT / "schema" / "declaration.rng")
    (found,) = (define for define in schema.iter(f"{_RNG}define") if define.get("name") == pattern)
    return [value.text or "" for value in found.iter(f"{_RNG}value")]


def _declared(kind: str) -> list[etree._Element]:
    return list(parsed(XSLT / "vocabulary.xml").iterchildren(f"{_DECLARATION}{kind}"))


def test_the_schema_lists_the_arguments_of_the_vocabulary() -> None:
    assert _listed("argument") == [argument.get("name") for argument in _declared("argument")]


def test_the_schema_lists_the_elements_of_the_vocabulary_that_can_be_referred_to() -> None:
    elements = [element.get("name", "") for element in _declared("element") if element.get("key")]
    assert sorted(_listed("kind")) == sorted(name for name in elements if not name.startswith("*"))


def test_the_schema_lists_the_types_of_the_page_and_the_enumerations_of_the_vocabulary() -> None:
    page = (ROOT / "docs" / "own-scaffoldings.md").read_text(encoding="utf-8")
    (sentence,) = re.findall(r"^The types are (.*?) and the enumerations", page, re.DOTALL | re.MULTILINE)
    enumerations = [enumeration.get("name") for enumeration in _declared("enumeration")]
    assert _listed("type") == [*re.findall(r"`([\w-]+)`", sentence), *enumerations]
