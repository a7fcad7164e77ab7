"""What not every system can do: marks for the tests that need it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def _makes_links() -> bool:
    with TemporaryDirectory() as folder:
        try:
            (Path(folder) / "link").symlink_to("nowhere")
        except OSError:
            return False
        return True


LINKS = pytest.mark.skipif(not _makes_links(), reason="to make symbolic links, Windows asks for a right")


def posix(reason: str) -> pytest.MarkDecorator:
    """Return a mark that skips a test on Windows, and says why."""
    return pytest.mark.skipif(sys.platform == "win32", reason=reason)
