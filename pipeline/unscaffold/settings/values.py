"""Values of a settings file that several keys have, and how one is shown that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SHOWN = 60  # characters of a value that cannot be


def texts(written: object, _: Path) -> tuple[str, ...]:
    """Return a list of texts, none of them empty."""
    if not isinstance(written, list) or not all(isinstance(one, str) and one for one in written):
        raise ValueError(f"is a list of texts, and not {shown(written)}")
    return tuple(written)


def quoted(text: str) -> str:
    """Return a text as the file has it."""
    return f'"{text}"'


def shown(written: object) -> str:
    """Return a value as it is shown in a sentence."""
    import json  # noqa: PLC0415 - few values cannot be

    try:
        shown = json.dumps(written, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):  # tables in tables, numbers of thousands of digits
        return "what stands there"
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
