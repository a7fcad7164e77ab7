"""Configuration folders with something wrong in them, drawn at random: in bytes, tokens, elements, names of files.

Each begins with a right one, of `strategies`: what is all wrong is refused at once, and tests little.
"""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from strategies import CONNECTORS, ENCODINGS, SURE_TASKS, Node, folders, models, one, orders, rarely
from strategies import scaffoldings as right_scaffoldings
from strategies import written as written_file

if TYPE_CHECKING:
    from collections.abc import Callable

    Files = dict[str, bytes]

XSLT = Path(__file__).parents[1] / "xslt"
DECLARED = "".join(
    path.read_text(encoding="utf-8") for path in [*XSLT.glob("*.xml"), *XSLT.glob("scaffoldings/*.xml")]
)


def write(files: Files, root: Path) -> Path:
    """Write files where the file system takes them: not where a name is too long, or a folder's already."""
    root.mkdir()
    for path, data in files.items():
        with suppress(OSError):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    return root


# Bytes and tokens

TOKEN = re.compile(rb"</?[^\s<>/]*|[^\s<>=/]+\s*=\s*(?:\"[^\"]*\"|'[^']*')|/?>|[^<>]|<", re.DOTALL)
ODD_TOKENS = rb"""
<!-- --> <![CDATA[ ]]> <? ?> /> > < & ' " &e; &#0; &#x85; &#10; &lt; &#x10FFFF; &#xD800; xmlns=""
xmlns="urn:other" xmlns:c="urn:other" xml:space="preserve" xml:base="/" Identifier="" ConsolidationMode="Merge"
JobIdentifier="../../up" JobIdentifier="J0" <CleanDatabaseJob/> <DoNotCreateJob/> <cleandatabasejob/>
</ConfigurationFile>
""".split()
ODD_TOKENS += rb"""
<!DOCTYPE a [<!ENTITY e 'x'>]>
<!DOCTYPE a SYSTEM "file:///etc/hostname">
<?xml version="1.1"?>
<?xml version="1.0" encoding="utf-16"?>
<?xml version="1.0" encoding="nonsense"?>
<?xml-stylesheet encoding="iso-8859-1"?>
<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>
""".splitlines()
ODD_TOKENS += [b"\0", b"\r", b" ", b"\xff", "\x85".encode(), "\u2028".encode()]


def damaged_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    """Flip, insert, delete or repeat some bytes."""
    start, end = sorted(draw(st.integers(0, len(data))) for _ in range(2))
    end = end if rarely(draw) else min(end, start + 8)
    new = draw(
        st.sampled_from([b"", data[start:end] * 2, draw(st.binary(max_size=3)), bytes(reversed(data[start:end]))])
    )
    return data[:start] + new + data[end:]


def damaged_tokens(draw: st.DrawFn, data: bytes) -> bytes:
    """Replace, insert, delete, repeat or exchange some tokens of XML."""
    tokens = TOKEN.findall(data) or [b""]
    first, second = (draw(st.integers(0, len(tokens) - 1)) for _ in range(2))
    odd = draw(st.sampled_from(ODD_TOKENS))
    how = draw(st.integers(0, 5))
    if how == 5:
        tokens[first], tokens[second] = tokens[second], tokens[first]
    else:
        tokens[first : first + 1] = (
            [odd],
            [tokens[first], odd],
            [],
            tokens[first : first + 1] * 2,
            [tokens[second]],
        )[how]
    return b"".join(tokens)


def recoded(draw: st.DrawFn, data: bytes) -> bytes:
    """Let the file be in another encoding than it says, or have another mark."""
    codec = draw(st.sampled_from([codec for codec, _, _ in ENCODINGS] + ["utf-32", "cp037", "shift_jis", "utf-7"]))
    mark = draw(st.sampled_from([b"", BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE]))
    return mark + data.decode("utf-8", "replace").encode(codec, "replace")


def cut(draw: st.DrawFn, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


DAMAGES: list[Callable[[st.DrawFn, bytes], bytes]] = [damaged_bytes, *[damaged_tokens] * 4, recoded, cut]


@st.composite
def damaged_folders(draw: st.DrawFn) -> Files:
    """Draw a right folder, and damage some of its files."""
    folder = draw(folders())
    files = {**{file.path: file.data for file in folder.files}, **folder.others}
    for _ in range(draw(st.integers(1, 3))):
        path = one(draw, [*files])
        files[path] = draw(st.sampled_from(DAMAGES))(draw, files[path])
    return misnamed(draw, files)


# Names of files

ODD_PATHS = [
    *("A.xml", "a.XML", "a.xml.xml", "x.xml.bak", "x", "A b.xml", "é.xml", "e\u0301.xml", "日本/😀.xml"),
    *(".hidden/a.xml", "AD/.hidden.xml", "[1].xml", "#%20&;.xml", "~.xml", "-o", "'", "n" * 200 + ".xml"),
    *(".unscaffold.json", ".unscaffold.lock", "AD/.unscaffold.json", "a.xml.unscaffold-new"),
]
if sys.platform != "win32":
    ODD_PATHS += ["a\nb.xml", "\x1b[31m.xml", 'a"b.xml', "a\\b.xml", "a:b.xml", "c:/a.xml", " .xml", "CON.xml"]
if sys.platform == "linux":
    ODD_PATHS += [os.fsdecode(b"caf\xe9.xml"), os.fsdecode(b"\xff/\xfe.xml")]


def misnamed(draw: st.DrawFn, files: Files) -> Files:
    """Give a file another name now and then, or a copy."""
    if rarely(draw):
        path = one(draw, [*files])
        files[one(draw, ODD_PATHS)] = files[path] if rarely(draw) else files.pop(path)
    return files


# Elements

words = re.compile(r"\S+").findall
NAMES = sorted({*re.findall(r'<(?:element|argument|child|scaffolding)[^>]* name="(\w+)"', DECLARED), *SURE_TASKS})
NAMES += words("""Job Step ExportTask CleanDataBase FulfillTask TaskDependsOnTask TaskEntityType Task
    EntityTypeDisplayTable
    FulfillTaskOverride cleandatabasejob CreateConnectorSyncroComplete ConfigurationFile LdapResourceTypeMapping""")
ATTRIBUTES = sorted({*re.findall(r'<attribute name="(\w+)"', DECLARED), "Code", "ConsolidationMode", "Identifier"})
ATTRIBUTES += words("""DisplayName_L1 DisplayName_L2 DisplayName_L17 Level ParentTask JobIdentifier identifier
    xml:lang x:Identifier Occurrence É""")
VALUES = words("""Local local Cloud J0 J1 j0 R0 AD_0 AD_E0 AD_E0:p0 Hand_Export Export Fulfill true false TRUE yes 0 1
    2 -1 007 2147483648 1.5 Merge merge Used None @daily &<>"' {value} %s ../x a/b C:\\x CON : ::error::x $&
    ?> --> 😀 Update delete""")
VALUES += ["", " ", "\t", "a b", "* * * * *", "0 25 * * *", "x" * 60, "\u202e", "\x9b31m", "e\u0301", "\u2028"]
VALUES += CONNECTORS
values = st.sampled_from(VALUES)
attributes = st.dictionaries(st.sampled_from(ATTRIBUTES), values, max_size=4)
wild = st.recursive(
    st.builds(Node, st.sampled_from(NAMES), attributes, st.just(())),
    lambda nodes: st.builds(Node, st.sampled_from(NAMES), attributes, st.lists(nodes, max_size=3).map(tuple)),
    max_leaves=6,
)


def damaged_node(draw: st.DrawFn, node: Node) -> Node:
    """Change a name, an attribute or a child of an element, or of one in it."""
    how = draw(st.integers(0, 5))
    if len(node.children) > 0 and draw(st.booleans()):
        children = [*node.children]
        number = draw(st.integers(0, len(children) - 1))
        children[number : number + 1] = [] if how == 0 else [damaged_node(draw, children[number])]
        return node._replace(children=tuple(children))
    if how == 0:
        return node._replace(name=one(draw, NAMES))
    if how == 1:
        return node._replace(children=(*node.children, draw(wild)))
    if how == 2 and node.attributes:
        gone = one(draw, [*node.attributes])
        return node._replace(attributes={name: value for name, value in node.attributes.items() if name != gone})
    name = one(draw, [*node.attributes] or ATTRIBUTES) if how < 5 else one(draw, ATTRIBUTES)
    return node._replace(attributes={**node.attributes, name: draw(values)})


@st.composite
def misused_folders(draw: st.DrawFn) -> Files:
    """Draw a folder that is well-formed, mostly, and whose elements are not all as they should be."""
    model = draw(models())
    nodes = draw(orders([*model.nodes, *draw(right_scaffoldings(model))]))
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(0, len(nodes) - 1))
        how = draw(st.integers(0, 6))
        changed = damaged_node(draw, nodes[number])
        nodes[number : number + 1] = (
            ([], [nodes[number]] * 2, [nodes[number], draw(wild)])[how] if how < 3 else [changed]
        )
        nodes = nodes or [draw(wild)]
    middle = draw(st.integers(0, len(nodes)))
    parts = {"AD/Connector.xml": nodes[:middle], "AD/Jobs.xml": nodes[middle:]}
    return misnamed(draw, {path: draw(written_file(path, part)).data for path, part in parts.items()})


# Jobs that another processor made


@st.composite
def jobs(draw: st.DrawFn) -> bytes:
    """Draw a file with jobs in which arguments ride."""
    tasks = ["Export", "Fulfill", "Hand_Export", "J0_Export", "Gone"]
    nodes = []
    for number in range(draw(st.integers(1, 3))):
        own = [Node("ExportTask", {"Identifier": f"J{number}_{name}"}) for name in draw(st.permutations(tasks[:3]))]
        levels = sorted(draw(st.integers(0, 2)) for _ in own)
        steps = [
            task._replace(attributes={**task.attributes, "Level": str(n)})
            for task, n in zip(own, levels, strict=True)
        ]
        riders = draw(st.lists(riding(tasks), max_size=3))
        job = Node("Job", {"Identifier": f"J{number}"}, (*steps, *riders))
        nodes.append(damaged_node(draw, job) if rarely(draw) else job)
    data = draw(written_file("jobs.xml", nodes)).data
    return draw(st.sampled_from(DAMAGES))(draw, data) if rarely(draw) else data


@st.composite
def riding(draw: st.DrawFn, tasks: list[str]) -> Node:
    if rarely(draw):
        return draw(st.sampled_from([Node("DoNotCreateJob", {}), draw(wild)]))
    if draw(st.booleans()):
        side = {one(draw, ["Before", "After"]): "true"}
        occurrences = draw(
            st.dictionaries(st.sampled_from(["Occurence", "CopyOccurence"]), st.sampled_from("0129"), max_size=2)
        )
        return Node(
            "AddTask", {"Task": one(draw, tasks), "TaskToCompareWith": one(draw, tasks), **side, **occurrences}
        )
    return Node("LinkDependTask", {"Task": one(draw, tasks), "DependOn": one(draw, tasks)})
