"""The command `check`."""

from __future__ import annotations

import sys
import time
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.flags import (
    CONF,
    STRICT,
    WORKERS,
    with_format,
    with_selection,
    with_settings,
)
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from unscaffold.checking import Checked, Told
    from unscaffold.findings import Finding, Ignored

T = TypeVar("T")

_EXIT_CODES = "Exit codes: 0 fine; 1 findings of --fail-on, or differences with --diff; 2 could not run."


@click.command(epilog=_EXIT_CODES)
@CONF
@STRICT
@with_settings
@with_selection
@WORKERS
@with_format
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 if there are findings at least so severe.",
)
@click.option("--fix", is_flag=True, help="Mend in CONF what has one certain answer, and report what is left.")
@click.option("--diff", is_flag=True, help="With --fix: write nothing, and print what it would change.")
@click.option(
    "--update-baseline",
    is_flag=True,
    help="Write the baseline anew: all that is found, but for errors that stop the expansion.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def check(
    conf: Path,
    workers: int,
    form: str | None,
    output_file: Path | None,
    fail_on: str,
    fix: bool,
    diff: bool,
    update_baseline: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Expand CONF in memory, and report everything that is wrong with it: in its files, and in the jobs that it has.

    Nothing is written, but for --fix, --update-baseline and --output-file. `unscaffold rule CODE` explains a finding.
    """
    from unscaffold.checking import check as checked  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.checking import tell as told  # noqa: PLC0415 - nor for that
    from unscaffold.checking import update_baseline as updated  # noqa: PLC0415 - nor for that
    from unscaffold.commandline.telling import Asked, Found, tell  # noqa: PLC0415 - nor for that

    started = time.perf_counter()
    options = options_of(conf, flags, workers)
    _refuse(fix=fix, diff=diff, form=form, update_baseline=update_baseline, has_baseline=bool(options.baseline))

    def look(how: Callable[..., T]) -> T:
        with terminal.bar(quiet) as progress:
            return how(conf, options, progress=progress)

    if diff:
        sys.exit(_show_mended(look(checked), fail_on))
    if fix:
        found = _mended(look(checked), partial(look, told), quiet=quiet)
    else:
        found = look(updated if update_baseline else told)
    tell(Asked(form or "text", output_file, quiet), Found(conf, found.findings, found.secrets), fail_on=fail_on)
    if not quiet:
        _say_what_is_gone(found.ignored, options.baseline)
        terminal.say(terminal.closing_of_check(found.findings, found.ignored, time.perf_counter() - started))
    sys.exit(_exit_code(found.findings, fail_on))


def _refuse(*, fix: bool, diff: bool, form: str | None, update_baseline: bool, has_baseline: bool) -> None:
    """Refuse flags that do not go together."""
    if update_baseline and not has_baseline:
        raise click.UsageError("name the file to write with --baseline, or in unscaffold.toml")
    if update_baseline and fix:
        raise click.UsageError("say --fix first, and then --update-baseline")
    if diff and not fix:
        raise click.UsageError("--diff shows what --fix would change; say --fix, too")
    if diff and form:
        raise click.UsageError("--diff prints a diff, and no findings; leave --format out")


def _say_what_is_gone(ignored: Ignored, baseline: Path | None) -> None:
    """Print how many entries of a baseline fit nothing any more."""
    if ignored.gone:
        fit = "fits" if ignored.gone == 1 else "fit"
        entries = f"{ignored.gone} {'entry' if ignored.gone == 1 else 'entries'}"
        terminal.say(f"{entries} of {baseline} {fit} nothing any more; check --update-baseline takes such out")


def _exit_code(findings: Sequence[Finding], fail_on: str) -> int:
    from unscaffold.formats import FAIL_ON  # noqa: PLC0415 - --help must not wait for it

    return int(any(one.severity in FAIL_ON[fail_on] for one in findings))


def _mended(found: Checked, look: Callable[[], Told], *, quiet: bool) -> Told:
    """Mend files, and return what is found in them then."""
    from unscaffold.editing_files import mended_files  # noqa: PLC0415 - as above

    mended = mended_files(found.expansion.configuration, found.findings)
    for file in mended:
        file.write()
        if not quiet:
            terminal.say(f"mended: {file.path} ({terminal.counted(len(file.findings), 'finding')})")
    return look() if mended else found


def _show_mended(found: Checked, fail_on: str) -> int:
    """Print what mending would change, and return the exit code."""
    from unscaffold.commandline.differences import difference  # noqa: PLC0415 - as above
    from unscaffold.editing_files import mended_files  # noqa: PLC0415 - nor for that

    read = found.expansion.configuration
    mended = mended_files(read, found.findings)
    names = [file.path.relative_to(read.folder).as_posix() for file in mended]
    terminal.print_diff(
        chain.from_iterable(
            difference(name, file.before, file.after) for name, file in zip(names, mended, strict=True)
        )
    )
    count = sum(len(file.findings) for file in mended)
    terminal.say(f"{terminal.counted(count, 'finding')} to be mended, {len(found.findings) - count} to be left")
    return int(bool(mended)) or _exit_code(found.findings, fail_on)
