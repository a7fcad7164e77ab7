"""The settings file `unscaffold.toml`: found, read and checked."""

from unscaffold.settings.settings import NONE, Settings, read_settings

__all__ = [
    "NONE",
    "Settings",
    "read_settings",
]
