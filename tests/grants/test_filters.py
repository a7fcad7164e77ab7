"""The filters of rules: in words, and which are the same."""

from __future__ import annotations

import pytest

from granted import effective_of, entry, rule
from unscaffold.grants import Grant, grants_of


def _grant(*filters: str) -> Grant:
    children = "".join(f"<Filter {one}/>" for one in filters)
    (found,) = grants_of(effective_of(rule("R", children, entry("/Jobs"))))
    return found


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ((), ""),
        (('Binding="Organization.Code" Value="Marketing"',), "Organization.Code = 'Marketing'"),
        (('Binding="A" Value="1" Operator="1"', 'Binding="B" Value="2" Operator="0"'), "A != '1' and B = '2'"),
        (('Binding="A" Operator="notEquals" Category="1"',), "A != category"),
        (('Binding="A" Operator="7" Dimension="D"',), "A 7 dimension 'D'"),
        (('Binding="A" CurrentUser="true"',), "A = current user"),
        (('Binding="A" CurrentUser="false"',), "A = nothing"),
        (
            ('Binding="A" CompositeRole="true" SingleRole="TRUE" ResourceType=" true "',),
            "A = composite role or single role or resource type",
        ),
        (
            ('Binding="A" Value="1"', 'Binding="B" Value="2" Group="G"', 'Binding="C" Value="3" Group="g"'),
            "(A = '1') or (B = '2' and C = '3')",
        ),
        (('Value="1"',), " = '1'"),
    ],
)  # fmt: skip
def test_in_words(filters: tuple[str, ...], words: str) -> None:
    assert _grant(*filters).restriction == words


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ('Binding="A" Value="1"', 'Value="1" Binding="a" Operator="0" Group="G"', True),
        ('Binding="A" Dimension="D"', 'Binding="A" Dimension="d"', True),
        ('Binding="A" Value="x"', 'Binding="A" Value="X"', False),
        ('Binding="A" Value="1"', 'Binding="A" Value="1" Operator="1"', False),
        ('Binding="A" Value="D"', 'Binding="A" Dimension="D"', False),
        ('Binding="A" Category="true"', 'Binding="A" CurrentUser="true"', False),
    ],
)
def test_filters_of_the_same_data(first: str, second: str, *, same: bool) -> None:
    assert (_grant(first).reach == _grant(second).reach) is same


def test_groups_are_alternatives_in_any_order() -> None:
    a, b, c = (f'Binding="{name}" Value="1"' for name in "ABC")
    together = _grant(a, b, f'{c} Group="x"')
    assert together.reach == _grant(f'{c} Group="y"', f'{b} Group="z"', f'{a} Group="z"').reach
    assert together.reach != _grant(a, f'{b} Group="x"', f'{c} Group="x"').reach
