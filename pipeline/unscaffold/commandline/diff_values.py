"""Values of attributes, but for those that may be secret: a comment of a pull request may be read by more people."""

from __future__ import annotations

from unscaffold.rules import may_be_secret

_HIDDEN = "***"


def shown(attribute: str, value: str) -> str:
    """Return a value as it is shown."""
    return _HIDDEN if may_be_secret(attribute, value) else value
