"""The rights that a configuration grants, expanded in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.effective import effective
from unscaffold.expanding import expand_in_memory
from unscaffold.granting.rows import Row, rows_of
from unscaffold.grants import EVERYTHING, Matrix, Unknown, Wanted, grants_of, marks_of, matrix_of, unknown_of
from unscaffold.options import DEFAULTS, SILENT, Options, Progress

if TYPE_CHECKING:
    from os import PathLike

    from unscaffold.effective import Effective
    from unscaffold.expanding import Expansion
    from unscaffold.findings import Finding, Region
    from unscaffold.grants import Grant, Marks


@dataclass(frozen=True)
class Rights:
    """Who may do what, as far as it was asked for.

    `is_whole` says whether all files could be read and expanded. `grants` are in the order of profiles, entity types
    and permissions; `unknown` are the scaffoldings that stay in place and grant more that nobody knows.
    """

    grants: list[Grant]
    marks: Marks
    unknown: list[Unknown]
    expansion: Expansion
    is_whole: bool

    @property
    def findings(self) -> list[Finding]:
        """What the expansion found."""
        return self.expansion.findings

    @cached_property
    def rows(self) -> list[Row]:
        """The grants, each with its place and what makes it idle."""
        return rows_of(self.grants, self.marks, self.expansion.configuration)

    @cached_property
    def matrix(self) -> Matrix:
        """What profiles may do, by areas of permissions."""
        return matrix_of(self.grants, self.unknown)

    @cached_property
    def unknown_places(self) -> list[tuple[Unknown, Region]]:
        """The scaffoldings that grant unknown rights, each with its place."""
        regions = [one.element.region() for one in self.unknown]
        places = self.expansion.configuration.places(regions)
        return [(one, places.get(region, region)) for one, region in zip(self.unknown, regions, strict=True)]


def rights(
    folder: str | PathLike[str],
    options: Options = DEFAULTS,
    *,
    wanted: Wanted = EVERYTHING,
    progress: Progress = SILENT,
) -> Rights:
    """Return who may do what by a configuration folder, writing nothing.

    Args:
        folder: The configuration folder.
        options: How to expand it; those that are about writing change nothing.
        wanted: Which profiles, permissions and entity types matter.
        progress: Told how far the run is.

    Raises:
        Failure: The folder or a stylesheet cannot be used.
    """
    expansion = expand_in_memory(Path(folder), options, progress=progress)
    return rights_of(expansion, effective(expansion, options.target), wanted)


def rights_of(expansion: Expansion, conf: Effective, wanted: Wanted = EVERYTHING) -> Rights:
    """Return who may do what by an expansion, of which `conf` is the effective configuration."""
    grants = grants_of(conf)
    shown = sorted(wanted.of(grants), key=_order)
    return Rights(shown, marks_of(conf, grants), wanted.of_unknown(unknown_of(conf)), expansion, conf.is_whole)


def _order(grant: Grant) -> tuple[str, ...]:
    said = (grant.profile, grant.entity_type, grant.permission)
    return (*(one.lower() for one in said), *said)
