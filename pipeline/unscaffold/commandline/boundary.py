"""The one boundary between what the pipeline reports and what a user sees."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.elsewhere import Elsewhere
from unscaffold.process import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from unscaffold.findings import Finding

EXIT_CODES = "Exit codes: 0 fine; 1 errors in the configuration, or differences with --check; 2 could not run."

COMPLETE = "_UNSCAFFOLD_COMPLETE"  # the variable by which a shell asks, as click calls it

# What click raises where no command is named. Its text is the help, whose line ends must stay.
_HELP = click.exceptions.NoArgsIsHelpError


class Group(click.Group):
    """A group of commands whose failures are told in a sentence."""

    def main(self, *arguments: Any, **extra: Any) -> Any:
        """Run the command line, or tell a shell what may come next in it."""
        if COMPLETE in os.environ:
            from unscaffold.commandline.shells import register  # noqa: PLC0415 - only shells ask for it

            register()
        return super().main(*arguments, **extra)

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:
        """Read the flags that stand before the command's name."""
        with _printable():
            return super().make_context(*arguments, **extra)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of the command that is called for, the command, and what is said to it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.imported() if isinstance(command, Elsewhere) else command, rest

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
    except _HELP:
        raise
    except click.UsageError as error:
        raise click.UsageError(printable(error.format_message()), error.ctx) from None


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
