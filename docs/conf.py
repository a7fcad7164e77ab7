"""The site of the pages, as Sphinx builds it: `make docs`.

The pages are plain Markdown, to be read on a forge as well. So what only the site needs is added here, while it is
built: the navigation, which is what `README.md` in a folder links to, and the reference of the Python API, which
stands where a page says `<!-- reference: unscaffold -->`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pygments.lexers.special import TextLexer

import unscaffold

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "unscaffold"
version = release = unscaffold.__version__
copyright = author = "the unscaffold authors"  # noqa: A001 - so Sphinx names it

# The source is the whole repository: the pages link to its README.md, and to files of it.
root_doc = "docs/README"
include_patterns = ["*.md", "docs/**.md", "recipes/*.md"]
exclude_patterns = [
    ".*",
    "node_modules",
    "out",
    "samples",
    "tests",
    "xslt",
    "pipeline",
    "benchmarks",
    "build",
    "dist",
]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

myst_heading_anchors = 4  # called as on a forge, so that a link with a # leads there in both
default_role = "literal"  # docstrings mark names as Markdown does
autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = f"unscaffold {release}"
html_copy_source = html_show_sourcelink = False
html_show_sphinx = False
html_domain_indices = False

_LISTED = ("docs/rules/", "docs/decisions/")  # their README.md lists them; a margin with hundreds of names is none
_LINK = re.compile(r"\]\(([\w./-]+\.md)\)")
_REFERENCE = "<!-- reference: unscaffold -->\n"
_CALLABLE = {"check", "expand", "expand_in_memory", "rights"}
_INDEX = (
    '<!DOCTYPE html><meta charset="utf-8"><title>unscaffold</title><meta http-equiv="refresh" content="0; url={}">'
)


def _toctree(title: str, links: list[str]) -> str:
    return "\n".join([f"\n```{{toctree}}\n:hidden:\n:caption: {title}\n", *links, "```\n"]) if links else ""


def _navigation(text: str) -> str:
    """Return a tree of contents for each section of a page that links to others."""
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return "".join(_toctree(each.partition("\n")[0], _LINK.findall(each)) for each in sections)


def _reference() -> str:
    """Return what autodoc shows of each name that the package gives."""
    kinds = [f"autofunction:: unscaffold.{name}" for name in unscaffold.__all__ if name in _CALLABLE]
    kinds += [f"autoclass:: unscaffold.{name}\n   :members:" for name in unscaffold.__all__ if name not in _CALLABLE]
    return "".join(f"```{{eval-rst}}\n.. {kind}\n```\n\n" for kind in kinds)


def _complete(_app: Sphinx, name: str, source: list[str]) -> None:
    if name == root_doc:
        source[0] += _navigation(source[0])
    elif name.startswith(_LISTED) and not name.endswith("/README"):
        source[0] = f"---\norphan: true\n---\n{source[0]}"
    source[0] = source[0].replace(_REFERENCE, _reference())


def _write_index(app: Sphinx, failed: Exception | None) -> None:
    """Let the folder itself be opened: the first page is deeper, as its file is."""
    if failed is None:
        Path(app.outdir, "index.html").write_text(_INDEX.format(f"{root_doc}.html"), "utf-8", newline="\n")


def setup(app: Sphinx) -> None:
    """Tell Sphinx what is added to the pages, and how diagrams are shown: as they are written."""
    app.add_lexer("mermaid", TextLexer)
    app.connect("source-read", _complete)
    app.connect("build-finished", _write_index)
