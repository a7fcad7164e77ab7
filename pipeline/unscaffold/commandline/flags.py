"""Flags and arguments that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

EXIT_CODES = "Exit codes: 0 fine; 1 errors in the configuration, or differences with --check; 2 could not run."


class Folder(click.Path):
    """A folder, by a name that is not empty: an unset variable is not meant to be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name as a path."""
        if value == "":
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)


FOLDER = Folder(path_type=Path)
CONF = click.argument("conf", type=FOLDER)
TARGET = click.option(
    "--target",
    type=click.Choice(["6.1", "6.2", "7.0", "saas"]),
    default="7.0",
    show_default=True,
    help="The version of the product for which the jobs are made.",
)
STYLESHEETS = click.option(
    "--stylesheets",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Also expand the scaffoldings after which the stylesheets of this folder are named. May be repeated.",
)
