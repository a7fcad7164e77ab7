"""The output folder from one run to the next: what is written again, what is removed, what is never touched."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from systems import LINKS, posix
from unscaffold import Failure, Options, Report, expand
from unscaffold.options import Progress
from unscaffold.output import LOCK

if TYPE_CHECKING:
    from pathlib import Path

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"
LANGUAGE = f'{START}  <Language Code="en" IndicatorNumber="1"/>\n  <Agent Identifier="Local"/>\n{END}'
CONNECTOR = f"""{START}  <Connector Identifier="HR"/>
  <Connection Identifier="File" Connector="HR" Package="Usercube.CSV@0000001"/>
  <EntityAssociationMapping Identifier="Links" Connector="HR"/>
{END}"""
JOBS = f"""{START}  <CreateConnectorSynchroIncremental Connector="HR" JobIdentifier="Fast">
    <DoNotCreateJob/>
  </CreateConnectorSynchroIncremental>
{END}"""
EXPANDED = f"""{START}  <ExportTask Identifier="Fast_Export_HR_Incremental_File"\
 DisplayName_L1="HR - Extract Changes" Agent="Local" Connector="HR" OpenIdClient="Job" Connection="File"\
 ContinueOnError="true" />
  <PrepareSynchronizationTask Identifier="Fast_PrepareSynchronizationChanges_HR_Incremental"\
 DisplayName_L1="HR - Incremental Synchronization (agent side)" Agent="Local" Connector="HR" OpenIdClient="Job"\
 SynchronizationMode="Incremental" Type="Changes">
    <TaskDependsOnTask ParentTask="Fast_Export_HR_Incremental_File" />
  </PrepareSynchronizationTask>
  <SynchronizeTask Identifier="Fast_SynchronizeChanges_HR_DoNotDeleteChanges"\
 DisplayName_L1="HR - Synchronization (changes server side)" Connector="HR" Type="Changes" DoNotDeleteChanges="true">
    <TaskDependsOnTask ParentTask="Fast_PrepareSynchronizationChanges_HR_Incremental" />
  </SynchronizeTask>
  <SetRecentlyModifiedFlagTask Identifier="Fast_SetRecentlyModifiedFlag" DisplayName_L1="Tag Modified Objects">
    <TaskDependsOnTask ParentTask="Fast_SynchronizeChanges_HR_DoNotDeleteChanges" />
  </SetRecentlyModifiedFlagTask>
{END}"""
FILES = {
    "HR/HR Connector.xml": CONNECTOR,
    "HR/HR Jobs.xml": JOBS,
    "Notes/deep/read me.txt": "to be copied\r\n",
    "Settings.xml": LANGUAGE,
}
MANIFEST = ".unscaffold.json"
CHANGED = "is not as unscaffold wrote it; save it elsewhere and remove it, or say --force"


@pytest.fixture(autouse=True, params=["", "cache"], ids=["forgetful", "remembering"])
def memory(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test without what runs remember of each other, and with it, even of files written a moment ago."""
    monkeypatch.setenv("UNSCAFFOLD_CACHE", request.param and str(tmp_path / request.param))
    monkeypatch.setattr("unscaffold.remembering.statuses.SETTLED", 0)


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    return written(tmp_path / "Conf", FILES)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "Out"


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def tree(folder: Path) -> dict[str, str | None]:
    """Return all there is in a folder: the text of files but the manifest, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if path.name != MANIFEST
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in [folder, *folder.rglob("*")]}


def changed(report: Report) -> tuple[list[str], list[str], list[str]]:
    changes = report.changes
    return [file.path for file in changes.added], [file.path for file in changes.changed], changes.removed


def test_the_output_is_the_folder_with_its_scaffoldings_expanded(conf: Path, out: Path) -> None:
    report = expand(conf, out)
    folders = {"HR": None, "Notes": None, "Notes/deep": None}
    assert tree(out) == {**folders, **FILES, "HR/HR Jobs.xml": EXPANDED}
    assert changed(report) == (sorted(FILES), [], [])


def test_the_manifest_names_every_file_with_its_digest(conf: Path, out: Path) -> None:
    expand(conf, out)
    files = {name: sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    expected = json.dumps({"unscaffold": 1, "layout": "folder", "files": files}, indent=1) + "\n"
    assert (out / MANIFEST).read_bytes().decode() == expected


def test_the_manifest_does_not_depend_on_what_was_there_before(conf: Path, out: Path, tmp_path: Path) -> None:
    written(conf, {"Settings.xml": LANGUAGE.replace("Local", "Cloud"), "More/a.txt": "a"})
    expand(conf, out)
    written(conf, {"Settings.xml": LANGUAGE})
    (conf / "More/a.txt").unlink()
    expand(conf, out)
    expand(conf, tmp_path / "Fresh")
    assert (out / MANIFEST).read_bytes() == (tmp_path / "Fresh" / MANIFEST).read_bytes()
    assert tree(out) == tree(tmp_path / "Fresh")


def test_a_second_run_writes_nothing(conf: Path, out: Path) -> None:
    expand(conf, out)
    before = stamps(out)
    report = expand(conf, out)
    assert changed(report) == ([], [], [])
    assert sorted(report.changes.unchanged) == sorted(FILES)
    assert stamps(out).keys() == before.keys()
    assert {path: stamp for path, stamp in stamps(out).items() if before[path] != stamp and path != str(out)} == {}


def test_a_change_elsewhere_expands_what_depends_on_it_again(conf: Path, out: Path) -> None:
    expand(conf, out)
    connector = CONNECTOR.replace("Usercube.CSV@", "Usercube.AD@")
    written(conf, {"HR/HR Connector.xml": connector})
    report = expand(conf, out)
    assert changed(report) == ([], ["HR/HR Connector.xml", "HR/HR Jobs.xml"], [])
    jobs = EXPANDED.replace('Type="Changes"', 'Type="ActiveDirectory"')
    for changes in ("PrepareSynchronizationChanges", "SynchronizeChanges"):
        jobs = jobs.replace(changes, changes.replace("Changes", "ActiveDirectory"))
    jobs = jobs.replace("Incremental Synchronization (agent", "Synchronization (agent").replace(
        "(changes server", "(server"
    )
    assert tree(out)["HR/HR Jobs.xml"] == jobs


@LINKS
def test_a_second_run_tells_what_is_new(conf: Path, out: Path) -> None:
    assert expand(conf, out).findings == []
    assert expand(conf, out).findings == []
    (conf / "lost.xml").symlink_to("nowhere.xml")
    sentence = (
        "the symbolic link leads nowhere and is left out; put a copy in its place if it belongs to the configuration"
    )
    assert [str(found) for found in expand(conf, out).findings] == [f"lost.xml:1:1: warning U105 {sentence}"]


def test_a_change_elsewhere_leaves_what_does_not_depend_on_it(conf: Path, out: Path) -> None:
    expand(conf, out)
    before = stamps(out / "HR")
    written(conf, {"Settings.xml": LANGUAGE.replace("<Agent", "<!-- here -->\n  <Agent")})
    assert changed(expand(conf, out)) == ([], ["Settings.xml"], [])
    assert stamps(out / "HR") == before


def test_the_output_of_a_source_that_is_gone_is_removed_with_its_empty_folders(conf: Path, out: Path) -> None:
    expand(conf, out)
    (conf / "Notes/deep/read me.txt").unlink()
    report = expand(conf, out)
    assert changed(report) == ([], [], ["Notes/deep/read me.txt"])
    expected = {name: text for name, text in FILES.items() if not name.startswith("Notes")}
    assert tree(out) == {"HR": None, **expected, "HR/HR Jobs.xml": EXPANDED}


def test_a_scaffolding_that_is_gone_has_its_viewing_file_removed(conf: Path, out: Path) -> None:
    expand(conf, out, Options(layout="scaffoldings"))
    assert sorted(tree(out)) == ["CreateConnectorSynchroIncremental", "CreateConnectorSynchroIncremental/Fast.xml"]
    written(conf, {"HR/HR Jobs.xml": JOBS.replace("Fast", "Slow")})
    report = expand(conf, out, Options(layout="scaffoldings"))
    folder = "CreateConnectorSynchroIncremental"
    assert changed(report) == ([f"{folder}/Slow.xml"], [], [f"{folder}/Fast.xml"])
    assert sorted(tree(out)) == [folder, f"{folder}/Slow.xml"]


def test_a_foreign_file_is_never_touched(conf: Path, out: Path) -> None:
    expand(conf, out)
    written(out, {"Notes/deep/mine.txt": "mine", "HR/mine.xml": "mine too"})
    before = {name: (out / name).stat().st_mtime_ns for name in ("Notes/deep/mine.txt", "HR/mine.xml")}
    (conf / "Notes/deep/read me.txt").unlink()
    written(conf, {"HR/HR Connector.xml": CONNECTOR + " "})
    expand(conf, out)
    expand(conf, out, Options(force=True))
    assert {name: (out / name).stat().st_mtime_ns for name in before} == before
    assert (tree(out)["Notes/deep/mine.txt"], tree(out)["HR/mine.xml"]) == ("mine", "mine too")


def test_a_foreign_file_in_the_way_is_refused_and_replaced_by_force(conf: Path, out: Path) -> None:
    expand(conf, out)
    written(out, {"new.txt": "mine"})
    written(conf, {"new.txt": "new", "Settings.xml": LANGUAGE + "<!-- more -->"})
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    assert str(failure.value) == f"{out / 'new.txt'} {CHANGED}"
    assert (tree(out)["new.txt"], tree(out)["Settings.xml"]) == ("mine", LANGUAGE)
    expand(conf, out, Options(force=True))
    assert (tree(out)["new.txt"], tree(out)["Settings.xml"]) == ("new", LANGUAGE + "<!-- more -->")


@pytest.mark.parametrize("source_is_gone", [False, True])
def test_an_edited_output_file_is_refused_and_replaced_by_force(conf: Path, out: Path, source_is_gone: bool) -> None:
    expand(conf, out)
    written(out, {"HR/HR Jobs.xml": "edited"})
    if source_is_gone:
        (conf / "HR/HR Jobs.xml").unlink()
    before = tree(out)
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    assert str(failure.value) == f"{out / 'HR/HR Jobs.xml'} {CHANGED}"
    assert tree(out) == before
    expand(conf, out, Options(force=True))
    assert tree(out).get("HR/HR Jobs.xml") == (None if source_is_gone else EXPANDED)


def test_an_output_file_that_is_missing_is_written_again(conf: Path, out: Path) -> None:
    expand(conf, out)
    (out / "HR/HR Jobs.xml").unlink()
    assert changed(expand(conf, out)) == (["HR/HR Jobs.xml"], [], [])
    assert tree(out)["HR/HR Jobs.xml"] == EXPANDED


def test_errors_leave_the_output_untouched(conf: Path, out: Path) -> None:
    expand(conf, out)
    before = stamps(out)
    written(conf, {"HR/HR Jobs.xml": JOBS.replace('"HR"', '"HRM"'), "Settings.xml": LANGUAGE + " "})
    report = expand(conf, out)
    sentence = "error U310 Connector names the connector 'HRM', which the configuration does not declare"
    assert [str(found) for found in report.errors] == [f"HR/HR Jobs.xml:2:38: {sentence}; did you mean 'HR'?"]
    assert stamps(out) == before


def test_keep_going_keeps_the_output_of_a_file_that_cannot_be_read_any_more(conf: Path, out: Path) -> None:
    expand(conf, out)
    written(conf, {"HR/HR Jobs.xml": JOBS + "<"})
    assert changed(expand(conf, out, Options(keep_going=True))) == ([], [], [])
    assert tree(out)["HR/HR Jobs.xml"] == EXPANDED


def test_a_folder_with_other_content_is_refused_without_force(conf: Path, out: Path) -> None:
    written(out, {"mine.txt": "mine"})
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    reason = "is not empty and was not written by unscaffold; name another folder, or say --force"
    assert str(failure.value) == f"{out} {reason}"
    assert tree(out) == {"mine.txt": "mine"}
    expand(conf, out, Options(force=True))
    assert tree(out)["mine.txt"] == "mine"
    assert tree(out)["HR/HR Jobs.xml"] == EXPANDED


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 1}', "\xff"])
def test_a_manifest_that_is_none_is_refused(conf: Path, out: Path, text: str) -> None:
    out.mkdir()
    (out / MANIFEST).write_bytes(text.encode("latin-1"))
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    reason = (
        "is not a manifest of unscaffold; restore it, or remove it and say --force, or name another output folder"
    )
    assert str(failure.value) == f"{out / MANIFEST} {reason}"


def test_a_manifest_that_cannot_be_read_is_not_taken_for_another_s(conf: Path, out: Path) -> None:
    (out / MANIFEST).mkdir(parents=True)
    with pytest.raises(Failure, match="cannot be read: ") as failure:
        expand(conf, out)
    assert str(failure.value).startswith(str(out / MANIFEST))
    assert "remove it" not in str(failure.value)


def test_a_manifest_cannot_lead_out_of_the_folder(conf: Path, out: Path, tmp_path: Path) -> None:
    written(tmp_path, {"mine.txt": "mine"})
    digest = sha256(b"mine").hexdigest()
    for path in ("../mine.txt", str(tmp_path / "mine.txt")):
        written(out, {MANIFEST: json.dumps({"unscaffold": 1, "files": {path: digest}})})
        with suppress(Failure):
            expand(conf, out)
        assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_an_output_that_is_a_file_is_refused(conf: Path, out: Path) -> None:
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(Failure) as failure:
        expand(conf, out)
    assert str(failure.value) == f"{out} is not a folder; name another output folder"
    assert out.read_text(encoding="utf-8") == "mine"


def test_a_folder_where_a_file_was_and_the_reverse(conf: Path, out: Path, tmp_path: Path) -> None:
    written(conf, {"a/b.txt": "b", "c": "c"})
    expand(conf, out)
    (conf / "a/b.txt").unlink()
    (conf / "a").rmdir()
    (conf / "c").unlink()
    written(conf, {"a": "a", "c/d.txt": "d"})
    expand(conf, out)
    expand(conf, tmp_path / "Fresh")
    assert tree(out) == tree(tmp_path / "Fresh")


@pytest.mark.parametrize(
    "obstacle",
    [
        "a folder",
        "a file on the way",
        pytest.param("a link on the way", marks=LINKS),
        pytest.param("a link", marks=LINKS),
    ],
)
def test_an_obstacle_is_refused_before_anything_is_written(
    obstacle: str, conf: Path, out: Path, tmp_path: Path
) -> None:
    expand(conf, out)
    written(conf, {"a.txt": "a", "sub/z.txt": "z"})
    (tmp_path / "elsewhere").mkdir()
    if obstacle == "a folder":
        (out / "sub/z.txt").mkdir(parents=True)
    elif obstacle == "a file on the way":
        (out / "sub").write_text("mine", encoding="utf-8")
    elif obstacle == "a link on the way":
        (out / "sub").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    else:
        (out / "sub").mkdir()
        (out / "sub/z.txt").symlink_to("nowhere")
    before = sorted(out.rglob("*"))
    sentences = {
        "a folder": f"{out / 'sub/z.txt'} is a folder, where a file is to be; move it elsewhere",
        "a file on the way": f"{out / 'sub'} is not a folder, where one is to be; move it elsewhere",
        "a link on the way": f"{out / 'sub'} is a link, and may lead anywhere; move it elsewhere",
        "a link": f"{out / 'sub/z.txt'} {CHANGED}",
    }
    for force in [False] if obstacle == "a link" else [False, True]:
        with pytest.raises(Failure) as failure:
            expand(conf, out, Options(force=force))
        assert str(failure.value) == sentences[obstacle]
    assert sorted(out.rglob("*")) == before
    assert list((tmp_path / "elsewhere").iterdir()) == []


@posix("to Windows, a colon begins the name of a stream")
def test_a_name_with_a_colon_is_a_name(conf: Path, out: Path) -> None:
    written(conf, {"a:5.txt": "a"})
    expand(conf, out)
    assert changed(expand(conf, out)) == ([], [], [])


def test_a_folder_of_one_layout_is_not_taken_for_the_other(conf: Path, out: Path) -> None:
    expand(conf, out)
    with pytest.raises(Failure) as failure:
        expand(conf, out, Options(layout="scaffoldings"))
    assert str(failure.value) == f"{out} was written with --layout folder; name another output folder"


@posix("Windows has no such permissions")
def test_permissions_are_those_of_the_source(conf: Path, out: Path) -> None:
    written(conf, {"run.sh": "run"})
    (conf / "run.sh").chmod(0o755)
    expand(conf, out)
    assert (out / "run.sh").stat().st_mode & 0o777 == 0o755


@LINKS
@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_removed_through_a_link(conf: Path, out: Path, tmp_path: Path, force: bool) -> None:
    expand(conf, out)
    (out / "Notes").rename(tmp_path / "moved")
    (out / "Notes").symlink_to(tmp_path / "moved", target_is_directory=True)
    (conf / "Notes/deep/read me.txt").unlink()
    if not force:
        with pytest.raises(Failure) as failure:
            expand(conf, out)
        assert str(failure.value) == f"{out / 'Notes/deep/read me.txt'} {CHANGED}"
    else:
        expand(conf, out, Options(force=True))
        assert changed(expand(conf, out)) == ([], [], [])
    assert tree(tmp_path / "moved") == {"deep": None, "deep/read me.txt": FILES["Notes/deep/read me.txt"]}


def test_a_configuration_that_changes_during_the_run_leaves_the_output_untouched(conf: Path, out: Path) -> None:
    expand(conf, out)
    before = tree(out), (out / MANIFEST).read_bytes()
    (conf / "Notes/deep/read me.txt").unlink()
    written(conf, {"A.txt": "new", "Settings.xml": f"{LANGUAGE}<!-- once -->"})

    def begin(phase: str, _count: int) -> None:
        if phase == "Writing":
            written(conf, {"Settings.xml": f"{LANGUAGE}<!-- twice -->"})

    with pytest.raises(Failure) as failure:
        expand(conf, out, progress=Progress(begin))
    assert str(failure.value) == "Settings.xml changed during the run; run again"
    assert (tree(out), (out / MANIFEST).read_bytes()) == before


def test_an_output_may_be_the_next_one_s_input(conf: Path, out: Path, tmp_path: Path) -> None:
    expand(conf, out)
    (out / LOCK).touch()  # Windows does not remove it
    expand(out, tmp_path / "Next")
    assert tree(tmp_path / "Next") == {name: text for name, text in tree(out).items() if name != LOCK}
    assert changed(expand(out, tmp_path / "Next", Options(write=False))) == ([], [], [])
