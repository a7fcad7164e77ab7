"""Findings, made again of what JSON keeps of them: of each named tuple, a list."""

from __future__ import annotations

from typing import Any

from unscaffold.findings import Edit, Finding, Mark, Region, Related, Rule


def recalled(kept: list[Any]) -> Finding:
    """Return a finding that was kept; there is nothing to be guessed in it."""
    region, severity, rule, values, related, edit, meant, _, generated = kept
    return Finding(
        _region(region),
        severity,
        Rule(*rule),
        tuple((name, value) for name, value in values),
        tuple(Related(role, _region(where)) for role, where in related),
        Edit(_region(edit[0]), edit[1]) if edit else None,
        meant,
        generated=generated,
    )


def _region(kept: list[Any]) -> Region:
    file, line, column, end_line, end_column, mark = kept
    where = Mark(tuple(mark[0]), *mark[1:]) if mark else None
    return Region(file, line, column, end_line, end_column, where)
