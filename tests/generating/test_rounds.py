"""Resource types that are provisioned from each other: thousands of them are looked at in the time of a second."""

from __future__ import annotations

import time

import pytest

from unscaffold.generating.saxon import Stylesheets
from unscaffold.markup import NAMESPACE

_MANY = 2000
_MOST = 5.0  # seconds; it takes 0.2, and an hour if each resource type were compared with each


def _document(target_of: int) -> str:
    """Return a document with resource types in a row, the last of which has the entity type of a number as target."""
    targets = [*range(1, _MANY), target_of]
    mappings = "".join(f'<EntityTypeMapping Identifier="E{n}" Connector="C"/>' for n in range(_MANY + 1))
    types = "".join(
        f'<ResourceType Identifier="R{n}" SourceEntityType="E{n}" TargetEntityType="E{target}"/>'
        for n, target in enumerate(targets)
    )
    body = f'<Agent Identifier="L"/><Connector Identifier="C"/>{mappings}{types}<CreateAgentSynchroIncremental/>'
    return f'<ConfigurationFile xmlns="{NAMESPACE}">{body}</ConfigurationFile>'


@pytest.mark.parametrize(
    ("target_of", "sentence"),
    [
        (
            _MANY,
            (
                "the resource type 'R1' is provisioned from E1, which the job provisions, too, by 'R0' "
                "(and 1998 more such pairs); the job runs one round, where the product may run several"
            ),
        ),
        (
            0,
            (
                "the resource types of the job provision entity types in a cycle: "
                "E1 → E2 → E3 → E4 → E5 → E6 → E7 → E8 → E9 → E10 → …; leave one of them to a job of its own; "
                "NoConnectorProvisioning takes a connector out"
            ),
        ),
    ],
    ids=["row", "cycle"],
)
def test_many_resource_types_take_no_time(target_of: int, sentence: str) -> None:
    stylesheets = Stylesheets()
    started = time.perf_counter()
    generated = stylesheets.generate(_document(target_of))
    assert time.perf_counter() - started < _MOST
    assert [found.sentence for found in generated.findings] == [sentence]
