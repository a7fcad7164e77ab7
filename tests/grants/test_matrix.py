"""The matrix of profiles and areas."""

from __future__ import annotations

from granted import effective_of, entry, rule
from unscaffold.grants import grants_of, matrix_of, unknown_of

_FILTER = '<Filter Binding="A" Value="1"/>'


def test_letters_of_what_may_be_executed() -> None:
    conf = effective_of(
        rule("A", *(entry(f"/Jobs/Job/{verb}") for verb in ("Delete", "update", "Query", "Create", "Launch")))
        + rule("B", entry("/Jobs/Job/Query"), entry("/Jobs/Job/Update"), _FILTER)
        + rule("C", entry("/Custom/Resources/E/View"), entry("/custom/resources/E/ViewHistory"), _FILTER, profile="q")
        + rule("D", entry("/Monitoring"), entry("/"), entry("nothing"), profile="Q")
        + rule("E", entry("/Custom/Workflows", ""), entry("/Jobs/Job/Create", ""), profile="p")
        + '<SearchBarPageAccessControl Profile="R"/><SearchBarPageAccessControl Profile="p"/>'
        + "<SearchBarPageAccessControl/>"
    )
    found = matrix_of(grants_of(conf), unknown_of(conf))
    assert found.areas == ["/", "/Custom/Resources", "/Custom/Workflows", "/Jobs/Job", "/Monitoring", "nothing"]
    assert found.profiles == ["P", "q", "R"]
    assert found.cells == {
        ("/Jobs/Job", "P"): "CRUDX",
        ("/Custom/Workflows", "P"): ".",
        ("/Custom/Resources", "q"): "rx",
        ("/Monitoring", "q"): "X",
        ("/", "q"): "X",
        ("nothing", "q"): "X",
    }
    assert found.unknown == {"P", "R"}


def test_what_is_restricted_beside_what_is_not() -> None:
    conf = effective_of(
        rule("A", entry("/J/J/Query"), entry("/J/J/Update"), _FILTER)
        + rule("B", entry("/J/J/Query"), entry("/J/J/Delete", ""))
    )
    assert matrix_of(grants_of(conf)).cells == {("/J/J", "P"): "Ru"}
