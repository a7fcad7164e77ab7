"""unscaffold: expands the job scaffoldings of a Netwrix Identity Manager (Usercube) configuration, offline.

The two functions are those of `pipeline.expansion`; they are imported when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.diagnostics import Diagnostic, Failure
    from pipeline.expansion import Expansion, Report, expand, expand_in_memory

__all__ = ["Diagnostic", "Expansion", "Failure", "Report", "expand", "expand_in_memory"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 - importing the package must cost nothing

    if name in {"Diagnostic", "Failure"}:
        return getattr(import_module("pipeline.diagnostics"), name)
    if name in __all__:
        return getattr(import_module("pipeline.expansion"), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
