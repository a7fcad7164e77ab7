"""Configuration folders, drawn at random. Nothing in them is wrong: every scaffolding can be expanded."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

# The same few examples on every run. HYPOTHESIS_PROFILE=thorough draws many more, others every time, and shrinks
# what fails, which takes minutes.
COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
settings.register_profile(
    "normal", COMMON, derandomize=True, database=None, max_examples=40, phases=[Phase.explicit, Phase.generate]
)
settings.register_profile("thorough", COMMON, max_examples=1000)
# A round of `make fuzz`.
settings.register_profile("fuzz", COMMON, max_examples=50, phases=[*set(Phase) - {Phase.explain}])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "normal"))

NAMESPACE = "urn:schemas-usercube-com:configuration"
TABLE = (Path(__file__).parents[1] / "xslt" / "packages.xml").read_text(encoding="utf-8")
PACKAGES = [*re.findall(r'<package identifier="([^"]+)"', TABLE), "Contoso.Own@0000001"]
CONNECTORS = ["AD", "Badges-2", "Directory", "HR", "Référentiel", "SAP_ERP", "x.y"]
LANGUAGES = {"1": "en-US", "2": "fr-FR", "3": "de-DE", "16": "fr-CA"}
RULES = ["Used", "NotUsed", "OnlySynchronization", "onlyprovisioning", "0", "1", "2", "3"]
BOOLEANS = ["true", "false", "True", "FALSE", "1", "0"]
TEXTS = st.text("aZ é<>&'\"€ł\t\n,", max_size=6)

# The tasks that a scaffolding's job has whatever the configuration, in the order in which they run.
SURE_TASKS = {
    "CleanDatabaseJob": ["CleanDataBase"],
    "CreateAccessCertificationJob": [
        "UpdateAccessCertificationCampaign",
        "SetAccessCertificationReviewer",
        "SendAccessCertificationNotification",
        "ProcessAccessCertificationItems",
    ],
    "CreateAgentSynchroComplete": ["UpdateParametersContextDisplayNames", "MaintainIndexes"],
    "CreateAgentSynchroIncremental": [],
    "CreateConnectorSynchroComplete": ["UpdateParametersContextDisplayNames", "MaintainIndexes"],
    "CreateConnectorSynchroIncremental": [],
    "CreateConnectorsJobs": [],
    "CreateInitializationJob": ["CreateDatabaseViews", "ResetValidFrom", "MaintainIndexes"],
}
ONCE = {"CleanDatabaseJob", "CreateConnectorsJobs"}
HAND_WRITTEN = "Hand_Export"


class Node(NamedTuple):
    """An element of the configuration."""

    name: str
    attributes: dict[str, str]
    children: tuple[Node, ...] = ()


@dataclass
class Model:
    """What a configuration declares, by kind, before it is spread over files."""

    agents: list[str]
    clients: list[str]
    connectors: list[str]
    connections: list[str] = field(default_factory=list)
    entity_types: list[str] = field(default_factory=list)
    resource_types: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


def some(draw: st.DrawFn, values: list[str], most: int = 3) -> list[str]:
    return draw(st.lists(st.sampled_from(values), max_size=most, unique=True)) if values else []


def one(draw: st.DrawFn, values: list[str]) -> str:
    return draw(st.sampled_from(values))


def rarely(draw: st.DrawFn) -> bool:
    return draw(st.integers(0, 5)) == 5


def reference(draw: st.DrawFn, values: list[str]) -> str:
    """Draw one of the identifiers, now and then in another case."""
    identifier = one(draw, values)
    return identifier.swapcase() if rarely(draw) else identifier


def optional(draw: st.DrawFn, **strategies: st.SearchStrategy) -> dict[str, str]:
    return {name: draw(strategy) for name, strategy in strategies.items() if draw(st.booleans())}


def names(draw: st.DrawFn) -> dict[str, str]:
    return {f"DisplayName_L{number}": draw(TEXTS) for number in some(draw, [*LANGUAGES])}


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Draw a configuration without its scaffoldings."""
    agents = draw(st.sampled_from([["Local"], ["Local", "Cloud"]]))
    connectors = draw(st.lists(st.sampled_from(CONNECTORS), min_size=1, max_size=4, unique=True))
    model = Model(agents, some(draw, ["Job", "Night"]), connectors)
    model.nodes += [Node("Agent", {"Identifier": agent}) for agent in agents]
    model.nodes += [Node("OpenIdClient", {"Identifier": client}) for client in model.clients]
    for language in some(draw, [*LANGUAGES]):
        model.nodes.append(Node("Language", {"Code": LANGUAGES[language], "IndicatorNumber": language}))
    for connector in connectors:
        add_connector(draw, model, connector)
    if rarely(draw) and (len(agents) == 1 or "Directory" in connectors):  # else nobody knows on which agent it runs
        model.nodes.append(Node("WorkforceModule", optional(draw, IsEnabled=st.sampled_from(BOOLEANS))))
    for number in range(draw(st.integers(0, 5)) if model.entity_types else 0):
        add_resource_type(draw, model, f"R{number}")
    for number in range(draw(st.integers(0, 3)) if model.entity_types else 0):
        ends = {f"Property{end}": f"{one(draw, model.entity_types)}:p{draw(st.integers(0, 1))}" for end in (1, 2)}
        model.nodes.append(Node("EntityAssociation", {"Identifier": f"A{number}", **ends}))
    for resource_type in some(draw, model.resource_types):
        model.nodes.append(Node("ResourceClassificationRule", {"ResourceType": resource_type}))
    for resource_type in some(draw, model.resource_types):
        model.nodes.append(Node("ProfileRuleContext", {"ResourceType": resource_type}))
    for entity_type in some(draw, model.entity_types):
        model.nodes.append(Node("ProfileRuleContext", {"EntityType": entity_type}))
    for name in some(draw, ["RolePolicyNotification", "RoleReviewNotification"]):
        model.nodes += [Node(name, {}), Node("MailSetting", optional(draw, **{name: st.sampled_from(BOOLEANS)}))]
    model.nodes.append(Node("ExportTask", {"Identifier": HAND_WRITTEN}))
    model.nodes.append(Node("Job", {"Identifier": "Hand"}, (Node("SynchronizeTask", {"Identifier": "Hand_1"}),)))
    return model


def add_connector(draw: st.DrawFn, model: Model, connector: str) -> None:
    own_agent = len(model.agents) > 1 or draw(st.booleans())
    attributes = {"Agent": reference(draw, model.agents)} if own_agent else {}
    rules = optional(draw, CompleteJob=st.sampled_from(RULES), IncrementalJob=st.sampled_from(RULES))
    if rarely(draw):
        attributes["IsDeactivated"] = one(draw, BOOLEANS)
    model.nodes.append(Node("Connector", {"Identifier": connector, **names(draw), **attributes, **rules}))
    if rarely(draw):
        merged = {"Identifier": reference(draw, [connector]), "ConsolidationMode": "Merge", **names(draw)}
        model.nodes.append(Node("Connector", merged))
    for number in range(draw(st.integers(0, 3))):
        connection = {"Identifier": f"{connector}_{number}", "Connector": reference(draw, [connector])}
        deactivated = optional(
            draw, DeactivationExportFulfill=st.sampled_from(["None", "export", "Fulfill", "1", "2"])
        )
        package = {"Package": one(draw, PACKAGES)}
        model.nodes.append(Node("Connection", {**connection, **package, **deactivated}))
        model.connections.append(connection["Identifier"])
        if rarely(draw):
            merged = {**connection, "Package": one(draw, PACKAGES), "ConsolidationMode": "merge"}
            model.nodes.append(Node("Connection", merged))
    for number in range(draw(st.integers(0, 3))):
        model.entity_types.append(f"{connector}_E{number}")
        if rarely(draw):
            mapping = {"Connector": connector, "EntityType": model.entity_types[-1]}
            model.nodes.append(Node("ConnectorMappings", mapping | optional(draw, Package=st.sampled_from(PACKAGES))))
            continue
        mapping = {"Identifier": model.entity_types[-1], "Connector": reference(draw, [connector])}
        model.nodes.append(Node("EntityTypeMapping", mapping))
    if draw(st.booleans()):
        mapping = {"Identifier": f"{connector}_A", "Connector": reference(draw, [connector])}
        model.nodes.append(Node("EntityAssociationMapping", mapping))


def add_resource_type(draw: st.DrawFn, model: Model, identifier: str) -> None:
    model.resource_types.append(identifier)
    target = reference(draw, model.entity_types)
    # What is provisioned from each other in a cycle is an error: here, from what comes before it, or itself.
    before = [name for name in model.entity_types if name.lower() <= target.lower()]
    source = reference(draw, [*before, "Loose"])
    types = {"SourceEntityType": source, "TargetEntityType": target}
    properties = ["p0", "p1", f"{one(draw, model.entity_types)}:p0"]
    rules = tuple(Node("QueryRule", {"Property": name}) for name in some(draw, properties))
    model.nodes.append(Node("ResourceType", {"Identifier": identifier, **types}, rules))
    for kind in some(draw, ["Ldap", "AzureAD", ""]) if model.connections else []:
        mapping = {"Identifier": reference(draw, [identifier]), "Connection": reference(draw, model.connections)}
        model.nodes.append(Node(f"{kind}ResourceTypeMapping", mapping))
    if rarely(draw):
        merged = {"Identifier": identifier, "ConsolidationMode": "Merge"}
        model.nodes.append(Node("ResourceType", merged, (Node("QueryRule", {"Property": "p1"}),)))


@st.composite
def scaffoldings(draw: st.DrawFn, model: Model) -> list[Node]:
    """Draw scaffoldings whose jobs have different identifiers."""
    drawn: list[Node] = []
    for number, kind in enumerate(draw(st.lists(st.sampled_from([*SURE_TASKS]), min_size=1, max_size=5))):
        if kind in ONCE and any(other.name == kind for other in drawn):
            continue
        attributes = {} if kind in ONCE else {"JobIdentifier": f"J{number}", **names(draw)}
        if kind.startswith("CreateConnectorSynchro"):
            attributes["Connector"] = reference(draw, model.connectors)
        elif kind.startswith("CreateAgent") or kind == "CreateInitializationJob":
            attributes["Agent"] = reference(draw, model.agents)
        drawn.append(Node(kind, attributes, tuple(arguments(draw, model, kind))))
    return drawn


def arguments(draw: st.DrawFn, model: Model, kind: str) -> Iterator[Node]:
    """Draw arguments of a scaffolding, such as its declaration allows and its job can take."""
    without_job = False
    if kind.startswith(("CreateAgent", "CreateConnectorSynchro", "CreateInitialization")):
        yield from plain_arguments(draw, model, kind)
    if kind.startswith("Create") and kind not in ONCE:
        without_job = kind != "CreateInitializationJob" and rarely(draw)
        if without_job:
            yield Node("DoNotCreateJob", {})
        if draw(st.booleans()):
            zone = optional(draw, CronTimeZone=st.sampled_from(["UTC", "ServerTime", "0", "1"]))
            yield Node("CronTabExpression", {"CronTab": "0/5 1-3 * jan,mar 1", **zone})
    sure = SURE_TASKS[kind]
    for _ in range(draw(st.integers(0, 2)) if sure and not without_job else 0):
        side = {one(draw, ["Before", "After"]): one(draw, ["true", "1"])}
        task = one(draw, [HAND_WRITTEN, *sure])
        yield Node("AddTask", {"Task": task, "TaskToCompareWith": one(draw, sure), **side})
    if len(sure) > 1 and draw(st.booleans()):
        parent = draw(st.integers(0, len(sure) - 2))
        child = draw(st.integers(parent + 1, len(sure) - 1))
        yield Node("LinkDependTask", {"Task": sure[child], "DependOn": sure[parent]})


def plain_arguments(draw: st.DrawFn, model: Model, kind: str) -> Iterator[Node]:
    if draw(st.booleans()):
        yield Node("OpenIdIdentifier", {"Identifier": reference(draw, [*model.clients, "Stranger"])})
    if rarely(draw):
        yield Node("FormatPropertiesInResource", {})
    if kind.startswith("CreateConnector"):
        yield from (Node(name, {}) for name in some(draw, ["NoProvisioning", "NoSynchronization"]) if rarely(draw))
    else:
        for name in some(draw, ["NotUsed", "NoConnectorProvisioning", "NoConnectorSynchronization"]):
            yield Node(name, {"ConnectorIdentifier": reference(draw, model.connectors)})
    if kind == "CreateInitializationJob":
        if draw(st.booleans()):
            yield Node("PrincipalDataConnector", {"ConnectorIdentifier": reference(draw, model.connectors)})
        if draw(st.booleans()):
            yield Node("Configuration", {"Path": draw(TEXTS) or "."})
    else:
        for connector in some(draw, model.connectors, 2):
            yield Node("FulfillInternalWorkflowsPath", {"ConnectorIdentifier": connector, "Path": "./flow.json"})


@st.composite
def orders(draw: st.DrawFn, nodes: list[Node]) -> list[Node]:
    """Draw an order of elements in which one that is merged into another comes after it."""
    keys = [
        (node.name, node.attributes.get("Identifier", node.attributes.get("Code", str(number))).lower())
        for number, node in enumerate(nodes)
    ]
    waiting = {key: [node for node, other in zip(nodes, keys, strict=True) if other == key] for key in keys}
    return [waiting[key].pop(0) for key in draw(st.permutations(keys))]


# From elements to bytes

ENCODINGS = [
    ("utf-8", b"", ""),
    ("utf-8", b"", "UTF-8"),
    ("utf-8", BOM_UTF8, "utf-8"),
    ("utf-16-le", BOM_UTF16_LE, "utf-16"),
    ("utf-16-be", BOM_UTF16_BE, ""),
    ("utf-16-le", b"", "utf-16"),
    ("iso-8859-1", b"", "ISO-8859-1"),
    ("cp1252", b"", "windows-1252"),
    ("ascii", b"", "us-ascii"),
]
PATHS = [
    "A.xml",
    "AD/AD Connector.xml",
    "AD/AD Jobs.XML",
    "AD.d/a b.xml",
    "Zoé/[1] #2.xml",
    "Zoé/deep/er.xml",
    "b.xml",
]
OTHERS = {
    ".git/config.xml": b"<ConfigurationFile",
    "AD/Generator.xml": b"<Connector xmlns=''><CleanDatabaseJob/></Connector>",
    "empty.txt": b"",
    "logo.png": b"\x89PNG\r\n\x1a\n\0<CleanDatabaseJob/>",
}
# What may stand between elements; {p} is the prefix of the file.
CLUTTER = [
    "",
    "<!-- <{p}CleanDatabaseJob/> é -->",
    "<?note <{p}CleanDatabaseJob/> ?>",
    "<o:CleanDatabaseJob xmlns:o='urn:other'/>",
    "<Agent xmlns='urn:other' Identifier='Foreign'/>",
    "<Connector xmlns='' Identifier='Nowhere'/>",
    '<{p}Anything Text="a>b"><CleanDatabaseJob xmlns=""/></{p}Anything>',
    "<{p}Note><![CDATA[<{p}CleanDatabaseJob/>]]> &amp; &#233;</{p}Note>",
    "<{p}EntityTypeDisplayTable></{p}EntityTypeDisplayTable>",
]


class Style(NamedTuple):
    """How elements are written."""

    prefix: str
    quote: str
    gap: str
    close: str
    between: str
    declares: str = ""
    note: str = ""


@dataclass
class File:
    """A configuration file: what stands outside its scaffoldings, and between these texts the scaffoldings."""

    path: str
    codec: str
    mark: bytes
    root: str
    outside: list[str]
    inside: list[str] = field(default_factory=list)

    @property
    def bytes_outside(self) -> list[bytes]:
        first, *others = [text.encode(self.codec, "xmlcharrefreplace") for text in self.outside]
        return [self.mark + first, *others]

    @property
    def data(self) -> bytes:
        inside = [*(text.encode(self.codec, "xmlcharrefreplace") for text in self.inside), b""]
        return b"".join(a + b for a, b in zip(self.bytes_outside, inside, strict=True))

    def cut(self, output: bytes) -> list[str]:
        """Return what stands between the outside bytes in another version of this file."""
        position, between = 0, []
        for outside in self.bytes_outside:
            start = output.find(outside, position)
            assert start >= 0, f"{outside!r} is not in {output[position:]!r}"
            between.append(output[position:start].decode(self.codec))
            position = start + len(outside)
        assert (between[0], output[position:]) == ("", b"")
        return between[1:]


class Folder(NamedTuple):
    """A configuration folder: its configuration files in configuration order, and the others."""

    files: list[File]
    others: dict[str, bytes]

    def write(self, root: Path) -> Path:
        everything = {**{file.path: file.data for file in self.files}, **self.others}
        for path, data in everything.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        return root


@st.composite
def folders(draw: st.DrawFn) -> Folder:
    """Draw a configuration folder."""
    model = draw(models())
    nodes = draw(orders([*model.nodes, *draw(scaffoldings(model))]))
    paths = sorted(
        draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=4, unique=True)), key=lambda p: p.split("/")
    )
    cuts = sorted(draw(st.integers(0, len(nodes))) for _ in paths[1:])
    parts = [nodes[start:end] for start, end in zip([0, *cuts], [*cuts, len(nodes)], strict=True)]
    files = [draw(written(path, part)) for path, part in zip(paths, parts, strict=True)]
    return Folder(files, {path: OTHERS[path] for path in some(draw, [*OTHERS])})


@st.composite
def written(draw: st.DrawFn, path: str, nodes: list[Node]) -> File:
    """Draw a file with those elements."""
    codec, mark, declared = draw(st.sampled_from(ENCODINGS))
    line_end = one(draw, ["\n", "\r\n"])
    line = line_end + one(draw, ["  ", "\t", "    ", ""]) if draw(st.booleans()) or rarely(draw) else ""
    style = draw(styles(one(draw, ["", "", "c", "conf.v2"]), line))
    prefix = f"{style.prefix}:" if style.prefix else ""
    root = f"{prefix}ConfigurationFile"
    start = f'<{root} xmlns{prefix and ":"}{style.prefix}="{NAMESPACE}" xmlns:x="urn:x">'
    declaration = f'<?xml version="1.0" encoding="{declared}"?>{line_end if line else ""}' if declared else ""
    file = File(path, codec, mark, root, [declaration + start])
    for node in nodes:
        if node.name not in SURE_TASKS:
            clutter = one(draw, CLUTTER).replace("{p}", prefix)
            file.outside[-1] += line + clutter + line + text(node, style)
            continue
        own = draw(styles(style.prefix, line, of_scaffolding=True))
        if file.inside and not file.outside[-1] and draw(st.booleans()):
            file.inside[-1] += text(node, own)
        else:
            clutter = one(draw, CLUTTER).replace("{p}", prefix)
            file.outside[-1] += f"<!-- {len(file.inside)} -->{line}{clutter}{line}"
            file.inside.append(text(node, own))
            file.outside.append("")
    file.outside[-1] += f"{line and line_end}</{root}>{one(draw, ['', line_end, '<!-- end -->'])}"
    return file


@st.composite
def styles(draw: st.DrawFn, prefix: str, line: str, *, of_scaffolding: bool = False) -> Style:
    """Draw a way of writing elements. A scaffolding may declare its namespace itself."""
    declares, note = "", ""
    if of_scaffolding and rarely(draw):
        prefix = one(draw, ["", "own"])
        declares = f'xmlns{prefix and ":"}{prefix}="{NAMESPACE}"'
    if rarely(draw):
        note = "x:Identifier='foreign' x:DisplayName_L1='foreign'"
    quote = one(draw, ["'", '"'])
    gap = one(draw, [" ", f"{line} ", "\t"])
    close = one(draw, ["/>", " />", ""])
    between = one(draw, ["", f"{line}  ", "<!-- inside -->", "<?inside?>"])
    return Style(prefix, quote, gap, close, between, declares, note)


def text(node: Node, style: Style) -> str:
    name = f"{style.prefix}:{node.name}" if style.prefix else node.name
    attributes = [
        f"{key}={style.quote}{escaped(value, style.quote)}{style.quote}" for key, value in node.attributes.items()
    ]
    start = style.gap.join(filter(None, [f"<{name}", style.declares, *attributes, style.note]))
    children = "".join(style.between + text(child, style._replace(declares="")) for child in node.children)
    if children or not style.close:
        return f"{start}>{children}</{name}>"
    return start + style.close


def escaped(value: str, quote: str) -> str:
    for character in ("&", "<", quote, "\t", "\n"):
        value = value.replace(character, f"&#{ord(character)};")
    return value
