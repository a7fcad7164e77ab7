"""The settings file `unscaffold.toml`: found, read and checked."""

from unscaffold.settings.settings import NONE, Settings, read_settings, settings_in

__all__ = [
    "NONE",
    "Settings",
    "read_settings",
    "settings_in",
]
