"""Functions and templates with a domain of their own do what the scenarios beside their stylesheets say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from processors import ROOT
from scenarios import Expectation, expectations, failure
from sources import XSLT

if TYPE_CHECKING:
    from pathlib import Path

_FILES = sorted(XSLT.rglob("*.xspec"))
_ALL = [expectation for file in _FILES for expectation in expectations(file)]


def _label(expectation: Expectation) -> str:
    file = expectation.file.relative_to(XSLT).as_posix()
    return f"{file}: {expectation.given}, {expectation.when}, {expectation.then}"


@pytest.mark.parametrize("expectation", _ALL, ids=_label)
def test_scenario(expectation: Expectation) -> None:
    said = failure(expectation)
    if said:
        pytest.fail(said, pytrace=False)


def test_scenarios_stand_beside_the_stylesheet_that_has_what_they_call() -> None:
    strangers = [
        f"{file.name}: {name}"
        for file in _FILES
        for kind in ("function", "template")
        for name in etree.parse(file).getroot().xpath(f"//*[local-name() = 'call']/@{kind}")
        if f'<xsl:{kind} name="{name}"' not in file.with_suffix(".xsl").read_text(encoding="utf-8")
    ]
    assert strangers == []


_SCENARIO = """\
<x:scenario label="given an identifier">
    <x:call function="f:key"/>
    <x:scenario label="when it has letters of both cases">
      <x:call>
        <x:param select="'AD'"/>
      </x:call>
      <x:expect label="then case does not count" select="'ad'"/>
    </x:scenario>
  </x:scenario>"""


def _file(folder: Path, scenario: str) -> Path:
    file = folder / "a.xspec"
    file.write_text(
        f"""\
<x:description stylesheet="{(ROOT / "tests" / "xspec" / "modules.xsl").as_uri()}" xslt-version="3.0"
    xmlns:f="urn:unscaffold:function" xmlns:x="http://www.jenitennison.com/xslt/xspec">
  {scenario}
</x:description>
""",
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize(
    ("right", "wrong", "call", "expected", "actual"),
    [
        ("\"'ad'\"", "\"'AD'\"", "f:key('AD')", '"AD"', '"ad"'),
        ("\"'ad'\"", '"()"', "f:key('AD')", "()", '"ad"'),
        ("\"'ad'\"", "\"'ad', ''\"", "f:key('AD')", '"ad", ""', '"ad"'),
        ("select=\"'ad'\"", "test=\"$x:result = 'AD'\"", "f:key('AD')", "true()", "false()"),
        ("select=\"'ad'\"", 'test="$x:result"', "f:key('AD')", "true()", '"ad"'),
        ("\"'AD'\"", '"1 div 0"', "f:key(1 div 0)", "", "err:FOAR0001 "),
        (
            "<x:param select=\"'AD'\"/>",
            '<x:param select="a/@B"><a B="{A}">\n <c/>\n</a></x:param>',
            'f:key(a/@B of <a B="{A}"><c/></a>)',
            '"ad"',
            '"{a}"',
        ),
    ],
    ids=["another value", "nothing", "more", "false", "no boolean", "an error", "elements"],
)
def test_what_is_not_as_expected_is_told(
    right: str, wrong: str, call: str, expected: str, actual: str, tmp_path: Path
) -> None:
    assert right in _SCENARIO
    (one,) = expectations(_file(tmp_path, _SCENARIO.replace(right, wrong)))
    *said, last = failure(one).splitlines()
    line = 9 + wrong.count("\n")
    assert said == [
        f"{tmp_path / 'a.xspec'}:{line}",
        "  given an identifier",
        f"  when it has letters of both cases: {call}",
        "  then case does not count",
        f"expected: {expected}",
    ]
    assert last.startswith(f"actual:   {actual}")


def test_what_is_as_expected_is_not_told(tmp_path: Path) -> None:
    (one,) = expectations(_file(tmp_path, _SCENARIO))
    assert failure(one) == ""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('<x:scenario label="when', '<x:scenario pending="later" label="when'),
        ("<x:expect", '<x:expect pending="later"'),
        ('<x:scenario label="when', '<x:scenario focus="now" label="when'),
        ('label="then case does not count" ', ""),
        ("then case does not count", ""),
        ('<x:expect label="then case does not count" select="\'ad\'"/>', ""),
        (" select=\"'ad'\"", ""),
        ('<x:call function="f:key"/>', ""),
        ("<x:param ", "<x:parm "),
        ("<x:expect ", '<x:expect as="xs:string" '),
    ],
)
def test_a_scenario_that_cannot_fail_or_is_not_understood_is_refused(right: str, wrong: str, tmp_path: Path) -> None:
    assert right in _SCENARIO
    file = _file(tmp_path, _SCENARIO.replace(right, wrong))
    with pytest.raises(etree.DocumentInvalid):
        expectations(file)


def test_scenarios_of_the_same_labels_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.xspec:18: then case does not count has the same labels as another"):
        expectations(_file(tmp_path, f"{_SCENARIO}\n  {_SCENARIO}"))


def test_a_function_that_is_not_there_fails(tmp_path: Path) -> None:
    (one,) = expectations(_file(tmp_path, _SCENARIO.replace("f:key", "f:kee")))
    with pytest.raises(Exception, match="f:kee"):
        failure(one)
