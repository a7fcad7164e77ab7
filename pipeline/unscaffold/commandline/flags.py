"""Flags and arguments that several commands have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

_Command = TypeVar("_Command", bound="Callable[..., Any]")


class Folder(click.Path):
    """A folder, by a name that is not empty: an unset variable is not meant to be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name as a path."""
        if value == "":
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)

    def shell_complete(self, _ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return that a shell completes the names of folders."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only shells ask for it

        return [CompletionItem(incomplete, type="dir")]


FOLDER = Folder(path_type=Path)
_FAMILIES = ("jobs", "rights", "templates")
CONF = click.argument("conf", type=FOLDER)


def jobs_of_conf(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the jobs of CONF for a shell that completes the name of one."""
    from unscaffold.commandline.job_names import completions  # noqa: PLC0415 - only shells ask for it

    return completions(ctx.params, incomplete)


STYLESHEETS = click.option(
    "--stylesheets",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Also expand the scaffoldings after which the stylesheets of this folder are named. May be repeated.",
)
TARGET = click.option(
    "--target",
    type=click.Choice(["6.1", "6.2", "7.0", "saas"]),
    help="The version of the product for which the jobs are made; 7.0, if nothing else is said.",
)
_CONTEXT = click.option(
    "--context",
    multiple=True,
    metavar="FOLDER",
    type=FOLDER,
    help="Also read the configuration in this folder, which is not expanded and not written. May be repeated.",
)


def _families(_ctx: click.Context, _param: click.Parameter, said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the families that are named; of a wrong name, the one is told that may be meant."""
    for one in said:
        if one not in _FAMILIES:
            from unscaffold.findings import did_you_mean, nearest  # noqa: PLC0415 - --help must not wait for it

            known = ", ".join(map(repr, _FAMILIES))
            raise click.BadParameter(f"{one!r} is not one of {known}{did_you_mean(nearest(one, _FAMILIES)) or '.'}")
    return said


_ONLY = click.option(
    "--only",
    multiple=True,
    metavar=f"[{'|'.join(_FAMILIES)}]",
    callback=_families,
    help="Expand the scaffoldings of this family only, and leave the others as they are. May be repeated.",
)
_KEEP = click.option(
    "--keep",
    multiple=True,
    metavar="NAME",
    help="Leave elements of this name as they are, though it is a scaffolding's, or nearly so. May be repeated.",
)
_SETTINGS = click.option(
    "--settings",
    "settings_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read this settings file, and not the closest unscaffold.toml.",
)
_NO_SETTINGS = click.option("--no-settings", is_flag=True, help="Read no unscaffold.toml.")


def _or_by_environment(ctx: click.Context, param: click.Parameter, said: bool) -> bool:
    """Return whether a flag is set, or its variable is: for click 8.2, one that is 0 would set it, too."""
    value = os.environ.get("UNSCAFFOLD_TRUST_SETTINGS", "").strip()
    return said or (bool(value) and click.BOOL(value, param, ctx))


_TRUST_SETTINGS = click.option(
    "--trust-settings",
    is_flag=True,
    callback=_or_by_environment,
    help="Run the stylesheets that unscaffold.toml names, which are code.",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Work in N processes, this one included; 0, the default, takes as many as pay.",
)
LAYOUT = click.option(
    "--layout",
    type=click.Choice(["folder", "scaffoldings"]),
    help="What to write: the folder again (the default), or one file a scaffolding with its job, for viewing.",
)
STRICT = click.option("--strict/--no-strict", default=None, help="Take warnings for errors, or not, the default.")
_FORMATS = ("text", "full", "json", "jsonl", "sarif", "github", "gitlab", "azure", "junit", "markdown")
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to report the findings: text, a line each, is the default; full shows the lines of the files.",
)
_OUTPUT_FILE = click.option(
    "--output-file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report in its format into FILE, and text to the terminal.",
)


def _codes(_ctx: click.Context, param: click.Parameter, said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of the rules that a flag names."""
    if not said:
        return ()
    from unscaffold.rules import codes_of, ignorable  # noqa: PLC0415 - --help must not wait for it

    try:
        return codes_of(said) if param.name == "select" else ignorable(codes_of(said))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


_SELECT = click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    callback=_codes,
    help="Tell only what breaks these rules: codes, beginnings of codes or names, with commas. May be repeated.",
)
_IGNORE = click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    callback=_codes,
    help="Do not tell what breaks these rules. Of a rule in both, the longer code counts. May be repeated.",
)
_BASELINE = click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Do not tell what this file says was there before; `check --update-baseline` makes it.",
)
_WITH_SELECTION = (_SELECT, _IGNORE, _BASELINE)
ALONE = "\0"  # the value of --base where no revision is named
BASE = click.option(
    "--base",
    is_flag=False,
    flag_value=ALONE,
    metavar="[REV]",
    help="Compare CONF with itself as it is in a commit, branch or tag of its git repository; without REV, where HEAD"
    " left the default branch.",
)
WIDE = click.option("--wide", is_flag=True, help="Print the table as it is, whatever the width of the terminal.")
_WITH_SETTINGS = (TARGET, _CONTEXT, STYLESHEETS, _ONLY, _KEEP, _SETTINGS, _NO_SETTINGS, _TRUST_SETTINGS)


def with_selection(command: _Command) -> _Command:
    """Add the flags that say what is told of what was found; they come with those of `with_settings`."""
    for option in reversed(_WITH_SELECTION):
        command = option(command)
    return command


def with_settings(command: _Command) -> _Command:
    """Add the flags of all commands that heed a settings file; they come as `**flags`, for `in_force`."""
    for option in reversed(_WITH_SETTINGS):
        command = option(command)
    return command


def with_format(command: _Command) -> _Command:
    """Add the flags of commands that report findings in a format; they come as `form` and `output_file`."""
    return _FORMAT(_OUTPUT_FILE(command))


def printed_as(*forms: str, said: str = "How to print them.") -> Callable[[_Command], _Command]:
    """Return the flag that chooses how a command prints what it has found: the first form is the default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=said)
