"""How a run is to be made, and which of it decides on the output."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from unscaffold.options import DEFAULTS, SILENT, Options


def test_what_decides_is_told_by_name() -> None:
    options = Options(
        layout="scaffoldings",
        stylesheets=(Path("own"),),
        strict=True,
        keep_going=True,
        force=True,
        write=False,
        workers=3,
    )
    assert options.deciding == {"layout": "scaffoldings", "stylesheets": (Path("own"),), "strict": True}


def test_options_are_a_value() -> None:
    assert Options() == DEFAULTS
    assert len({Options(), DEFAULTS, Options(strict=True)}) == 2
    with pytest.raises(FrozenInstanceError):
        DEFAULTS.strict = True  # type: ignore[misc]  # that it is refused is the test


def test_a_layout_that_is_none_is_refused() -> None:
    layout: Any = "folders"
    with pytest.raises(ValueError, match=r"^there is no layout 'folders'; there are 'folder' and 'scaffoldings'$"):
        replace(DEFAULTS, layout=layout)


def test_nobody_needs_to_be_told_how_far_a_run_is() -> None:
    SILENT.begin("Reading", 3)
    SILENT.advance(1)
