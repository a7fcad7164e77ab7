"""What rules grant, as they are written."""

from __future__ import annotations

from granted import effective_of, entry, rule
from unscaffold.grants import grants_of, may_have_more_profiles, origin_of, unknown_of
from unscaffold.options import Options


def test_a_grant_is_spelt_as_profile_and_entity_type_are_declared() -> None:
    conf = effective_of(
        '<Profile Identifier="Boss"/><EntityType Identifier="User"/>'
        + rule("R", entry("/A/B"), profile="BOSS", entity_type="user")
        + rule("S", entry("/A/B"), profile="Nobody", entity_type="Nothing")
    )
    found = [(one.profile, one.entity_type, one.permission) for one in grants_of(conf)]
    assert found == [("Boss", "User", "/A/B"), ("Nobody", "Nothing", "/A/B")]


def test_what_an_entry_says_of_its_permission() -> None:
    children = (
        entry("/A", ""),
        entry("/B", 'CanExecute="TRUE" FullAccessProperties="1" PropertyGroup="G"'),
        entry("/C", 'CanExecute="x" PropertyGroup="G"'),
        entry("/D", 'Notify="false" IsPreCondition="true" IsPostCondition="0" Priority=" 5 "'),
        entry("/E", 'Notify="true" Priority="0"'),
        entry("", 'CanExecute="true"'),
        "<Entry/><AccessControlEntry Permission='/F'/>",
    )
    found = [
        (one.permission, *one.reach[:2], one.reach.conditions)
        for one in grants_of(effective_of(rule("R", *children)))
    ]
    assert found == [
        ("/A", False, "", ()),
        ("/B", True, "all", ()),
        ("/C", False, "group g", ()),
        ("/D", False, "", (("IsPostCondition", "false"), ("Notify", "false"), ("Priority", "5"))),
        ("/E", False, "", ()),
    ]


def test_what_is_merged_comes_from_where_it_stands() -> None:
    conf = effective_of(
        rule("R", entry("/A"))
        + '<AccessControlRule Identifier="r" ConsolidationMode="Merge" Profile="Q">'
        + '<Entry Permission="/B"/></AccessControlRule>'
        + rule("Gone", entry("/C"))
        + '<AccessControlRule Identifier="Gone" ConsolidationMode="Delete"/>'
    )
    found = [(one.profile, one.permission, origin_of(one)) for one in grants_of(conf)]
    ways = [
        (profile, permission, origin.region.mark and origin.region.mark.way, *origin[1:])
        for profile, permission, origin in found
    ]
    assert ways == [("Q", "/A", (0,), "", "hand-written"), ("Q", "/B", (1,), "", "hand-written")]


def test_scaffoldings_that_stay_grant_unknown_rights() -> None:
    content = """
<Profile Identifier="Boss"/>
<BulkRoleReconciliationAccessControlRules Profile="boss" EntityType="User"/>
<EntityTypeDisplayTable EntityType="User"/>
<CreateAdministratorProfile/>
<WorkforceModule IsEnabled="False"/>
<SearchBarPageAccessControl EntityType="User"/>
"""
    conf = effective_of(content, Options(keep=("CreateAdministratorProfile",)))
    found = [(one.element.name, one.profile, one.entity_type) for one in unknown_of(conf)]
    assert found == [
        ("BulkRoleReconciliationAccessControlRules", "Boss", "User"),
        ("CreateAdministratorProfile", "Administrator", ""),
        ("SearchBarPageAccessControl", "", "User"),
    ]


def test_profiles_that_scaffoldings_make() -> None:
    assert may_have_more_profiles(effective_of("<BootstrapModule/>"))
    assert not may_have_more_profiles(effective_of(""))
