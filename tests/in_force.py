"""The options that the settings of a sample or a scenario say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unscaffold.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_NO_OPTIONS = {"output", "accept"}  # of commands, not of an expansion


def options_in_force(conf: Path, without: Collection[str] = ()) -> dict[str, Any]:
    """Return them by their names in `Options`, but for some keys."""
    return dict(one.option for one in read_settings(conf).in_force if one.key not in {*_NO_OPTIONS, *without})
