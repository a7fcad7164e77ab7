"""What holds for the comparison of any two configurations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import Folder, folders
from unscaffold.comparing import compare
from unscaffold.diffing import diff
from unscaffold.effective import effective
from unscaffold.expanding import Request
from unscaffold.options import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.comparing import Comparison, Difference
    from unscaffold.diffing import Diffed

_MIRRORED = {"added": "removed", "removed": "added"}
_FEW = settings(max_examples=15)


def _diffed(old: Path, new: Path) -> Diffed:
    return diff(Request(old, DEFAULTS), Request(new, DEFAULTS))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Folder, Folder]:
    """Draw a configuration, and the same after a few edits of its files."""
    folder = draw(folders())
    files = [*folder.files]
    for number in draw(st.sets(st.integers(0, len(files) - 1), max_size=2)):
        inside = [*files[number].inside]
        if draw(st.booleans()) and inside:
            gone = draw(st.integers(0, len(inside) - 1))
            inside[gone] = ""
        elif len(inside) > 1:
            inside.reverse()
        files[number] = replace(files[number], inside=inside)
    if draw(st.booleans()) and len(files) > 1:
        del files[draw(st.integers(0, len(files) - 1))]
    return folder, Folder(files, folder.others)


def _facts(found: Iterable[Difference], *, mirrored: bool = False) -> list[object]:
    """Return differences as facts that can be compared, as they are, or as they would be the other way round."""
    return sorted((_fact(one, mirrored=mirrored) for one in found), key=repr)


def _fact(one: Difference, *, mirrored: bool) -> tuple[object, ...]:
    what = _MIRRORED.get(one.what, one.what) if mirrored else one.what
    sides = [side.identifier if side else None for side in (one.old, one.new)]
    said = [(said.name, *((said.new, said.old) if mirrored else (said.old, said.new))) for said in one.attributes]
    return (what, one.name, sides[::-1] if mirrored else sides, said, _facts(one.children, mirrored=mirrored))


def _all(found: Comparison, *, mirrored: bool = False) -> object:
    rights = [(one.profile, len(one.lost if mirrored else one.gained)) for one in found.rights]
    return _facts(found.elements, mirrored=mirrored), rights, found.called


@_FEW
@given(folders())
def test_a_configuration_is_not_different_from_itself(folder: Folder) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        found = _diffed(folder.write(Path(one)), folder.write(Path(other)))
        assert (found.comparison.elements, found.comparison.rights, found.changed_files) == ((), (), [])


@_FEW
@given(edited())
def test_a_comparison_the_other_way_round_is_its_mirror(two: tuple[Folder, Folder]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        old, new = two[0].write(Path(one)), two[1].write(Path(other))
        forth, back = _diffed(old, new), _diffed(new, old)
        assert _all(forth.comparison) == _all(back.comparison, mirrored=True)


@_FEW
@given(edited())
def test_what_is_looked_at_is_all_that_is_different(two: tuple[Folder, Folder]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        old, new = two[0].write(Path(one)), two[1].write(Path(other))
        found = _diffed(old, new)
        if not (found.old.errors or found.new.errors):
            whole = compare(effective(found.old, "7.0"), effective(found.new, "7.0"))
            assert _all(found.comparison) == _all(whole)


@_FEW
@given(edited())
def test_each_difference_has_lines_that_cause_it_and_they_are_there(two: tuple[Folder, Folder]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        old, new = two[0].write(Path(one)), two[1].write(Path(other))
        found = _diffed(old, new)
        for each in found.comparison.elements:
            for cause in found.causes(each):
                assert cause.file in found.changed_files
                assert 1 <= cause.line <= cause.end_line
                lines = (old if cause.side == "old" else new).joinpath(cause.file).read_bytes()
                assert cause.end_line <= max(lines.count(b"\n"), lines.count(b"\r")) + 1
