"""The command `fleet`: what it says and prints of folders, once and again, and how it ends."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CLEAN, END, SETTINGS, START, write
from processors import ROOT
from repositories import git, needs_git, repository
from unscaffold.commandline import fleet as module
from unscaffold.repositories import read_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from commandline.samples import Run

    Fleet = Callable[..., Run]

_UNKNOWN = f'{START}  <CreateConnectorSynchroComplete Connector="K"/>\n{END}'
_LIST = """name,source,output
gamma,Gamma,Out/Gamma
alpha,Alpha,
beta,Beta,Out/Beta
"""


@pytest.fixture(name="fleet")
def ran(unscaffold: Callable[..., Run]) -> Fleet:
    """Run a fleet of three folders, one at a time, with what it prints but for times."""
    write({"fleet.csv": _LIST, "Alpha/A.xml": _UNKNOWN, "Beta/A.xml": CLEAN, "Beta/B.xml": SETTINGS})
    write({"Gamma/A.xml": CLEAN})

    def run(*words: str, flags: tuple[str, ...] = ()) -> Run:
        own = ("--workers", "1", "--results", "Results", *flags)
        run = unscaffold("fleet", "fleet.csv", *own, *words)
        return run._replace(out=re.sub(r" +\d+\.\d\d$", " time", run.out, flags=re.MULTILINE))

    return run


def test_repositories_are_told_as_they_are_done_and_listed_by_name(fleet: Fleet) -> None:
    run = fleet("check")
    assert run.out == (
        "REPOSITORY  STATUS    ERRORS  WARNINGS  SINCE LAST RUN  SECONDS\n"
        "alpha       findings       1         1  first run time\n"
        "beta        fine           0         0  first run time\n"
        "gamma       fine           0         0  first run time\n"
        "3 repositories: 2 fine, 1 with findings; 1 error, 1 warning\n"
    )
    assert sorted(run.err.splitlines()[:-1]) == [
        "alpha: findings, 1 error, 1 warning (time)",
        "beta: fine (time)",
        "gamma: fine (time)",
    ]
    assert (run.code, run.err.splitlines()[-1]) == (1, "3 repositories (time)")


def test_a_second_run_does_what_has_changed_and_tells_what_is_different(fleet: Fleet) -> None:
    fleet("check")
    write({"Gamma/A.xml": _UNKNOWN})
    run = fleet("check", flags=("-q", "--report", "R.md", "--report", "R.jsonl", "--report", "R.html"))
    assert (run.code, run.err) == (1, "")
    assert run.out == (
        "REPOSITORY  STATUS    ERRORS  WARNINGS  SINCE LAST RUN         SECONDS\n"
        "alpha       findings       1         1  unchanged time\n"
        "beta        fine           0         0  unchanged time\n"
        "gamma       findings       1         1  was fine, +2 findings time\n"
        "3 repositories: 1 fine, 2 with findings; 2 errors, 2 warnings; 2 unchanged\n"
    )
    *_, totals = map(json.loads, Path("R.jsonl").read_text("utf-8").splitlines())
    assert (totals["exit_code"], totals["unchanged"], totals["since"]["new"]) == (1, 2, 2)
    assert "### `gamma`\n\n- status: fine, and now findings\n- new: **error** `U310` " in Path("R.md").read_text()
    assert "<h3>gamma</h3>" in Path("R.html").read_text("utf-8")
    again = fleet("check", flags=("-q", "--report", "S.html"))
    assert "3 unchanged" in again.out
    assert fleet("check", flags=("-q", "--report", "T.html")).out == again.out
    assert Path("S.html").read_bytes() == Path("T.html").read_bytes()
    assert "unchanged" not in fleet("check", flags=("--fresh",)).out


def test_what_could_not_run_is_told_and_the_rest_goes_on(fleet: Fleet) -> None:
    write({"fleet.csv": f"{_LIST}omega,Nowhere,\n"})
    run = fleet("rights", flags=("-q",))
    nowhere = Path.cwd() / "Nowhere"
    assert (run.code, run.err) == (
        2,
        f"omega: failed, {nowhere} is not a folder; name the folder of the configuration\n",
    )
    assert run.out.splitlines()[-2:] == [
        "omega       failed         -         -         -            -  first run time",
        "4 repositories: 2 fine, 1 with findings, 1 could not run; 1 error, 1 warning",
    ]


def test_without_keep_going_no_other_is_begun(fleet: Fleet) -> None:
    many = "".join(f"more{number},Gamma,\n" for number in range(40))
    write({"fleet.csv": f"name,source,output\nomega,Nowhere,\n{many}"})
    run = fleet("check", flags=("--no-keep-going", "--format", "jsonl"))
    *records, totals = map(json.loads, run.out.splitlines())
    assert (run.code, len(records) + totals["left"], totals["left"] > 0) == (2, 41, True)
    assert totals["statuses"]["failed"] == 1


@pytest.mark.parametrize("folder", ["Gamma/Kept", "Out/Beta/Kept"])
def test_results_do_not_become_a_part_of_what_is_read_or_written(unscaffold: Callable[..., Run], folder: str) -> None:
    write({"fleet.csv": _LIST, "Gamma/A.xml": CLEAN})
    run = unscaffold("fleet", "fleet.csv", "--results", folder, "expand")
    around = Path.cwd() / Path(folder).parent
    said = f"error: {Path(folder)} would be a part of {around}; name a folder outside of it\n"
    assert (run.code, run.out, run.err) == (2, "", said)
    assert not Path(folder).exists()


def test_outputs_are_written_where_the_list_says(fleet: Fleet) -> None:
    run = fleet("expand", "--keep-going")
    assert run.code == 1
    assert "beta        fine           0         0        2  first run time\n" in run.out
    assert sorted(path.name for path in Path("Out").iterdir()) == ["Beta", "Gamma"]
    assert Path("Out/Beta/B.xml").is_file()
    assert "3 unchanged" in fleet("expand", "--keep-going").out


def test_what_is_kept_nowhere_is_not_told_as_written(fleet: Fleet) -> None:
    write({"fleet.csv": "name,source\nbeta,Beta\n"})
    first = fleet("expand", "--keep-going").out
    write({"Beta/Notes.txt": "another file that is written, too"})
    second = fleet("expand", "--keep-going").out
    assert [run.splitlines()[1:] for run in (first, second)] == [
        [
            f"beta        fine         0         0        0  {since} time",
            "1 repository: 1 fine; 0 errors, 0 warnings, 0 files written",
        ]
        for since in ("first run", "same")
    ]


def test_exports_are_those_of_the_list_or_of_the_flag(fleet: Fleet) -> None:
    said = "error: verify needs an export, and LIST says none for gamma and 2 more; say against there, or --against"
    assert fleet("verify") == (2, "", f"{said} with {{name}} for the repository\n")
    write({"Exports/beta/A.xml": SETTINGS, "fleet.csv": "name,source\nbeta,Beta\n"})
    run = fleet("verify", "--against", "Exports/{name}")
    assert run.out.splitlines()[1].split()[:5] == ["beta", "findings", "0", "0", "1"]
    write({"fleet.csv": "name,source,against\nbeta,Beta,Exports/beta\n"})
    assert fleet("verify", "--accept", "superfluous").code == 0


def test_a_log_has_a_record_for_each_repository(fleet: Fleet) -> None:
    run = fleet("check", flags=("--log-format", "json"))
    *records, _, end = map(json.loads, run.err.splitlines())
    (alpha,) = [record for record in records if record["repository"] == "alpha"]
    del alpha["time"]
    assert re.sub(r"\(.*\)", "(time)", alpha.pop("message")) == "alpha: findings, 1 error, 1 warning (time)"
    assert alpha == {
        "level": "warning",
        "event": "repository",
        "repository": "alpha",
        "status": "findings",
        "unchanged": False,
        "errors": 1,
        "warnings": 1,
    }
    assert (end["command"], end["exit_code"]) == ("fleet", 1)
    assert {name: end["counts"][name] for name in ("fine", "findings", "failed", "unchanged", "left")} == {
        "fine": 2,
        "findings": 1,
        "failed": 0,
        "unchanged": 0,
        "left": 0,
    }


def test_a_terminal_has_a_bar_with_counts(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run = fleet("check")
    assert "alpha:" not in run.err
    assert "  2 fine, 1 findings, 0 failed, 0 left" in run.err
    assert "; 3 unchanged" in fleet("check").err


def test_names_of_findings_are_escaped_where_they_are_printed(fleet: Fleet) -> None:
    hostile = _UNKNOWN.replace('"K"', '"K\u202e::error::"')
    write({"Alpha/A.xml": hostile})
    for form in ("table", "markdown", "jsonl"):
        assert "\u202e" not in fleet("check", flags=("--format", form, "--report", f"R{form}.md")).out
        assert "\u202e" not in Path(f"R{form}.md").read_text("utf-8")


def test_a_list_comes_from_standard_input(
    fleet: Fleet, unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fleet("check", flags=("-q",)).code == 1
    with Path("fleet.csv").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        run = unscaffold("fleet", "-", "--results", "Others", "-q", "--report", "R.md", "check")
    assert (run.code, Path("R.md").read_text().splitlines()[0]) == (1, "# `standard input`: `unscaffold check`")


def test_a_report_is_no_part_of_what_is_read_or_written(fleet: Fleet) -> None:
    for file, folder in (("Alpha/R.md", "Alpha"), ("Out/Beta/R.md", "Out/Beta")):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        said = f"error: {file} would be a part of {Path.cwd() / folder}, which it is about; name a file outside of it"
        run = fleet("check", flags=("--report", file))
        assert (run.code, run.out, run.err.replace("\\", "/")) == (2, "", f"{said}\n".replace("\\", "/"))


@needs_git
def test_repositories_of_git_are_compared_with_a_revision(fleet: Fleet, tmp_path: Path) -> None:
    git(repository(tmp_path / "remote", {"Conf/A.xml": SETTINGS}), "tag", "old")
    write({"remote/Conf/A.xml": CLEAN})
    git(tmp_path / "remote", "commit", "--all", "--message", "jobs")
    remote = f"git+{(tmp_path / 'remote').as_uri()}"
    write({"fleet.csv": f"name,source,folder\nfar,{remote},Conf\nnear,remote,Conf\n"})
    run = fleet("diff", "--base", "old", "--exit-code", flags=("--format", "jsonl"))
    far, near, totals = map(json.loads, run.out.splitlines())
    commit = git(tmp_path / "remote", "rev-parse", "HEAD").decode().strip()
    assert (run.code, far["status"], far["changes"], far["revision"]) == (1, "findings", 2, commit)
    assert [one["identifier"] for one in far["document"]["jobs"]] == ["CleanDatabase"]
    assert (near["changes"], near["revision"], totals["changes"]) == (2, None, 4)
    assert "2 unchanged" in fleet("diff", "--base", "old", "--exit-code").out


def test_there_is_a_list_of_the_samples() -> None:
    found = read_list(str(ROOT / "samples" / "fleet.toml"))
    assert [(one.name, Path(one.source).is_dir()) for one in found] == [
        ("contoso", True),
        ("entra-id", True),
        ("rights", True),
    ]


def test_each_command_has_results_of_its_own(fleet: Fleet) -> None:
    assert (fleet("check", flags=("-q",)).code, fleet("rights", flags=("-q",)).code) == (1, 1)
    assert sorted(path.name for path in Path("Results").iterdir() if path.is_dir()) == ["check", "rights"]
    assert "3 unchanged" in fleet("check", flags=("-q",)).out


def test_results_have_a_place(fleet: Fleet, unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    del fleet
    said = "error: there is no cache folder; name a folder for the results with --results\n"
    assert unscaffold("fleet", "fleet.csv", "check") == (2, "", said)
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(Path.cwd() / "cache"))
    assert unscaffold("fleet", "fleet.csv", "-q", "check").code == 1
    assert "3 unchanged" in unscaffold("fleet", "fleet.csv", "-q", "check").out
    assert "unchanged" not in unscaffold("fleet", "fleet.csv", "-q", "check", "--strict").out


def test_without_dask_it_is_said_what_to_install(
    unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    said = "error: the work is done by Dask, which is not installed; say: pip install 'unscaffold[fleet]'\n"
    assert unscaffold("fleet", "nowhere.toml", "check") == (2, "", said)
