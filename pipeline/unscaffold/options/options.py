"""How a run is to be made: one value, handed to all that take part in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from unscaffold.files import fault_of_pattern

Layout = Literal["folder", "scaffoldings"]
LAYOUTS: tuple[str, ...] = get_args(Layout)
Target = Literal["6.1", "6.2", "7.0", "saas"]
TARGETS: tuple[Target, ...] = get_args(Target)
# Classes of differences between what is expanded and what the product generates.
DifferenceClass = Literal["missing", "superfluous", "attribute", "level", "order", "label", "version"]
DIFFERENCES: tuple[str, ...] = get_args(DifferenceClass)
FAMILIES = ("jobs", "rights", "templates")  # of scaffoldings, as their declarations name them
Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[str, ...] = get_args(Severity)
SETTINGS = "unscaffold.toml"  # the file in which a folder says how
_CODE = re.compile(r"[A-Z][0-9]{0,3}")  # of a rule, or how the codes of several begin
_VERBS = {"stylesheets": "are", "context": "is"}
_HOW_ONLY = {"decides": False}  # on how a run goes, and not on what it writes once it has ended without errors


@dataclass(frozen=True)
class Options:
    """How a run is to be made.

    Args:
        layout: What to write: the "folder" again, or one file a scaffolding, as the vendor's debug export does.
        stylesheets: Further folders of stylesheets, each named after the scaffolding it expands.
        context: Folders of further configuration, which is read and never written.
        target: The version of the product that the jobs are for; "saas" is the newest one.
        only: Families of scaffoldings that are expanded; empty for all. What is of no family is expanded, too.
        keep: Names of elements that stay as they are, though they are those of scaffoldings, or nearly so.
        select: Rules whose findings are told, by their codes or by what these begin with; empty for all.
        ignore: Rules whose findings are not told. Where a rule is in both, the longer of the two counts.
        ignore_in: Patterns of paths in the folder, each with the rules whose findings are not told there.
        severity: Rules with the severity that their findings have, in place of their own; the longest counts.
        baseline: A file of findings that are not told.
        strict: Whether warnings are errors.
        keep_going: Whether to write what can be, in spite of errors.
        force: Whether to write into a folder with other content, and over files changed since they were written.
        write: Whether to write at all; if not, the report says what would change.
        workers: How many processes to work in, this one included; 0 for as many as pay. Further stylesheets always
            work in a process of their own.

    Raises:
        TypeError, ValueError: An option has a value that it cannot have.
    """

    layout: Layout = "folder"
    stylesheets: tuple[Path, ...] = ()
    context: tuple[Path, ...] = ()
    target: Target = "7.0"
    only: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ignore_in: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    baseline: Path | None = None
    strict: bool = False
    keep_going: bool = field(default=False, metadata=_HOW_ONLY)
    force: bool = field(default=False, metadata=_HOW_ONLY)
    write: bool = field(default=True, metadata=_HOW_ONLY)
    workers: int = field(default=1, metadata=_HOW_ONLY)

    def __post_init__(self) -> None:
        if self.layout not in LAYOUTS:
            raise ValueError(f"there is no layout {self.layout!r}; there are {' and '.join(map(repr, LAYOUTS))}")
        if self.target not in TARGETS:
            raise ValueError(f"there is no target {self.target!r}; there are {' and '.join(map(repr, TARGETS))}")
        for name in ("stylesheets", "context"):
            paths = getattr(self, name)
            if not isinstance(paths, tuple) or not all(isinstance(one, Path) for one in paths):
                raise TypeError(f"{name} {_VERBS[name]} a tuple of paths, and not {paths!r}")
        if not isinstance(self.only, tuple) or not all(one in FAMILIES for one in self.only):
            raise ValueError(f"only is a tuple of {', '.join(map(repr, FAMILIES))}, and not {self.only!r}")
        if not isinstance(self.keep, tuple) or not all(isinstance(one, str) for one in self.keep):
            raise TypeError(f"keep is a tuple of names, and not {self.keep!r}")
        self._check_selection()
        for name in ("strict", "keep_going", "force", "write"):
            if not isinstance(getattr(self, name), bool):
                raise TypeError(f"{name} is True or False, and not {getattr(self, name)!r}")
        if not isinstance(self.workers, int) or isinstance(self.workers, bool) or self.workers < 0:
            raise ValueError(f"workers are a number from 0, and not {self.workers!r}")

    def _check_selection(self) -> None:
        for name in ("select", "ignore"):
            if not _are_codes(getattr(self, name)):
                raise TypeError(f"{name} is a tuple of codes of rules, and not {getattr(self, name)!r}")
        if not _are_pairs(self.ignore_in) or not all(_is_pattern(a) and _are_codes(b) for a, b in self.ignore_in):
            raise TypeError(f"ignore_in is a tuple of patterns with codes of rules, and not {self.ignore_in!r}")
        if not _are_pairs(self.severity) or not all(_are_codes((a,)) and b in SEVERITIES for a, b in self.severity):
            raise TypeError(f"severity is a tuple of codes of rules with severities, and not {self.severity!r}")
        if self.baseline is not None and not isinstance(self.baseline, Path):
            raise TypeError(f"baseline is a path or None, and not {self.baseline!r}")

    @property
    def deciding(self) -> dict[str, Any]:
        """The options on which the output depends, by name: all that are not said to decide on nothing of it."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.metadata.get("decides", True)}


def _are_codes(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) and _CODE.fullmatch(one) for one in value)


def _is_pattern(value: object) -> bool:
    return isinstance(value, str) and not fault_of_pattern(value)


def _are_pairs(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, tuple) and len(one) == 2 for one in value)  # noqa: PLR2004


DEFAULTS = Options()
