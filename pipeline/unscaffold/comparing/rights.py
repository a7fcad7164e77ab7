"""The rights that profiles gain and lose."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unscaffold.comparing.difference import ProfileRights
from unscaffold.grants import grants_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unscaffold.effective import Effective
    from unscaffold.grants import Grant

    Rights = Mapping[tuple[object, ...], Grant]


def rights_different(old: Effective, new: Effective) -> Iterator[ProfileRights]:
    """Yield what profiles gain and lose, by the profile; what two rules grant is lost when neither grants it.

    A rule of a context folder grants what it does, and is not compared itself.
    """
    before, after = _rights(old), _rights(new)
    gained, lost = _by_profile(after, before), _by_profile(before, after)
    for profile in sorted({*gained, *lost}):
        own, former = gained.get(profile, []), lost.get(profile, [])
        yield ProfileRights((own or former)[0].profile, (*sorted(own, key=_order),), (*sorted(former, key=_order),))


def _rights(conf: Effective) -> Rights:
    """Return what is granted, each right once."""
    rights: dict[tuple[object, ...], Grant] = {}
    for grant in grants_of(conf):
        key = (grant.profile.lower(), grant.entity_type.lower(), grant.permission.lower(), grant.reach)
        rights.setdefault(key, grant)
    return rights


def _by_profile(rights: Rights, others: Rights) -> dict[str, list[Grant]]:
    """Return the rights that are not among others, and not of a context folder, by the profile in lower case."""
    found: dict[str, list[Grant]] = defaultdict(list)
    for key, grant in rights.items():
        if key not in others and not grant.rule.is_context:
            found[grant.profile.lower()].append(grant)
    return found


def _order(grant: Grant) -> tuple[object, ...]:
    reach = grant.reach
    told = (not reach.can_execute, reach.properties, reach.conditions, grant.restriction)
    return grant.entity_type.lower(), grant.permission.lower(), told
