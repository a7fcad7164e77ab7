"""How much is different, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from unscaffold.commandline.terminal import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.comparing import Comparison, Difference
    from unscaffold.diffing import Diffed

_MOST = 10  # values of a setting that are told: a comment is to have room for more
_ORDER = ("added", "removed", "renamed", "changed")


def counts(found: Iterable[Difference]) -> dict[str, int]:
    """Return how many elements are added, removed, renamed and changed, those that are none left out."""
    number = Counter[str](one.what for one in found)
    return {what: number[what] for what in _ORDER if number[what]}


def closing(diffed: Diffed) -> str:
    """Return the sentence that says how much is different, or that nothing is."""
    found = diffed.comparison
    parts = [
        _of("job", found.jobs),
        f"{counted(len(found.called), 'job')} with a task that is different" if found.called else "",
        _of("access rule", found.access_rules),
        rights_counted(found),
        _of("other element", found.others),
    ]
    told = "; ".join(filter(None, parts))
    return "; ".join(filter(None, (told, left_out(diffed)))) if told else nothing(diffed)


def left_out(diffed: Diffed) -> str:
    """Return the words that not all is compared, for there are errors; empty if it is."""
    return "what has errors is not compared" if diffed.old.errors or diffed.new.errors else ""


def rights_counted(found: Comparison) -> str:
    """Return how many rights are gained and lost; empty for none."""
    gained, lost = (sum(len(getattr(one, what)) for one in found.rights) for what in ("gained", "lost"))
    told = [f"{counted(number, 'right')} {what}" for number, what in ((gained, "gained"), (lost, "lost")) if number]
    return ", ".join(told)


def nothing(diffed: Diffed) -> str:
    """Return the sentence that says that nothing is different, for all that may have changed in files."""
    files = len(diffed.changed_files)
    if left_out(diffed):
        return f"no differences in what is compared; {left_out(diffed)}"
    if not files:
        return "no differences"
    return f"no differences in what is generated: {counted(files, 'file')} changed, and nothing by that"


def _of(noun: str, found: Iterable[Difference]) -> str:
    told = [f"{counted(number, noun)} {what}" for what, number in counts(found).items()]
    return ", ".join(told)


def settings_different(diffed: Diffed) -> Iterator[str]:
    """Yield which settings are different, in words: those are no lines of the configuration, and may cause all."""
    for name in ("target", "only", "keep"):
        before, after = (getattr(side.options, name) for side in (diffed.old_side, diffed.new_side))
        if before != after:
            yield f"the setting {name} is {_value(before)} on the old side, and {_value(after)} on the new one"


def _value(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return value
    more = f" and {len(value) - _MOST} more" if len(value) > _MOST else ""
    return f"{', '.join(value[:_MOST])}{more}" or "empty"
