"""Thresholds: what is in force, by default or written, and what of it guards an action."""

from __future__ import annotations

import pytest

from told import told

_ACTIONS = [
    ("resources", "delete", "MaximumDeletedLines", "MaxPercentageDeletedLines", 100),
    ("resources", "insert", "MaximumInsertedLines", "MaxPercentageInsertedLines", 100),
    ("resources", "update", "MaximumUpdatedLines", "MaxPercentageUpdatedLines", 100),
    ("links", "remove", "MaximumLinkDeletedLines", "MaxLinkPercentageDeletedLines", 1000),
    ("links", "add", "MaximumLinkInsertedLines", "MaxLinkPercentageInsertedLines", 1000),
]


@pytest.mark.parametrize(("counted", "action", "absolute", "percent", "default"), _ACTIONS)
def test_each_action_of_a_connector_is_guarded_by_one_of_two(
    counted: str, action: str, absolute: str, percent: str, default: int
) -> None:
    assert told(f'<Connector Identifier="AD" {absolute}="0"/>', "C2") == []
    assert told(f'<Connector Identifier="AD" {percent}="0"/>', "C2") == []
    assert told(f'<Connector Identifier="AD" {absolute}=" +00 " {percent}="-0"/>', "C2") == [
        (
            f"2:28: error C201 nothing limits how many {counted} a synchronization of the connector 'AD' may "
            f'{action}: it has {absolute}=" +00 " and {percent}="-0"; leave one of the two out (they are '
            f"{default} and 5 percent by default), or give it a number above 0"
        )
    ]


_OFF = '<Connector Identifier="AD" MaximumDeletedLines="0" MaxPercentageDeletedLines="0"/>'
_UNGUARDED = (
    "2:28: error C201 nothing limits how many resources a synchronization of the connector 'AD' may delete: it has "
    'MaximumDeletedLines="0" and MaxPercentageDeletedLines="0"{}; leave one of the two out (they '
    "are 100 and 5 percent by default), or give it a number above 0"
)


@pytest.mark.parametrize(
    ("mappings", "expected"),
    [
        ('<EntityTypeMapping Identifier="A" Connector="ad" MaximumDeletedLines="10"/>', []),
        ('<EntityTypeMapping Identifier="A" Connector="AD" MaxPercentageDeletedLines="1"/>', []),
        (
            (
                '<EntityTypeMapping Identifier="A" Connector="AD" MaximumDeletedLines="1"/>'
                '<EntityTypeMapping Identifier="B" Connector="AD" MaximumInsertedLines="1"/>'
            ),
            [_UNGUARDED.format(", and the EntityTypeMapping of 'B' sets none of its own")],
        ),
        (
            (
                '<EntityTypeMapping Identifier="A" Connector="HR" MaximumDeletedLines="1"/>'
                '<EntityAssociationMapping Identifier="B" Connector="AD" MaximumDeletedLines="1"/>'
            ),
            [_UNGUARDED.format("")],
        ),
    ],
)
def test_a_mapping_may_guard_itself(mappings: str, expected: list[str]) -> None:
    assert told(f"{_OFF}{mappings}", "C2") == expected


@pytest.mark.parametrize("own", ["MaximumDeletedLines", "MaximumLinkDeletedLines"])
def test_an_association_spells_its_thresholds_in_one_of_two_ways(own: str) -> None:
    off = '<Connector Identifier="AD" MaximumLinkDeletedLines="0" MaxLinkPercentageDeletedLines="0"/>'
    assert told(f'{off}<EntityAssociationMapping Identifier="M" Connector="AD" {own}="5"/>', "C2") == []


def test_what_is_merged_counts_where_it_is_written() -> None:
    content = """\
<Connector Identifier="AD" MaximumDeletedLines="0"/>
<Connector Identifier="ad" ConsolidationMode="Merge" MaxPercentageDeletedLines="0"/>
"""
    assert told(content, "C2") == [_UNGUARDED.format("")]


_TYPE = '<ResourceType Identifier="T" SourceEntityType="U" TargetEntityType="A" {}/>'
_TICKET = """
<Connection Identifier="C" Connector="AD" Package="Usercube.Manual@0000001"/>
<ManualProvisioningResourceTypeMapping Identifier="t" Connection="c"/>
"""


@pytest.mark.parametrize(
    ("attributes", "more", "severities"),
    [
        ('MaximumDelete="0"', "", []),
        ('MaximumDeletePercent="0" BlockProvisioning="false"', "", ["error"]),
        ('MaximumInsertPercent="0" BlockProvisioning="0"', "", ["error"]),
        ('MaximumUpdatePercent="0" BlockProvisioning="true"', "", ["warning"]),
        ('MaximumUpdatePercent="0"', "", ["warning"]),
        ('MaximumUpdatePercent="0" BlockProvisioning="false"', _TICKET, ["warning"]),
        ('MaximumUpdatePercent="0" MaximumUpdate="1"', "", []),
        ('MaximumDeletePercent="0" AllowRemove="false"', "", []),
        ('MaximumInsertPercent="0" AllowAdd="0"', "", []),
        ('MaximumDeletePercent="0" AllowAdd="false"', "", ["warning"]),
        ('MaximumDeletePercent="0" MaximumInsertPercent="0"', "", ["warning", "warning"]),
    ],
)
def test_a_provisioning_is_guarded_by_one_of_two(attributes: str, more: str, severities: list[str]) -> None:
    found = told(_TYPE.format(attributes) + more, "C2")
    assert [line.split()[1:3] for line in found] == [[severity, "C202"] for severity in severities]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<Connector Identifier="AD" MaximumDeletedLines="10000" MaxPercentageDeletedLines="0"/>', []),
        ('<Connector Identifier="AD" MaximumDeletedLines="10001"/>', []),
        ('<Connector Identifier="AD" MaxPercentageDeletedLines="100"/>', []),
        (
            '<Connector Identifier="AD" MaximumLinkDeletedLines="0" MaxLinkPercentageDeletedLines="2147483647"/>',
            [
                (
                    "2:56: warning C203 the Connector 'AD' has MaximumLinkDeletedLines=\"0\" and "
                    'MaxLinkPercentageDeletedLines="2147483647", which hardly limits how many links a '
                    "synchronization may remove; give one of the two a number that a normal run stays below"
                )
            ],
        ),
        (
            f'{_OFF}\n<EntityTypeMapping Identifier="A" Connector="AD" MaximumDeletedLines="10001"/>',
            [
                (
                    "3:50: warning C203 the EntityTypeMapping 'A' has MaximumDeletedLines=\"10001\" and "
                    "MaxPercentageDeletedLines 0 by default, which hardly limits how many resources a "
                    "synchronization may delete; give one of the two a number that a normal run stays below"
                )
            ],
        ),
        (
            (
                '<Connector Identifier="AD" MaximumDeletedLines="0" MaxPercentageDeletedLines="100"/>'
                '<EntityTypeMapping Identifier="A" Connector="AD" MaximumDeletedLines="50"/>'
            ),
            [],
        ),
        (
            _TYPE.format('MaximumDelete="10001" MaximumDeletePercent="100"'),
            [
                (
                    "2:72: warning C203 the ResourceType 'T' has MaximumDelete=\"10001\" and "
                    'MaximumDeletePercent="100", which hardly limits how many resources a '
                    "provisioning may delete; give one of the two a number that a normal run stays below"
                )
            ],
        ),
    ],
)
def test_a_threshold_that_is_never_reached_is_as_good_as_none(content: str, expected: list[str]) -> None:
    assert told(content, "C2") == expected


@pytest.mark.parametrize(
    ("connector", "mapping", "expected"),
    [
        ("", 'MaximumDeletedLines="100"', []),
        ("", 'MaxPercentageDeletedLines="50"', []),  # of the entity type's resources, not of the connector's
        ('MaximumDeletedLines="0"', 'MaximumDeletedLines="500"', []),
        (
            'MaximumDeletedLines="20"',
            'MaximumDeletedLines="21"',
            [
                (
                    "3:50: info C204 the EntityTypeMapping 'A' has MaximumDeletedLines=\"21\", which "
                    "is never reached: the connector 'AD' stops at its MaximumDeletedLines=\"20\"; "
                    "raise that, or remove the threshold of the mapping"
                )
            ],
        ),
    ],
)
def test_the_lowest_threshold_wins(connector: str, mapping: str, expected: list[str]) -> None:
    content = (
        f'<Connector Identifier="AD" {connector}/>\n<EntityTypeMapping Identifier="A" Connector="AD" {mapping}/>'
    )
    assert told(content, "C2") == expected


@pytest.mark.parametrize("value", ["", "-1", "5%", "0x0", "1.0", "\u0660", "2147483648", "9" * 5000, "\u00a00"])
def test_what_is_no_number_is_told_and_nothing_else(value: str) -> None:
    content = f'<Connector Identifier="AD" MaximumDeletedLines="{value}" MaxPercentageDeletedLines="0"/>'
    assert told(content, "C2") == [
        (
            f"2:28: error C205 MaximumDeletedLines=\"{value}\" of the Connector 'AD' is not a whole number of 0 to "
            "2147483647; write one, where 0 turns the threshold off"
        )
    ]


def test_every_kind_has_its_thresholds_read() -> None:
    content = """\
<EntityTypeMapping Identifier="A" Connector="AD" MaximumDeletedLines="a" MaximumLinkDeletedLines="is none of it"/>
<EntityAssociationMapping Identifier="B" Connector="AD" MaximumDeletedLines="b" MaximumLinkDeletedLines="c"/>
<ResourceType Identifier="T" MaximumUpdatePercent="d"/>
"""
    assert [line.split(" of ")[0] for line in told(content, "C2")] == [
        '2:50: error C205 MaximumDeletedLines="a"',
        '3:57: error C205 MaximumDeletedLines="b"',
        '3:81: error C205 MaximumLinkDeletedLines="c"',
        '4:30: error C205 MaximumUpdatePercent="d"',
    ]
