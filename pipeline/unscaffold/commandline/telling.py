"""What a run reports, in the format that a user asks for: on the terminal, in a file, and where a CI system looks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unscaffold import __version__
from unscaffold.commandline import terminal
from unscaffold.commandline.output_file import print_or_write
from unscaffold.files import append, lies_in, resolved, status_of
from unscaffold.formats import (
    FAIL_ON,
    FOR_PEOPLE,
    MOST_IN_A_SUMMARY,
    MOST_RESULTS,
    Look,
    Reported,
    from_root,
    github_outputs,
    github_summary,
    render,
    results,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.findings import Finding, Region

# The folders of a checkout, as CI systems name them: their paths of files are relative to that.
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")


class Found(NamedTuple):
    """What was found in a folder: findings in order, with files relative to it, and where secrets stand."""

    folder: Path
    findings: Sequence[Finding]
    secrets: Sequence[Region] = ()


class Asked(NamedTuple):
    """How a user asks for the report: in which format, into which file, and whether people see errors only."""

    form: str
    file: Path | None
    quiet: bool

    @property
    def takes_stdout(self) -> bool:
        """Whether stdout is for a program, and for nothing else."""
        return self.form not in FOR_PEOPLE and self.file is None


def tell(
    asked: Asked, found: Found, *, fail_on: str = "error", stale: Found | None = None, err: bool = False
) -> None:
    """Report what was found.

    Args:
        asked: How.
        found: What, in the configuration.
        fail_on: From which severity on a finding makes the run fail.
        stale: What is not as it should be in the output; None where nobody looked, or could tell.
        err: Whether what is for people goes to stderr.

    Raises:
        Failure, OSError: A file cannot be written.
    """
    if asked.form in FOR_PEOPLE:
        data = _bytes(asked.form, _for_people(found, Look())) if asked.file else b""
    else:
        told = _for_programs(found, fail_on, stale)
        data = _bytes(asked.form, told)
        _tell_the_ci_system(asked.form, told)
    if asked.file or asked.takes_stdout:
        print_or_write(data, asked.file, outside=found.folder)
    _log(asked, found, stale)
    if not asked.takes_stdout and not (err and terminal.logged()):
        _show(asked, found, err=err)


def _log(asked: Asked, *parts: Found | None) -> None:
    log = terminal.logged()
    for part in filter(None, parts):
        if log:
            log.findings((one.below(part.folder) for one in part.findings), quiet=asked.quiet)


def _tell_the_ci_system(form: str, told: Reported) -> None:
    if form == "github":
        _publish(told)
    if form == "sarif" and len(told.results) > MOST_RESULTS:
        terminal.say(f"{len(told.results):,} results: GitHub takes a file with {MOST_RESULTS:,} of them at most")


def _bytes(form: str, reported: Reported) -> bytes:
    return render(form, reported).encode("utf-8", "backslashreplace")


def _show(asked: Asked, found: Found, *, err: bool) -> None:
    seen = [one for one in found.findings if one.severity == "error" or not asked.quiet]
    if seen:
        people = _for_people(found._replace(findings=seen), terminal.look(err=err))
        terminal.echo(render(asked.form if asked.form in FOR_PEOPLE else "text", people), err=err)
    if not asked.quiet:
        terminal.tell_of_hints(found.findings)


def _for_people(found: Found, look: Look) -> Reported:
    def shown(file: str) -> str:
        return str(found.folder / file)

    secrets = [region._replace(file=shown(region.file)) for region in found.secrets]
    return Reported(results(found.findings, shown), look=look, secrets=secrets)


def _for_programs(found: Found, fail_on: str, stale: Found | None) -> Reported:
    root = _root()
    told = results(found.findings, from_root(root, found.folder))
    of_output = results(stale.findings, from_root(root, stale.folder)) if stale else []
    return Reported(
        [*told, *of_output],
        version=__version__,
        root=root,
        fatal=FAIL_ON[fail_on],
        stale=[one.finding.region.file for one in of_output] if stale else None,
    )


def _root() -> Path:
    """Return the folder of the checkout, if a CI system names one that the working folder lies in; else that."""
    here = resolved(Path())
    named = [Path(folder) for name in _CHECKOUTS if (folder := os.environ.get(name))]
    return next((folder for folder in named if lies_in(here, resolved(folder))), Path())


def _publish(reported: Reported) -> None:
    """Write what GitHub's runner takes from files, where it names them."""
    summary, outputs = (os.environ.get(name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"))
    if summary:
        file = Path(summary)
        status = status_of(file)
        text = github_summary(reported, MOST_IN_A_SUMMARY - (status.st_size if status else 0))
        append(file, text.encode())
    if outputs:
        append(Path(outputs), github_outputs(reported).encode())
