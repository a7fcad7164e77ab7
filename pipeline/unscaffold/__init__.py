"""unscaffold: expands the job scaffoldings of a Netwrix Identity Manager (Usercube) configuration, offline.

`expand`, `expand_in_memory`, `check` and `rights` are the ways in; what is here is imported when it is first asked
for.
"""

# With `python -m`, Python looks for modules in the working folder until `__main__` has taken it off the list. So this
# module imports nothing, neither `typing` nor `__future__`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from unscaffold.checking import Checked, check
    from unscaffold.expanding import Expansion, expand_in_memory
    from unscaffold.findings import Failure, Finding
    from unscaffold.folder_to_folder import Report, expand
    from unscaffold.granting import Rights, rights
    from unscaffold.options import Options

__all__ = [
    "Checked",
    "Expansion",
    "Failure",
    "Finding",
    "Options",
    "Report",
    "Rights",
    "check",
    "expand",
    "expand_in_memory",
    "rights",
]

_MODULES = {
    "Checked": "unscaffold.checking",
    "Expansion": "unscaffold.expanding",
    "Failure": "unscaffold.findings",
    "Finding": "unscaffold.findings",
    "Options": "unscaffold.options",
    "Report": "unscaffold.folder_to_folder",
    "Rights": "unscaffold.granting",
    "check": "unscaffold.checking",
    "expand": "unscaffold.folder_to_folder",
    "expand_in_memory": "unscaffold.expanding",
    "rights": "unscaffold.granting",
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
