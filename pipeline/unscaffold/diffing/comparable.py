"""The effective configurations of two expansions, without what only one of them knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.diffing.sides import key_of
from unscaffold.effective import Effective, effective

if TYPE_CHECKING:
    from collections.abc import Callable

    from unscaffold.effective import Element
    from unscaffold.expanding import Expansion
    from unscaffold.options import Target


def comparable(old: tuple[Expansion, Target], new: tuple[Expansion, Target]) -> tuple[Effective, Effective]:
    """Return the effective configurations of two expansions, each with the version of the product it is made for.

    What stands in a file that one side could not read, and what a scaffolding generates that does not expand on one
    side, is left out on both: it is neither added nor removed.
    """
    is_known = _known_on_both(old[0], new[0])
    before, after = (_only(effective(*side), is_known) for side in (old, new))
    return before, after


def _only(conf: Effective, is_known: Callable[[Element], bool] | None) -> Effective:
    if is_known is None:
        return conf
    left = [element for element in conf.elements if is_known(element)]
    return Effective(left, conf.folder, conf.files, conf.target, conf.today, is_whole=False)


def _known_on_both(old: Expansion, new: Expansion) -> Callable[[Element], bool] | None:
    """Return whether an element is known on both sides; None if all are."""
    failed = {key_of(one.scaffolding) for side in (old, new) for one in side.expanded if one.failed}
    unread = old.configuration.unread | new.configuration.unread
    if not (failed or unread):
        return None
    return lambda one: (
        one.file not in unread and not (one.scaffolding is not None and key_of(one.scaffolding) in failed)
    )
