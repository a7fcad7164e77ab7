"""What the stylesheets say, as findings."""

from __future__ import annotations

from unscaffold.findings import Mark
from unscaffold.generating.messages import _Ways
from unscaffold.markup import NAMESPACE


def test_a_finding_s_element_is_found_at_once_among_many() -> None:
    elements = "".join(f"<{name}/>" for name in ("Job", "Agent") * 20_000)
    ways = _Ways(f'<ConfigurationFile xmlns="{NAMESPACE}">{elements}</ConfigurationFile>')
    root = f"/Q{{{NAMESPACE}}}ConfigurationFile[1]"
    paths = [f"{root}/Q{{{NAMESPACE}}}Agent[{number}]/@Identifier" for number in range(1, 20_002)]
    found = [Mark((number,), "Identifier") for number in range(1, 40_000, 2)]
    assert [ways.to(path) for path in paths] == [*found, None]
