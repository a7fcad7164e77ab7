"""Exports made from scenarios, and what is told of them."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

from in_force import options_in_force
from unscaffold.commandline.verify_words import heading, sentence
from unscaffold.options import Options
from unscaffold.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from unscaffold.options import Target
    from unscaffold.verifying import Verified

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"


def changed(scenario: str, folder: Path, file: str, change: Callable[[str], str]) -> Path:
    """Copy what is expected of a scenario, with one file changed, which must be another one then."""
    folder.mkdir(exist_ok=True)
    export = copytree(GOLDEN / scenario / "expected", folder / "Export")
    before = (export / file).read_text("utf-8")
    after = change(before)
    assert after != before
    (export / file).write_text(after, "utf-8")
    return export


def verified(scenario: str, export: Path, target: Target | None = None, **more: Any) -> Verified:
    """Compare a scenario with an export."""
    conf = GOLDEN / scenario / "input"
    said = options_in_force(conf, {"layout"}) | ({"target": target} if target else {})
    return verify(conf, export, Options(**said), **more).verified


def told(found: Verified) -> list[str]:
    """Return what is told: what is not equal, each with its differences."""
    lines = []
    for one in found.outcomes:
        if one.status != "equal":
            lines.append(f"{one.status} {heading(one)}")
        lines += (f"{each.kind}: {sentence(each)}" for each in one.differences)
    return lines
