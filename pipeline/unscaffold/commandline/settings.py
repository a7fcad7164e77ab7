"""The command `settings`, and what is in force for the others: flags, then the settings file, then the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unscaffold.commandline import terminal
from unscaffold.commandline.boundary import EXIT_CODES
from unscaffold.commandline.flags import CONF, printed_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from unscaffold.options import Options
    from unscaffold.settings import Settings

# What the file says beside the flags of a command that selects findings.
_WITHOUT_FLAGS: dict[str, Any] = {"ignore_in": (), "severity": ()}


@click.command(epilog=EXIT_CODES)
@CONF
@printed_as("table", "json")
def settings(conf: Path, form: str) -> None:
    """Show the settings that are in force for CONF where no flag says anything else, and where each is from.

    They are read from the closest unscaffold.toml in CONF or in a folder above it.
    """
    from unscaffold.options import SETTINGS  # noqa: PLC0415 - --help must not wait for it
    from unscaffold.settings import read_settings  # noqa: PLC0415 - nor for that

    found = read_settings(conf)
    if form == "json":
        click.echo(_json(_as_json(found), indent=2))
        return
    rows = [(one.key, _shown(one.value), one.where or "default") for one in found.in_force]
    terminal.table([("KEY", "VALUE", "FROM"), *rows])
    terminal.say(str(found.file) if found.file else f"there is no {SETTINGS} in {conf} or above it")


def _json(plain: object, indent: int | None = None) -> str:
    import json  # noqa: PLC0415 - as above

    return json.dumps(plain, ensure_ascii=False, indent=indent)


def _as_json(found: Settings) -> dict[str, Any]:
    said = {one.key: {"value": _plain(one.value), "from": one.where or "default"} for one in found.in_force}
    return {"file": str(found.file) if found.file else None, "settings": said}


def _plain(value: object) -> Any:
    """Return a value as JSON can have it."""
    if isinstance(value, tuple):
        return list(map(_plain, value))
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value.as_posix() if isinstance(value, Path) else value


def _shown(value: object) -> str:
    plain = _plain(value)
    return plain if isinstance(plain, str) else "-" if plain is None else _json(plain)


def in_force(
    conf: Path,
    *,
    no_settings: bool,
    trust_settings: bool,
    settings_file: Path | None = None,
    read: Callable[[Path], Settings] | None = None,
    **flags: Any,
) -> dict[str, Any]:
    """Return what is in force of the keys that a command has flags for: its flags win, key by key.

    Args:
        conf: The configuration folder.
        no_settings: Whether the settings file is not read.
        trust_settings: Whether stylesheets that it names are run.
        settings_file: The settings file, if one is named.
        read: Returns the settings of the folder; None for those of the closest file.
        flags: The values of the flags by key; None, or an empty tuple, where nothing was said.

    Raises:
        Failure: The settings file cannot be used, or names stylesheets that nobody said to trust.
        click.UsageError: A settings file is named, and none is to be read.
    """
    from unscaffold.settings import NONE, read_settings, settings_in  # noqa: PLC0415 - --help must not wait for it

    if settings_file and no_settings:
        raise click.UsageError("--settings names a file to read, and --no-settings reads none; say one of them")
    if settings_file:
        found = settings_in(settings_file, conf)
    else:
        found = NONE if no_settings else (read or read_settings)(conf)
    if "select" in flags:
        flags |= _WITHOUT_FLAGS
    asked = [key for key, value in flags.items() if value in (None, ())]
    if "stylesheets" in asked and not trust_settings:
        _refuse_stylesheets(found)
    return flags | dict(found.of(key.replace("_", "-")).option for key in asked)


def _refuse_stylesheets(found: Settings) -> None:
    from unscaffold.findings import Failure  # noqa: PLC0415 - as above

    _, folders, where = found.of("stylesheets")
    if folders:
        raise Failure(
            f"{where}: stylesheets are code, and not run because a file says so; say --trust-settings (or"
            " UNSCAFFOLD_TRUST_SETTINGS=1) to run them, or name their folder with --stylesheets"
        )


def options_of(
    conf: Path, flags: dict[str, Any], workers: int = 1, read: Callable[[Path], Settings] | None = None
) -> Options:
    """Return the options of a command that writes nothing, from its flags and the settings file.

    Args:
        conf: The configuration folder.
        flags: The values of the flags by key.
        workers: How many processes to work in.
        read: Returns the settings of the folder; None for those of the closest file.
    """
    from unscaffold.options import Options  # noqa: PLC0415 - as above

    return Options(**in_force(conf, read=read, **flags), workers=workers)
