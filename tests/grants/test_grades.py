"""How certain it is that a rule is generated so."""

from __future__ import annotations

from granted import effective_of, entry, rule
from processors import ROOT
from unscaffold.effective import effective
from unscaffold.expanding import expand_in_memory
from unscaffold.grants import grants_of, origin_of
from unscaffold.options import DEFAULTS

_CONF = """
<Profile Identifier="p_" DisplayName_L1="P"/>
<EntityType Identifier="Person"/>
<EntityType Identifier="Site"/>
<EntityType Identifier="Category"/>
<Dimension Identifier="D1" EntityType="Site"/>
<Dimension Identifier="D2" EntityType="Category"/>
<EntityAssociation Identifier="A" Property1="Person:Site" Property2="Site:People"/>
"""


def _graded(content: str) -> dict[str, str]:
    return {one.rule.identifier: origin_of(one).grade for one in grants_of(effective_of(_CONF + content))}


def test_each_rule_is_as_certain_as_its_row() -> None:
    graded = _graded('<AssignProfileAccessControlRules Profile="P_"/>')
    assert graded.pop("p__Site_AccessControl_AssignedProfile") == "inferred"
    assert graded["p__Category_AccessControl_AssignedProfile"] == "documented"  # a dimension, too
    assert ({*graded.values()}, len(graded)) == ({"documented"}, 8)


def test_what_is_nested_has_its_own_grades() -> None:
    graded = _graded('<JobViewAccessControlRules Profile="p_"/><ResourceType Identifier="R"/>')
    assert graded.pop("p__Custom_PendingAssignedResourceTypes_R") == "guess"
    assert ({*graded.values()}, len(graded)) == ({"documented"}, 8)


def test_what_perhaps_is_nested_is_a_guess() -> None:
    graded = _graded('<CreateAdministratorProfile EntityType="Person"/>')
    guessed = ("ManageAccounts_Person", "DataQuery_Universe", "RedundantAssignment", "ActivityInstanceAspectsQuery")
    settings = (f"Settings_{name}_Manage" for name in ("ConnectionPackage", "Connection", "Connector", "Setting"))
    assert {name for name, grade in graded.items() if grade == "guess"} == {
        f"Administrator_{name}" for name in (*guessed, *settings)
    }


def test_what_is_written_by_hand_or_is_of_another_stylesheet_has_none() -> None:
    assert _graded(rule("A", entry("/X"))) == {"A": "hand-written"}


def test_every_generated_rule_has_a_grade() -> None:
    expansion = expand_in_memory(ROOT / "tests" / "golden" / "access-rights" / "input", DEFAULTS)
    grants = grants_of(effective(expansion, DEFAULTS.target))
    graded = {(origin_of(one).scaffolding, origin_of(one).grade) for one in grants if one.rule.scaffolding}
    assert {grade for _, grade in graded} == {"documented", "inferred", "guess"}
