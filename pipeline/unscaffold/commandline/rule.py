"""The command `rule`: all rules, or what some of them are about."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from unscaffold.commandline.boundary import EXIT_CODES
from unscaffold.commandline.flags import printed_as

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _codes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the codes that begin so, for a shell that completes one."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only shells ask for it

    from unscaffold.rules import catalogue  # noqa: PLC0415 - --help must not wait for it

    begins = [rule for rule in catalogue() if rule.code.startswith(incomplete.upper())]
    return [CompletionItem(rule.code, help=rule.name) for rule in begins]


@click.command(epilog=EXIT_CODES)
@click.argument("rules", metavar="[CODE|NAME|PREFIX]...", nargs=-1, shell_complete=_codes)
@printed_as("text", "json", "markdown")
def rule(rules: tuple[str, ...], form: str) -> None:
    """List the rules whose breach is a finding, or explain those that are named.

    A code, such as J203, or a name is explained; the beginning of codes, such as J2, lists them. Rules whose codes
    begin with U are those of `expand`, too.
    """
    from unscaffold.findings import Failure  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.rules import as_json, as_markdown, as_text, code_of  # noqa: PLC0415 - nor for that

    try:
        codes = [code_of(word) for word in rules] or [""]
    except ValueError as error:
        raise Failure(str(error)) from None
    if form == "text":
        click.echo(as_text(codes, get_terminal_size().columns), nl=False)
    else:
        click.echo(as_json(codes) if form == "json" else as_markdown(codes), nl=False)
