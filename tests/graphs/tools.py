"""The tools that draw graphs: Mermaid in Chromium, and Graphviz."""

from __future__ import annotations

import json
import subprocess
from html import unescape
from shutil import which
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from processors import ROOT, missing, need

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MERMAID = ROOT / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
_BROWSERS = ["chromium", "google-chrome"]  # Debian's, and that of GitHub's machines
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Draws all graphs, and leaves what it has drawn as JSON, for `--dump-dom` to print.
_PAGE = """<!doctype html><meta charset="utf-8"><body>
<script src="{mermaid}"></script>
<script type="application/json" id="graphs">{graphs}</script>
<script>
const text = (one) => one.innerText ?? one.textContent;
const texts = (svg, what) => Object.fromEntries([...svg.querySelectorAll(what)].map((one) => [
  one.id.replace(/^drawn\\d+-(flowchart-)?/, '').replace(/-\\d+$/, ''), text(one.querySelector('.nodeLabel'))]));
async function drawn(graph, number) {
  try {
    const {svg} = await mermaid.render('drawn' + number, graph);
    const place = document.createElement('div');
    place.innerHTML = svg;
    document.body.append(place);
    return {
      nodes: texts(place, 'g.node'),
      groups: texts(place, 'g.cluster'),
      edges: [...place.querySelectorAll('path.flowchart-link')].map((one) => one.dataset.id),
      elements: [...new Set([...place.querySelectorAll('foreignObject *')].map((one) => one.localName))].sort(),
      links: place.querySelectorAll('a, script, img, [onclick], [href]').length,
      failure: '',
    };
  } catch (error) {
    return {nodes: {}, groups: {}, edges: [], elements: [], links: 0, failure: String(error)};
  }
}
(async () => {
  mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
  const graphs = JSON.parse(document.getElementById('graphs').textContent);
  const found = [];
  for (const [number, graph] of graphs.entries()) found.push(await drawn(graph, number));
  document.body.textContent = JSON.stringify(found);
})();
</script>"""


class Drawn(NamedTuple):
    """What is drawn: the text of each node and group by its key, and the ends of each line."""

    nodes: dict[str, str]
    groups: dict[str, str]
    edges: list[str]


class DrawnByMermaid(NamedTuple):
    """The same, with the elements that make up the labels, how much there is that acts, and why it failed."""

    nodes: dict[str, str]
    groups: dict[str, str]
    edges: list[str]
    elements: list[str]
    links: int
    failure: str


def drawn_by_mermaid(graphs: Sequence[str], folder: Path) -> list[DrawnByMermaid]:
    """Draw graphs as GitHub does: with Mermaid's own limits, in a browser."""
    browser = next(filter(None, map(which, _BROWSERS)), None) or missing("there is no Chromium on the PATH")
    if not _MERMAID.is_file():
        missing("there is no mermaid; say `npm ci`")
    page = folder / "page.html"
    data = json.dumps(graphs).replace("<", "\\u003c")
    page.write_text(_PAGE.replace("{mermaid}", _MERMAID.as_uri()).replace("{graphs}", data), "utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    flags = [profile, "--virtual-time-budget=600000", "--dump-dom"]
    done = subprocess.run(
        [browser, *_FLAGS, *_QUIET, *flags, page.as_uri()], capture_output=True, encoding="utf-8", check=True
    )
    _, _, body = done.stdout.partition("<body>")
    return [DrawnByMermaid(**one) for one in json.loads(unescape(body.partition("</body>")[0]))]


def drawn_by_graphviz(graphs: str) -> list[Drawn]:
    """Draw graphs that stand in one file."""
    need("dot")
    done = subprocess.run(["dot", "-Tsvg"], input=graphs, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    _, *documents = done.stdout.split("<?xml")
    return [_of_svg(f"<?xml{document}".encode()) for document in documents]


def _of_svg(document: bytes) -> Drawn:
    found: dict[str, dict[str, str]] = {"node": {}, "cluster": {}, "edge": {}}
    for group in etree.fromstring(document).iter("{*}g"):
        kind = group.get("class", "")
        if kind in found:
            (title,) = group.iterchildren("{*}title")
            key = str(title.text).removeprefix("cluster_")
            found[kind][key] = "\n".join(one.text or "" for one in group.iter("{*}text"))
    return Drawn(found["node"], found["cluster"], [*found["edge"]])
