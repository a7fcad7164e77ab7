"""The site of the pages: it builds without a warning, asks nobody for anything, finds what is searched, and its links
lead somewhere.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from processors import ROOT, missing

if TYPE_CHECKING:
    from pathlib import Path

_SPHINX = ("--quiet", "--fail-on-warning", "--keep-going", "-c", "docs")
# Attributes by which a page loads something, without anybody following a link.
_LOADED = "//@src | //link[not(@rel = 'canonical')]/@href | //@srcset | //object/@data"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("sphinx") is None:
        missing("Sphinx is not installed; install the dependency group docs")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", *_SPHINX, "-d", str(folder / "trees"), ".", str(folder / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, html.HtmlElement]:
    return {file: html.parse(file).getroot() for file in site.rglob("*.html")}


def test_it_has_every_page(site: Path) -> None:
    sources = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert [name for name in sources if not (site / name.relative_to(ROOT)).with_suffix(".html").is_file()] == []
    assert 'url=docs/README.html"' in (site / "index.html").read_text("utf-8")


def test_it_loads_nothing_from_elsewhere(site: Path, pages: dict[Path, html.HtmlElement]) -> None:
    loaded = {str(url) for root in pages.values() for url in root.xpath(_LOADED)}
    assert [url for url in loaded if urlsplit(url).scheme not in {"", "data"} or url.startswith("//")] == []
    assert [file for file in site.rglob("*.css") if "url(http" in file.read_text("utf-8").replace('"', "")] == []


def test_its_links_lead_to_what_is_there(pages: dict[Path, html.HtmlElement]) -> None:
    named = {file: {str(name) for name in root.xpath("//@id | //a/@name")} | {""} for file, root in pages.items()}
    dead = []
    for file, root in pages.items():
        for link in {str(url) for url in root.xpath("//a/@href")}:
            parts = urlsplit(link)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if parts.scheme or parts.netloc:
                continue
            if not target.is_file() or unquote(parts.fragment) not in named.get(target, {""}):
                dead.append((file.name, link))
    assert dead == []


def test_what_is_searched_is_found(site: Path) -> None:
    text = (site / "searchindex.js").read_text("utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    names = [index["docnames"][number] for number in index["terms"]["powershel"]]  # the stem of the word
    assert "docs/editors" in names
