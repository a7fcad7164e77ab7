"""Where modules are looked for: not in the working folder, which may be a stranger's checkout.

Imports nothing that Python has not imported by itself: it is asked before it is known where to look.
"""

import os


def trusted(folders: list[str]) -> list[str]:
    """Return folders of modules without the working folder, unless this package itself lies there."""
    return [folder for folder in folders if not _is_same(folder, os.curdir) or _is_same(folder, _home())]


def _home() -> str:
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - no pathlib yet


def _is_same(folder: str, other: str) -> bool:
    try:
        return os.path.samefile(folder or os.curdir, other)  # noqa: PTH121 - as above
    except OSError:
        return False
