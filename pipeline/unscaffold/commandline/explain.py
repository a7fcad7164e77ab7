"""The command `explain`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import EXIT_CODES, exit_code
from unscaffold.commandline.flags import CONF, FOLDER, WORKERS, jobs_of_conf, printed_as, with_settings
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.explaining import Explained, Lacking


@click.command(epilog=EXIT_CODES)
@CONF
@click.argument("what", metavar="WHAT", shell_complete=jobs_of_conf)
@click.option("--missing", is_flag=True, help="Explain what its scaffolding does not generate, and could have.")
@click.option("--all", "are_all", is_flag=True, help="Also explain the attributes of what stands in WHAT.")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=FOLDER,
    help="The output folder in which the FILE of WHAT is; one that has a manifest is found by itself.",
)
@printed_as("text", "json", "markdown", said="How to print it; json has all.")
@with_settings
@WORKERS
def explain(
    conf: Path,
    what: str,
    missing: bool,
    are_all: bool,
    output: Path | None,
    form: str,
    workers: int,
    **flags: Any,
) -> None:
    """Explain why WHAT is there: by which rules, decided by which elements of CONF, and what has changed it since.

    WHAT is the identifier of a job, a task, an access control rule or another element, in any case; or its kind and
    that, Kind:Identifier; or FILE:LINE, where it stands, in CONF or in an expanded folder. Of what is written by
    hand, and of an argument, it is told what it decides.
    """
    from unscaffold.explaining import explain as explained  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.explaining import missing as lacking  # noqa: PLC0415 - as above

    options = options_of(conf, flags, workers)
    with terminal.bar(quiet=False) as progress:
        found = (lacking if missing else explained)(conf, what, options, output=output, progress=progress)
    code = exit_code(conf, found.findings, quiet=True)
    terminal.echo(_text(found, form, are_all=are_all), err=False)
    sys.exit(code)


def _text(found: Explained | Lacking, form: str, *, are_all: bool) -> str:
    from unscaffold.commandline import explain_blocks, explain_json, explain_markdown, explain_text  # noqa: PLC0415

    if form == "json":
        return explain_json.document(found)
    blocks = explain_blocks.blocks_of(found, are_all=are_all)
    if form == "markdown":
        lines = explain_markdown.lines(blocks)
    else:
        lines = explain_text.Text(terminal.look(err=False), terminal.width()).lines(blocks)
    return "".join(f"{line}\n" for line in lines)
