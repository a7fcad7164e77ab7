"""Documents of origins: the same on SaxonC, Saxon-HE for Java and SaxonJS, and nothing of them in the result."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from saxonche import PySaxonProcessor

from comparison import NAMESPACE
from processors import ROOT, java, run, saxonjs, xslt3

if TYPE_CHECKING:
    from pathlib import Path

_EXPAND = ROOT / "xslt" / "expand.xsl"
_MODE = "{urn:unscaffold:mode}generate"
_SCENARIOS = [
    "argument-LinkDependTask",
    "CreateAgentSynchroComplete",
    "CreateInitializationJob",
    "CreateConnectorsJobs",
    "access-rights-of-a-template",
]
_ON_SAXONJS = """
const saxon = require('saxon-js');
const [, stylesheetFileName, folder, names] = process.argv;
const results = names.split(' ').map((name) => saxon.transform({
  stylesheetFileName,
  sourceFileName: `${folder}/${name}.xml`,
  initialMode: 'Q{urn:unscaffold:mode}generate',
  destination: 'serialized',
  outputProperties: {indent: false, 'omit-xml-declaration': true},
  deliverMessage: () => {},
}, 'sync').principalResult);
process.stdout.write(JSON.stringify(results));
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for name in _SCENARIOS:
        merged = etree.Element(f"{{{NAMESPACE}}}ConfigurationFile", nsmap={None: NAMESPACE})
        for file in sorted((ROOT / "tests" / "golden" / name / "input").rglob("*.xml")):
            merged.extend(etree.parse(file).getroot())
        etree.ElementTree(merged).write(folder / f"{name}.xml", encoding="UTF-8")
    return folder


def _on_saxonc(documents: Path, *, origins: bool) -> list[str]:
    processor = PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    compiler.set_parameter("origins", processor.make_boolean_value(origins))
    executable = compiler.compile_stylesheet(stylesheet_file=str(_EXPAND))
    executable.set_initial_mode(_MODE)
    executable.set_save_xsl_message(True)
    for name, value in (("indent", "no"), ("omit-xml-declaration", "yes")):
        executable.set_property(f"!{name}", value)

    def generated(name: str) -> str:
        node = processor.parse_xml(xml_file_name=str(documents / f"{name}.xml"))
        executable.set_initial_match_selection(xdm_value=node)
        return str(executable.apply_templates_returning_string())

    return [generated(name) for name in _SCENARIOS]


@pytest.fixture(scope="module")
def on_saxonc(documents: Path) -> list[str]:
    return _on_saxonc(documents, origins=True)


def _canonical(text: str) -> str:
    bare = re.sub(r"^<\?xml[^>]*\?>", "", text)
    return etree.tostring(etree.fromstring(f"<all>{bare}</all>"), method="c14n", exclusive=True).decode()


def test_java_tells_what_saxonc_does(documents: Path, on_saxonc: list[str], tmp_path: Path) -> None:
    for name, told in zip(_SCENARIOS, on_saxonc, strict=True):
        done = java(
            f"-s:{documents / name}.xml", f"-im:{_MODE}", f"-o:{tmp_path / name}", f"-xsl:{_EXPAND}",
            "!indent=no", "origins=true",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert _canonical((tmp_path / name).read_text("utf-8")) == _canonical(told)


def test_saxonjs_tells_what_saxonc_does(documents: Path, on_saxonc: list[str], tmp_path: Path) -> None:
    compiled = tmp_path / "expand.sef.json"
    done = run(xslt3(), f"-xsl:{_EXPAND}", f"-export:{compiled}", "-nogo", "?origins=true()")
    assert done.returncode == 0, done.stderr
    names = " ".join(_SCENARIOS)
    done = run("node", "-e", _ON_SAXONJS, "--", compiled, documents, names, NODE_PATH=str(saxonjs().parent))
    assert done.returncode == 0, done.stderr
    assert [*map(_canonical, json.loads(done.stdout))] == [*map(_canonical, on_saxonc)]


def test_the_result_is_the_same_without(documents: Path, on_saxonc: list[str]) -> None:
    bare = [re.sub(r"<o:origins.*?</o:origins>", "", told, flags=re.DOTALL) for told in on_saxonc]
    assert bare == _on_saxonc(documents, origins=False)
    assert [told for told in bare if "urn:unscaffold:origin" in told] == []


def test_each_generated_element_is_told(on_saxonc: list[str]) -> None:
    for told in on_saxonc:
        results = etree.fromstring(f"<all>{told}</all>")
        of_results = [
            str(etree.QName(one).localname) for one in results.iterfind(f".//{{{NAMESPACE}}}ConfigurationFile//*")
        ]
        assert [one.get("kind") for one in results.iter("{urn:unscaffold:origin}element")] == of_results
