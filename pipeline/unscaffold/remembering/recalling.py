"""Findings, made again of what JSON keeps of them: of each named tuple, a list."""

from __future__ import annotations

from typing import Any

from unscaffold.findings import Edit, Finding, Mark, Region, Related, Rule


def recalled(kept: list[Any]) -> Finding:
    """Return a finding that was kept; there is nothing to be guessed in it."""
    region, severity, rule, values, related, edit, meant, _, generated = kept
    return Finding(
        region_of(region),
        severity,
        Rule(*rule),
        tuple((name, value) for name, value in values),
        tuple(Related(role, region_of(where)) for role, where in related),
        Edit(region_of(edit[0]), edit[1]) if edit else None,
        meant,
        generated=generated,
    )


def region_of(kept: list[Any]) -> Region:
    """Return a region that was kept."""
    file, line, column, end_line, end_column, mark = kept
    where = Mark(tuple(mark[0]), *mark[1:]) if mark else None
    return Region(file, line, column, end_line, end_column, where)
