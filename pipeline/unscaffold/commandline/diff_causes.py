"""What causes a difference, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.diffing import Cause

_MOST = 5  # elements that are named


def because(causes: Iterable[Cause]) -> Iterator[str]:
    """Yield a line for each element that causes a difference: where it stands, or where it stood if it is gone."""
    found: dict[tuple[str, str], dict[str, list[Cause]]] = {}
    for one in causes:
        found.setdefault((one.element, one.identifier.lower()), {}).setdefault(one.side, []).append(one)
    for sides in [*found.values()][:_MOST]:
        yield f"because of {_told(sides)}"
    if len(found) > _MOST:
        yield f"and of {len(found) - _MOST} more elements"


def _told(sides: dict[str, list[Cause]]) -> str:
    shown = sides.get("new") or sides["old"]
    lines: dict[str, list[str]] = {}
    for one in shown:
        lines.setdefault(one.file, []).append(_lines(one))
    where = ", ".join(f"{file}:{','.join(dict.fromkeys(own))}" for file, own in lines.items())
    element = f"{shown[0].element} {shown[0].identifier}".rstrip()
    return f"{where} ({element})" if "new" in sides else f"{where} of the old side ({element})"


def _lines(one: Cause) -> str:
    return f"{one.line}-{one.end_line}" if one.end_line > one.line else str(one.line)
