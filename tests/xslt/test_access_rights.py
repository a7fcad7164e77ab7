"""The table of access rights: it agrees with itself, with the pages, and with what the product's pages publish."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from processors import ROOT
from sources import XSLT, parsed
from unscaffold.generating.saxon import Stylesheets
from unscaffold.markup import NAMESPACE
from unscaffold.reading import read_configuration
from unscaffold.slicing import slice_of
from unscaffold.vocabulary import access_rights, declarations, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from unscaffold.vocabulary.access_rights import Granting

_TABLE = parsed(XSLT / "access-rights.xml")
_DECLARATION = "{urn:unscaffold:declaration}"
_OF_SETS = [f"{_DECLARATION}{name}" for name in ("for", "each", "needs", "opens")]
_GRADES = ("documented", "inferred", "guess")
_SCENARIOS = sorted(
    conf for kind in ("access-rights", "pieces") for conf in (ROOT / "tests" / "golden").glob(f"{kind}*/input")
)


def _named(kind: str) -> dict[str, etree._Element]:
    return {one.attrib["name"]: one for one in _TABLE.iterchildren(f"{_DECLARATION}{kind}")}


_PIECES = {one.name for one in access_rights().values() if "Profile" not in one.takes and not one.profile}
_SETS, _WORDS, _SCAFFOLDINGS = _named("set"), _named("words"), _named("scaffolding")


def test_every_scaffolding_of_the_family_is_expanded_or_stays() -> None:
    assert len(_SCAFFOLDINGS) == 49 + 11 + len(_PIECES)  # of the family, templates, and what these nest
    assert {name.lower() for name in _SCAFFOLDINGS} & vocabulary().others == set()
    assert {*access_rights()} == {*_SCAFFOLDINGS} < {*declarations()}


def test_every_scaffolding_is_in_the_scenario_of_all() -> None:
    scenario = parsed(ROOT / "tests" / "golden" / "access-rights" / "input" / "Rights.xml")
    of_its_own = {"CreateAdministratorProfile"}  # it would leave little to the others
    assert [etree.QName(one).localname for one in scenario] == sorted({*_SCAFFOLDINGS} - of_its_own - _PIECES)
    pieces = parsed(ROOT / "tests" / "golden" / "pieces-of-an-entity-type" / "input" / "Conf.xml")
    assert {etree.QName(one).localname for one in pieces.iter("*")} > _PIECES


def test_every_set_and_all_words_are_gone_through_and_are_there() -> None:
    through = {of for one in _TABLE.iter(*_OF_SETS) if (of := one.get("of"))}
    assert through == {*_SETS, *_WORDS}


def _loops(rule: etree._Element) -> Iterator[etree._Element]:
    return chain(rule.iterancestors(f"{_DECLARATION}for"), rule.iterdescendants(f"{_DECLARATION}for"))


@pytest.mark.parametrize("scaffolding", _SCAFFOLDINGS.values(), ids=[*_SCAFFOLDINGS])
def test_a_scaffolding_is_as_certain_as_its_least_certain_rule(scaffolding: etree._Element) -> None:
    own = scaffolding.attrib["grade"]
    rules = {rule: rule.get("grade", own) for rule in scaffolding.iter(f"{_DECLARATION}rule")}
    nested = [
        _SCAFFOLDINGS[name].attrib["grade"]
        for name in access_rights()[scaffolding.attrib["name"]].nests
        if name in _SCAFFOLDINGS
    ]
    guessed = ["guess"] if scaffolding.find(f"{_DECLARATION}guess") is not None else []
    guessed += [one.get("grade", "documented") for one in scaffolding.iterchildren(f"{_DECLARATION}nests")]
    guessed += [_SETS[one.attrib["of"]].attrib["grade"] for one in scaffolding.iterchildren(*_OF_SETS[1:])]
    assert own == max(["documented", *rules.values(), *nested, *guessed], key=_GRADES.index)
    for rule, grade in rules.items():
        sets = [_SETS[of].attrib["grade"] for one in _loops(rule) if (of := one.get("of", "")) in _SETS]
        assert grade == max([grade, *sets], key=_GRADES.index)


def test_what_is_guessed_is_told() -> None:
    guesses = {one.name for one in access_rights().values() if one.guess}
    by_what_they_nest = {one.name for one in access_rights().values() if guesses.intersection(_with_nested(one.name))}
    assert by_what_they_nest == {one.name for one in access_rights().values() if one.grade == "guess"}


def _with_nested(name: str) -> list[str]:
    return [
        name,
        *chain.from_iterable(map(_with_nested, access_rights()[name].nests if name in access_rights() else ())),
    ]


@pytest.mark.parametrize("conf", _SCENARIOS, ids=lambda conf: conf.parent.name)
def test_a_slice_generates_what_the_whole_configuration_does(conf: Path) -> None:
    declared = declarations()
    read = read_configuration(conf, declared, conf.parent.glob("context"))
    stylesheets = Stylesheets()
    slices = [slice_of(read, one, declared[one.name]) for one in read.scaffoldings]
    whole = slices[0]._replace(elements=read.elements, scaffoldings=read.scaffoldings)
    generated = [stylesheets.generate(one.document()).results for one in slices]
    assert [[xml] for xml in stylesheets.generate(whole.document()).results] == generated


def test_a_slice_holds_the_kinds_that_the_sets_read() -> None:
    conf = ROOT / "tests" / "golden" / "access-rights" / "input"
    read = read_configuration(conf, declarations())
    kinds = set[str]()
    for one in read.scaffoldings:
        sets = declarations()[one.name].sets
        found = {part.name for part in slice_of(read, one, declarations()[one.name]).elements}
        assert found <= {"Profile", "EntityType"}.union(*(_SETS[name].attrib["reads"].split() for name in sets))
        kinds |= found
    assert kinds == {"Profile", "EntityType"}.union(*(one.attrib["reads"].split() for one in _SETS.values()))


# What the product's pages publish: how many lines the generated elements take, one for each tag. What is nested takes
# one; of two scaffoldings, the pages do not show all that they nest.
_SHOWN = {"ConnectorsAccessControlRules": 2, "CreateAdministratorProfile": 30}
_PUBLISHED = {
    "AccessReviewAdministrationAccessControlRules": 144,
    "AssignProfileAccessControlRules": 60,
    "BasketRulesControlRules": 36,
    "BulkPerformManualProvisioningAccessControlRules": 4,
    "BulkResourceReconciliationAccessControlRules": 4,
    "BulkReviewProvisioningAccessControlRules": 4,
    "ConnectorResourceTypeAccessControl": 33,
    "ConnectorsAccessControlRules": 150,
    "CreateAdministratorProfile": 31,
    "CreateResourceIncrementalAccessControlRules": 3,
    "CreateUpdateDeleteAccessControlRules": 5,
    "CreateUpdateDeleteMenus": 7,
    "CreateUpdateDeleteTemplate": 8,
    "CreateUpdateDeleteWorkflows": 12,
    "EntityTypeDisplayName": 2,
    "EntityTypeSearchBar": 1,
    "GetJobLogAdministrationAccessControlRules": 3,
    "JobAdministrationAccessControlRules": 4,
    "JobExecutionAccessControlRules": 5,
    "JobViewAccessControlRules": 24,
    "ManageAccounts": 3,
    "MonitoringAdministrationAccessControlRules": 3,
    "PendingAssignedResourceTypesAccessControlRules": 111,
    "PerformManualProvisioningAccessControlRules": 36,
    "PolicySimulationControlRules": 77,
    "ProfileAdministrationAccessControlRules": 5,
    "ProvisioningAccessControlRules": 15,
    "ReconciliateResourcesAccessControlRules": 67,
    "ReconciliateRolesAccessControlRules": 32,
    "RedundantAssignmentAccessControlRule": 3,
    "ReportAccessControlRules": 3,
    "ResourceApiAdministration": 6,
    "ResourceChangesViewAccessControlRules": 230,
    "ResourcePickerControlRules": 3,
    "ResourceTypeMappingControlRules": 3,
    "ReviewProvisioningAccessControlRules": 68,
    "ReviewRolesAccessControlRules": 29,
    "RisksAdministrationAccessControlRules": 34,
    "RoleAdministrationAccessControlRules": 495,
    "RoleAndSimulationControlRules": 98,
    "RoleNamingAccessControlRules": 26,
    "RunJobAdministrationAccessControlRules": 6,
    "RunJobNotificationAccessControlRules": 3,
    "RunJobRepairAdministrationAccessControlRules": 3,
    "RunJobRepairNotificationAccessControlRules": 3,
    "SettingsAccessControlRules": 12,
    "SimulationAccessControlRules": 2,
    "SynchronizationAccessControlRules": 9,
    "TargetResourceReport": 1,
    "TargetResourceReportAccessControlRules": 3,
    "TargetResourceReportMenus": 1,
    "TaskAdministrationAccessControlRules": 36,
    "UniverseAccessControlRules": 3,
    "UpdateResourcesAccessControlRules": 3,
    "UpdateResourcesMenus": 3,
    "UpdateResourcesTemplate": 7,
    "UpdateResourcesWorkflows": 4,
    "ViewAccessControlRules": 35,
    "ViewHistoryResourceTemplate": 3,
    "ViewTargetResourceTemplate": 6,
    "ViewTemplate": 3,
    "ViewTemplateAdaptable": 3,
    "WorkflowAccessControlRules": 74,
    "WorkflowAspect": 3,
    "WorkflowConfigurationControlRules": 5,
    "WorkflowEntityType": 8,
    "WorkflowEntityTypeDisplayEntityType": 1,
    "WorkflowFulfillmentControlRules": 6,
    "WorkflowOverviewControlRules": 47,
}
# A directory of the size of that in the examples: eleven dimensions, 17 other entity types associated with one of
# these, seven neighbours of users, seven targets of 37 resource types, 46 mappings, 24 activities.
_DIMENSIONS = ["User", *(f"Dimension{number}" for number in range(10))]
_OF_USERS = ["Dimension0", "Workflow_User", *(f"Near{number}" for number in range(5))]
_OF_OTHERS = [f"Far{number}" for number in range(11)]


def _elements() -> Iterator[str]:
    yield '<Profile Identifier="P"/><EntityType Identifier="Workflow_User"/><EntityType Identifier="User">'
    yield from ('<Property Identifier="Name" Type="String"/>', *map(_translation, (1, 2)), "</EntityType>")
    yield '<DisplayTable EntityType="User" IsEntityTypeDefault="true"><Column DisplayBinding="Name"/></DisplayTable>'
    yield from (f'<Dimension Identifier="{name}" EntityType="{name}"/>' for name in _DIMENSIONS)
    for near, far in [*(("User", name) for name in _OF_USERS), *(("Dimension1", name) for name in _OF_OTHERS)]:
        yield f'<EntityAssociation Property1="{near}:{far}" Property2="{far}:{near}"/>'
    for number in range(37):
        yield f'<ResourceType Identifier="R{number}" SourceEntityType="User" TargetEntityType="T{number % 7}"/>'
    yield from (f'<EntityTypeMapping Identifier="M{number}" Connector="C"/>' for number in range(46))
    activities = (f'<Activity Identifier="A{number}" Template="ActionWithRefine"/>' for number in range(24))
    yield f'<Workflow Identifier="W" VariablesType="Workflow_User">{"".join(activities)}</Workflow>'


def _translation(language: int) -> str:
    return f'<Property Identifier="Name_{language}" NeutralProperty="Name" Language="{language}" Type="String"/>'


def _scaffolding(name: str) -> str:
    entity_type = "Workflow_User" if name == "WorkflowAccessControlRules" else "User"
    said = {"Profile": ' Profile="P"', "EntityType": f' EntityType="{entity_type}"'}
    return f"<{name}{''.join(said.get(one, '') for one in access_rights()[name].takes)}/>"


def test_rules_are_as_many_as_the_pages_of_the_product_publish() -> None:
    body = "".join(chain(_elements(), map(_scaffolding, _PUBLISHED)))
    generated = Stylesheets().generate(f'<ConfigurationFile xmlns="{NAMESPACE}">{body}</ConfigurationFile>')
    lines = dict(zip(_PUBLISHED, map(_lines, generated.results), strict=True))
    shown = {name: len(access_rights()[name].nests) for name in lines} | _SHOWN
    own = {
        name: count - sum(lines.get(one, 0) for one in access_rights()[name].nests) for name, count in lines.items()
    }
    assert {name: count + shown[name] for name, count in own.items()} == _PUBLISHED


def _lines(xml: str) -> int:
    """Return the number of the tags, but for those of nested scaffoldings that are left."""
    return sum(name.lower() not in vocabulary().others for name in re.findall(r"</?(\w+)", xml))


def test_an_administrator_has_as_many_rules_as_the_product_gives_him() -> None:
    body = "".join([*_elements(), '<CreateAdministratorProfile EntityType="User"/>'])
    generated = Stylesheets().generate(f'<ConfigurationFile xmlns="{NAMESPACE}">{body}</ConfigurationFile>')
    assert len({*re.findall(r'<AccessControlRule Identifier="([^"]*)"', generated.results[0])}) == 436


def test_the_page_of_fidelity_tells_the_grade_of_each() -> None:
    page = (ROOT / "docs" / "fidelity.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (documented|inferred|guess) \| (.*) \|$", page, re.MULTILINE)
    assert sorted(rows) == sorted((one.name, one.grade, _remarks(one)) for one in access_rights().values())


def _remarks(one: Granting) -> str:
    nests = f"nests {', '.join(f'`{name}`' for name in one.nests)}" if one.nests else ""
    return "; ".join(filter(None, (one.guess, one.quirk, nests)))
