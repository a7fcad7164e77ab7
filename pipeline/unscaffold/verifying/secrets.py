"""A result without values that may be secret: a report may be read by more people than the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.rules import may_be_secret

if TYPE_CHECKING:
    from unscaffold.verifying.difference import Difference, Said, Verified

_HIDDEN = "***"


def without_secrets(verified: Verified) -> Verified:
    """Return a result in which what may be secret is hidden."""
    outcomes = (one._replace(differences=tuple(map(_without_secrets, one.differences))) for one in verified.outcomes)
    return verified._replace(outcomes=tuple(outcomes))


def _without_secrets(one: Difference) -> Difference:
    return one._replace(here=one.here and _hidden(one.here), there=one.there and _hidden(one.there))


def _hidden(said: Said) -> Said:
    return tuple((name, _HIDDEN if may_be_secret(name, value) else value) for name, value in said)
