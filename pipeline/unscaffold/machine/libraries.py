"""Python, and the libraries that do most of the work: each is tried in a process of its own, which may break."""

from __future__ import annotations

import platform
import subprocess
import sys
from typing import NamedTuple

from unscaffold.machine.installation import version_of
from unscaffold.machine.part import Fact, Part, Wrong
from unscaffold.module_path import trusted

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
        "Python": f"{platform.python_version()} ({platform.python_implementation()})",
        "executable": sys.executable,
        **{name: version_of(name) for name in ("click", "cronsim", "platformdirs", "lxml")},
        "libxml2": lxml.said,
        "saxonche": version_of("saxonche"),
        "Saxon": saxon.said,
    }
    tried = (("lxml", lxml), ("saxonche", saxon))
    return Part("libraries", facts, tuple(_wrong(name, one.fault) for name, one in tried if one.said is None))


def _wrong(name: str, fault: str) -> Wrong:
    again = f"{sys.executable} -m pip install --force-reinstall {name}"
    return Wrong(name, f"{name} does not work: {fault}; install it again: {again}")


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
