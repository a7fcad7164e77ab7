"""What holds for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="session")
def forgetful() -> Iterator[None]:
    """Let runs remember nothing: neither of those before in the user's own cache folder, nor of each other."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("UNSCAFFOLD_CACHE", "")
        patched.delenv("FORCE_COLOR", raising=False)  # a CI system may set it
        yield
