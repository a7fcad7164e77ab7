"""The command `verify`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import exit_code
from unscaffold.commandline.flags import CONF, FOLDER, WORKERS, printed_as, with_settings
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write
from unscaffold.commandline.settings import in_force

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unscaffold.findings import Region
    from unscaffold.formats import Look
    from unscaffold.verifying import Verified

_EXIT_CODES = (
    "Exit codes: 0 as the export has it; 1 differences that are not accepted, or errors in the configuration; 2 could"
    " not run."
)
_CLASSES = ("missing", "superfluous", "attribute", "level", "order", "label", "version")


@click.command(epilog=_EXIT_CODES)
@CONF
@click.option(
    "--against",
    "export",
    required=True,
    metavar="EXPORT",
    type=FOLDER,
    help="What the product has generated: the folder of --export-scaffolding, a GeneratedFile, or another folder.",
)
@click.option(
    "--accept",
    multiple=True,
    type=click.Choice(_CLASSES),
    help="Do not fail for differences of this class. May be repeated.",
)
@click.option("--redact", is_flag=True, help="Replace names of the configuration, so that the report can be shared.")
@printed_as("text", "markdown", "json", "junit", said="How to report what came of it.")
@OUTPUT_FILE
@with_settings
@WORKERS
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is not fine.")
def verify(
    conf: Path,
    export: Path,
    redact: bool,
    form: str,
    output_file: Path | None,
    workers: int,
    quiet: bool,
    **flags: Any,
) -> None:
    """Expand CONF in memory, and compare what its scaffoldings become with what the product has generated from it.

    Each scaffolding is equal or differs, its elements are missing here or superfluous, or it could not be expanded.
    Values that mean the same are equal: defaults, enumerations by number, lists of types in another order. What is
    written by hand is not compared.

    Classes of differences: missing and superfluous elements, attributes and what elements hold, levels on which a
    step runs earlier or later, an order that means nothing, labels (display names), and what other versions of the
    product call differently.
    """
    from unscaffold.options import Options  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.verifying import verify as verified  # noqa: PLC0415 - nor for that

    started = time.perf_counter()
    settled = in_force(conf, **flags)
    accepted = settled.pop("accept")
    options = Options(**settled, workers=workers)
    with terminal.bar(quiet) as progress:
        found = verified(conf, export, options, accepted=accepted, redact=redact, progress=progress)
    code = exit_code(conf, found.findings, quiet=True)
    base = export if export.is_dir() else export.parent
    terminal.show(base, found.findings_of_export, quiet)
    shown = _below(found.verified, conf, base) if form == "text" and not redact else found.verified
    _tell(shown, form, output_file, conf, quiet=quiet)
    if not quiet:
        terminal.say(_closing(found.verified, time.perf_counter() - started))
    sys.exit(code or int(found.verified.failed))


def _below(verified: Verified, conf: Path, export: Path) -> Verified:
    """Return a result with its files as they are named from the working folder."""
    from unscaffold.verifying import placed  # noqa: PLC0415 - as above

    def below(folder: Path) -> Callable[[Region], Region]:
        return lambda region: region._replace(file=str(folder / region.file))

    return placed(verified, below(conf), below(export))


def _tell(verified: Verified, form: str, file: Path | None, conf: Path, *, quiet: bool) -> None:
    if form == "text" and file is None:
        terminal.echo(_text(verified, form, terminal.look(err=False), quiet=quiet), err=False)
        return
    from unscaffold.formats import Look  # noqa: PLC0415 - as above

    data = _text(verified, form, Look(), quiet=quiet).encode("utf-8", "backslashreplace")
    print_or_write(data, file, outside=conf)


def _text(verified: Verified, form: str, look: Look, *, quiet: bool) -> str:
    from unscaffold.commandline import verify_json, verify_junit, verify_markdown, verify_text  # noqa: PLC0415 - too

    if form == "text":
        return verify_text.document(verified, look, quiet=quiet)
    if form == "json":
        return verify_json.document(verified)
    if form == "junit":
        return verify_junit.document(verified)
    return verify_markdown.document(verified)


def _closing(verified: Verified, seconds: float) -> str:
    """Return the closing line: how many scaffoldings there are of each status, and differences of each class."""
    from unscaffold.commandline.verify_words import counted  # noqa: PLC0415 - as above

    scaffoldings = terminal.counted(len(verified.outcomes), "scaffolding")
    told = f"{scaffoldings}: {counted(verified.counts)}" if verified.outcomes else "nothing to compare"
    differences = counted(verified.classes)
    accepted = [name for name, number in verified.classes.items() if number and name in verified.accepted]
    also = f" (accepted: {', '.join(accepted)})" if accepted else ""
    return f"{told}{f'; differences: {differences}{also}' if differences else ''} ({seconds:.2f} s)"
