"""The command line: what is data goes to stdout, what is said to stderr, and the exit code tells the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CLEAN, END, SETTINGS, START, Run, command_named, write
from unscaffold import __version__
from unscaffold.commandline import main

if TYPE_CHECKING:
    from collections.abc import Callable

CLEAN_JOB = """  <Job Identifier="CleanDatabase" DisplayName_L1="Clean Database">
    <CleanDataBase Identifier="CleanDatabase_CleanDataBase" DisplayName_L1="Clean Database" Level="0" />
  </Job>
"""
CLEANED = f"{START}{CLEAN_JOB}{END}"
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
MISTAKE = f'{START}  <CreateConnectorSynchroComplete Connector="RHD"/>\n  <CleanDatabaseJob/>\n{END}'
UNKNOWN = f'{START}  <Connector Identifier="HRD"/>\n  <Connection Identifier="C" Connector="HRD" Package="P"/>\n{END}'


def files_of(folder: str) -> dict[str, str]:
    """Return the files of an output folder but its manifest."""
    files = [path for path in sorted(Path(folder).rglob("*")) if path.is_file() and path.name != ".unscaffold.json"]
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in files}


# What every command says of itself


def test_the_help_teaches_by_examples(unscaffold: Callable[..., Run]) -> None:
    run = unscaffold("--help")
    assert run == (
        0,
        """\
Usage: unscaffold [OPTIONS] COMMAND [ARGS]...

  Expand the job scaffoldings of a Netwrix Identity Manager (Usercube) configuration.

  unscaffold expand Conf -o Expanded         the folder again, with its jobs written out
  unscaffold expand Conf --diff              what expanding would change
  unscaffold check Conf                      everything that is wrong with it
  unscaffold diff Conf --base                what a change does to the jobs
  unscaffold watch Conf                      both again, whenever something is saved
  unscaffold rule J203                       what a finding is about
  unscaffold list Conf                       its scaffoldings, and the jobs that they become
  unscaffold steps Conf JOB                  the tasks of one job, by level
  unscaffold graph Conf JOB                  the same as a diagram
  unscaffold explain Conf JOB                why a job, a task or a line is there
  unscaffold rights Conf                     who may do what
  unscaffold report Conf -o Report.html      all of that as a page to read
  unscaffold verify Conf --against Export    whether the product generates the same
  unscaffold fleet customers.toml check      a command over many repositories
  unscaffold slice Conf "AD Jobs.xml:12"     what the stylesheet of a scaffolding is given
  unscaffold settings Conf                   what unscaffold.toml says for it
  unscaffold schema -o conf.xsd              a schema of the configuration, for editors
  unscaffold completion bash                 a script by which a shell completes what is typed
  unscaffold doctor Conf                     what a report of a mistake needs
  unscaffold attest verify FILE Conf Out     whether folders are as expand --attest told
  unscaffold arguments FILE                  the last step, for jobs that another XSLT processor made

Options:
  --version   Show the version and exit.
  -h, --help  Show this message and exit.

Commands:
  arguments   Finish jobs that another XSLT processor generated.
  attest      Check what expand --attest wrote.
  check       Report everything that is wrong with CONF, writing nothing.
  completion  Print a script by which a shell completes what is typed.
  diff        Show what a change of a configuration does to its jobs.
  doctor      Tell what a report of a mistake needs, and what is wrong with the machine.
  expand      Expand the scaffoldings of CONF into the folder named by --output.
  explain     Explain why something is there, or what is missing.
  fleet       Run a command over many repositories, here or on a cluster.
  graph       Draw the tasks of a job, or all jobs by connector, as Mermaid or DOT.
  list        List the scaffoldings of CONF and the jobs that they become.
  report      Write a page about CONF to read in a browser.
  rights      Show who may do what by CONF.
  rule        List the rules, or explain some of them.
  schema      Print a schema of the configuration, for editors.
  settings    Show what unscaffold.toml says for CONF.
  slice       Print the self-contained document that the stylesheet of a scaffolding is given.
  steps       Show the tasks of one job, by level, or all jobs.
  verify      Compare what CONF becomes with what the product generates.
  watch       Check CONF whenever something in it is saved, and show what is different.

  Exit codes: 0 fine; 1 errors in the configuration, or differences with --check; 2 could not run.
""",
        "",
    )


@pytest.mark.parametrize("command", [*main.commands])
def test_the_help_of_a_command_names_its_exit_codes(command: str, unscaffold: Callable[..., Run]) -> None:
    run = unscaffold(command, "-h")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"Usage: unscaffold {command} [OPTIONS]")
    assert "\\b" not in run.out
    assert "Exit codes: 0" in run.out


@pytest.mark.parametrize("name", [*main.commands])
def test_every_option_has_its_help(name: str) -> None:
    parameters = [p.to_info_dict() for p in command_named(name).params]
    assert [p["name"] for p in parameters if p["param_type_name"] == "option" and not p["help"]] == []


def test_the_version(unscaffold: Callable[..., Run]) -> None:
    assert unscaffold("--version") == (0, f"unscaffold, version {__version__}\n", "")


def test_the_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "unscaffold", "--version"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"unscaffold, version {__version__}\n", "")


@pytest.mark.parametrize("arguments", [(), ("expand",), ("list",), ("slice",), ("steps",)])
def test_a_call_that_lacks_something_is_refused(arguments: tuple[str, ...], unscaffold: Callable[..., Run]) -> None:
    run = unscaffold(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Usage: unscaffold ")


@pytest.mark.parametrize("arguments", [("expand", "-o", "Out"), ("expand", "--diff"), ("list",), ("slice",)])
def test_a_missing_folder_is_refused(arguments: tuple[str, ...], unscaffold: Callable[..., Run]) -> None:
    command, *rest = arguments
    expected = "error: Nowhere is not a folder; name the folder of the configuration\n"
    assert unscaffold(command, "Nowhere", *rest) == (2, "", expected)
    assert not Path("Out").exists()


# expand


@pytest.fixture
def conf(unscaffold: Callable[..., Run]) -> dict[str, str]:  # noqa: ARG001 - its folder is the one to write in
    """Make a configuration in Conf; return what is to be expected in the output."""
    write({"Conf/Clean.xml": CLEAN, "Conf/Settings.xml": SETTINGS})
    return {"Clean.xml": CLEANED, "Settings.xml": SETTINGS}


def test_expand_says_what_it_did(conf: dict[str, str], unscaffold: Callable[..., Run]) -> None:
    closing = "1 scaffolding expanded, 2 files written, 0 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out") == (0, "", closing)
    assert files_of("Out") == conf
    closing = "1 scaffolding expanded, 0 files written, 2 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "--output", "Out") == (0, "", closing)


@pytest.mark.usefixtures("conf")
def test_expand_counts_what_it_removed_and_what_it_left_in_place(unscaffold: Callable[..., Run]) -> None:
    unscaffold("expand", "Conf", "-o", "Out")
    Path("Conf/Clean.xml").unlink()
    write({"Conf/Views.xml": f"{START}  <EntityTypeDisplayTable/>\n  <EntityTypeDisplayTable/>\n{END}"})
    closing = (
        "0 scaffoldings expanded, 1 file written, 1 removed, 1 unchanged,"
        " 2 scaffoldings of other families left in place (time)\n"
    )
    assert unscaffold("expand", "Conf", "-o", "Out") == (0, "", closing)
    assert [*files_of("Out")] == ["Settings.xml", "Views.xml"]


@pytest.mark.usefixtures("conf")
def test_verbose_names_every_file(unscaffold: Callable[..., Run]) -> None:
    said = """\
added: Clean.xml
added: Settings.xml
1 scaffolding expanded, 2 files written, 0 unchanged (time)
"""
    assert unscaffold("expand", "Conf", "-o", "Out", "-v") == (0, "", said)
    Path("Conf/Clean.xml").unlink()
    write({"Conf/Settings.xml": SETTINGS + "\n", "Conf/new.txt": "new"})
    said = """\
added: new.txt
changed: Settings.xml
removed: Clean.xml
0 scaffoldings expanded, 2 files written, 1 removed, 0 unchanged (time)
"""
    assert unscaffold("expand", "Conf", "-o", "Out", "--verbose") == (0, "", said)


def test_quiet_says_nothing_but_errors(conf: dict[str, str], unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Unknown.xml": UNKNOWN})
    assert unscaffold("expand", "Conf", "-o", "Out", "-q") == (0, "", "")
    assert files_of("Out") == {**conf, "Unknown.xml": UNKNOWN}
    write({"Conf/Mistake.xml": "<a>"})
    error = (
        f"{Path('Conf/Mistake.xml')}:1:4: error U101 the file is not well-formed XML: <a> of line 1 is not closed;"
        " mend it, then try again\n"
    )
    assert unscaffold("expand", "Conf", "-o", "Out", "--quiet") == (1, "", error)


def test_check_says_whether_the_output_is_as_it_should_be(
    conf: dict[str, str], unscaffold: Callable[..., Run]
) -> None:
    said = """\
added: Clean.xml
added: Settings.xml
1 scaffolding expanded, 2 files to be written, 0 unchanged (time)
Out is stale (2 files): run unscaffold expand Conf -o Out
"""
    assert unscaffold("expand", "Conf", "-o", "Out", "--check") == (1, "", said)
    assert not Path("Out").exists()
    unscaffold("expand", "Conf", "-o", "Out")
    said = "1 scaffolding expanded, 0 files to be written, 2 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--check") == (0, "", said)
    write({"Conf/Clean.xml": CLEAN + "\n"})
    said = "changed: Clean.xml\n1 scaffolding expanded, 1 file to be written, 1 unchanged (time)\n"
    stale = "Out is stale (1 file): run unscaffold expand Conf -o Out\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--check") == (1, "", said + stale)
    assert unscaffold("expand", "Conf", "-o", "Out", "--check", "--quiet") == (1, "", stale)
    assert files_of("Out") == conf


@pytest.mark.usefixtures("conf")
def test_check_fails_where_the_output_of_a_file_that_is_gone_is_left(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/notes.txt": ""})
    unscaffold("expand", "Conf", "-o", "Out")
    Path("Conf/notes.txt").unlink()
    said = """\
removed: notes.txt
1 scaffolding expanded, 0 files to be written, 1 to be removed, 2 unchanged (time)
Out is stale (1 file): run unscaffold expand Conf -o Out
"""
    assert unscaffold("expand", "Conf", "-o", "Out", "--check") == (1, "", said)
    assert Path("Out/notes.txt").exists()


STALE = "Out is stale (3 files): run unscaffold expand Conf -o Out\n"
DIFF = f"""\
--- a/Clean.xml
+++ b/Clean.xml
@@ -1,3 +1,5 @@
 {START.rstrip()}
-  <CleanDatabaseJob/>
+{CLEAN_JOB.rstrip().replace(chr(10), chr(10) + "+")}
 {END.rstrip()}
"""


@pytest.mark.usefixtures("conf")
def test_diff_without_an_output_is_against_the_configuration(unscaffold: Callable[..., Run]) -> None:
    closing = "1 scaffolding expanded, 1 file to be written, 1 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "--diff") == (0, DIFF, closing)
    assert [path.name for path in Path().iterdir()] == ["Conf"]


@pytest.mark.usefixtures("conf")
def test_diff_is_written_to_a_file_byte_for_byte(unscaffold: Callable[..., Run]) -> None:
    closing = "1 scaffolding expanded, 1 file to be written, 1 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "--diff", "--output-file", "x.patch") == (0, "", closing)
    assert Path("x.patch").read_bytes() == DIFF.encode()
    inside = "error: Conf/x.patch would be a part of the configuration; name a file outside of Conf\n"
    refused = unscaffold("expand", "Conf", "--diff", "--output-file", "Conf/x.patch")
    assert refused == (2, "", inside.replace("Conf/x", str(Path("Conf/x"))))


@pytest.mark.usefixtures("conf")
def test_diff_with_an_output_is_against_it(unscaffold: Callable[..., Run]) -> None:
    unscaffold("expand", "Conf", "-o", "Out")
    before = files_of("Out")
    Path("Conf/Clean.xml").unlink()
    write({"Conf/Settings.xml": SETTINGS.replace('"en"', '"fr"'), "Conf/new.txt": "new"})
    diff = f"""\
--- a/Clean.xml
+++ /dev/null
@@ -1,5 +0,0 @@
-{CLEANED.rstrip().replace(chr(10), chr(10) + "-")}
--- a/Settings.xml
+++ b/Settings.xml
@@ -1,3 +1,3 @@
 {START.rstrip()}
-  <Language Code="en" IndicatorNumber="1"/>
+  <Language Code="fr" IndicatorNumber="1"/>
 {END.rstrip()}
--- /dev/null
+++ b/new.txt
@@ -0,0 +1 @@
+new
\\ No newline at end of file
"""
    closing = "0 scaffoldings expanded, 2 files to be written, 1 to be removed, 0 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--diff") == (0, diff, closing)
    assert files_of("Out") == before
    assert unscaffold("expand", "Conf", "-o", "Out", "--diff", "--check", "-q") == (1, diff, STALE)


@pytest.mark.usefixtures("conf")
def test_diff_of_nothing_is_empty(unscaffold: Callable[..., Run]) -> None:
    unscaffold("expand", "Conf", "-o", "Out")
    closing = "1 scaffolding expanded, 0 files to be written, 2 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--diff") == (0, "", closing)


def test_diff_of_what_is_not_text(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Settings.xml": SETTINGS})
    unscaffold("expand", "Conf", "-o", "Out")
    write({"Conf/logo.png": "\x89PNG\0"})
    closing = "0 scaffoldings expanded, 1 file to be written, 1 unchanged (time)\n"
    diff = "Binary files /dev/null and b/logo.png differ\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--diff") == (0, diff, closing)


@pytest.mark.usefixtures("conf")
def test_the_other_layout(unscaffold: Callable[..., Run]) -> None:
    closing = "1 scaffolding expanded, 1 file written, 0 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--layout", "scaffoldings") == (0, "", closing)
    assert files_of("Out") == {"CleanDatabaseJob/CleanDatabase.xml": DECLARATION + CLEANED}


ERROR = (
    f"{Path('Conf/HR.xml')}:2:35: error U310 Connector names the connector 'RHD',"
    " which the configuration does not declare; did you mean 'HRD'?\n"
)
WARNING = (
    f"{Path('Conf/Unknown.xml')}:3:46: {{}} U313 the package P is not known;"
    " it is taken to export and fulfill, and not to know an incremental mode\n"
)


def test_errors_are_all_told_and_nothing_is_written(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Bad.xml": "<a>", "Conf/HR.xml": MISTAKE, "Conf/Unknown.xml": UNKNOWN, "Conf/Settings.xml": SETTINGS})
    malformed = (
        f"{Path('Conf/Bad.xml')}:1:4: error U101 the file is not well-formed XML: <a> of line 1 is not closed;"
        " mend it, then try again\n"
    )
    found = malformed + ERROR + WARNING.format("warning") + "2 errors and 1 warning: "
    assert unscaffold("expand", "Conf", "-o", "Out") == (1, "", f"{found}nothing was written\n")
    assert unscaffold("expand", "Conf", "-o", "Out", "--diff") == (1, "", f"{found}nothing was compared\n")
    broken = "whether Out is stale cannot be told; mend what is wrong, then run unscaffold expand Conf -o Out\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--check") == (1, "", found + broken)
    quiet = f"{malformed}{ERROR}2 errors and 1 warning: {broken}"
    assert unscaffold("expand", "Conf", "-o", "Out", "--check", "--quiet") == (1, "", quiet)
    assert not Path("Out").exists()


def test_keep_going_writes_what_can_be(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/HR.xml": MISTAKE, "Conf/HRD.xml": UNKNOWN.replace('"P"', '"Usercube.CSV@0000001"')})
    write({"Conf/Settings.xml": SETTINGS})
    closing = "1 error left as it was, 1 scaffolding expanded, 3 files written, 0 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--keep-going") == (1, "", ERROR + closing)
    expected = MISTAKE.replace("  <CleanDatabaseJob/>\n", CLEAN_JOB)
    assert files_of("Out")["HR.xml"] == expected
    write({"Conf/Bad.xml": "<a>"})
    *_, closing = unscaffold("expand", "Conf", "-o", "Out", "--keep-going").err.splitlines()
    assert closing == "2 errors left as they were, 1 scaffolding expanded, 0 files written, 3 unchanged (time)"
    Path("Conf/Bad.xml").unlink()
    closing = "1 error left as it was, 1 scaffolding expanded, 0 files written, 3 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--keep-going") == (1, "", ERROR + closing)


def test_strict_takes_warnings_for_errors(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/Unknown.xml": UNKNOWN, "Conf/Jobs.xml": f"{START}<CreateConnectorsJobs/>{END}"})
    write({"Conf/Agent.xml": f'{START}<Agent Identifier="Local"/>{END}'})
    expected = WARNING.format("error") + "1 error: nothing was written\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--strict") == (1, "", expected)
    assert not Path("Out").exists()
    closing = "1 scaffolding expanded, 3 files written, 0 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out") == (0, "", WARNING.format("warning") + closing)


def test_force_writes_into_a_folder_with_other_content(conf: dict[str, str], unscaffold: Callable[..., Run]) -> None:
    write({"Out/mine.txt": "mine"})
    refusal = "error: Out is not empty and was not written by unscaffold; name another folder, or say --force\n"
    assert unscaffold("expand", "Conf", "-o", "Out") == (2, "", refusal)
    closing = "1 scaffolding expanded, 2 files written, 0 unchanged (time)\n"
    assert unscaffold("expand", "Conf", "-o", "Out", "--force") == (0, "", closing)
    assert files_of("Out") == {**conf, "mine.txt": "mine"}


@pytest.mark.parametrize("output", ["Conf", "Conf/Out", "."])
@pytest.mark.usefixtures("conf")
def test_folders_that_lie_in_each_other_are_refused(output: str, unscaffold: Callable[..., Run]) -> None:
    refusal = f"error: {Path(output)} and Conf lie in each other; name an output folder beside the configuration\n"
    assert unscaffold("expand", "Conf", "-o", output, "--force") == (2, "", refusal)
