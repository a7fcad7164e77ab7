"""A fleet in Markdown: its table, and of a report all that there is to tell.

What others wrote stands between backticks, where it is neither markup nor a mention nor a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.commandline.fleet_table import cells, titles, totals
from unscaffold.commandline.sheets import code
from unscaffold.commandline.terminal import counted
from unscaffold.reporting import by_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unscaffold.reporting import Fleet, FleetFinding, FleetRight, Row

_MOST = 20  # findings, and rights, that are told of a repository
_MOST_RIGHTS = 2_000


def table(fleet: Fleet) -> str:
    """Return the closing table, and what all of them have below it."""
    head = [title.capitalize() for title in titles(fleet)]
    rows = [_as_shown(fleet, row) for row in fleet.rows]
    return f"{_table([head, *rows])}\n{totals(fleet)}\n" if rows else f"{totals(fleet)}\n"


def report(fleet: Fleet) -> str:
    """Return the report."""
    return "".join(_parts(fleet))


def _as_shown(fleet: Fleet, row: Row) -> list[str]:
    name, *others = cells(fleet, row)
    return [code(name), *others]


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already, its titles first."""
    head, *others = rows
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *others))


def _parts(fleet: Fleet) -> Iterator[str]:
    yield f"# {code(fleet.title)}: `unscaffold {fleet.command}`\n\n{totals(fleet)}\n"
    failed = [row for row in by_findings(fleet.rows) if row.status == "failed"]
    if failed:
        yield "\n## Could not run\n\n"
        yield from (f"- {code(row.name)}: {code(row.sentence)}\n" for row in failed)
    if fleet.rows:
        head = [title.capitalize() for title in titles(fleet)]
        yield f"\n## Repositories\n\n{_table([head, *(_as_shown(fleet, row) for row in by_findings(fleet.rows))])}"
    if fleet.rules:
        yield "\n## Rules\n\n"
        rules = [
            (code(one.code), code(one.name), one.severity, str(one.repositories), str(one.findings))
            for one in fleet.rules
        ]
        yield _table([("Rule", "Name", "Severity", "Repositories", "Findings"), *rules])
    yield from _rights(fleet)
    drifted = [row for row in fleet.rows if row.drift.is_any]
    if drifted:
        yield "\n## Since the last run\n"
        for row in drifted:
            yield from _drift(row)


def _rights(fleet: Fleet) -> Iterator[str]:
    if not fleet.rights:
        return
    yield "\n## Rights\n\n"
    shown = [
        (
            code(one.profile),
            code(one.permission),
            str(one.repositories),
            str(one.unrestricted),
            ", ".join(map(code, one.names)),
        )
        for one in fleet.rights[:_MOST_RIGHTS]
    ]
    yield _table([("Profile", "Permission", "Repositories", "Without a filter", "Only in"), *shown])
    if len(fleet.rights) > _MOST_RIGHTS:
        yield f"\n… and {len(fleet.rights) - _MOST_RIGHTS} more\n"


def _drift(row: Row) -> Iterator[str]:
    drift = row.drift
    yield f"\n### {code(row.name)}\n\n"
    if drift.was:
        yield f"- status: {drift.was}, and now {row.status}\n"
    if drift.written:
        yield f"- {counted(drift.written, 'file')} of the output written or removed\n"
    for sign, findings in (("new", drift.new), ("gone", drift.gone)):
        yield from (f"- {sign}: {_finding(one)}\n" for one in findings[:_MOST])
        yield from _more(sign, len(findings))
    for sign, rights in (("gained", drift.gained), ("lost", drift.lost)):
        yield from (f"- {sign}: {_right(one)}\n" for one in rights[:_MOST])
        yield from _more(sign, len(rights))


def _more(sign: str, number: int) -> Iterator[str]:
    if number > _MOST:
        yield f"- {sign}: and {number - _MOST} more\n"


def _finding(one: FleetFinding) -> str:
    return f"**{one.severity}** {code(one.code)} {code(one.message)} in {code(f'{one.file}:{one.line}')}"


def _right(one: FleetRight) -> str:
    return ", ".join(code(part) for part in one if part)
