"""Scenarios of single functions and templates, beside the stylesheets that they test: given, when, then.

They are written in the words of XSpec, of which `xspec/subset.rng` says what is used here, and are run by SaxonC:
`xspec/runner.xsl` makes a stylesheet of each file. No package registry has XSpec, so it is no part of the tests; it
takes the files as they are. XSpec 4.0.3 on Saxon-HE 11.4 finds what the runner finds.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree
from saxonche import PySaxonProcessor

from processors import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RUNNER = ROOT / "tests" / "xspec" / "runner.xsl"
_SUBSET = ROOT / "tests" / "xspec" / "subset.rng"
_X = "{http://www.jenitennison.com/xslt/xspec}"


class Expectation(NamedTuple):
    """What is expected of a call: the labels of both scenarios and its own, and the call as it stands there."""

    file: Path
    number: int  # among those of the file
    line: int
    given: str
    when: str
    call: str
    then: str


class Result(NamedTuple):
    """What came of a call."""

    passed: bool
    expected: str
    actual: str


def expectations(file: Path) -> list[Expectation]:
    """Return what a file expects, in its order.

    Args:
        file: A document of scenarios.

    Raises:
        etree.DocumentInvalid: It holds what the runner does not know, or what is pending, or lacks a label.
        ValueError: Two expectations have the same labels, so that nobody could tell which of them fails.
    """
    root = etree.parse(file).getroot()
    etree.RelaxNG(etree.parse(_SUBSET)).assertValid(root)
    found = [_expectation(file, number, expect) for number, expect in enumerate(root.iter(f"{_X}expect"))]
    labels = [(one.given, one.when, one.then) for one in found]
    twice = [one for one in found if labels.count((one.given, one.when, one.then)) > 1]
    if twice:
        raise ValueError(f"{file}:{twice[-1].line}: {twice[-1].then} has the same labels as another")
    return found


def _expectation(file: Path, number: int, expect: etree._Element) -> Expectation:
    when, given = list(expect.iterancestors(f"{_X}scenario"))
    (called,) = given.iterchildren(f"{_X}call")
    params = [_written(param) for param in when.iterfind(f"{_X}call/{_X}param")]
    return Expectation(
        file=file,
        number=number,
        line=expect.sourceline or 0,
        given=given.attrib["label"],
        when=when.attrib["label"],
        call=f"{called.get('function') or called.get('template')}({', '.join(params)})",
        then=expect.attrib["label"],
    )


def _written(param: etree._Element) -> str:
    """Return a parameter in one line: its expression, or its elements, or both."""
    elements = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in param)
    content = " ".join(re.sub(r' xmlns(:\w+)?="[^"]*"', "", elements).split()).replace("> <", "><")
    return " of ".join(filter(None, [param.get("select"), content]))


@cache
def results(file: Path) -> list[Result]:
    """Call what a file calls, and return what came, in the order of its expectations.

    Args:
        file: A document of scenarios.
    """
    compiler = _processor().new_xslt30_processor()
    stylesheet = _runner().transform_to_string(source_file=str(file))
    text = compiler.compile_stylesheet(stylesheet_text=stylesheet).call_template_returning_string(None)
    return [_result(result) for result in etree.fromstring(text.encode())]


def _result(result: etree._Element) -> Result:
    expected, actual = (result.findtext(name) or "" for name in ("expected", "actual"))
    return Result(result.get("passed") == "true", expected, actual)


@cache
def _processor() -> Any:
    return PySaxonProcessor(license=False)


@cache
def _runner() -> Any:
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(_RUNNER))


def failure(expectation: Expectation) -> str:
    """Return what to say of an expectation that is not met; nothing of one that is.

    Args:
        expectation: One of a file.
    """
    result = results(expectation.file)[expectation.number]
    return "" if result.passed else "\n".join(_lines(expectation, result))


def _lines(expectation: Expectation, result: Result) -> Iterator[str]:
    yield f"{expectation.file}:{expectation.line}"
    yield f"  {expectation.given}"
    yield f"  {expectation.when}: {expectation.call}"
    yield f"  {expectation.then}"
    yield f"expected: {result.expected}"
    yield f"actual:   {result.actual}"
