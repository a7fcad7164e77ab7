"""Calm histories at random: in an ordinary configuration, single files are edited, as people do all day.

In the others, so much happens that a run mostly has to look at everything.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from .history import CONF, CONTEXT, SETTINGS, Command, Edit, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .history import History

_CONNECTORS = ["AD", "HR", "SAP"]
# What a connector's file has; for each, what else it may say.
_ELEMENTS = [
    [
        '<Connector Identifier="{0}" DisplayName_L1="The {0}" Agent="Local"/>',
        '<Connector Identifier="{0}" DisplayName_L1="Our {0}" Agent="Local"/>',
        '<Connector Identifier="{0}" IsDeactivated="true"/>',
    ],
    [
        '<Connection Identifier="{0}File" Connector="{0}" Package="Usercube.CSV@0000001"/>',
        '<Connection Identifier="{0}File" Connector="{0}" Package="Usercube.AD@0000001"/>',
        '<Connection Identifier="{0}File" Connector="{0}" Package="Own.One@0000001"/>',
        '<Connection Identifier="{0}File" Connector="{0}" Package="usercube.csv@0000001"/>',
        '<Connection Identifier="{0}File" Connector="{0}" Package="Usercube.AD@0000001" DeactivationFulfill="true"/>',
    ],
    [
        '<EntityTypeMapping Identifier="{0}_User" Connector="{0}"/>',
        '<EntityTypeMapping Identifier="{0}_user" Connector="{0}"/>',
        '<EntityAssociationMapping Identifier="{0}_Link" Connector="{0}"/>',
    ],
    [
        '<ResourceType Identifier="{0}_Type" SourceEntityType="HR_User" TargetEntityType="{0}_User"/>',
        '<ResourceType Identifier="{0}_Type" SourceEntityType="AD_User" TargetEntityType="{0}_User"/>',
        '<ResourceType Identifier="{0}_Type" SourceEntityType="SAP_User" TargetEntityType="HR_User"/>',
    ],
    [
        '<ADResourceTypeMapping Identifier="{0}_Type" Connection="{0}File"/>',
        '<ADResourceTypeMapping Identifier="{0}_Type" Connection="HRFile"/>',
    ],
    ['<EntityType Identifier="{0}_User"><Property Identifier="uid"/></EntityType>', "<Menu/>"],
]
_INCREMENTAL = '<CreateConnectorSynchroIncremental Connector="{0}"'
_TASK = "Synchronize_Incremental_SetRecentlyModifiedFlag"
_END = "</CreateConnectorSynchroIncremental>"
_SCAFFOLDINGS = [
    f"{_INCREMENTAL}/>",
    f"{_INCREMENTAL}><NoSynchronization/>{_END}",
    f'{_INCREMENTAL} JobIdentifier="{{0}}_Fast" OldAlgorithm="true"/>',
    f"{_INCREMENTAL}><DoNotCreateJob/>{_END}",
    f'{_INCREMENTAL}><OpenIdIdentifier Identifier="Job"/>{_END}',
    f'{_INCREMENTAL}><AddTask Task="HR_{_TASK}" TaskToCompareWith="{{0}}_{_TASK}" After="true"/>{_END}',
]
_SETTINGS = ['<Agent Identifier="Local"/>', '<Language Code="en" IndicatorNumber="1"/>']
# What else may be there, from the beginning or in the course of time.
_OTHERS = {
    "All.xml": ['<CreateAgentSynchroIncremental Agent="Local" JobIdentifier="All"/>'],
    "By hand.xml": ['<Job Identifier="Hand" Agent="Local"><InvokeExpressionTask Identifier="Task"/></Job>'],
    "Calling.xml": ['<Job Identifier="Calls" Agent="Local"><Step Identifier="AD_ComputeRoleModel" Level="0"/></Job>'],
    "Clean.xml": ["<CleanDatabaseJob/>"],
    "Rights.xml": [
        '<Profile Identifier="P"/>',
        '<ReviewProvisioningAccessControlRules EntityType="HR_User" Profile="P"/>',
        '<ViewAccessControlRules EntityType="AD_User" Profile="P"/>',
    ],
    "More rights.xml": [
        '<JobAdministrationAccessControlRules Profile="P"/>',
        '<ReviewProvisioningAccessControlRules EntityType="HR_User" Profile="P"/>',
    ],
    "Rights again.xml": [
        '<JobAdministrationAccessControlRules Profile="P"/>',
        '<ViewAccessControlRules EntityType="AD_User" Profile="Q"/>',
    ],
    "Profile.xml": ['<Profile Identifier="Q"/>'],
    "Profiles.xml": ['<Profile Identifier="Po"/>', '<Profile Identifier="PQ"/>'],
    "Client.xml": ['<OpenIdClient Identifier="Jobs"/>'],
    "hr/hr.XML": ['<EntityAssociation Identifier="A" Property1="HR_User:a" Property2="AD_User:b"/>'],
    "Menus.xml": ['<CreateUpdateDeleteMenus EntityType="HR_User"/>'],
    "Menus again.xml": ['<CreateUpdateDeleteMenus EntityType="HR_User"/>'],
    "Keeping.xml": ['<AccessControlRule Identifier="X" Profile="P" EntityType="HR_User"/>'],
    "Pieces.xml": ['<EntityTypeDisplayName EntityType="HR_User" Property="uid"/>'],
    "Piece.xml": ['<EntityPropertyExpression Identifier="HR_User_InternalDisplayName"/>'],
    "Policy.xml": ['<Policy Identifier="A"/>'],
    "Changing a policy.xml": ['<Policy Identifier="A" ConsolidationMode="Merge"/>'],
    "Own.xml": ["<Own/>"],
    "Changing a job.xml": ['<Job Identifier="By_Hand" ConsolidationMode="Merge"/>'],
    "Changing.xml": ['<Connector Identifier="AD" DisplayName_L2="AD" ConsolidationMode="Merge"/>'],
    "Slow.xml": ['<CreateConnectorSynchroComplete Connector="HR"/>'],
    "Second.xml": ['<CreateConnectorSynchroIncremental Connector="HR" JobIdentifier="Second"/>'],
    "notes.txt": ["notes"],
}
# What the settings say.
_SAID = [
    "",
    "",
    "strict = true",
    'context = ["Context"]',
    'target = "6.1"',
    '[severity]\nU313 = "error"',
    'ignore = ["U3"]',
]
_CONTEXT = [
    '<EntityType Identifier="HR_User"/>',
    '<Connector Identifier="Far" Agent="Local"/>',
    '<EntityTypeMapping Identifier="HR_User" Connector="HR"/>',
    '<OpenIdClient Identifier="Job"/>',
    '<Connector Identifier="SAP" DisplayName_L1="Elsewhere"/>',
    '<Profile Identifier="P"/>',
]
# What is there from the beginning, mostly: with the others, a run has to look at everything.
_USUAL = ["By hand.xml", "Clean.xml", "Second.xml", "notes.txt", "Profile.xml", "Policy.xml"]


def drawn_calmly(seed: str) -> History:
    """Return the calm history of a seed."""
    return tuple(_Drawing(Random(seed)).steps())


class _Drawing:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._files: dict[str, list[str]] = {"Settings.xml": [*_SETTINGS]}
        for name in _CONNECTORS:
            self._files[f"{name}/{name}.xml"] = [kind[0].format(name) for kind in _ELEMENTS]
            self._files[f"{name}/Jobs.xml"] = [_SCAFFOLDINGS[0].format(name)]
        for path, elements in _OTHERS.items():
            if random.random() < (0.4 if path in _USUAL else 0.06):
                self._files[path] = [*elements]

    def steps(self) -> Iterator[Step]:
        """Yield the steps."""
        first = tuple(Edit("write", f"{CONF}/{path}", tuple(parts)) for path, parts in self._files.items())
        said = self._random.choice(_SAID)
        first = (*first, Edit("write", SETTINGS, (said,)), *self._context())
        yield Step("all", first, (Command(("expand",)),))
        for _ in range(self._random.randint(4, 8)):
            edits = tuple(edit for _ in range(self._random.choice([1, 1, 2])) for edit in self._edits())
            looks = [Command(("check", "--format", "json"))] * self._random.choice([0, 0, 0, 0, 1, 2])
            clock = self._random.choice(["all", "all", "all", "before", "none"])
            yield Step(clock, edits, (*looks, Command(("expand",))))

    def _edits(self) -> Iterator[Edit]:
        if self._random.random() < 0.04:
            return self._context()
        kinds = [self._vary, self._vary, self._vary, self._vary, self._scaffold, self._move, self._add, self._leave]
        return self._random.choice([*kinds, self._shuffle, self._other])()

    def _context(self) -> Iterator[Edit]:
        yield Edit("write", f"{CONTEXT}/C.xml", tuple(self._random.sample(_CONTEXT, self._random.randint(0, 3))))

    def _file(self) -> str:
        return self._random.choice([*self._files])

    def _write(self, path: str, parts: list[str]) -> Edit:
        self._files[path] = parts
        return Edit("write", f"{CONF}/{path}", tuple(parts))

    def _element(self, name: str) -> str:
        return self._random.choice(self._random.choice(_ELEMENTS)).format(name)

    def _vary(self) -> Iterator[Edit]:
        """Let an element say anything else."""
        name = self._random.choice(_CONNECTORS)
        known = [kind for kind in _ELEMENTS if any(one.format(name) in self._all() for one in kind)]
        kind = [one.format(name) for one in self._random.choice(known or _ELEMENTS)]
        for path, parts in [*self._files.items()]:
            if any(part in kind for part in parts):
                new = self._random.choice(kind)
                yield self._write(path, [new if part in kind else part for part in parts])
                return

    def _all(self) -> list[str]:
        return [part for parts in self._files.values() for part in parts]

    def _scaffold(self) -> Iterator[Edit]:
        name = self._random.choice(_CONNECTORS)
        yield self._write(f"{name}/Jobs.xml", [self._random.choice(_SCAFFOLDINGS).format(name)])

    def _move(self) -> Iterator[Edit]:
        """Let a file be called otherwise, or an element stand in another one."""
        path = self._file()
        target = self._random.choice([f"0/{path}", f"Z{path}", path.replace("/", "-"), self._file()])
        if target in self._files and path != target and self._files[path]:
            part = self._random.choice(self._files[path])
            yield self._write(path, [one for one in self._files[path] if one != part])
            yield self._write(target, [*self._files[target], part])
        elif target not in self._files:
            self._files[target] = self._files.pop(path)
            yield Edit("rename", f"{CONF}/{path}", (f"{CONF}/{target}",))

    def _add(self) -> Iterator[Edit]:
        path = self._random.choice([self._file(), "A.xml", "Z.xml"])
        parts = [*self._files.get(path, [])]
        parts.insert(self._random.randint(0, len(parts)), self._element(self._random.choice([*_CONNECTORS, "New"])))
        yield self._write(path, parts)

    def _leave(self) -> Iterator[Edit]:
        """Let an element be gone, or a whole file."""
        path = self._file()
        if len(self._files[path]) > 1:
            parts = [*self._files[path]]
            del parts[self._random.randrange(len(parts))]
            yield self._write(path, parts)
        elif path != "Settings.xml":
            del self._files[path]
            yield Edit("delete", f"{CONF}/{path}")

    def _shuffle(self) -> Iterator[Edit]:
        path = self._file()
        yield self._write(path, self._random.sample(self._files[path], len(self._files[path])))

    def _other(self) -> Iterator[Edit]:
        path = self._random.choice([*_OTHERS])
        if path in self._files:
            del self._files[path]
            yield Edit("delete", f"{CONF}/{path}")
        else:
            yield self._write(path, [*_OTHERS[path]])
