"""unscaffold: expands the job scaffoldings of a Netwrix Identity Manager (Usercube) configuration, offline.

`expand` and `expand_in_memory` are the two ways in; what is here is imported when it is first asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False  # not typing's: with `python -m`, nothing is to be imported before the module path is clean
if TYPE_CHECKING:
    from unscaffold.diagnostics import Diagnostic, Failure
    from unscaffold.expansion import Report, expand
    from unscaffold.generation import Expansion, expand_in_memory

__all__ = ["Diagnostic", "Expansion", "Failure", "Report", "expand", "expand_in_memory"]

_MODULES = {
    "Diagnostic": "unscaffold.diagnostics",
    "Expansion": "unscaffold.generation",
    "Failure": "unscaffold.diagnostics",
    "Report": "unscaffold.expansion",
    "expand": "unscaffold.expansion",
    "expand_in_memory": "unscaffold.generation",
}

__version__ = "0.1.0"


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 - importing the package must cost nothing

    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module 'unscaffold' has no attribute {name!r}")
    return getattr(import_module(module), name)
