"""The command `watch`."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.flags import BASE, CONF, WORKERS, with_selection, with_settings
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.diffing import Diffed
    from unscaffold.expanding import Request
    from unscaffold.options import Options
    from unscaffold.watching import Watched

_EXIT_CODES = "Exit codes: 0 ended by Ctrl-C, whatever was found; 2 could not run."


@click.command(epilog=_EXIT_CODES)
@CONF
@BASE
@with_settings
@with_selection
@click.option("--poll", is_flag=True, help="Look at all files again and again: for folders of a network.")
@WORKERS
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors, and what is different.")
def watch(conf: Path, base: str | None, poll: bool, workers: int, quiet: bool, **flags: Any) -> None:
    """Check CONF whenever something in it is saved, and show what is different from how it was at the start.

    With --base, it is compared with a revision instead. Nothing is written, and nothing is deployed. What is wrong is
    told, be it a file that is half saved or a folder that is gone, and then watching goes on, until Ctrl-C.
    """
    from unscaffold.process import signals  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.watching import require, saves  # noqa: PLC0415 - nor for that

    require()
    session = _Session(conf, base, workers, flags, quiet=quiet)
    watched = _watched(conf, session.options())._replace(polls=poll or _is_wsl())
    with signals.until_interrupted(), session:
        for number, _ in enumerate(saves(watched, terminal.say)):
            if number and sys.stdout.isatty() and not terminal.logged():
                click.clear()
            session.look()
            if not quiet:
                terminal.say(f"watching {conf}; Ctrl-C ends")


def _is_wsl() -> bool:
    """Return whether this is Linux in Windows, which is told nothing of folders of that."""
    import platform  # noqa: PLC0415 - as above

    return "microsoft" in platform.release().lower()


def _watched(conf: Path, options: Options) -> Watched:
    """Return what is watched: the folders, the baseline, and every place for settings, which may be made there."""
    from unscaffold.files import resolved  # noqa: PLC0415 - as above
    from unscaffold.options import SETTINGS  # noqa: PLC0415 - as above
    from unscaffold.watching import Watched  # noqa: PLC0415 - as above

    top = resolved(conf)
    settings = [folder / SETTINGS for folder in (top, *top.parents)]
    baseline = [options.baseline] if options.baseline else []
    folders = [Path(folder).absolute() for folder in (conf, *options.context)]
    return Watched((*folders,), (*settings, *map(Path, baseline)))


class _Session(ExitStack):
    """What is done again and again.

    Args:
        conf: The configuration folder.
        base: The revision to compare it with; None for how it is at the first look.
        workers: How many processes to work in.
        flags: The other flags.
        quiet: Whether to say nothing but errors and differences.
    """

    def __init__(self, conf: Path, base: str | None, workers: int, flags: dict[str, Any], *, quiet: bool) -> None:
        super().__init__()
        self._conf, self._base, self._workers, self._flags, self._quiet = conf, base, workers, flags, quiet
        self._start: Request | None = None

    def options(self) -> Options:
        """Return the options as flags and the settings file say now.

        Raises:
            Failure: The folder or its settings cannot be used.
        """
        return options_of(self._conf, dict(self._flags), self._workers)

    def look(self) -> None:
        """Tell what is wrong and what is different; an error is told, too."""
        from unscaffold.findings import Failure  # noqa: PLC0415 - as above

        try:
            self._check()
            self._compare()
        except Failure as failure:
            terminal.refuse(failure.sentence, failure.lines)
        except OSError as error:
            terminal.refuse(f"{error.filename or self._conf}: {error.strerror}")

    def _check(self) -> None:
        from unscaffold.checking import tell as told  # noqa: PLC0415 - as above
        from unscaffold.commandline.telling import Asked, Found, tell  # noqa: PLC0415 - as above

        started, options = time.perf_counter(), self.options()
        with terminal.bar(self._quiet) as progress:
            found = told(self._conf, options, progress=progress)
        tell(Asked("text", None, self._quiet), Found(self._conf, found.findings, found.secrets))
        if not self._quiet:
            seconds = time.perf_counter() - started
            terminal.say(terminal.closing_of_check(found.findings, found.ignored, seconds))

    def _compare(self) -> None:
        """Show what is different; at the first look there is nothing to compare with, unless it is a revision."""
        from unscaffold.expanding import Request  # noqa: PLC0415 - as above
        from unscaffold.watching import copied  # noqa: PLC0415 - as above

        if self._base is None and self._start is None:
            self._start = Request(self.enter_context(copied(self._conf)), self.options())
            return
        with self._sides() as (old, new):
            from unscaffold.diffing import diff  # noqa: PLC0415 - as above

            self._show(diff(old, new))

    def _show(self, diffed: Diffed) -> None:
        from unscaffold.commandline import diff_text  # noqa: PLC0415 - as above
        from unscaffold.commandline.diff_counts import settings_different  # noqa: PLC0415 - as above

        terminal.echo(diff_text.document(diffed, terminal.look(err=False)), err=False)
        for told in () if self._quiet else settings_different(diffed):
            terminal.say(told)

    @contextmanager
    def _sides(self) -> Iterator[tuple[Request, Request]]:
        from unscaffold.commandline.diff import sides  # noqa: PLC0415 - as above
        from unscaffold.expanding import Request  # noqa: PLC0415 - as above

        if self._start:
            yield self._start, Request(self._conf, self.options())
            return
        with sides((self._conf,), self._base, self._flags, self._workers, quiet=self._quiet) as (old, new):
            yield old.side, new.side
