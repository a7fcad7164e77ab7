"""Prints the CPU seconds that Saxon takes for a job: with the stylesheets, or with one that has the text in it.

The documents are those that an expansion makes, in one process; the first of them warms Saxon up.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from saxonche import PySaxonProcessor

from unscaffold import expand_in_memory
from unscaffold.generating.saxon import Generated, Stylesheets

if TYPE_CHECKING:
    from collections.abc import Callable

_LITERAL = """\
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="{namespace}">
<xsl:template match="/"><jobs><xsl:for-each select="1 to {jobs}">{job}</xsl:for-each></jobs></xsl:template>
</xsl:stylesheet>
"""


def main(conf: Path, way: str) -> None:
    """Expand a folder to have its documents, and print what Saxon takes for a job of them.

    Args:
        conf: The folder.
        way: "stylesheets", or "literal" for the text alone.
    """
    documents, jobs = _made(conf)
    generate = _literal(jobs[0], len(jobs) // len(documents)) if way == "literal" else Stylesheets().generate
    generate(documents[0])
    started = time.process_time()
    for document in documents:
        generate(document)
    print((time.process_time() - started) / len(jobs))


def _made(conf: Path) -> tuple[list[str], list[str]]:
    """Return the documents that are made of a folder, and the jobs that are made of them."""
    documents: list[str] = []
    jobs: list[str] = []
    real = Stylesheets.generate

    def generate(self: Stylesheets, document: str) -> Generated:
        generated = real(self, document)
        documents.append(document)
        jobs.extend(generated.results)
        return generated

    with patch.object(Stylesheets, "generate", generate), patch.dict(os.environ, UNSCAFFOLD_CACHE=""):
        expand_in_memory(conf)
    return documents, jobs


def _literal(job: str, count: int) -> Callable[[str], object]:
    """Return what makes as many jobs of any document as one of them has, without looking at it."""
    processor = PySaxonProcessor(license=False)
    text = job.replace("{", "{{").replace("}", "}}")
    stylesheet = _LITERAL.format(namespace="urn:schemas-usercube-com:configuration", jobs=count, job=text)
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet)

    def generate(document: str) -> object:
        executable.set_initial_match_selection(xdm_value=processor.parse_xml(xml_text=document))
        return executable.apply_templates_returning_string()

    return generate


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
