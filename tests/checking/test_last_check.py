"""What a check told is told again if nothing has changed since, and where that stands is not looked for twice."""

from __future__ import annotations

import shutil
from datetime import date
from errno import EMFILE
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from unscaffold.checking import Checked, Told, check, tell
from unscaffold.checking.last_check import LastCheck
from unscaffold.findings import Failure, Mark
from unscaffold.markup import NAMESPACE, characters, regions
from unscaffold.options import Options
from unscaffold.reading.places import Placing
from unscaffold.remembering import Entry, joined

if TYPE_CHECKING:
    from collections.abc import Callable

CLIENT = '<OpenIdClient Identifier="Old" ExpirationDate="2026-12-24"/>'
FILES = {
    "Conf/A.xml": f'<Agent Identifier="Local" URI=""/>{CLIENT}<FulfillTask Identifier="F"/>',
    "Conf/B.xml": '<Connector Identifier="HR" Agent="Local"/><FulfillTask Identifier="G"/><Rest/>',
    "Context/C.xml": '<EntityType Identifier="HR_User"/>',
}
OPTIONS = Options(context=(Path("Context"),), baseline=Path("baseline.json"))
CHANGES: dict[str, Callable[[], object]] = {
    "a file says anything else": lambda: write("Conf/B.xml", FILES["Conf/B.xml"].replace('"G"', '"H"')),
    "a file is new": lambda: write("Conf/D.xml", '<FulfillTask Identifier="H"/>'),
    "a file of another kind is new": lambda: Path("Conf/notes.txt").write_text("notes", "utf-8"),
    "a file is gone": lambda: Path("Conf/B.xml").unlink(),
    "a file is called otherwise": lambda: Path("Conf/B.xml").rename("Conf/0.xml"),
    "the context says anything else": lambda: write("Context/C.xml", '<EntityType Identifier="HR"/>'),
    "the baseline says anything else": lambda: write_baseline(" "),
    "nothing is remembered": lambda: shutil.rmtree("cache"),
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("unscaffold.remembering.statuses.SETTLED", 0)
    monkeypatch.chdir(tmp_path)
    for path, content in FILES.items():
        write(path, content)
    write_baseline("")


def write(path: str, content: str) -> None:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(f'<ConfigurationFile xmlns="{NAMESPACE}">\n{content}\n</ConfigurationFile>\n', "utf-8")


def write_baseline(space: str) -> None:
    Path("baseline.json").write_text(f'{{"unscaffold": 1, "baseline": [{{}}]}}{space}', "utf-8")


def parts(told: Told) -> tuple[object, ...]:
    return told.findings, told.ignored, told.secrets


def is_recalled(told: Told) -> bool:
    return not isinstance(told, Checked)


def test_nothing_has_changed() -> None:
    first, second = tell(Path("Conf"), OPTIONS), tell(Path("Conf"), OPTIONS)
    assert [is_recalled(first), is_recalled(second)] == [False, True]
    assert parts(second) == parts(first) == parts(check("Conf", OPTIONS))
    assert [one.code for one in second.findings if one.code == "J214"] == ["J214", "J214"]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_something_has_changed(change: Callable[[], object]) -> None:
    tell(Path("Conf"), OPTIONS)
    change()
    told = tell(Path("Conf"), OPTIONS)
    assert not is_recalled(told)
    assert parts(told) == parts(check("Conf", OPTIONS))
    assert is_recalled(tell(Path("Conf"), OPTIONS))


@pytest.mark.parametrize("other", [Options(), Options(strict=True), Options(select=("J2",)), Options(target="6.1")])
def test_other_options_are_another_check(other: Options) -> None:
    tell(Path("Conf"), OPTIONS)
    assert not is_recalled(tell(Path("Conf"), other))
    assert parts(tell(Path("Conf"), other)) == parts(check("Conf", other))


def test_another_day_is_another_check() -> None:
    for day in (date(2026, 11, 1), date(2026, 12, 1)):
        last = LastCheck(Path("Conf"), OPTIONS, day)
        assert last.recall() is None
        last.keep(check("Conf", OPTIONS, today=day))
        again = LastCheck(Path("Conf"), OPTIONS, day).recall()
        assert again is not None
        assert ("J519" in {one.code for one in again.findings}) == (day.month == 12)


def test_what_stylesheets_read_is_not_known() -> None:
    Path("Own").mkdir()
    options = Options(stylesheets=(Path("Own").absolute(),))
    last = LastCheck(Path("Conf"), options, date(2026, 11, 30))
    last.keep(check("Conf", options))
    assert LastCheck(Path("Conf"), options, date(2026, 11, 30)).recall() is None


@pytest.mark.parametrize("name", ["Conf/B.xml", "Context/C.xml"])
def test_a_file_that_could_not_be_read_is_read_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever joins the group that may read it, or opens fewer files at a time, changes nothing of the file."""

    def refuse(path: str, mode: str) -> IO[Any]:
        if path.endswith(name):
            raise OSError(EMFILE, "Too many open files")
        return Path(path).open(mode)

    with monkeypatch.context() as patched:
        patched.setattr("unscaffold.reading.file.open", refuse, raising=False)
        assert "U104" in {one.code for one in tell(Path("Conf"), OPTIONS).findings}
    told = tell(Path("Conf"), OPTIONS)
    assert not is_recalled(told)
    assert "U104" not in {one.code for one in told.findings}


def test_what_cannot_be_checked_is_told_each_time() -> None:
    tell(Path("Conf"), OPTIONS)
    Path("baseline.json").unlink()
    for _ in range(2):
        with pytest.raises(Failure, match="there is no baseline"):
            tell(Path("Conf"), OPTIONS)
    Path("Conf").rename("Elsewhere")
    with pytest.raises(Failure, match="Conf"):
        tell(Path("Conf"), OPTIONS)


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"[]\n",
        joined({"input": "", "day": ""}, {}),
        joined({"input": 1, "day": []}, {"told": b"{}", "places": b"[[]]"}),
        joined({"input": "", "day": ""}, {"told": b"[", "places": b'{"": [[[0], "", "whole"]]}'}),
    ],
)
def test_what_was_kept_otherwise_is_not_believed(kept: bytes) -> None:
    Entry("check", Path("Conf"), repr(OPTIONS.deciding)).write(kept)
    assert parts(tell(Path("Conf"), OPTIONS)) == parts(check("Conf", OPTIONS))


def test_a_file_that_is_as_it_was_is_not_looked_at_for_places(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    place = Placing.regions

    def noting(self: Placing, file: str, digest: str, *rest: object) -> object:
        asked.extend([file] * (digest not in self.known))
        return place(self, file, digest, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Placing, "regions", noting)
    tell(Path("Conf"), OPTIONS)
    assert {*asked} == {"A.xml", "B.xml"}
    asked.clear()
    write("Conf/B.xml", FILES["Conf/B.xml"].replace("<Rest/>", ""))
    tell(Path("Conf"), OPTIONS)
    assert asked == ["B.xml"]


@given(some.lists(some.tuples(some.sampled_from([(), (0,), (1,), (0, 0), (7,)]), some.sampled_from(["", "a", "b"]))))
def test_known_places_are_those_that_are_found(asked: list[tuple[tuple[int, ...], str]]) -> None:
    document = characters(b'<r>\n <x a="1"\n b="2"><y/></x><x  a="3"/></r>')
    known = Placing()
    for mark in (Mark(*one) for one in asked):
        later = Placing()
        later.known = known.asked
        found = later.regions("F", "D", {mark}, lambda: document)
        assert found == regions("F", document.utf8, {mark})
        known.regions("F", "D", {mark}, lambda: document)
