"""The command `doctor`: what a report of a mistake needs, and what is wrong with the machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from unscaffold.commandline.boundary import EXIT_CODES
from unscaffold.commandline.flags import FOLDER, printed_as
from unscaffold.commandline.output_file import OUTPUT_FILE, print_or_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unscaffold.machine import Part


@click.command(
    epilog=EXIT_CODES.replace("errors in the configuration, or differences with --check", "something is wrong")
)
@click.argument("conf", metavar="[CONF]", type=FOLDER, required=False)
@printed_as("text", "json")
@OUTPUT_FILE
def doctor(conf: Path | None, form: str, output_file: Path | None) -> None:
    """Tell what a report of a mistake needs, and what is wrong with the machine.

    That is versions, limits, encodings and folders; with CONF, also what depends on where that is. Nothing of it says
    who or where you are, or what is in CONF: the home folder is shown as ~.
    """
    from unscaffold.files import check_folder  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.machine import examine  # noqa: PLC0415 - nor for that

    if conf:
        check_folder(conf)
    parts = [*examine(conf), _terminal()]
    text = _as_json(parts) if form == "json" else _as_text(parts)
    print_or_write(text.encode(errors="backslashreplace"), output_file, outside=conf)
    sys.exit(1 if any(part.wrong for part in parts) else 0)


def _terminal() -> Part:
    from unscaffold.commandline import terminal  # noqa: PLC0415 - as above
    from unscaffold.machine import Part  # noqa: PLC0415 - as above

    colour = terminal.look(err=False).colour
    return Part("terminal", {"is_terminal": sys.stdout.isatty(), "colours": colour, "width": terminal.width()})


def _as_json(parts: Sequence[Part]) -> str:
    from unscaffold.process import json_text  # noqa: PLC0415 - as above

    wrong = [{"part": part.name, "name": one.name, "sentence": one.sentence} for part in parts for one in part.wrong]
    return json_text({"machine": {part.name: part.facts for part in parts}, "wrong": wrong}) + "\n"


def _as_text(parts: Sequence[Part]) -> str:
    from unscaffold.process import printable  # noqa: PLC0415 - as above

    width = max(len(name) for part in parts for name in part.facts)
    lines = []
    for part in parts:
        lines += [part.name, *(f"  {_named(name):{width}}  {_shown(fact)}" for name, fact in part.facts.items())]
    lines += [f"wrong: {one.sentence}" for part in parts for one in part.wrong] or ["nothing is wrong"]
    return "".join(f"{printable(line)}\n" for line in lines)


def _named(name: str) -> str:
    """Return the name of a fact in words; that of a variable stays as it is."""
    return name if name.isupper() else name.replace("_", " ")


def _shown(fact: object) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return "-" if fact is None else str(fact)
