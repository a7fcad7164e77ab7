"""The stylesheets without us: the same result on SaxonC, on Saxon-HE for Java and on SaxonJS.

Every scenario, every sample and every case of an error is merged into one document, which `expand.xsl` is given;
`expand-folder.xsl` is given the folders themselves. What rides in the jobs is finished by `unscaffold arguments`,
and the result must be what `unscaffold expand` is expected to give.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

import pytest
from click.testing import CliRunner
from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from comparison import NAMESPACE, contoso, expected, lines, lines_of
from processors import ROOT, compiled, java, run, saxonjs, xslt3
from unscaffold.commandline import main
from unscaffold.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXPAND = ROOT / "xslt" / "expand.xsl"
_EXPAND_FOLDER = ROOT / "xslt" / "expand-folder.xsl"
_JOB = f'<ConfigurationFile xmlns="{NAMESPACE}"><CleanDatabaseJob/></ConfigurationFile>'
_FAULTY_JOB = _JOB.replace("CleanDatabaseJob", 'CleanDatabaseJob Shape="round"')
# The sample that has a scaffolding of its own can be expanded with its stylesheet only. What is written by hand, as
# in the sample of rights, adjusts generated elements in `unscaffold expand` alone. The stylesheets read no context:
# what has one is expanded by each processor, and the results are compared with each other.
_SCENARIOS = [
    *sorted(conf for conf in (ROOT / "tests" / "golden").glob("*/input") if "adjustment-" not in conf.parent.name),
    *(ROOT / "samples" / name / "Conf" for name in ("contoso", "microsoft-entra-id")),
]
_ALONE = [conf for conf in _SCENARIOS if not read_settings(conf).of("context").value]
# What is not well-formed is none of the stylesheets' business.
_ERRORS = sorted(conf for conf in (ROOT / "tests" / "errors").glob("*/input") if "malformed" not in conf.parent.name)

each_scenario = pytest.mark.parametrize("conf", _ALONE, ids=lambda conf: conf.parent.name)

_ON_SAXONJS = """
const saxon = require('saxon-js'), fs = require('fs');
const [, stylesheetFileName, folder] = process.argv;
const outcomes = {};
for (const name of fs.readdirSync(folder)) {
  const said = [];
  const options = {
    stylesheetFileName,
    sourceFileName: `${folder}/${name}`,
    destination: 'serialized',
    outputProperties: {indent: false},
    deliverMessage: (message) => said.push(saxon.serialize(message, {method: 'xml', 'omit-xml-declaration': true})),
  };
  let result = null;
  try {
    result = saxon.transform(options, 'sync').principalResult;
  } catch (error) {
    if (!error.code.endsWith('XTMM9000')) throw error;
  }
  outcomes[name] = [result, said];
}
process.stdout.write(JSON.stringify(outcomes));
"""


class Outcome(NamedTuple):
    """What a processor makes of a document: the canonical result, or none if it stopped; and the findings."""

    result: str | None
    findings: list[str]


Outcomes = dict[str, Outcome]


def _outcome(result: str | None, said: Iterable[str]) -> Outcome:
    canonical = None if result is None else _canonical(etree.fromstring(result.encode()))
    findings = [text for message in said for text in re.findall(r"<finding\b.*?</finding>", message, re.DOTALL)]
    # Java lays messages out.
    bare = etree.XMLParser(remove_blank_text=True)
    return Outcome(canonical, [_canonical(etree.fromstring(text, bare)) for text in findings])


def _canonical(root: etree._Element) -> str:
    return etree.tostring(root.getroottree(), method="c14n").decode()


def _merged(conf: Path) -> etree._Element:
    """Merge a configuration folder into one document; what cannot be read is left out."""
    merged = etree.Element(f"{{{NAMESPACE}}}ConfigurationFile", nsmap={None: NAMESPACE})
    paths = [path for path in conf.rglob("*") if path.suffix.lower() == ".xml"]
    for path in sorted(paths, key=lambda path: path.relative_to(conf).parts):
        if not any(part.startswith(".") for part in path.relative_to(conf).parent.parts):
            merged.extend(_children(path))
    return merged


def _children(path: Path) -> list[etree._Element]:
    try:
        root = etree.fromstring(path.read_bytes())
    except etree.XMLSyntaxError:
        return []
    return list(root) if root.tag == f"{{{NAMESPACE}}}ConfigurationFile" else []


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for conf in [*_SCENARIOS, *_ERRORS]:
        etree.ElementTree(_merged(conf)).write(folder / _document(conf), encoding="UTF-8")
    return folder


def _document(conf: Path) -> str:
    return f"{'-'.join(conf.parent.relative_to(ROOT).parts)}.xml"


@pytest.fixture(scope="module")
def on_saxonc(documents: Path) -> Outcomes:
    processor = PySaxonProcessor(license=False)
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(_EXPAND))
    executable.set_property("!indent", "no")
    executable.set_save_xsl_message(True)
    return {file.name: _on_saxonc(executable, file) for file in documents.iterdir()}


def _on_saxonc(executable: Any, file: Path) -> Outcome:
    executable.clear_xsl_messages()
    try:
        result = executable.transform_to_string(source_file=str(file))
    except PySaxonApiError:
        result = None
    return _outcome(result, _said(executable))


def _said(executable: Any) -> list[str]:
    messages = executable.get_xsl_messages()
    return [str(messages.item_at(number)) for number in range(messages.size if messages is not None else 0)]


@pytest.fixture(scope="module")
def on_java(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """All documents in one go: Java takes longer to start than to expand all of them."""
    output = tmp_path_factory.mktemp("java")
    done = java("-t", f"-s:{documents}", f"-o:{output}", f"-xsl:{_EXPAND}", "!indent=no")
    assert "SXWN" not in done.stderr  # Saxon's own warnings, at whoever reuses the stylesheets
    document = re.compile(r"^Processing \S*/(\S+)$(.*?)(?=^Processing |\Z)", re.DOTALL | re.MULTILINE)
    results = {file.name: file.read_text(encoding="utf-8") for file in output.iterdir()}
    return {name: _outcome(results.get(name), [said]) for name, said in document.findall(done.stderr)}


@pytest.fixture(scope="module")
def on_saxonjs(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    stylesheet = compiled(_EXPAND, tmp_path_factory.mktemp("saxonjs"))
    done = run("node", "-e", _ON_SAXONJS, "--", stylesheet, documents, NODE_PATH=str(saxonjs().parent))
    assert done.returncode == 0, done.stderr
    return {name: _outcome(result, said) for name, (result, said) in json.loads(done.stdout).items()}


def _differences(found: Outcomes, others: Outcomes) -> dict[str, tuple[Outcome | None, Outcome | None]]:
    names = sorted({*found, *others})
    pairs = {name: (found.get(name), others.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _finish(conf: Path, files: Iterable[Path]) -> None:
    """Apply what rides in the jobs of files."""
    result = CliRunner().invoke(main, ["arguments", "--in-place", "--conf", str(conf), *map(str, files)])
    assert result.exit_code == 0, result.output


@each_scenario
def test_expanding_the_merged_configuration_gives_the_merged_expected_one(
    on_saxonc: Outcomes, conf: Path, tmp_path: Path
) -> None:
    result = on_saxonc[_document(conf)].result
    assert result is not None
    (tmp_path / "result.xml").write_text(result, encoding="utf-8")
    _finish(conf, [tmp_path / "result.xml"])
    finished = etree.parse(tmp_path / "result.xml").getroot()
    assert lines(finished) == lines(_merged(conf.with_name("expected")))


def test_java_expands_as_saxonc_does(on_java: Outcomes, on_saxonc: Outcomes) -> None:
    assert _differences(on_java, on_saxonc) == {}


def test_saxonjs_expands_as_saxonc_does(on_saxonjs: Outcomes, on_saxonc: Outcomes) -> None:
    assert _differences(on_saxonjs, on_saxonc) == {}


def test_what_is_compared_has_results_and_errors(on_saxonc: Outcomes) -> None:
    refused = [outcome for outcome in on_saxonc.values() if outcome.result is None]
    assert len(on_saxonc) == len(_SCENARIOS) + len(_ERRORS)
    assert [outcome for outcome in refused if not any('severity="error"' in f for f in outcome.findings)] == []
    assert len(refused) > 10


class Expanded(NamedTuple):
    """What expanding a folder gave: the files it names, none if it stopped; the files it wrote; what it said."""

    names: list[str] | None
    files: list[Path]
    said: str


Expand = Callable[[Path, Path], Expanded]


def _expanded(result: str | None, output: Path, said: str) -> Expanded:
    names = None if result is None else [file.text or "" for file in etree.fromstring(result.encode())]
    return Expanded(names, [file for file in output.rglob("*") if file.is_file()], said)


def _parameters(conf: Path, output: Path) -> dict[str, str]:
    return {"folder": conf.as_uri(), "output": output.as_uri()}


@pytest.fixture(scope="module")
def expand_on_saxonc() -> Expand:
    processor = PySaxonProcessor(license=False)
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(_EXPAND_FOLDER))
    executable.set_save_xsl_message(True)

    def expand(conf: Path, output: Path) -> Expanded:
        executable.clear_xsl_messages()
        for name, value in _parameters(conf, output).items():
            executable.set_parameter(name, processor.make_string_value(value))
        try:
            result = executable.call_template_returning_string(None)
        except PySaxonApiError:
            result = None
        return _expanded(result, output, "\n".join(_said(executable)))

    return expand


def _folder_on_java() -> Expand:
    def expand(conf: Path, output: Path) -> Expanded:
        parameters = [f"{name}={value}" for name, value in _parameters(conf, output).items()]
        done = java("-it", f"-xsl:{_EXPAND_FOLDER}", *parameters)
        assert done.returncode in {0, 2}
        return _expanded(None if done.returncode else done.stdout, output, done.stderr)

    return expand


def _folder_on_saxonjs(stylesheet: Path) -> Expand:
    def expand(conf: Path, output: Path) -> Expanded:
        paths = [path.relative_to(conf).as_posix() for path in conf.rglob("*") if path.is_file()]
        files = "\n".join(f"./{quote(path)}" for path in sorted(paths, reverse=True))
        parameters = [f"{name}={value}" for name, value in _parameters(conf, output).items()]
        done = run(xslt3(), "-it", f"-xsl:{stylesheet}", *parameters, f"files={files}")
        assert done.returncode in {0, 2}
        return _expanded(None if done.returncode else done.stdout, output, done.stderr)

    return expand


@pytest.fixture(scope="module")
def for_saxonjs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(_EXPAND_FOLDER, tmp_path_factory.mktemp("saxonjs"))


@pytest.fixture(params=["SaxonC", "Java", "SaxonJS"])
def expand(request: pytest.FixtureRequest) -> Expand:
    """Expanding a folder, on each processor."""
    if request.param == "SaxonC":
        on_saxonc: Expand = request.getfixturevalue("expand_on_saxonc")
        return on_saxonc
    if request.param == "Java":
        return _folder_on_java()
    return _folder_on_saxonjs(request.getfixturevalue("for_saxonjs"))


def _finished(conf: Path, expanded: Expanded, output: Path) -> dict[str, list[str]]:
    if expanded.files:
        _finish(conf, expanded.files)
    return lines_of(output, expanded.files)


def test_a_folder_is_expanded_as_is_expected(expand: Expand, tmp_path: Path) -> None:
    conf = contoso(tmp_path / "Contoso")
    output = tmp_path / "output"
    expanded = expand(conf, output)
    files = expected(conf)
    assert [unquote(name) for name in expanded.names or ()] == sorted(files, key=lambda path: path.split("/"))
    assert _finished(conf, expanded, output) == files


@each_scenario
def test_every_folder_is_expanded_as_is_expected(expand_on_saxonc: Expand, conf: Path, tmp_path: Path) -> None:
    assert _finished(conf, expand_on_saxonc(conf, tmp_path), tmp_path) == expected(conf)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_files_are_taken_in_configuration_order(expand: Expand, tmp_path: Path) -> None:
    in_order = ["A.xml", "a/b.xml", "a/Ü.XML", "a b/c.xml", "a b.xml", "a!b.xml", "a#b.xml", "a%20b.xml", "a-b.xml"]
    in_order += ["a?b.xml", "a~.xml", "b/.c.xml", "b/é.xml", "é.xml", "日本.xml", "😀.xml"]
    conf = tmp_path / "Conf (1) [x] 'é'"
    for file in [*in_order, ".hidden/d.xml", "b/.hidden/e.xml", "f.xml.bak"]:
        _write(conf / file, _JOB)
    expanded = expand(conf, tmp_path / "out put")
    assert [unquote(name) for name in expanded.names or ()] == in_order
    assert sorted(file.relative_to(tmp_path / "out put").as_posix() for file in expanded.files) == sorted(in_order)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<ConfigurationFile", "b.xml cannot be read"),
        ("", "b.xml cannot be read"),
        (f'<!DOCTYPE ConfigurationFile SYSTEM "none.dtd">{_JOB[:-3]}', "b.xml cannot be read"),
        (_FAULTY_JOB, "CleanDatabaseJob has no attribute Shape"),
    ],
    ids=["malformed", "empty", "malformed with a document type", "finding"],
)
def test_an_error_stops_it_before_anything_is_written(expand: Expand, tmp_path: Path, text: str, said: str) -> None:
    _write(tmp_path / "Conf" / "a.xml", _JOB)
    _write(tmp_path / "Conf" / "b.xml", text)
    expanded = expand(tmp_path / "Conf", tmp_path / "output")
    assert (expanded.names, expanded.files) == (None, [])
    assert said in expanded.said


def test_a_finding_names_its_file(expand_on_saxonc: Expand, tmp_path: Path) -> None:
    _write(tmp_path / "Conf" / "a.xml", _JOB)
    _write(tmp_path / "Conf" / "A b" / "c.xml", _FAULTY_JOB)
    expanded = expand_on_saxonc(tmp_path / "Conf", tmp_path / "output")
    step = f"/Q{{{NAMESPACE}}}"
    said = etree.fromstring(f"<said>{expanded.said}</said>")
    assert said[0].tail == "\n1 error(s): nothing is written"
    assert dict(said[0].attrib) == {
        "file": "A%20b/c.xml",
        "code": "U302",
        "severity": "error",
        "rule": "unknown-attribute",
        "path": f"{step}ConfigurationFile[1]{step}CleanDatabaseJob[1]/@Shape",
    }
    assert [(value.get("name"), value.get("value")) for value in said[0].iterchildren("value")] == [
        ("attribute", "Shape"),
        ("element", "CleanDatabaseJob"),
        ("known", "none"),
        ("value", "Shape"),
    ]


def test_an_agent_that_a_connector_of_another_file_lacks_is_told_at_the_scaffolding(
    expand_on_saxonc: Expand, tmp_path: Path
) -> None:
    start = f'<ConfigurationFile xmlns="{NAMESPACE}">'
    connectors = '<Agent Identifier="L"/><Agent Identifier="M"/><Connector Identifier="HR"/></ConfigurationFile>'
    _write(tmp_path / "Conf" / "a.xml", start + connectors)
    _write(tmp_path / "Conf" / "b.xml", f'{start}<CreateAgentSynchroComplete Agent="L"/></ConfigurationFile>')
    said = etree.fromstring(f"<said>{expand_on_saxonc(tmp_path / 'Conf', tmp_path / 'output').said}</said>")
    step = f"/Q{{{NAMESPACE}}}"
    assert (said[0].get("file"), said[0].get("code"), said[0].get("path")) == (
        "b.xml",
        "U311",
        f"{step}ConfigurationFile[1]{step}CreateAgentSynchroComplete[1]",
    )


def test_a_document_with_another_document_type_is_passed_over(expand: Expand, tmp_path: Path) -> None:
    _write(tmp_path / "Conf" / "a.xml", _JOB)
    _write(tmp_path / "Conf" / "b.xml", '<?xml version="1.0"?><!-- page --><!DOCTYPE html SYSTEM "none.dtd"><html/>')
    assert expand(tmp_path / "Conf", tmp_path / "output").names == ["a.xml"]


def test_a_processor_that_cannot_list_a_folder_says_so(for_saxonjs: Path, tmp_path: Path) -> None:
    conf, output = tmp_path.as_uri(), (tmp_path / "output").as_uri()
    done = run(xslt3(), "-it", f"-xsl:{for_saxonjs}", f"folder={conf}", f"output={output}")
    assert done.returncode == 2
    assert f"{conf} holds no file, or this processor cannot list it: say files" in done.stderr


@pytest.mark.parametrize("file", ["../a.xml", "b/../../a.xml", "/a.xml", "file:///a.xml", "C:/a.xml"])
def test_files_outside_the_folder_are_refused(tmp_path: Path, file: str) -> None:
    processor = PySaxonProcessor(license=False)
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(_EXPAND_FOLDER))
    executable.set_save_xsl_message(True)
    for name, value in {**_parameters(tmp_path / "Conf", tmp_path), "files": file}.items():
        executable.set_parameter(name, processor.make_string_value(value))
    with pytest.raises(PySaxonApiError):
        executable.call_template_returning_string(None)
    assert _said(executable) == [f"{file} is not a path in the folder"]
