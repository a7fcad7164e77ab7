"""The command `graph`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline.boundary import EXIT_CODES, exit_code
from unscaffold.commandline.flags import CONF, jobs_of_conf, printed_as, with_settings
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write
from unscaffold.commandline.settings import options_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unscaffold.graphs import Graph

_AS_MANY_AS_PAY = 0


@click.command(epilog=EXIT_CODES)
@CONF
@click.argument("job", metavar="[JOB]", default="", shell_complete=jobs_of_conf)
@printed_as("mermaid", "dot", said="The language of the graphs: Mermaid, or DOT for Graphviz.")
@click.option(
    "--markdown", is_flag=True, help="Put Mermaid into blocks of Markdown, with titles if there are several."
)
@click.option("--all", "each", is_flag=True, help="Draw each job after the overview.")
@click.option("--split", "is_split", is_flag=True, help="Draw a graph for each connector.")
@click.option("--connector", metavar="NAME", default="", help="Draw what works on this connector only.")
@OUTPUT_FILE
@with_settings
def graph(
    conf: Path,
    job: str,
    form: str,
    markdown: bool,
    each: bool,
    is_split: bool,
    connector: str,
    output_file: Path | None,
    **flags: Any,
) -> None:
    """Draw the tasks of JOB by level; without a JOB, draw which jobs work on which connectors.

    JOB is the identifier of a job, or FILE:LINE, where its scaffolding or it itself stands. A dotted arrow leads from
    a level to the next one, which begins when it has ended; another arrow, from a task to one that waits for it.

    Mermaid draws no graph of more than 500 lines or 50,000 characters: larger ones are split by connector. What is
    dashed belongs to another part.
    """
    from unscaffold.graphs import Wanted, as_dot, draw  # noqa: PLC0415 - --help must not wait for it

    _check(job, form, markdown=markdown, each=each, both=is_split and bool(connector))
    wanted = Wanted(job, each, connector, is_split, is_limited=form == "mermaid")
    drawn = draw(conf, wanted, options_of(conf, flags, _AS_MANY_AS_PAY))
    code = exit_code(conf, drawn.findings, quiet=True)
    text = "".join(map(as_dot, drawn.graphs)) if form == "dot" else _mermaid(drawn.graphs, markdown=markdown)
    print_or_write(text.encode(errors="backslashreplace"), output_file, outside=conf)
    sys.exit(code)


def _check(job: str, form: str, *, markdown: bool, each: bool, both: bool) -> None:
    if job and each:
        raise click.UsageError("name a JOB, or say --all, not both")
    if markdown and form != "mermaid":
        raise click.UsageError("--markdown is for Mermaid only; no forge draws DOT")
    if both:
        raise click.UsageError("say --split or --connector, not both")


def _mermaid(graphs: Sequence[Graph], *, markdown: bool) -> str:
    """Return graphs as Mermaid, of which one document is one graph.

    Raises:
        Failure: There are several, and no Markdown to hold them.
    """
    from unscaffold.findings import Failure  # noqa: PLC0415 - as above
    from unscaffold.graphs import as_mermaid  # noqa: PLC0415 - as above

    if markdown:
        return "\n".join(f"{_title(one) if graphs[1:] else ''}```mermaid\n{as_mermaid(one)}```\n" for one in graphs)
    if graphs[1:]:
        ways = "say --markdown for a page of them, --connector NAME for a part, or --format dot"
        raise Failure(f"these are {len(graphs)} graphs, and Mermaid has one in a file; {ways}")
    return as_mermaid(graphs[0])


def _title(one: Graph) -> str:
    from unscaffold.commandline.sheets import code  # noqa: PLC0415 - as above

    return f"## {code(one.title) or '(no name)'}\n\n"
