"""The one boundary between what the pipeline reports and what a user sees."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, nullcontext
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.elsewhere import Elsewhere
from unscaffold.process import printable, signals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from unscaffold.commandline.log import Log
    from unscaffold.findings import Finding

EXIT_CODES = "Exit codes: 0 fine; 1 errors in the configuration, or differences with --check; 2 could not run."

COMPLETE = "_UNSCAFFOLD_COMPLETE"  # the variable by which a shell asks, as click calls it

# What click raises where no command is named. Its text is the help, whose line ends must stay.
_HELP = click.exceptions.NoArgsIsHelpError

_FLAG, _VARIABLE = "--log-format", "UNSCAFFOLD_LOG_FORMAT"


class Group(click.Group):
    """A group of commands whose failures are told in a sentence."""

    def main(self, args: Sequence[str] | None = None, *arguments: Any, **extra: Any) -> Any:
        """Run the command line, or tell a shell what may come next in it."""
        if COMPLETE in os.environ:
            from unscaffold.commandline.shells import register  # noqa: PLC0415 - only shells ask for it

            register()
        log = _log_asked_for(sys.argv[1:] if args is None else args)
        terminal.log_into(log)
        with _logged(log) if log else nullcontext():
            return super().main(args, *arguments, **extra)

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:
        """Read the flags that stand before the command's name."""
        with _printable():
            return super().make_context(*arguments, **extra)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of the command that is called for, the command, and what is said to it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, _talking(command.imported()) if isinstance(command, Elsewhere) else command, rest

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        from unscaffold.findings import Failure  # noqa: PLC0415 - --help must not wait for it

        try:
            with _printable():
                return super().invoke(ctx)
        except Failure as failure:
            raise Refused(failure.sentence, failure.lines) from None
        except OSError as error:
            raise Refused(f"{error.filename or 'the output'}: {error.strerror}") from None


class _Misused(click.UsageError):
    """A command line that means nothing."""

    def show(self, file: Any = None) -> None:
        """Say why, on stderr."""
        log = terminal.logged()
        if log:
            log.failure(self.message)
        else:
            super().show(file)


class Refused(click.ClickException):
    """A run that could not be."""

    exit_code = 2

    def __init__(self, sentence: str, lines: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self._lines = lines

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click's own signature
        """Say why, on stderr."""
        terminal.refuse(self.message, self._lines)


@contextmanager
def _printable() -> Iterator[None]:
    """Escape what click quotes in its own refusals, as all that is printed is escaped."""
    try:
        yield
    except _HELP as error:
        if terminal.logged():  # who reads a log needs no help
            raise _Misused("no command is named", error.ctx) from None
        raise
    except click.MissingParameter as error:  # its choices stand in lines, and nothing in it was said by others
        raise _Misused(" ".join(error.format_message().split()), error.ctx) from None
    except click.UsageError as error:
        raise _Misused(printable(error.format_message()), error.ctx) from None


def _log_asked_for(words: Sequence[str]) -> Log | None:
    """Return a log, if the command line asks for one, or else the environment does.

    It is looked for before the command line is understood: that it cannot be is to be logged, too.
    """
    said = [
        word.partition("=")[2] if word.startswith(f"{_FLAG}=") else value
        for word, value in pairwise((*words, ""))
        if word == _FLAG or word.startswith(f"{_FLAG}=")
    ]
    if (said or [os.environ.get(_VARIABLE, "")])[-1] != "json":
        return None
    from unscaffold.commandline.log import Log  # noqa: PLC0415 - --help must not wait for it

    return Log(next((word for word in words if not word.startswith("-")), ""))


def interrupted(signal: str, code: int) -> None:
    """Tell that a signal has ended the run, be it before it was known how to talk.

    Args:
        signal: Its name.
        code: The exit code.
    """
    log = terminal.logged() or _log_asked_for(sys.argv[1:])
    if log:
        log.interrupted(signal, code)
    else:
        terminal.say(f"interrupted by {signal}")


@contextmanager
def _logged(log: Log) -> Iterator[None]:
    """Write how a run ends, unless a signal ends it: that is written when the process has taken notice of it."""
    try:
        yield
    except SystemExit as ended:
        if ended.code is not None:
            log.end(int(ended.code))
        raise
    except Exception as error:
        if signals.has_come():
            raise
        log.broken(error)
        log.end(1)
        raise SystemExit(1) from None


def _talking(command: click.Command) -> click.Command:
    """Return a command with the flag that says how it talks; so with those that it has."""
    if isinstance(command, click.Group):
        for own in command.commands.values():
            _talking(own)
    elif all(parameter.name != "log_format" for parameter in command.params):
        command.params.append(_log_format())
    return command


def _log_format() -> click.Option:
    return click.Option(
        [_FLAG],
        type=click.Choice(["text", "json"]),
        default="text",
        envvar=_VARIABLE,
        show_default=True,
        show_envvar=True,
        expose_value=False,
        help="How to talk on stderr: json is a record a line, for services.",
    )


def exit_code(conf: Path, findings: Sequence[Finding], *, quiet: bool) -> int:
    """Show findings, and return the exit code that they call for: 1 if there are errors.

    Args:
        conf: The folder to which their files are relative.
        findings: What was found.
        quiet: Whether to show errors only.
    """
    from unscaffold.findings import errors_of  # noqa: PLC0415 - --help must not wait for it

    terminal.show(conf, findings, quiet)
    return 1 if errors_of(findings) else 0
