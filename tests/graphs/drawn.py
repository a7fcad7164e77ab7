"""Graphs, drawn at random, whose names are as hostile as can be."""

from __future__ import annotations

from hypothesis import strategies as st

from unscaffold.graphs.graph import Arrow, Graph, Group, Kind, Node

# What is syntax to Mermaid, to the Markdown and the HTML that it reads in labels, or to DOT.
HOSTILE = [
    "end",
    "click t1 href",
    'a"b',
    '"]; click t1 "javascript:alert(1)"',
    "a\\",
    '\\"',
    "\\N\\G\\l",
    "%% comment",
    "%%{init: {'securityLevel': 'loose'}}%%",
    "---\ntitle: x\n---",
    "line\nline",
    "a;b#c",
    "#quot;",
    "#35;",
    "&lt;&amp;#60;",
    "<img src=x onerror=alert(1)>",
    "<br/>",
    "</div></foreignObject><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "![a](x)",
    "`code`",
    "**bold** _it_ __b__ ~~s~~",
    "1. one",
    "- one",
    "    code",
    "# title",
    "> quote",
    "$$x^2$$",
    "fa:fa-user $$$$ a\\n#br#b",
    "https://example.com www.example.com a@example.com",
    "subgraph x[y] --> z --- o{r} (s) |t|",
    "style:#fff; classDef:#fff;",
    ":::outside",
    "ﬂ°°35¶ß",
    "<<b>>{|x|}",
    "\x1b[31m\u202e\u200b\x85\ud800",
    "𝐀Ωé漢",
]
TEXTS = st.one_of(
    st.text(max_size=12),
    st.text('ab_ ,…-:#;"<>\\[](){}|`*%&\n', max_size=12),
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=4, max_size=8).map("".join),
)
CONNECTORS = st.lists(st.sampled_from(["AD", "HR", "SAP", "x\ny"]), max_size=2, unique=True).map(tuple)


@st.composite
def job_graphs(draw: st.DrawFn, most: int = 12) -> Graph:
    """Draw the graph of a job."""
    nodes = [
        Node(f"t{number}", "task", draw(_lines), draw(CONNECTORS))
        for number in range(1, draw(st.integers(0, most)) + 1)
    ]
    groups = [Group("g0", "", [Node("j0", "start", draw(_lines))])]
    for node in nodes:
        title = draw(st.one_of(st.none(), TEXTS)) if len(groups) > 1 else draw(TEXTS)
        if title is None and groups[-1].title:
            groups[-1].nodes.append(node)
        else:
            groups.append(Group(f"g{len(groups)}", title or "", [node]))
    return Graph(draw(TEXTS), groups, draw(_arrows([node.key for node in nodes])), is_ordered=True)


_lines = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)


def _arrows(keys: list[str]) -> st.SearchStrategy[list[Arrow]]:
    if not keys:
        return st.just([])
    return st.lists(st.tuples(*[st.sampled_from(keys)] * 2), max_size=20, unique=True)


@st.composite
def overviews(draw: st.DrawFn) -> Graph:
    """Draw an overview of jobs."""
    kinds: list[Kind] = ["connector", "job"]
    connectors, jobs = (
        [Node(f"{kind[0]}{number}", kind, draw(_lines)) for number in range(1, draw(st.integers(1, 4)) + 1)]
        for kind in kinds
    )
    arrows = [(one.key, job.key) for job in jobs for one in connectors if draw(st.booleans())]
    title = draw(TEXTS.filter(bool))
    return Graph(draw(TEXTS), [Group("g0", "", connectors), Group("g1", title, jobs)], arrows, is_ordered=False)
