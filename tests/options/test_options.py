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
        context=(Path("export"),),
        target="6.2",
        only=("jobs", "rights"),
        keep=("AJob",),
        select=("J", "U3"),
        ignore=("J203",),
        ignore_in=(("Legacy/**", ("J2",)),),
        severity=(("J101", "error"),),
        baseline=Path("baseline.json"),
        strict=True,
        keep_going=True,
        force=True,
        write=False,
        workers=3,
    )
    assert options.deciding == {
        "layout": "scaffoldings",
        "stylesheets": (Path("own"),),
        "context": (Path("export"),),
        "target": "6.2",
        "only": ("jobs", "rights"),
        "keep": ("AJob",),
        "select": ("J", "U3"),
        "ignore": ("J203",),
        "ignore_in": (("Legacy/**", ("J2",)),),
        "severity": (("J101", "error"),),
        "baseline": Path("baseline.json"),
        "strict": True,
    }


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


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"stylesheets": "own"}, "stylesheets are a tuple of paths, and not 'own'"),
        ({"stylesheets": [Path("own")]}, f"stylesheets are a tuple of paths, and not {[Path('own')]!r}"),
        ({"stylesheets": ("own",)}, "stylesheets are a tuple of paths, and not ('own',)"),
        ({"context": "export"}, "context is a tuple of paths, and not 'export'"),
        ({"only": "jobs"}, "only is a tuple of 'jobs', 'rights', 'templates', and not 'jobs'"),
        ({"only": ("job",)}, "only is a tuple of 'jobs', 'rights', 'templates', and not ('job',)"),
        ({"only": (["jobs"],)}, "only is a tuple of 'jobs', 'rights', 'templates', and not (['jobs'],)"),
        ({"keep": "AJob"}, "keep is a tuple of names, and not 'AJob'"),
        ({"select": "J2"}, "select is a tuple of codes of rules, and not 'J2'"),
        ({"select": ("j2",)}, "select is a tuple of codes of rules, and not ('j2',)"),
        ({"ignore": ("J2031",)}, "ignore is a tuple of codes of rules, and not ('J2031',)"),
        ({"ignore": ("",)}, "ignore is a tuple of codes of rules, and not ('',)"),
        ({"ignore_in": {"a": ()}}, "ignore_in is a tuple of patterns with codes of rules, and not {'a': ()}"),
        (
            {"ignore_in": (("a", "J2"),)},
            "ignore_in is a tuple of patterns with codes of rules, and not (('a', 'J2'),)",
        ),
        ({"ignore_in": (("/", ()),)}, "ignore_in is a tuple of patterns with codes of rules, and not (('/', ()),)"),
        (
            {"severity": {"J2": "info"}},
            "severity is a tuple of codes of rules with severities, and not {'J2': 'info'}",
        ),
        (
            {"severity": (("J2", "off"),)},
            "severity is a tuple of codes of rules with severities, and not (('J2', 'off'),)",
        ),
        ({"severity": (("J2",),)}, "severity is a tuple of codes of rules with severities, and not (('J2',),)"),
        ({"baseline": "b.json"}, "baseline is a path or None, and not 'b.json'"),
        ({"target": "6.3"}, "there is no target '6.3'; there are '6.1' and '6.2' and '7.0' and 'saas'"),
        ({"strict": "no"}, "strict is True or False, and not 'no'"),
        ({"write": None}, "write is True or False, and not None"),
        ({"workers": "2"}, "workers are a number from 0, and not '2'"),
        ({"workers": -1}, "workers are a number from 0, and not -1"),
        ({"workers": True}, "workers are a number from 0, and not True"),
    ],
)
def test_what_is_no_value_of_an_option_is_refused_where_it_is_said(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises((TypeError, ValueError)) as refusal:
        Options(**wrong)
    assert str(refusal.value) == sentence
