"""Scaffoldings that grant rights, as long as they stay in place: which rights these are, nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.grants.families import GRANTING, MODULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unscaffold.effective import Effective, Element

_ADMINISTRATOR = "CreateAdministratorProfile"
_OF_ADMINISTRATOR = "Administrator"  # the profile that it makes
# Those that may make profiles that nobody knows.
_MAKING_PROFILES = ("BootstrapModule", "ProfileModule", "WorkforceModule")


class Unknown(NamedTuple):
    """A scaffolding that grants rights that nobody knows; `profile` is empty if nobody knows to whom, either."""

    element: Element
    profile: str

    @property
    def is_of_access_rights(self) -> bool:
        """Whether that is what it is for: a module makes much else."""
        return self.element.name not in MODULES

    @property
    def entity_type(self) -> str:
        """The entity type that it is for, or empty."""
        return self.element.get("EntityType")


def count_of_unknown(names: Iterable[str]) -> int:
    """Return how many of the scaffoldings of some names grant unknown rights, modules apart."""
    return sum(name in GRANTING and name not in MODULES for name in names)


def unknown_of(conf: Effective) -> list[Unknown]:
    """Return the scaffoldings that grant unknown rights, in configuration order."""
    granting = (
        one for one in conf.elements if one.name in GRANTING and one.get("IsEnabled").lower() not in {"false", "0"}
    )
    return [Unknown(one, conf.spelling("Profile", _profile_of(one))) for one in granting]


def _profile_of(scaffolding: Element) -> str:
    return scaffolding.get("Profile") or (_OF_ADMINISTRATOR if scaffolding.name == _ADMINISTRATOR else "")


def may_have_more_profiles(conf: Effective) -> bool:
    """Return whether scaffoldings may make profiles that nobody knows."""
    return any(conf.of(name) for name in _MAKING_PROFILES)
