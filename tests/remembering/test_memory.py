"""What slices generated is remembered: a later run gives what a first would, and generates no more than it must."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unscaffold import Failure, Options, Report, expand
from unscaffold.generating.saxon import Generated, Stylesheets

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).parents[2] / "samples" / "own-scaffolding"
START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"


def connector(identifier: str, package: str = "Usercube.CSV@0000001") -> str:
    return f"""{START}  <Connector Identifier="{identifier}" DisplayName_L1="The {identifier}"/>
  <Connection Identifier="{identifier}File" Connector="{identifier}" Package="{package}"/>
  <EntityAssociationMapping Identifier="{identifier}Links" Connector="{identifier}"/>
{END}"""


def jobs(identifier: str, more: str = "") -> str:
    name = "CreateConnectorSynchroIncremental"
    return f'{START}  <{name} Connector="{identifier}">{more}</{name}>\n{END}'


FILES = {
    "AD/Connector.xml": connector("AD"),
    "AD/Jobs.xml": jobs("AD"),
    "HR/Connector.xml": connector("HR"),
    "HR/Jobs.xml": jobs("HR"),
    "Settings.xml": f'{START}  <Agent Identifier="Local"/>\n  <Language Code="en" IndicatorNumber="1"/>\n{END}',
}


@pytest.fixture(autouse=True, name="cache")
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    return written(tmp_path / "Conf", FILES)


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is going to be generated: the connectors that documents have scaffoldings of."""
    found: list[str] = []
    generate = Stylesheets.generate

    def noting(self: Stylesheets, document: str) -> Generated:
        lines = [line for line in document.splitlines() if line.startswith("  <Create")]
        found.extend(line.partition(' Connector="')[2].partition('"')[0] for line in lines)
        return generate(self, document)

    monkeypatch.setattr(Stylesheets, "generate", noting)
    return found


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def told(report: Report) -> list[str]:
    return [str(found) for found in report.findings]


@pytest.fixture
def check(conf: Path, tmp_path: Path, generated: list[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Expand, make a change, expand again: check what is generated then, and that it gives what a first run would."""

    def check(change: dict[str, str], *connectors: str) -> None:
        expand(conf, tmp_path / "Out")
        written(conf, change)
        del generated[:]
        report = expand(conf, tmp_path / "Out")
        assert generated == list(connectors)
        monkeypatch.setenv("UNSCAFFOLD_CACHE", "")
        first = expand(conf, tmp_path / "First")
        assert told(report) == told(first)
        assert (report.expanded, report.others) == (first.expanded, first.others)
        if not first.errors:
            assert contents(tmp_path / "Out") == contents(tmp_path / "First")

    return check


def test_what_a_change_has_nothing_to_do_with_is_not_generated_again(check: Callable[..., None]) -> None:
    check({"Other.xml": connector("SAP")})


def test_what_depends_on_a_change_is_generated(check: Callable[..., None]) -> None:
    check({"HR/Connector.xml": connector("HR", "Usercube.AD@0000001")}, "HR")


def test_a_scaffolding_that_changes_is_generated(check: Callable[..., None]) -> None:
    check({"HR/Jobs.xml": jobs("HR", "<NoSynchronization/>")}, "HR")


def test_what_all_depend_on_is_looked_at(check: Callable[..., None]) -> None:
    check({"Settings.xml": FILES["Settings.xml"].replace("Local", "Cloud")}, "AD", "HR")


def test_a_scaffolding_that_moves_is_not_generated_again(check: Callable[..., None]) -> None:
    check({"HR/Jobs.xml": FILES["HR/Jobs.xml"].replace(START, f"{START}\n\n  <!-- further down -->\n")})


def test_warnings_are_told_again(check: Callable[..., None], conf: Path) -> None:
    written(conf, {"HR/Connector.xml": connector("HR", "Usercube.Unknown@0000001")})
    check({"Other.xml": connector("SAP")}, "HR")


def test_errors_are_told_again(check: Callable[..., None], conf: Path) -> None:
    written(conf, {"HR/Jobs.xml": jobs("HR", "<Nonsense/>")})
    check({"Other.xml": connector("SAP")}, "HR")


def test_collisions_are_told_again(check: Callable[..., None], conf: Path) -> None:
    written(conf, {"AD/More Jobs.xml": jobs("AD")})
    check({"Other.xml": connector("SAP")})


def test_edits_are_made_again(check: Callable[..., None], conf: Path) -> None:
    dependency = '<LinkDependTask Task="SetRecentlyModifiedFlag" DependOn="Export"/>'
    written(conf, {"HR/Jobs.xml": jobs("HR", dependency)})
    check({"Other.xml": connector("SAP")})


def test_further_stylesheets_generate_anew(
    tmp_path: Path, generated: list[str], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "unscaffold.generating.worker_process.sys.executable", ""
    )  # in this process, where it is noted
    conf, stylesheets = SAMPLE / "Conf", tmp_path / "stylesheets"
    shutil.copytree(SAMPLE / "stylesheets", stylesheets)
    expand(conf, tmp_path / "Out", Options(stylesheets=(stylesheets,)))
    before = contents(tmp_path / "Out")
    stylesheet = stylesheets / "CreateConnectorExportJob.xsl"
    stylesheet.write_text(stylesheet.read_text(encoding="utf-8").replace("'_Export'", "'_Other'"), encoding="utf-8")
    expand(conf, tmp_path / "Out", Options(stylesheets=(stylesheets,)))
    after = contents(tmp_path / "Out")
    differing = [path for path in sorted(after) if after[path] != before[path]]
    assert differing == [".unscaffold.json", "HR/HR Jobs.xml"]
    assert after["HR/HR Jobs.xml"] == before["HR/HR Jobs.xml"].replace("HR_Export", "HR_Other")
    assert generated == ["HR", "HR"]
    assert not cache.exists()


def remembered(cache: Path) -> Path:
    [file] = cache.glob("*.index")
    return file


@pytest.mark.parametrize(
    "damage",
    [
        lambda _content: b"",
        lambda content: content.partition(b"\n")[2],
        lambda content: content[:-9] + b"A" + content[-8:],
        lambda content: content.replace(b"=", b"", 1),
        lambda content: content[:65] + b"{}",
    ],
    ids=["empty", "unsealed", "flipped", "shortened", "replaced"],
)
def test_what_is_not_whole_is_generated_anew(
    damage: Callable[[bytes], bytes], check: Callable[..., None], conf: Path, cache: Path, generated: list[str]
) -> None:
    expand(conf, conf.parent / "Before")
    content = remembered(cache).read_bytes()
    assert damage(content) != content
    remembered(cache).write_bytes(damage(content))
    del generated[:]
    expand(conf, conf.parent / "After")
    assert generated == ["AD", "HR"]
    check({"Other.xml": connector("SAP")})


def test_another_program_generates_anew(
    conf: Path, tmp_path: Path, generated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expand(conf, tmp_path / "Out")
    monkeypatch.setattr("unscaffold.remembering.entries.program", lambda: b"another")
    monkeypatch.setattr("unscaffold.remembering.entries.is_still_there", lambda: True)
    expand(conf, tmp_path / "Out")
    assert generated == ["AD", "HR", "AD", "HR"]


def test_nothing_is_remembered_of_a_program_that_changes_as_it_runs(
    conf: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unscaffold.remembering.program._digest", lambda: (b"another", 0.0))
    expand(conf, tmp_path / "Out")
    assert not cache.exists()


def test_only_the_last_run_is_remembered(conf: Path, tmp_path: Path, cache: Path) -> None:
    expand(conf, tmp_path / "Out")
    sizes = [remembered(cache).stat().st_size]
    shutil.rmtree(conf / "HR")
    expand(conf, tmp_path / "Other")
    sizes.append(remembered(cache).stat().st_size)
    assert sizes[1] < sizes[0]


def test_what_is_remembered_already_is_not_written_again(conf: Path, tmp_path: Path, cache: Path) -> None:
    expand(conf, tmp_path / "Out")
    before = remembered(cache).stat().st_ino
    written(conf, {"Other.xml": connector("SAP")})
    expand(conf, tmp_path / "Out")
    assert remembered(cache).stat().st_ino == before


@pytest.mark.parametrize("word", ["", "off"])
def test_nothing_is_remembered_where_that_is_off(
    word: str, conf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UNSCAFFOLD_CACHE", word)
    expand(conf, tmp_path / "Out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Conf", "Out"]


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(conf: Path, tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file", encoding="utf-8")
    assert expand(conf, tmp_path / "Out").errors == []
    assert cache.read_text(encoding="utf-8") == "a file"


def test_an_entry_that_cannot_be_written_leaves_nothing_behind(conf: Path, tmp_path: Path, cache: Path) -> None:
    expand(conf, tmp_path / "Out")
    entry = remembered(cache)
    entry.unlink()
    entry.mkdir()
    before = sorted(cache.iterdir())
    written(conf, {"HR/Jobs.xml": jobs("HR", "<NoSynchronization/>")})
    assert expand(conf, tmp_path / "Out").errors == []
    assert sorted(cache.iterdir()) == before


def test_what_was_not_written_for_months_is_forgotten_and_nothing_of_others(
    conf: Path, tmp_path: Path, cache: Path
) -> None:
    ours = {
        f"unscaffold-{'0' * 32}.run": 100,
        f"unscaffold-{'1' * 32}.index": 100,
        f"unscaffold-{'1' * 32}.generated": 100,  # as it was once called
        f".unscaffold-{'a' * 16}.new": 100,
    }
    others = {
        f"unscaffold-{'2' * 32}.run": 80,
        "mine.json": 100,
        "unscaffold-0.1.0.tar.gz": 100,
        "unscaffold-x1y2z3": 100,
    }
    written(cache, dict.fromkeys([*ours, *others], "{}"))
    for name, days in {**ours, **others}.items():
        os.utime(cache / name, (time.time() - days * 86400,) * 2)
    expand(conf, tmp_path / "Out")
    names = {path.name for path in cache.iterdir()}
    assert names.isdisjoint(ours)
    assert names >= others.keys()
    assert all((cache / name).read_text(encoding="utf-8") == "{}" for name in others)


def test_an_entry_in_the_place_of_another_kind_is_not_believed(
    conf: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unscaffold.remembering.statuses.SETTLED", 0)
    expand(conf, tmp_path / "Out")
    (generated,), (run,) = cache.glob("*.index"), cache.glob("*.run")
    first, second = generated.read_bytes(), run.read_bytes()
    for of_generated, of_run in ((second, first), (first, first)):
        generated.write_bytes(of_generated)
        run.write_bytes(of_run)
        expand(conf, tmp_path / "Out")
        assert (generated.read_bytes(), len(run.read_bytes())) == (first, len(second))


@pytest.mark.parametrize("inside", ["Conf", "Out"])
def test_a_cache_in_the_configuration_or_in_the_output_is_refused(
    inside: str, conf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / inside / "cache"))
    with pytest.raises(Failure) as failure:
        expand(conf, tmp_path / "Out")
    where = f"{tmp_path / inside / 'cache'} lies in {conf} or {tmp_path / 'Out'}"
    assert str(failure.value) == f"the cache folder {where}; name another one in UNSCAFFOLD_CACHE"
    assert not (tmp_path / "Out").exists()
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / inside / ".cache" / "unscaffold"))
    expand(conf, tmp_path / "Out")  # a home folder has one
    assert sorted(expand(conf, tmp_path / "Out").changes.unchanged) == sorted(FILES)


def test_warnings_are_remembered_and_told_where_they_stand_now(
    conf: Path, tmp_path: Path, generated: list[str]
) -> None:
    written(conf, {"AD/Jobs.xml": jobs("AD", "<FormatPropertiesInResource/>")})
    first = expand(conf, tmp_path / "Out")
    assert [str(found.region) for found in first.findings] == ["AD/Jobs.xml:2:53"]
    generated.clear()
    moved = jobs("AD", "<FormatPropertiesInResource/>").replace(START, f"{START}\n\n")
    written(conf, {"AD/Jobs.xml": moved, "HR/Jobs.xml": jobs("HR", "<NoProvisioning/>")})
    second = expand(conf, tmp_path / "Out")
    assert generated == ["HR"]
    assert [str(found.region) for found in second.findings] == ["AD/Jobs.xml:4:53"]
    assert [found.sentence for found in second.findings] == [found.sentence for found in first.findings]
