"""The settings of a configuration folder: what the closest file says, and what holds where it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.files import check_folder, resolved, status_of
from unscaffold.findings import Failure, did_you_mean, nearest
from unscaffold.options import SETTINGS
from unscaffold.settings.keys import KEYS, short

if TYPE_CHECKING:
    from pathlib import Path

    from unscaffold.settings.keys import Value


class Setting(NamedTuple):
    """A key with the value that is in force; `where` is the place that says so, empty for the default."""

    key: str
    value: Value
    where: str = ""

    @property
    def option(self) -> tuple[str, object]:
        """The name and the value that it has among the options of a run."""
        value = tuple(self.value.items()) if isinstance(self.value, Mapping) else self.value
        return self.key.replace("-", "_"), value


class Settings(NamedTuple):
    """What is in force where no flag says anything else.

    `file` is the settings file, None where there is none; `said` are the settings that it has, by key.
    """

    file: Path | None = None
    said: Mapping[str, Setting] = MappingProxyType({})

    def of(self, key: str) -> Setting:
        """Return the setting of a key."""
        return self.said.get(key) or Setting(key, KEYS[key].default)

    @property
    def in_force(self) -> list[Setting]:
        """All settings, in the order of the keys."""
        return [self.of(key) for key in KEYS]


NONE = Settings()


def read_settings(conf: Path, top: Path | None = None) -> Settings:
    """Return the settings of a configuration folder, from the closest file in it or in a folder above it.

    Args:
        conf: The configuration folder.
        top: The upmost folder in which is looked; None for that of the file system.

    Raises:
        Failure: The folder is none, or the file cannot be used, or says what no settings file says.
    """
    check_folder(conf)
    closest = _closest(resolved(conf), resolved(top) if top else None)
    return settings_in(closest, conf) if closest else NONE


def settings_in(file: Path, conf: Path) -> Settings:
    """Return the settings that a file has for a configuration folder.

    Raises:
        Failure: The file cannot be used, or says what no settings file says.
    """
    from unscaffold.settings.document import keys_of, place_of, text_of  # noqa: PLC0415 - most folders have no file

    file = short(file)
    text = text_of(file, conf)
    said = {key: (value, place_of(text, key)) for key, value in keys_of(file, text).items()}
    return Settings(file, {key: _setting(file, key, *written) for key, written in said.items()})


def _closest(conf: Path, top: Path | None) -> Path | None:
    folders = [conf, *conf.parents]
    files = (folder / SETTINGS for folder in (folders[: folders.index(top) + 1] if top else folders))
    return next((file for file in files if status_of(file)), None)


def _setting(file: Path, key: str, written: object, place: tuple[int, int] | None) -> Setting:
    where = f"{file}:{place[0]}:{place[1]}" if place else str(file)
    if key not in KEYS:
        hint = did_you_mean(nearest(key, KEYS))
        raise Failure(f"{where}: there is no setting {key}; there are {', '.join(KEYS)}{hint}")
    try:
        return Setting(key, KEYS[key].value(written, resolved(file.parent)), where)
    except ValueError as error:
        raise Failure(f"{where}: {key} {error}") from None
