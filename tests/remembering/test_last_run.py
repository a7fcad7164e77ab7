"""The short cut of a run that would change nothing: when it is taken, and above all when it is not."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from unscaffold import Failure, Options, Report, expand
from unscaffold.checking import update_baseline
from unscaffold.findings import Edit, Ignored, Related, diagnose, point
from unscaffold.indexing import Memory, kept_of
from unscaffold.options import DEFAULTS, Progress
from unscaffold.output import LOCK, Changes, Tree, locked
from unscaffold.remembering import LastRun, Outcome
from unscaffold.writing import apply

if TYPE_CHECKING:
    from collections.abc import Callable

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"
FILES = {
    "Connector.xml": f"""{START}  <Connector Identifier="HR"/>
  <Connection Identifier="File" Connector="HR" Package="Usercube.Unknown@0000001"/>
  <EntityAssociationMapping Identifier="Links" Connector="HR"/>
{END}""",
    "Jobs.xml": f'{START}  <CreateConnectorSynchroIncremental Connector="HR"/>\n{END}',
    "Notes.txt": "to be copied",
    "Settings.xml": f'{START}  <Agent Identifier="Local"/>\n{END}',
}
WARNING = "Connector.xml:3:48: warning U313 the package Usercube.Unknown@0000001 is not known"


@pytest.fixture
def conf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("unscaffold.remembering.statuses.SETTLED", 0)
    monkeypatch.chdir(tmp_path)
    for folder in ("Conf", "export"):
        (tmp_path / folder).mkdir()
    for name, text in FILES.items():
        (tmp_path / "Conf" / name).write_text(text, encoding="utf-8")
    return tmp_path / "Conf"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "Out"


def is_short(report: Report) -> bool:
    return report.expansion is None and not report.files


def told(report: Report) -> list[str]:
    return [str(found).partition(";")[0] for found in report.findings]


def test_a_run_with_nothing_to_do_is_short_and_tells_the_same(conf: Path, out: Path) -> None:
    first, second = expand(conf, out), expand(conf, out)
    assert (is_short(first), is_short(second)) == (False, True)
    assert told(second) == told(first) == [WARNING]
    assert (second.expanded, second.others) == (first.expanded, first.others) == (1, 0)
    assert sorted(second.changes.unchanged) == sorted(FILES)


def test_a_finding_is_remembered_with_all_of_its_places(conf: Path, out: Path) -> None:
    values = {"kind": "job", "identifier": "J"}
    related, edit = [Related("other", point("B.xml", 4, 5))], Edit(point("A.xml", 2, 9), "K")
    found = diagnose("collision", point("A.xml", 2, 3), values, related=related)._replace(edit=edit)
    outcome = Outcome([found], 1, 3, 2, 4, ignored=Ignored(1, 2, 3))
    keep(LastRun(conf, out, DEFAULTS), outcome)
    assert LastRun(conf, out, DEFAULTS).recall([]) == outcome


def keep(last: LastRun, outcome: Outcome) -> None:
    assert last.recall([]) is None
    last.keep(outcome, {}, *kept_of(Memory(None, DEFAULTS)))


ANOTHER: dict[str, Any] = {
    "layout": "scaffoldings",
    "stylesheets": (Path("own"),),
    "context": (Path("export"),),
    "target": "6.2",
    "only": ("rights",),
    "keep": ("AJob",),
    "select": ("J",),
    "ignore": ("U313",),
    "ignore_in": (("Legacy/**", ("J2",)),),
    "severity": (("U313", "error"),),
    "baseline": Path("baseline.json"),
    "strict": True,
    "keep_going": True,
    "force": True,
    "write": False,
    "workers": 2,
}


@pytest.mark.parametrize("option", [one.name for one in fields(Options)])
def test_a_run_is_forgotten_by_one_with_another_option_that_decides(option: str, conf: Path, out: Path) -> None:
    outcome = Outcome([], 1, 0)
    keep(LastRun(conf, out, DEFAULTS), outcome)
    other = replace(DEFAULTS, **{option: ANOTHER[option]})
    assert other != DEFAULTS
    expected = outcome if option in {"keep_going", "force", "write", "workers"} else None
    assert LastRun(conf, out, other).recall([]) == expected


def test_an_option_decides_unless_it_says_that_it_does_not(conf: Path, out: Path) -> None:
    @dataclass(frozen=True)
    class Later(Options):
        language: str = "en"
        colour: str = field(default="red", metadata={"decides": False})

    keep(LastRun(conf, out, Later()), Outcome([], 1, 0))
    assert LastRun(conf, out, Later(colour="blue")).recall([]) == Outcome([], 1, 0)
    assert LastRun(conf, out, Later(language="fr")).recall([]) is None


def test_a_stricter_run_is_another_run(conf: Path, out: Path) -> None:
    expand(conf, out)
    assert told(expand(conf, out, Options(strict=True))) == [WARNING.replace("warning", "error")]
    assert is_short(expand(conf, out))


def test_a_run_is_forgotten_once_its_baseline_has_changed(conf: Path, out: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    options = Options(baseline=baseline)
    update_baseline(conf, options)
    first, second = expand(conf, out, options), expand(conf, out, options)
    assert (is_short(second), told(second), second.ignored) == (True, [], Ignored(baseline=1))
    assert first.ignored == second.ignored
    baseline.write_text('{"unscaffold": 1, "baseline": []}')
    assert told(expand(conf, out, options)) == [WARNING]


def _edit(file: Path) -> None:
    status = file.stat()
    file.write_bytes(file.read_bytes().replace(b"o", b"0"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _append(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


@pytest.mark.parametrize("change", [_edit, _append, os.unlink], ids=["same size and time", "longer", "gone"])
@pytest.mark.parametrize("file", ["Conf/Notes.txt", "Out/Notes.txt", "Out/.unscaffold.json"])
def test_whatever_changes_is_seen(conf: Path, out: Path, file: str, change: Callable[[Path], None]) -> None:
    expand(conf, out)
    change(conf.parent / file)
    try:
        report = expand(conf, out)
    except Failure:
        return
    assert not is_short(report)


def test_a_context_is_input(conf: Path, out: Path) -> None:
    options = Options(context=(Path("export"),))
    Path("export/Settings.xml").write_text(f'{START}  <Language Code="en"/>\n{END}', encoding="utf-8")
    expand(conf, out, options)
    assert is_short(expand(conf, out, options))
    assert not is_short(expand(conf, out))
    expand(conf, out, options)
    Path("export/More.xml").write_text(f"{START}{END}", encoding="utf-8")
    assert not is_short(expand(conf, out, options))


def test_what_was_written_a_moment_ago_is_not_believed(
    conf: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unscaffold.remembering.statuses.SETTLED", 3600)
    expand(conf, out)
    assert not is_short(expand(conf, out))


def test_what_changes_during_a_run_is_seen_by_the_next(
    conf: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apply_late(tree: Tree, changes: Changes, progress: Progress) -> None:
        apply(tree, changes, progress)
        (conf / "Notes.txt").unlink()

    monkeypatch.setattr("unscaffold.folder_to_folder.full_run.apply", apply_late)
    expand(conf, out)
    monkeypatch.setattr("unscaffold.folder_to_folder.full_run.apply", apply)
    assert expand(conf, out).changes.removed == ["Notes.txt"]


def test_others_are_kept_off_until_a_run_has_looked_at_what_it_wrote(
    conf: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = []
    keep = LastRun.keep

    def keep_off(self: LastRun, *args: Any, **more: Any) -> None:
        with pytest.raises(Failure) as failure, locked(out):
            pass
        refused.append(str(failure.value))
        keep(self, *args, **more)

    monkeypatch.setattr(LastRun, "keep", keep_off)
    expand(conf, out)
    assert refused == [f"another run is writing to {out}; try again when it has finished"]
    assert not (out / LOCK).exists()


def test_a_configuration_that_goes_away_does_not_fail_a_run_that_is_done(
    conf: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apply_last(tree: Tree, changes: Changes, progress: Progress) -> None:
        apply(tree, changes, progress)
        shutil.rmtree(conf)

    monkeypatch.setattr("unscaffold.folder_to_folder.full_run.apply", apply_last)
    assert told(expand(conf, out)) == [WARNING]
    assert (out / "Notes.txt").read_text(encoding="utf-8") == FILES["Notes.txt"]
