"""What is told of all samples and all scenarios: everything has an origin, and what is told is right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from in_force import options_in_force
from removing import Decided, decisions, still_so
from sources import XSLT, code, parsed
from unscaffold.expanding import Expansion, expand_in_memory
from unscaffold.generating import start_workers
from unscaffold.markup import document_of, local_name
from unscaffold.options import Options
from unscaffold.origins import Origins, origins_of
from unscaffold.origins.again import generated_again
from unscaffold.origins.catalogue import origin_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.origins import GeneratedElement, Origin

_ROOT = Path(__file__).parents[2]
_FOLDERS = sorted(
    source
    for folder in [*(_ROOT / "tests" / "golden").iterdir(), *(_ROOT / "samples").iterdir()]
    if (source := folder / ("Conf" if folder.parent.name == "samples" else "input")).is_dir()
)
_LARGE = {"contoso", "access-rights-of-an-administrator", "access-rights"}


class _Told(NamedTuple):
    source: Path
    options: Options
    expansion: Expansion
    origins: list[Origins]

    @property
    def elements(self) -> Iterator[GeneratedElement]:
        return (element for one in self.origins for element in one.walk())


def _told(source: Path) -> _Told:
    options = Options(**options_in_force(source))
    expansion = expand_in_memory(source, options)
    return _Told(source, options, expansion, list(origins_of(expansion, options)))


@pytest.fixture(scope="module")
def everything() -> list[_Told]:
    return [_told(source) for source in _FOLDERS]


def _steps(element: GeneratedElement) -> Iterator[Origin]:
    yield from element.history
    for history in element.of_attributes.values():
        yield from history


def test_every_element_and_attribute_has_an_origin(everything: list[_Told]) -> None:
    elements = [element for told in everything for element in told.elements]
    assert len(elements) > 5000
    assert [one for one in elements if not one.history or not all(one.of_attributes.values())] == []
    assert [one for one in elements if {*one.attributes} != {*one.of_attributes}] == []


def test_what_is_not_told_in_full_lacks_attributes_that_nobody_changed_later(everything: list[_Told]) -> None:
    for told in everything:
        brief = origins_of(told.expansion, told.options, in_full=False)
        for whole, part in zip(told.origins, brief, strict=True):
            assert (part.scaffolding, part.place, part.removed) == (whole.scaffolding, whole.place, whole.removed)
            for one, other in zip(whole.walk(), part.walk(), strict=True):
                assert other._replace(of_attributes={}, children=()) == one._replace(of_attributes={}, children=())
                later = {name: said for name, said in one.of_attributes.items() if said[-1].step != "stylesheet"}
                assert later.items() <= other.of_attributes.items() <= one.of_attributes.items()


def test_all_that_is_generated_is_told(everything: list[_Told]) -> None:
    for told in everything:
        written = [one for one in told.expansion.expanded if not one.failed]
        generated = [local_name(node) for one in written for node in document_of(one.xml).iterdescendants("*")]
        assert [element.kind for element in told.elements] == generated


def test_only_stylesheets_of_ones_own_do_not_say_why(everything: list[_Told]) -> None:
    silent = {
        told.source.parent.name
        for told in everything
        for element in told.elements
        if any(step.rule.name == "own-stylesheet" for step in _steps(element))
    }
    assert silent == {"adjustment-of-an-own-scaffolding"}


def test_everything_that_decided_has_a_place_and_every_sentence_its_values(everything: list[_Told]) -> None:
    steps = [step for told in everything for element in told.elements for step in _steps(element)]
    missing = [one.origin for told in everything for origins in told.origins for one in origins.missing]
    assert [step for step in (*steps, *missing) if any(one.place.mark for one in step.decided_by)] == []
    assert [step.rule.name for step in (*steps, *missing) if not step.decided_by] == []
    assert {step.rule.grade for step in steps} == {"documented", "inferred", "ours"}


def test_what_is_generated_is_the_same_whether_it_is_told_or_not(everything: list[_Told]) -> None:
    for told in everything:
        ones = [one for one in told.expansion.expanded if not one.failed and told.source.parent.name not in _LARGE]
        again = list(generated_again(told.expansion, told.options, ones))
        documents = [one.slice.document() for one in again]
        with start_workers(told.options, 0) as at_work:
            plain = list(at_work.generated(dict.fromkeys(documents)))
        assert [one.elements for one in again] == [result for one in plain for result in one.results]


def test_every_rule_is_told_somewhere() -> None:
    texts = [text for path in XSLT.rglob("*.xsl") for text in code(parsed(path))]
    rows = parsed(XSLT / "origins.xml")
    named = {one.get("rule") for one in rows.iter("{*}attribute")}
    python = "".join(path.read_text("utf-8") for path in (_ROOT / "pipeline" / "unscaffold" / "origins").glob("*.py"))
    kinds = {"entity-type-of-", "no-"}  # the rest of their names is computed
    silent = {
        name
        for name in origin_rules()
        if name not in named and f'"{name}"' not in python and not any(f"'{name}'" in text for text in texts)
    }
    tasks = {name for name in silent if not any(name.startswith(kind) for kind in kinds)}
    assert tasks == {
        "clean-data-base",
        "compute-correlation-keys",
        "compute-risk-scores",
        "compute-role-model",
        "create-database-views",
        "deploy-configuration",
        "fulfill",
        "generate-provisioning-orders",
        "maintain-indexes",
        "manage-configuration-indexes",
        "process-access-certification-items",
        "reset-valid-from",
        "save-pre-existing-access-rights",
        "send-access-certification-notification",
        "send-notifications",
        "send-role-model-notifications",
        "set-access-certification-reviewer",
        "set-internal-user-profiles",
        "set-recently-modified-flag",
        "update-access-certification-campaign",
        "update-classification",
        "update-entity-property-expressions",
        "update-parameters-context-display-names",
    }


_KINDS = {
    *("ExportTask", "PrepareSynchronizationTask", "SynchronizeTask", "SetRecentlyModifiedFlagTask"),
    *("UpdateEntityPropertyExpressionsTask", "ComputeCorrelationKeysTask", "ComputeRoleModelTask"),
    *("ComputeRiskScoresTask", "GenerateProvisioningOrdersTask", "FulfillTask", "UpdateClassificationTask"),
    *("SetInternalUserProfilesTask", "UpdateParametersContextDisplayNamesTask", "SendNotificationsTask"),
    *("SendRoleModelNotificationsTask", "ManageConfigurationIndexesTask", "MaintainIndexesTask"),
}


_DATA = re.compile("Create(Agent|Connector)Synchro")


def test_each_kind_of_task_is_there_or_it_is_told_why_not(everything: list[_Told]) -> None:
    of_data = [origins for told in everything for origins in told.origins if _DATA.match(origins.scaffolding.name)]
    assert len(of_data) > 80
    for origins in of_data:
        there = {element.kind for element in origins.walk()} | {kind for kind, _, _ in origins.removed}
        missing = [one.kind for one in origins.missing if one.kind.endswith("Task") and not one.identifier]
        assert (there.intersection(missing), _KINDS - there - {*missing}) == (set(), set()), origins.scaffolding


def test_what_is_missing_is_told_with_what_decided_that(everything: list[_Told]) -> None:
    (contoso,) = (told for told in everything if told.source.parent.name == "contoso")
    found = {
        (one.kind, one.identifier, one.origin.sentence, *(f"{by.kind} {by.place}" for by in one.origin.decided_by))
        for origins in contoso.origins
        for one in origins.missing
        if one.identifier and one.origin.rule.name in {"package-without-export", "export-deactivated"}
    }
    assert found == {
        (
            "Connection",
            "BadgesUnplugged",
            "the package of BadgesUnplugged cannot export",
            "Connection Contrôle d'accès/Badges Connector.xml:5:3",
        ),
        (
            "Connection",
            "DirectoryFulfillDatabase",
            "the package of DirectoryFulfillDatabase cannot export",
            "Connection Directory/Directory Connector.xml:6:3",
        ),
        (
            "Connection",
            "DirectoryFulfillWorkflow",
            "the package of DirectoryFulfillWorkflow cannot export",
            "Connection Directory/Directory Connector.xml:7:3",
        ),
        (
            "Connection",
            "SharePointExportArchive",
            "the export part of SharePointExportArchive is deactivated",
            "Connection SharePoint Online/SharePoint Connector.xml:6:3",
        ),
        (
            "Connection",
            "ServiceNowTicket",
            "the package of ServiceNowTicket cannot export",
            "Connection ServiceNow/ServiceNow Connector.xml:6:5",
        ),
    }


def test_every_rule_of_an_attribute_is_one() -> None:
    rows = parsed(XSLT / "origins.xml")
    assert {one.get("rule") for one in rows.iter("{*}attribute")} - {*origin_rules()} == set()


def test_no_sentence_lacks_a_value(everything: list[_Told]) -> None:
    steps = {step for told in everything for element in told.elements for step in _steps(element)}
    steps |= {missing.origin for told in everything for origins in told.origins for missing in origins.missing}
    names = {step.rule.name: set(re.findall(r"\{([\w-]+)\}", step.rule.sentence)) for step in steps}
    given = {
        (step.rule.name, name) for step in steps for name in [*dict(step.values), *(d.role for d in step.decided_by)]
    }
    assert [(rule, name) for rule in sorted(names) for name in sorted(names[rule]) if (rule, name) not in given] == []


def test_every_anchor_is_a_heading_of_the_page_on_fidelity() -> None:
    page = (_ROOT / "docs" / "fidelity.md").read_text("utf-8")
    headings = {line.strip("# ").lower().replace(" ", "-") for line in page.splitlines() if line.startswith("## ")}
    assert {rule.anchor for rule in origin_rules().values() if rule.anchor} - headings == set()


def _first_of_each_rule(everything: list[_Told]) -> list[tuple[_Told, Decided]]:
    """Return, for each rule that something besides the scaffolding decides, the first case of a small scenario."""
    found: dict[tuple[str, str], tuple[_Told, Decided]] = {}
    for told in everything:
        for origins in told.origins if told.source.parent.name not in _LARGE else ():
            for decided in decisions(origins):
                if decided.by_others:
                    step = decided.step
                    found.setdefault((step.rule.name, step.of[: len("DisplayName")]), (told, decided))
    return list(found.values())


def test_without_what_decided_it_is_not_so(everything: list[_Told], tmp_path: Path) -> None:
    cases = _first_of_each_rule(everything)
    kept = [
        (told.source.parent.name, decided.element.identifier, decided.step.rule.name, decided.step.of)
        for number, (told, decided) in enumerate(cases)
        if still_so(told.expansion, told.options, decided, tmp_path / str(number))
    ]
    assert kept == []
    assert len(cases) > 80
