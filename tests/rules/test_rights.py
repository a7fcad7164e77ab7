"""Access control rules: the edges of their rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from granted import LET_READ, document, entry, rule
from told import told
from unscaffold.checking import check
from unscaffold.options import Options

if TYPE_CHECKING:
    from pathlib import Path

_VIEW = "/Custom/Resources/E/View"
_FILTER = '<Filter Binding="A" Value="1"/>'
_LONE = '<AccessControlRule Identifier="R" ConsolidationMode="{}">{}</AccessControlRule>'


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (rule("R", entry("/", "")), 0),
        (rule("R", entry(" / ", 'CanExecute="1"')), 86),
        (rule("R", entry("/", 'CanExecute="no"')), 0),
        (_LONE.format("Merge", entry("/")), 83),
        (_LONE.format("Delete", entry("/")), 0),
    ],
)
def test_root(content: str, column: int) -> None:
    assert told(content, "R101") == bool(column) * [
        (
            f"2:{column}: error R101 the access control rule 'R' grants / with CanExecute, which is everything; the"
            " deployment refuses that: name the permissions that the profile needs"
        )
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            f'<AccessControlRule Profile=" ">{entry(_VIEW)}</AccessControlRule>',
            [
                ("2:1: error R102 an access control rule has no Identifier and no EntityType and no Profile; it must"
                " say which profile has its permissions, and on the data of which entity type")
            ],
        ),
        (_LONE.format("Merge", ""), []),
        (_LONE.format("Update", ""), []),
        (_LONE.format("Nonsense", ""), ["R102", "R104"]),
        (
            _LONE.format("Merge", "") + _LONE.format("Merge", entry(_VIEW)),
            [],
        ),
        (
            rule("R", entry(_VIEW)) + '<AccessControlRule Identifier="R" ConsolidationMode="Update" Profile="P"/>',
            ["R102"],
        ),
        (
            rule("R") + _LONE.format("Merge", entry(_VIEW)),
            [],
        ),
        (
            rule("R", '<AccessControlEntry Permission="/A"/>'),
            [
                ("2:1: warning R104 the access control rule 'R' has no Entry, and so grants nothing; add the entries"
                " with its permissions, or remove it")
            ],
        ),
        (rule("R", "<Entry/>"), ["R103"]),
        (
            rule("R", entry(_VIEW), entry(" ", ""), "<Entry/>"),
            [
                ('2:133: error R103 the access control rule \'R\' has 2 entries without a Permission; name the'
                " permission, or remove the entry")
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_missing(content: str, expected: list[str]) -> None:
    found = told(content, "R10")
    codes_only = all(len(one) == len("R101") for one in expected)
    assert ([one.split()[2] for one in found] if codes_only else found) == expected


@pytest.mark.parametrize(
    ("second", "is_told"),
    [
        (rule("r", entry("/B")), True),
        (rule("R", entry("/B"), entry("/A"), _FILTER), False),
        (rule("R", entry("/A"), entry("/B")), True),
        (rule("R", entry("/A"), entry("/B"), _FILTER, profile="Q"), True),
        (_LONE.format("Merge", entry("/B")), False),
        (_LONE.format("Default", entry("/B")), True),
        (rule("S", entry("/B")), False),
    ],
)
def test_two_of_one_identifier(second: str, *, is_told: bool) -> None:
    found = told(rule("R", _FILTER, entry("/A"), entry("/B")) + second, "R105")
    name = "r" if '"r"' in second else "R"
    assert found == is_told * [
        (
            f"3:20: error R105 the access control rule '{name}' is declared at Conf.xml:2:20, too, with other"
            " content; give one of the two another Identifier, or say"
            ' ConsolidationMode="Merge" to add to the other one'
        )
    ]


def test_rules_without_an_identifier_are_not_the_same() -> None:
    assert told(rule("", entry("/A")) + rule("", entry("/B")), "R105") == []


_PROFILE = '<Profile Identifier="Boss"/>'
_ADMINISTRATOR = '<EntityType Identifier="User"/><CreateAdministratorProfile EntityType="User"/>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (rule("R", entry("/A")), []),
        (_PROFILE + rule("R", entry("/A"), profile="BOSS"), []),
        (_PROFILE + rule("R", entry("/A"), profile=""), []),
        (_PROFILE + "<ProfileModule/>" + rule("R", entry("/A")), []),
        (_PROFILE + "<BootstrapModule/>" + rule("R", entry("/A")), []),
        (_PROFILE + "<WorkforceModule/>" + rule("R", entry("/A")), []),
        (_PROFILE + _ADMINISTRATOR + rule("R", entry("/A"), profile="administrator"), []),
        (_PROFILE + '<EntityTypeDisplayTable Profile="Bos"/>', []),
        (
            _PROFILE + '<SearchBarPageAccessControl Profile="Bos"/><SearchBarPageAccessControl Profile="bos"/>',
            [
                (
                    "2:57: warning R106 SearchBarPageAccessControl (and 1 more) names the profile 'Bos', which the"
                    " configuration does not declare; did you mean 'Boss'?"
                )
            ],
        ),
        (
            _PROFILE + _ADMINISTRATOR + rule("R", entry("/A"), profile="Zzzzzz"),
            [
                (
                    "2:156: warning R106 the access control rule 'R' names the profile 'Zzzzzz', which the"
                    " configuration does not declare"
                )
            ],
        ),
    ],
)
def test_unknown_profiles(content: str, expected: list[str]) -> None:
    assert told(content, "R106") == expected


@pytest.mark.parametrize(
    ("permission", "is_told"),
    [
        ("/", False),
        ("/A", False),
        ("/A/B C/[D, /E]", False),
        ("A", True),
        ("/A/", True),
        ("//A", True),
        ("/A ", True),
        ("//", True),
        ("", False),
    ],
)
def test_the_form_of_a_permission(permission: str, *, is_told: bool) -> None:
    assert told(rule("R", entry(permission), entry(permission)), "R107") == is_told * [
        (
            f"2:69: warning R107 the access control rule 'R' has the permission '{permission}'; a permission is a"
            " path such as /Jobs/Job/Query, with a slash before each part, and nothing around it"
        )
    ]


def test_history_is_not_filtered() -> None:
    history = entry("/Custom/Resources/E/viewhistory")
    assert told(rule("R", history) + rule("S", _FILTER, entry("/Custom/Resources/E/ViewHistoryOf")), "R109") == []
    assert told(rule("R", _FILTER, entry(_VIEW), history, "<Filter/>"), "R108", "R109") == [
        (
            "2:164: warning R109 the access control rule 'R' grants ViewHistory and has a filter, at Conf.xml:2:62;"
            " ViewHistory does not work then: grant it by a rule of its own, without filters"
        ),
        (
            "2:228: error R108 the access control rule 'R' has a Filter without a Binding; name the property that is"
            " compared, or remove the filter"
        ),
    ]


def test_what_a_rule_grants_twice_is_told_once_for_each_other_rule() -> None:
    paths = [f"/A{number}" for number in range(4)]
    content = rule("R", *map(entry, paths)) + rule("S", *map(entry, paths), entry("/B")) + rule("T", entry("/B"))
    assert told(content, "R110", "R111") == [
        (
            "3:69: info R110 the access control rule 'S' grants '/A0', '/A1', '/A2' (and 1 more) to the profile 'P'"
            " on the same data as 'R', at Conf.xml:2:62; remove it from one of them"
        ),
        (
            "4:69: info R110 the access control rule 'T' grants '/B' to the profile 'P' on the same data as 'S', at"
            " Conf.xml:3:234; remove it from one of them"
        ),
    ]


def test_what_is_granted_by_a_permission_above() -> None:
    content = rule("R", entry("/Jobs/Job/Query"), entry("/Jobs/Job/Update"), entry("/A")) + rule("S", entry("/Jobs"))
    assert told(content, "R110", "R111") == [
        (
            "2:69: info R111 the access control rule 'R' grants '/Jobs/Job/Query', '/Jobs/Job/Update' to the profile"
            " 'P', which 'S' includes by '/Jobs', at Conf.xml:3:62; remove one of them"
        )
    ]


def _told_of_generated(tmp_path: Path, content: str) -> list[str]:
    own = tmp_path / "own"
    own.mkdir()
    for name, text in LET_READ.items():
        (own / name).write_text(text, "utf-8")
    (tmp_path / "Conf").mkdir()
    (tmp_path / "Conf" / "Conf.xml").write_text(document(content), "utf-8")
    found = check(tmp_path / "Conf", Options(stylesheets=(own,))).findings
    return [str(one) for one in found if one.code.startswith("R")]


def test_of_what_is_generated_only_what_is_written_by_hand_is_told(tmp_path: Path) -> None:
    by_hand = rule("R", entry("/Jobs/Task/Query"), profile="boss", entity_type="Task")
    scaffoldings = '<LetRead Profile="Boss"/><LetRead Profile="BOSS"/>'
    assert _told_of_generated(tmp_path, f"{_PROFILE}{scaffoldings}{by_hand}") == [
        (
            "Conf.xml:2:153: info R110 the access control rule 'R' grants '/Jobs/Task/Query' to the profile 'Boss' on"
            " the same data as 'Boss_Task', at Conf.xml:2:29; remove it from one of them"
        )
    ]


def test_the_unknown_profile_of_generated_rules_is_told_once(tmp_path: Path) -> None:
    assert _told_of_generated(tmp_path, f'{_PROFILE}<LetRead Profile="Bos"/><LetRead Profile="Nobody"/>') == [
        (
            "Conf.xml:2:38: warning R106 LetRead names the profile 'Bos', which the configuration does not declare;"
            " did you mean 'Boss'?"
        ),
        "Conf.xml:2:62: warning R106 LetRead names the profile 'Nobody', which the configuration does not declare",
    ]


_STAYS = "GovernanceRolesAccessControlRules"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f'<{_STAYS} EntityType="E" Profile="P"/>', ["the profile 'P'"]),
        (f'<{_STAYS} EntityType="E" Profile="P"/>' * 2, ["the profile 'P'"]),
        (f'<{_STAYS} Profile="P"/><{_STAYS} Profile="Q"/>', ["the profiles 'P', 'Q'"]),
        (f"<{_STAYS}/>", ["profiles"]),
        ('<WorkforceModule/><ProfileModule/><SettingsAccessControlRules Profile="P"/>', []),
    ],
)
def test_scaffoldings_that_stay_grant_unknown_rights(content: str, expected: list[str]) -> None:
    sentence = "rights that are not known here; look at them in the product, after the deployment"
    found = [f"2:1: info R112 {_STAYS} grants {whom} {sentence}" for whom in expected]
    assert told(content, "R112") == found
