"""The commands that only look: `list`, `steps` and `slice`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import EXIT_CODES, exit_code
from unscaffold.commandline.flags import CONF, WIDE, jobs_of_conf, printed_as, with_settings
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write
from unscaffold.commandline.settings import options_of
from unscaffold.process import json_text

if TYPE_CHECKING:
    from pathlib import Path

_AS_MANY_AS_PAY = 0


@click.command("list", epilog=EXIT_CODES)
@CONF
@printed_as("table", "json")
@WIDE
@with_settings
def list_(conf: Path, form: str, wide: bool, **flags: Any) -> None:
    """List the scaffoldings and the jobs of CONF: where they stand, which jobs they become, when those run.

    Elements that adjust a generated one are listed, too, with what they do to it: FulfillTask (Update). A table that
    is too wide for the terminal is shortened; one that goes to a file or a program is not, unless COLUMNS is set.
    """
    from unscaffold.commandline import job_json, job_tables  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.inspecting import list_folder  # noqa: PLC0415 - nor for that

    listing = list_folder(conf, options_of(conf, flags, _AS_MANY_AS_PAY))
    code = exit_code(conf, listing.findings, quiet=True)
    if form == "json":
        click.echo(json_text(job_json.listing_json(listing.entries)))
    else:
        terminal.print_lines(job_tables.listed(listing.entries, None if wide else terminal.width()))
    sys.exit(code)


@click.command(epilog=EXIT_CODES)
@CONF
@click.argument("job", metavar="[JOB]", default="", shell_complete=jobs_of_conf)
@printed_as("table", "json", "jobsteps", said="How to print them; jobsteps is as the product's Get-JobSteps does.")
@click.option(
    "--batch-size",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="How many tasks the product launches at once, by the agent's setting Jobs.MaxTaskBatchSize: a level with"
    " more is split. 0 for any number.",
)
@WIDE
@with_settings
def steps(conf: Path, job: str, form: str, batch_size: int, wide: bool, **flags: Any) -> None:
    """Show the tasks of JOB, generated or written by hand, in their order; without a JOB, list the jobs.

    JOB is the identifier of a job, or FILE:LINE, where its scaffolding or it itself stands.
    """
    from unscaffold.commandline import job_json, step_tables  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.inspecting import job_steps  # noqa: PLC0415 - nor for that

    if not job:
        _list_jobs(conf, form, wide, flags)
    found = job_steps(conf, job, batch_size, options_of(conf, flags, _AS_MANY_AS_PAY))
    code = exit_code(conf, found.findings, quiet=True)
    if form == "json":
        click.echo(json_text(job_json.steps_json(found, batch_size)))
    elif form == "jobsteps":
        terminal.print_lines(step_tables.as_the_product_does(found))
    else:
        terminal.print_lines(step_tables.steps_listed(found, batch_size, terminal.width(), wide=wide))
    sys.exit(code)


def _list_jobs(conf: Path, form: str, wide: bool, flags: dict[str, Any]) -> None:
    from unscaffold.commandline import job_json, job_tables  # noqa: PLC0415 - as above
    from unscaffold.inspecting import list_jobs  # noqa: PLC0415 - as above

    if form == "jobsteps":
        raise click.UsageError("name the JOB whose steps are to be printed")
    found = list_jobs(conf, options_of(conf, flags, _AS_MANY_AS_PAY))
    code = exit_code(conf, found.findings, quiet=True)
    if form == "json":
        click.echo(json_text(job_json.jobs_json(found.jobs)))
    else:
        terminal.print_lines(job_tables.jobs_listed(found.jobs, None if wide else terminal.width()))
    sys.exit(code)


@click.command("slice", epilog=EXIT_CODES)
@CONF
@click.argument("where", metavar="[FILE[:LINE]]", default="")
@OUTPUT_FILE
@with_settings
def slice_(conf: Path, where: str, output_file: Path | None, **flags: Any) -> None:
    """Print the self-contained document that the stylesheet of a scaffolding is given.

    FILE is relative to CONF; LINE is one of the scaffolding's lines. Both may be left out where they are not
    needed to tell one scaffolding from the others. Any XSLT 3.0 processor can take over from there.
    """
    from unscaffold.inspecting import slice_document  # noqa: PLC0415 - --help must not wait for it

    document = slice_document(conf, where, options_of(conf, flags))
    print_or_write(document.encode(), output_file, outside=conf)
