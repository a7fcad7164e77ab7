"""Python, and the libraries that do most of the work: each is tried in a process of its own, which may break."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.machine.installation import requirements, version_of
from unscaffold.machine.part import Fact, Part, Wrong
from unscaffold.module_path import trusted

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[\w.-]+")
_BOUND = re.compile(r"(>=|<)\s*(\d[\d.]*)")
_PATIENCE = 60.0  # seconds
_PATH = "import sys; sys.path[:] = sys.argv[1:]\n"
_LXML = "from lxml import etree; print(*etree.LIBXML_VERSION, sep='.')"
_SAXON = """
from saxonche import PySaxonProcessor
processor = PySaxonProcessor(license=False)
text = '<x xsl:version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:value-of select="1 to 3"/></x>'
stylesheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=text)
made = stylesheet.transform_to_string(xdm_node=processor.parse_xml(xml_text="<x/>"))
assert "1 2 3" in made, made
print(processor.version)
"""


class Tried(NamedTuple):
    """What a library says of itself, or why it does not work."""

    said: str | None
    fault: str = ""


def libraries() -> Part:
    """Return the versions, and which of the libraries do not work."""
    lxml, saxon = _try(_LXML), _try(_SAXON)
    facts: dict[str, Fact] = {
        "python": f"{platform.python_version()} ({platform.python_implementation()})",
        "executable": sys.executable,
        **{name: version_of(name) for name in ("click", "cronsim", "platformdirs", "lxml")},
        "libxml2": lxml.said,
        "saxonche": version_of("saxonche"),
        "saxon": saxon.said,
    }
    broken = {name: one.fault for name, one in (("lxml", lxml), ("saxonche", saxon)) if one.said is None}
    wrong = [_wrong(name, fault) for name, fault in broken.items()]
    return Part("libraries", facts, (*wrong, *(one for one in _unmet() if one.name not in broken)))


def _wrong(name: str, fault: str) -> Wrong:
    again = f"{sys.executable} -m pip install --force-reinstall {name}"
    return Wrong(name, f"{name} does not work: {fault}; install it again: {again}")


def _unmet() -> Iterator[Wrong]:
    """Yield the requirements that are not met; those that hold on some systems only are passed over."""
    for one in requirements():
        found = _NAME.match(one)
        if found and ";" not in one:
            name, version = found[0], version_of(found[0])
            if version is None or not all(_holds(version, *bound) for bound in _BOUND.findall(one)):
                there = f"{version} is installed" if version else "it is not installed"
                again = f"{sys.executable} -m pip install '{one}'"
                yield Wrong(name, f"unscaffold needs {one}, and {there}; install what it needs: {again}")


def _holds(version: str, sign: str, bound: str) -> bool:
    found, limit = _numbers(version), _numbers(bound)
    return found >= limit if sign == ">=" else found < limit


def _numbers(version: str) -> list[int]:
    """Return the numbers at the start of a version, without zeros at the end, which mean nothing."""
    numbers = [*map(int, re.findall(r"\d+", re.split(r"[^\d.]", version)[0]))]
    while numbers and not numbers[-1]:
        numbers.pop()
    return numbers


def _try(code: str) -> Tried:
    command = [sys.executable, "-I", "-c", _PATH + code, *trusted(sys.path)]
    try:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return Tried(None, f"it has not answered within {_PATIENCE:.0f} seconds")
    if not ran.returncode:
        return Tried(ran.stdout.decode("utf-8", "backslashreplace").strip())
    lines = ran.stderr.decode("utf-8", "backslashreplace").strip().splitlines()
    return Tried(None, lines[-1].strip() if lines else f"its process ends with {ran.returncode}")
