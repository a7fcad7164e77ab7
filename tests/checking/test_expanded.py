"""An expanded folder, which users commit and deploy, is told what its source is told.

What a scaffolding generates stands there as text. So no rule may depend on who wrote a job, unless it is about the
scaffolding itself.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unscaffold
from adjusters import adjusters
from in_force import options_in_force
from strategies import folders
from unscaffold.checking import check
from unscaffold.markup import parsed

if TYPE_CHECKING:
    from strategies import Folder
    from unscaffold.findings import Finding

_Told = tuple[str, str, tuple[tuple[str, str], ...]]  # code, severity, values

_ROOT = Path(__file__).parents[2]
_SOURCES = [*(_ROOT / "samples").glob("*/Conf"), *(_ROOT / "tests" / "golden").glob("*/input")]
_TODAY = date(2026, 9, 1)

# What only the expanded folder is told, since the expansion tells it of the source: by which code, and about the same
# value of which names, there and here.
_TOLD_BY_EXPANSION = {
    "C102": ("U321", "connector", "connector"),  # nothing is mapped of a connector that a generated job exports
    "J404": ("U210", "value", "value"),  # an adjustment has taken away a task that is named
    "J411": ("U210", "value", "value"),
    "J512": ("U314", "value", "client"),  # OpenIdIdentifier names what nothing declares
}
# What is told of all tasks of a scaffolding or of a job together, which are not the same where they stand alone.
_TOGETHER = {"J512": "tasks"}
# For information only, and of the expanded folder only: nothing there tells any more what an adjustment has taken
# away, that a job of one connector is that of an agent, nor that scaffoldings grant something twice.
_NOT_KNOWN_ANY_MORE = {"J110", "J402", "R110", "R111"}
# What is about the scaffolding itself, its arguments and its copies.
_OF_SCAFFOLDINGS = {"C112", "G102", "G103"}


def _told(findings: list[Finding]) -> Counter[_Told]:
    """Return what rules have found, without the places."""
    by_rules = [one for one in findings if not one.code.startswith("U")]
    together = {_without(_TOGETHER[one.code], one) for one in by_rules if one.code in _TOGETHER}
    return Counter([*together, *(_without("", one) for one in by_rules if one.code not in _TOGETHER)])


def _without(name: str, found: Finding) -> _Told:
    return found.code, found.severity, tuple(value for value in found.values if value[0] != name)


def _is_told_by_expansion(code: str, values: dict[str, str], source: list[Finding]) -> bool:
    told, there, here = _TOLD_BY_EXPANSION.get(code, ("", "", ""))
    same = (dict(one.values)[there] for one in source if one.code == told)
    return bool(told) and any(value.lower() == values[here].lower() for value in same)


def _differences(conf: Path, options: unscaffold.Options) -> list[str]:
    """Return what is told of a folder, and not of what it is expanded to, or the other way round."""
    with TemporaryDirectory() as temporary:
        expanded = Path(temporary, conf.name)  # paths lead to a folder by its name
        assert unscaffold.expand(conf, expanded, options).errors == []
        source, after = (check(folder, options, today=_TODAY).findings for folder in (conf, expanded))
    gone, new = _told(source) - _told(after), _told(after) - _told(source)
    wrong = [f"- {found}" for found in gone if found[0] not in _OF_SCAFFOLDINGS]
    for code, severity, values in new:
        is_fine = (code in _NOT_KNOWN_ANY_MORE and severity == "info") or _is_told_by_expansion(
            code, dict(values), source
        )
        wrong += [] if is_fine else [f"+ {(code, severity, values)}"]
    return wrong


@pytest.mark.parametrize("conf", sorted(_SOURCES), ids=lambda conf: conf.parent.name)
def test_samples_and_scenarios_are_told_the_same_expanded(conf: Path) -> None:
    assert _differences(conf, unscaffold.Options(**options_in_force(conf))) == []


@given(folders(), st.sampled_from(["0/5 1-3 * jan,mar 1", "0 1 * * *", "0 */6 * * *"]))
def test_folders_drawn_at_random_are_told_the_same_expanded(folder: Folder, cron: str) -> None:
    with TemporaryDirectory() as temporary:
        conf = folder.write(Path(temporary, "Conf"))
        for file in folder.files:
            drawn, instead = ("0/5 1-3 * jan,mar 1".encode(file.codec), cron.encode(file.codec))
            (conf / file.path).write_bytes(file.data.replace(drawn, instead))
        assert _differences(conf, unscaffold.Options()) == []


@given(folders(), st.data())
def test_so_are_those_whose_jobs_are_adjusted(folder: Folder, data: st.DataObject) -> None:
    with TemporaryDirectory() as temporary:
        conf = folder.write(Path(temporary, "Conf"))
        generated = [parsed(one.xml) for one in unscaffold.expand_in_memory(conf).expanded]
        (conf / "Adjusters.xml").write_bytes(data.draw(adjusters(generated)).data)
        assert _differences(conf, unscaffold.Options()) == []
