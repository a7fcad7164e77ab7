"""Our own stylesheets, read as documents: typed, declared, used, and made of standard XSLT alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from processors import ROOT
from sources import OWN, STYLESHEETS, XSLT, code, parsed

if TYPE_CHECKING:
    from pathlib import Path

SCAFFOLDINGS = sorted((XSLT / "scaffoldings").glob("*.xml"))
PYTHON = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "pipeline").rglob("*.py")))
XSL = "{http://www.w3.org/1999/XSL/Transform}"
DECLARATION = "{urn:unscaffold:declaration}"
NAMESPACES = {
    "http://www.w3.org/1999/XSL/Transform",
    "http://www.w3.org/2001/XMLSchema",
    "http://www.w3.org/2005/xpath-functions",
    "http://www.w3.org/2005/xpath-functions/array",
    "http://www.w3.org/2005/xpath-functions/map",
    "http://www.w3.org/2005/xpath-functions/math",
    "http://www.w3.org/XML/1998/namespace",
    "urn:schemas-usercube-com:configuration",
    *(
        f"urn:unscaffold:{kind}"
        for kind in ("declaration", "error", "function", "mode", "origin", "plan", "template", "variable")
    ),
}
REFERENCE = {
    "function": r"(?<![\w:.-]){}[(#]",
    "key": r"key\('{}'",
    "param": r"\${}(?![\w.-])",
    "variable": r"\${}(?![\w.-])",
}

each_stylesheet = pytest.mark.parametrize(
    "path", STYLESHEETS, ids=[path.relative_to(ROOT).as_posix() for path in STYLESHEETS]
)
each_scaffolding = pytest.mark.parametrize("path", SCAFFOLDINGS, ids=[path.stem for path in SCAFFOLDINGS])


def named(element: etree._Element) -> str:
    return f"{etree.QName(element).localname} {element.get('name') or element.get('match') or ''}"


ALL = {path: parsed(path) for path in OWN}
ALL_CODE = [text for root in ALL.values() for text in code(root)]


def is_used(declared: etree._Element) -> bool:
    """Return whether what an element declares is used where it can be, and not by itself alone."""
    parent = declared.getparent()
    assert parent is not None
    scope = ALL_CODE if parent.getparent() is None else code(parent)
    reference = re.compile(REFERENCE[etree.QName(declared).localname].format(re.escape(declared.attrib["name"])))
    return count(reference, scope) > count(reference, code(declared))


def count(pattern: re.Pattern[str], texts: list[str]) -> int:
    return sum(len(pattern.findall(text)) for text in texts)


@each_stylesheet
def test_every_prefix_is_used(path: Path) -> None:
    text = re.sub(r'xmlns:\w+="[^"]*"', "", path.read_text(encoding="utf-8"))
    declared = [prefix for prefix in parsed(path).nsmap if prefix]
    assert [prefix for prefix in declared if not re.search(rf"(?<![\w-]){prefix}:", text)] == []


@each_stylesheet
def test_everything_is_typed(path: Path) -> None:
    typed = (f"{XSL}function", f"{XSL}template", f"{XSL}param", f"{XSL}variable")
    assert [named(e) for e in parsed(path).iter(*typed) if not e.get("as")] == []


@each_stylesheet
def test_every_mode_says_what_happens_to_what_no_template_or_several_match(path: Path) -> None:
    modes = parsed(path).iter(f"{XSL}mode")
    assert [named(e) for e in modes if not {"on-no-match", "on-multiple-match"} <= {*e.attrib}] == []


@each_stylesheet
def test_every_template_that_matches_names_its_mode(path: Path) -> None:
    assert [named(e) for e in parsed(path).iter(f"{XSL}template") if e.get("match") and not e.get("mode")] == []


@each_stylesheet
def test_modes_are_declared_by_the_package(path: Path) -> None:
    declared = {mode.get("name") for mode in ALL[XSLT / "modes.xsl"].iter(f"{XSL}mode")}
    root = parsed(path)
    own = {mode.get("name") for mode in root.iter(f"{XSL}mode")}
    used = {m for e in root.iter(f"{XSL}template", f"{XSL}apply-templates") for m in e.get("mode", "").split()}
    assert used - declared - own - {"#current"} == set()


@each_stylesheet
def test_only_standard_namespaces(path: Path) -> None:
    used = {uri for element in parsed(path).iter() for uri in element.nsmap.values()}
    assert used <= NAMESPACES
    assert [text for text in code(parsed(path)) if "Q{" in text] == []


@each_stylesheet
def test_what_is_included_or_read_is_there(path: Path) -> None:
    root = parsed(path)
    included = [e.get("href") for e in root.iter(f"{XSL}include", f"{XSL}import")]
    read = re.findall(r"\bdoc\('([^']+)'\)", "\n".join(code(root)))
    assert [href for href in [*included, *read] if not (path.parent / href).is_file()] == []


@each_stylesheet
def test_stylesheets_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines < 40 if path.name == "expand.xsl" else lines <= 200


@pytest.mark.parametrize("path", OWN, ids=[path.relative_to(XSLT).as_posix() for path in OWN])
def test_everything_that_is_declared_is_used(path: Path) -> None:
    declarations = ALL[path].iter(*(XSL + kind for kind in REFERENCE))
    assert [named(e) for e in declarations if not is_used(e)] == []


def test_every_named_template_is_called() -> None:
    called = {e.get("name") for root in ALL.values() for e in root.iter(f"{XSL}call-template")}
    templates = [e.get("name") for root in ALL.values() for e in root.iterfind(f"{XSL}template[@name]")]
    assert set(templates) - called - {"xsl:initial-template"} == set()


def test_every_mode_is_an_entry_or_applied() -> None:
    applied = {e.get("mode") for root in ALL.values() for e in root.iter(f"{XSL}apply-templates")}
    modes = [mode for root in ALL.values() for mode in root.iter(f"{XSL}mode")]
    assert [named(e) for e in modes if e.get("visibility") != "public" and e.get("name") not in applied] == []


def test_every_module_is_included() -> None:
    included = {
        (path.parent / e.attrib["href"]).resolve() for path, root in ALL.items() for e in root.iter(f"{XSL}include")
    }
    modules = {path for path, root in ALL.items() if root.tag != f"{XSL}package" and path.parent != XSLT}
    assert modules - included == set()


def test_every_error_is_raised_and_every_raised_error_is_declared() -> None:
    declared = {error.attrib["name"] for error in parsed(XSLT / "errors.xml").iter(f"{DECLARATION}error")}
    in_xslt = re.findall(r"e:finding\(\s*'([\w-]+)'", "\n".join(ALL_CODE))
    in_python = re.findall(r"\b(?:diagnose|refuse)\(\s*\"([\w-]+)\"", PYTHON)
    assert sorted({*in_xslt, *in_python}) == sorted(declared)


def test_error_codes_and_names_are_unique() -> None:
    errors = list(parsed(XSLT / "errors.xml").iter(f"{DECLARATION}error"))
    for attribute in ("code", "name"):
        values = [error.attrib[attribute] for error in errors]
        assert sorted(set(values)) == sorted(values)


def labels_in_use() -> set[str]:
    """Return the labels that stylesheets name: as kinds of stages, with what follows the kind, in tables of steps."""
    text = "\n".join(ALL_CODE)
    stages = re.findall(r"(?:f:stage(?:-of|-over)?\(|map\{\s*'kind': )'(\w+)'", text)
    suffixed = re.findall(r"'(\w+)' \|\| \$type\[\. = '(\w+)'\]", text)
    lists = [kinds for root in ALL.values() for kinds in root.xpath("//*[@name = 'kinds']/@select")]
    steps = [step.get("kind") for root in ALL.values() for step in root.iter("{urn:unscaffold:plan}step")]
    return {*stages, *map("".join, suffixed), *re.findall(r"'(\w+)'", " ".join(lists)), *steps}


def test_labels_are_those_in_use_in_english_and_french() -> None:
    labels = {label.get("task"): label for label in parsed(XSLT / "labels.xml").iter(f"{DECLARATION}label")}
    assert labels_in_use() == set(labels)
    languages = {task: {text.get("language") for text in label} for task, label in labels.items()}
    assert {task: found for task, found in languages.items() if not {"en", "fr"} <= found} == {}


@each_scaffolding
def test_a_scaffolding_is_listed_once_and_has_its_golden_scenario(path: Path) -> None:
    assert parsed(path).get("name") == path.stem
    listed = re.findall(r"doc\('scaffoldings/([^']+)'\)", "\n".join(code(ALL[XSLT / "scaffoldings.xsl"])))
    assert listed.count(path.name) == 1
    assert (ROOT / "tests" / "golden" / path.stem).is_dir()


@each_scaffolding
def test_a_scaffolding_has_a_stylesheet_or_declares_a_job_of_a_known_kind(path: Path) -> None:
    included = [e.get("href") for e in ALL[XSLT / "scaffoldings.xsl"].iter(f"{XSL}include")]
    has_stylesheet = path.with_suffix(".xsl").exists()
    assert included.count(f"scaffoldings/{path.stem}.xsl") == has_stylesheet
    assert has_stylesheet != ("job" in parsed(path).attrib)


def test_a_stylesheet_of_a_scaffolding_has_its_declaration() -> None:
    stylesheets = (XSLT / "scaffoldings").glob("*.xsl")
    assert [path.name for path in stylesheets if not path.with_suffix(".xml").exists()] == []
