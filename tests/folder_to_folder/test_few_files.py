"""After a change of few files, only what depends on them is made anew: just what a first run would make."""

from __future__ import annotations

import errno
import os
import shutil
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from unscaffold import Options, expand
from unscaffold.files import replace
from unscaffold.folder_to_folder import few_files
from unscaffold.options import DEFAULTS
from unscaffold.remembering import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from unscaffold import Report
    from unscaffold.folder_to_folder.parts import Parts

HOUR = 3600.0
START = '<?xml version="1.0" encoding="utf-8"?>\n<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">\n'
END = "</ConfigurationFile>\n"


def file(*elements: str) -> str:
    return START + "".join(f"  {element}\n" for element in elements) + END


def connector(name: str, package: str = "Usercube.AD@0000001", more: str = "") -> str:
    return file(
        f'<Connector Identifier="{name}" DisplayName_L1="The {name}" Agent="Local"/>',
        f'<Connection Identifier="{name}Connection" Connector="{name}" Package="{package}"/>',
        f'<EntityTypeMapping Identifier="{name}_User" Connector="{name}"/>',
        f'<ResourceType Identifier="{name}_Account" SourceEntityType="HR_User" TargetEntityType="{name}_User"/>',
        *([more] if more else []),
    )


def scaffolding(name: str, arguments: str = "") -> str:
    return f'<CreateConnectorSynchroIncremental Connector="{name}">{arguments}</CreateConnectorSynchroIncremental>'


AGENT = '<Agent Identifier="Local"/>'
LANGUAGE = '<Language Code="en-US" IndicatorNumber="1"/>'
FILES = {
    "AD/Connector.xml": connector("AD"),
    "AD/Jobs.xml": file(scaffolding("AD")),
    "HR/Connector.xml": connector("HR", "Usercube.CSV@0000001"),
    "HR/Jobs.xml": file(scaffolding("HR")),
    "Notes.txt": "notes",
    "SAP/Connector.xml": connector("SAP", "Usercube.Mine@0000001"),  # nobody knows this package: a warning
    "SAP/Jobs.xml": file(scaffolding("SAP")),
    "Settings.xml": file(AGENT, LANGUAGE),
}
BY_HAND = file('<Job Identifier="By_Hand" Agent="Local"><InvokeExpressionTask Identifier="Task"/></Job>')
CALLING = file('<Job Identifier="By_Hand" Agent="Local"><Step Identifier="AD_Export"/></Job>')
RIGHTS = '<JobAdministrationAccessControlRules Profile="P"/>'
MERGE = '<Job Identifier="A" ConsolidationMode="Merge"/>'
AGENT_JOB = file('<CreateAgentSynchroComplete Agent="Local" JobIdentifier="All"/>')


@pytest.fixture(name="conf")
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + HOUR)  # or no run would believe the times of files
    conf = tmp_path / "Conf"
    change(conf, FILES)
    return conf


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return, for each run that has something to do, whether it looks at no more than what has changed."""
    found: list[bool] = []
    follow = few_files.follow

    def noting(run: Parts) -> Report | None:
        report = follow(run)
        found.append(report is not None)
        return report

    monkeypatch.setattr(few_files, "follow", noting)
    return found


def change(conf: Path, files: Mapping[str, str | None]) -> None:
    """Write files, or remove them, each time with other times."""
    for name, text in files.items():
        path = conf / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
            os.utime(path, (time.time() - 100 + len(text) % 50,) * 2)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def told(report: Report) -> object:
    counts = (report.expanded, report.others, report.unknown, report.adjustments, report.ignored)
    return [str(found) for found in report.findings], counts


# What is changed, and whether a run then looks at no more than that.
CHANGES: dict[str, tuple[dict[str, str | None], bool]] = {
    "nothing but the time": ({"HR/Jobs.xml": FILES["HR/Jobs.xml"]}, True),
    "a file that is copied": ({"Notes.txt": "others"}, True),
    "a display name": ({"AD/Connector.xml": connector("AD").replace("The AD", "A directory")}, True),
    "a package": ({"AD/Connector.xml": connector("AD", "Usercube.CSV@0000001")}, True),
    "a package that nobody knows": ({"AD/Connector.xml": connector("AD", "Usercube.Yours@0000001")}, True),
    "a package that somebody knows": ({"SAP/Connector.xml": connector("SAP")}, True),
    "the source of all resource types": ({"HR/Connector.xml": connector("HR", "Usercube.SQL@0000001")}, True),
    "an identifier": ({"AD/Connector.xml": connector("AD").replace('"AD_Account"', '"AD_People"')}, True),
    "an identifier's case": ({"HR/Connector.xml": connector("HR").replace('"HR_User"', '"hr_user"')}, True),
    "a scaffolding": ({"AD/Jobs.xml": file(scaffolding("AD", "<NoSynchronization/>"))}, True),
    "another one in a file": ({"AD/Jobs.xml": file("<CleanDatabaseJob/>", scaffolding("AD"))}, True),
    "a new connector": ({"New/C.xml": connector("New"), "New/J.xml": file(scaffolding("New"))}, True),
    "a connector that is gone": ({"SAP/Connector.xml": None, "SAP/Jobs.xml": None}, True),
    "a file that moves": ({"AD/Jobs.xml": None, "Jobs.xml": FILES["AD/Jobs.xml"]}, True),
    "lines before others": (
        {"SAP/Connector.xml": FILES["SAP/Connector.xml"].replace("  <Conn", "\n\n  <Conn", 1)},
        True,
    ),
    "an element that is not used": ({"AD/More.xml": file("<Menu/>")}, True),
    "what nobody asks of an agent": ({"Settings.xml": file(AGENT.replace("/>", ' URI="x"/>'), LANGUAGE)}, True),
    "another agent": ({"Settings.xml": file(AGENT, AGENT.replace("Local", "Cloud"), LANGUAGE)}, False),
    "a language": ({"Settings.xml": file(AGENT, LANGUAGE, LANGUAGE.replace("en-US", "fr").replace("1", "2"))}, False),
    "a job by hand": ({"By hand.xml": BY_HAND}, False),
    "an element twice": ({"More.xml": file('<Connector Identifier="AD"/>')}, False),
    "an element that changes another one": (
        {"More.xml": file('<Connector Identifier="AD" DisplayName_L1="New" ConsolidationMode="Merge"/>')},
        False,
    ),
    "a scaffolding of an agent": ({"Jobs.xml": AGENT_JOB}, False),
    "a job that exists": ({"Jobs.xml": FILES["AD/Jobs.xml"]}, False),
    "an error": ({"AD/Jobs.xml": file(scaffolding("ADD"))}, False),
    "what is no XML": ({"AD/Jobs.xml": "<"}, False),
    "a connector that something names": ({"AD/Connector.xml": None}, False),
    "a comment": (
        {"AD/Jobs.xml": file("<!-- unscaffold: ignore U313 because I say so -->", scaffolding("AD"))},
        False,
    ),
}


@pytest.mark.parametrize(("changed", "is_followed"), CHANGES.values(), ids=CHANGES)
def test_a_change_makes_what_a_first_run_would_make(
    changed: dict[str, str | None],
    is_followed: bool,
    conf: Path,
    tmp_path: Path,
    followed: list[bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    again = partial(expand, conf, tmp_path / "Out")
    again()
    change(conf, changed)
    reports = [again()]
    change(conf, {"HR/Connector.xml": connector("HR", more="<Menu/>")})  # and what is remembered then is right, too
    reports.append(again())
    assert followed[:2] == [False, is_followed]
    monkeypatch.setenv("UNSCAFFOLD_CACHE", "")
    first = expand(conf, tmp_path / "First")
    assert told(reports[1]) == told(first)
    if not first.errors:
        assert contents(tmp_path / "Out") == contents(tmp_path / "First")


# What there is besides, what is changed, and the options: there is more to such a change than is looked up for it.
TRAPS: dict[str, tuple[dict[str, str | None], dict[str, str | None], Options]] = {
    "what others left to a scaffolding that is gone": (
        {"Profile.xml": file('<Profile Identifier="P"/>'), "R/1.xml": file(RIGHTS), "R/2.xml": file(RIGHTS)},
        {"R/1.xml": None},
        DEFAULTS,
    ),
    "what is meant, where nothing could be": (
        {"Jobs.xml": file(RIGHTS), "SAP/Connector.xml": connector("SAP")},
        {"Profile.xml": file('<Profile Identifier="PP"/>')},
        DEFAULTS,
    ),
    "what replaces a piece that is generated": (
        {
            "1.xml": file('<EntityTypeDisplayName EntityType="HR_User" Property="Name"/>'),
            "2.xml": file('<EntityType Identifier="HR_User"><Property Identifier="Name"/></EntityType>'),
        },
        {"3.xml": file('<EntityPropertyExpression Identifier="HR_User_InternalDisplayName"/>')},
        DEFAULTS,
    ),
    "what an element of another kind changes": (
        {"1.xml": file('<Policy Identifier="A"/>'), "2.xml": file(MERGE.replace("Job", "Policy"))},
        {"1.xml": file()},
        DEFAULTS,
    ),
    "what is kept, and may generate what an element changes": (
        {"1.xml": file("<Own/>"), "2.xml": file(MERGE)},
        {"1.xml": file()},
        Options(keep=("Own",)),
    ),
    "a warning that is an error": (
        {"SAP/Connector.xml": connector("SAP")},
        {"SAP/Connector.xml": FILES["SAP/Connector.xml"]},
        Options(severity=(("U313", "error"),)),
    ),
    "a warning, for the strict": (
        {"SAP/Connector.xml": connector("SAP")},
        {"SAP/Connector.xml": FILES["SAP/Connector.xml"]},
        Options(strict=True),
    ),
}


@pytest.mark.parametrize(("more", "changed", "options"), TRAPS.values(), ids=TRAPS)
def test_what_has_to_do_with_a_change_is_not_missed(
    more: dict[str, str | None],
    changed: dict[str, str | None],
    options: Options,
    conf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change(conf, more)
    expand(conf, tmp_path / "Out", options)
    shutil.copytree(tmp_path / "Out", tmp_path / "Copy")
    change(conf, changed)
    remembering = expand(conf, tmp_path / "Out", options)
    monkeypatch.setenv("UNSCAFFOLD_CACHE", "")
    first = expand(conf, tmp_path / "Copy", options)
    assert told(remembering) == told(first)
    assert contents(tmp_path / "Out") == contents(tmp_path / "Copy")


def test_a_run_goes_with_no_index_but_its_own(conf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = partial(expand, conf, tmp_path / "Out")
    again()
    (tmp_path / "Out/Notes.txt").unlink()  # so that the next run looks at everything
    change(conf, {"Clean.xml": file("<CleanDatabaseJob/>")})
    with monkeypatch.context() as full:
        full.setattr(entries, "replace", partial(_no_index, replace))
        again()
    change(conf, {"Notes.txt": "others"})
    assert again().expanded == 4


def _no_index(write: Callable[..., None], path: Path, *arguments: object) -> None:
    if path.suffix == ".index":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    write(path, *arguments)
