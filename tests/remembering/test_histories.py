"""A run that remembers does as one that does not, whatever happens to input, output and options between runs.

Files of a small configuration are changed, moved and restored at random. Before each run the output is copied; one
run, which remembers, goes on with the output, another one, which does not, with the copy.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from strategies import NAMESPACE
from unscaffold.commandline import main

if TYPE_CHECKING:
    from collections.abc import Iterable


def file(*elements: str) -> str:
    body = "".join(f"  {element}\n" for element in elements)
    return f'<ConfigurationFile xmlns="{NAMESPACE}">\n{body}</ConfigurationFile><!-- 0 -->\n'


AGENT = '<Agent Identifier="Local"/>'
HR = '<Connector Identifier="HR"/>'
PACKAGE = '<Connection Identifier="HRFile" Connector="HR" Package="Usercube.CSV@0000001"/>'
UNKNOWN = PACKAGE.replace("CSV", "C5V")
PERSON = '<EntityTypeMapping Identifier="Person" Connector="HR"/>'
TYPE = '<ResourceType Identifier="R" SourceEntityType="User" TargetEntityType="Person"/>'
RULE = '<ResourceClassificationRule ResourceType="R"/>'
FAST = '<CreateConnectorSynchroIncremental Connector="HR"/>'
SLOW = '<CreateConnectorSynchroComplete Connector="HR"/>'
CLEAN = "<CleanDatabaseJob/>"
ADDED = """<CreateInitializationJob>
    <AddTask Task="By_Hand" TaskToCompareWith="ResetValidFrom" After="true"/>
  </CreateInitializationJob>"""
PROFILE = '<Profile Identifier="P" DisplayName_L1="Boss"/><EntityType Identifier="User"/>'
BULK = '<BulkReviewProvisioningAccessControlRules EntityType="User" Profile="P"/>'
REVIEW = '<ReviewProvisioningAccessControlRules EntityType="User" Profile="P"/>'
REVIEWED = '<AccessControlRule Identifier="P_Resource_Custom_ProvisioningPolicy_ReviewRoles_User"/>'
# Files, and what each may hold in the course of time; now and then what is wrong.
FILES = {
    "HR/HR Connector.xml": [file(HR, PACKAGE, PERSON), file(HR, UNKNOWN, PERSON), file(HR), file(HR, HR), ""],
    "HR/HR Jobs.xml": [
        file(FAST),
        file(FAST, SLOW),
        file(SLOW, FAST),
        file(SLOW.replace("HR", "hr")),
        file(FAST, FAST),
    ],
    "HR/Types.xml": [file(TYPE, RULE), file(TYPE), file(TYPE.replace("Person", "Persons")), file()],
    "Jobs.xml": [
        file(CLEAN, "<EntityTypeDisplayTable/>"),
        file(CLEAN, ADDED),
        file(CLEAN, SLOW),
        file(CLEAN)[:-20],
        file(ADDED),
    ],
    "Rights.xml": [
        file(PROFILE, BULK, REVIEW),
        file(PROFILE, REVIEW, BULK),
        file(PROFILE.replace("Boss", "Chief"), REVIEW),
        file(PROFILE, REVIEW, REVIEWED),
        file(PROFILE, REVIEW, REVIEWED.replace("/>", ' ConsolidationMode="Delete"/>')),
    ],
    "Settings.xml": [
        file(AGENT),
        file(AGENT, '<Language Code="fr" IndicatorNumber="1"/>'),
        file(AGENT.replace("Local", "Cloud")),
        file(AGENT, '<InvokeExpressionTask Identifier="By_Hand"/>'),
    ],
    "notes.txt": ["0", "some", ""],
}
OTHER_PATHS = ["hr/HR Jobs.xml", "A.xml", "jobs.XML", "HR/deep/b.xml", ".hidden/c.xml", "HR", "notes.txt.xml"]
OTHER = [file(), file('<CreateAccessCertificationJob JobIdentifier="Other"/>'), file('<Language Code="de"/>')]
OPTIONS = [
    *("--keep-going", "--strict", "--force", "--check", "--diff", "--keep-going --force", "--keep-going --strict"),
    *("--keep-going --check", "--force --check", "--strict --verbose", ""),
]
numbers = st.integers(0, 11)


class Past(NamedTuple):
    """What a file was: its bytes and its times."""

    path: Path
    data: bytes
    times: tuple[int, int]


class Runs(RuleBasedStateMachine):
    """A configuration, its outputs, one for each layout, and what runs remember."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.past: list[Past] = []
        self.waits = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize(numbers=st.lists(st.sampled_from([0, 0, 1]), min_size=len(FILES), max_size=len(FILES)))
    def begin(self, numbers: list[int]) -> None:
        for (path, contents), number in zip(FILES.items(), numbers, strict=True):
            self.write("Conf", path, contents[number].encode())

    # What happens between runs

    def files(self, *folders: str) -> list[str]:
        found = [path for folder in folders for path in (self.root / folder).rglob("*") if not path.is_dir()]
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def chosen(self, number: int, *folders: str) -> Path:
        """Return one of the files; a new one where there is none."""
        files = self.files(*folders) or ["Conf/A.xml"]
        return self.root / files[number % len(files)]

    def write(self, folder: str, path: str, data: bytes) -> None:
        with suppress(OSError):  # a file stands where a folder should be, or the reverse
            (self.root / folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / folder / path).write_bytes(data)

    def leave(self, path: Path) -> None:
        """Keep what is about to go."""
        if path.is_file():
            status = path.stat()
            self.past.append(Past(path, path.read_bytes(), (status.st_atime_ns, status.st_mtime_ns)))

    @rule(path=st.sampled_from([*FILES, *FILES, *OTHER_PATHS]), content=numbers)
    def edit(self, path: str, content: int) -> None:
        contents = FILES.get(path, OTHER)
        self.leave(self.root / "Conf" / path)
        self.write("Conf", path, contents[content % len(contents)].encode())

    @rule(gone=st.sampled_from(["Conf", "folder"]))
    def begin_anew(self, gone: str) -> None:
        """Let all be right again: what is wrong stays so else."""
        shutil.rmtree(self.root / gone, ignore_errors=True)
        self.begin([0] * len(FILES))

    @rule(number=numbers, secretly=st.booleans())
    def edit_a_byte(self, number: int, secretly: bool) -> None:
        path = self.chosen(number, "Conf")
        if path.is_file():
            self.leave(path)
            path.write_bytes(path.read_bytes().translate(bytes.maketrans(b"01", b"10")))
            if secretly:
                os.utime(path, ns=self.past[-1].times)

    @rule(number=numbers, seconds=st.sampled_from([0, -3600, 3600]))
    def touch(self, number: int, seconds: int) -> None:
        path = self.chosen(number, "Conf")
        if path.exists():
            os.utime(path, ns=(0, path.stat().st_mtime_ns + seconds * 10**9))

    @rule(number=numbers, to=st.sampled_from([*FILES, *OTHER_PATHS, ""]))
    def rename(self, number: int, to: str) -> None:
        path = self.chosen(number, "Conf")
        target = self.root / "Conf" / to if to else path.with_name(path.name.swapcase())
        with suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        path = self.chosen(number, "Conf")
        self.leave(path)
        path.unlink(missing_ok=True)

    @rule(number=numbers)
    def restore(self, number: int) -> None:
        for path, data, times in self.past[number % len(self.past) :][:1] if self.past else []:
            with suppress(OSError):
                path.write_bytes(data)
                os.utime(path, ns=times)

    @rule(
        number=numbers,
        leads_to=st.sampled_from(["notes.txt", "HR/HR Jobs.xml", "../Outside.xml", "Gone.xml", "HR", ".git"]),
    )
    def link(self, number: int, leads_to: str) -> None:
        path = self.root / "Conf" / OTHER_PATHS[number % len(OTHER_PATHS)]
        with suppress(OSError):
            path.symlink_to(self.root / "Conf" / leads_to)

    @rule(number=numbers, change=st.sampled_from(["same size", "longer", "gone", "new", "all gone"]))
    def edit_output(self, number: int, change: str) -> None:
        path = self.chosen(number, "folder/Out", "scaffoldings/Out")
        if change == "all gone":
            shutil.rmtree(self.root / "folder" / "Out", ignore_errors=True)
        elif change == "new":
            self.write("folder/Out", OTHER_PATHS[number % len(OTHER_PATHS)], b"foreign")
        elif change == "gone":
            path.unlink(missing_ok=True)
        elif path.is_file():
            data = path.read_bytes()
            path.write_bytes(data.swapcase() if change == "same size" else data + b" ")

    # Runs

    @rule(steps=st.integers(2, 3))
    def wait(self, steps: int) -> None:
        """Let more happen before the next run."""
        self.waits = steps

    @invariant()
    def run(self) -> None:
        self.waits = max(self.waits - 1, 0)
        if not self.waits:
            self.compare("folder", [], settled=0)

    @rule(
        layout=st.sampled_from(["folder", "folder", "scaffoldings"]),
        options=st.sampled_from(OPTIONS),
        settled=st.sampled_from([0, 2]),
    )
    def run_otherwise(self, layout: str, options: str, settled: float) -> None:
        self.compare(layout, options.split(), settled)

    def compare(self, layout: str, options: Iterable[str], settled: float) -> None:
        own, copy = self.root / layout / "Out", self.root / "copy" / "Out"
        shutil.rmtree(copy, ignore_errors=True)
        if own.exists():
            shutil.copytree(own, copy, symlinks=True)
        arguments = ["expand", str(self.root / "Conf"), "--layout", layout, *options]
        with (
            patch("unscaffold.remembering.statuses._SETTLED", settled),
            patch.dict(os.environ, UNSCAFFOLD_CACHE=str(self.root / "cache")),
        ):
            remembering = outcome(arguments, own)
        with patch.dict(os.environ, UNSCAFFOLD_CACHE=""):
            assert remembering == outcome(arguments, copy)


def outcome(arguments: list[str], output: Path) -> tuple[int, str, str, dict[str, bytes | None]]:
    """Run a command; return its exit code, what it prints and says, and what is in the output."""
    result = CliRunner().invoke(main, [*arguments, "--output", str(output)], prog_name="unscaffold")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    said = re.sub(r"\(\d+\.\d\d s\)$", "", result.stderr, flags=re.MULTILINE).replace(str(output), "Out")
    present = {
        path.relative_to(output).as_posix(): path.read_bytes() if path.is_file() else None
        for path in output.rglob("*")
    }
    return result.exit_code, result.stdout, said, present


def test_a_run_that_remembers_does_as_one_that_does_not() -> None:
    assert settings.default is not None
    examples = max(settings.default.max_examples // 4, 1)
    run_state_machine_as_test(Runs, settings=settings(max_examples=examples, stateful_step_count=20))
