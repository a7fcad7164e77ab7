"""What came of a comparison with an export, in words. Nothing in them is escaped yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unscaffold.verifying import Difference, Outcome, Said, Verified

_LEVEL = "Level"
_MOST = 50  # kinds of elements that are told: a comment is to have room for more


def heading(outcome: Outcome) -> str:
    """Return what a scaffolding is called: its name, and what it is for."""
    name = outcome.scaffolding or "(no scaffolding)"
    return " ".join([name, *(value for _, value in outcome.subject)])


def sentence(found: Difference) -> str:
    """Return a difference in words."""
    said = {
        "missing": _missing,
        "superfluous": _superfluous,
        "level": _level,
        "order": _order,
        "version": _version,
    }
    return said.get(found.kind, _content)(found)


def _called(found: Difference) -> str:
    return f"{found.element} '{found.identifier}'"


def _of_job(found: Difference) -> str:
    return f" of the job '{found.job}'" if found.job else ""


def _missing(found: Difference) -> str:
    where = "only" if found.here is None else "once more, and says something else there"
    return f"{_called(found)}{_of_job(found)} is in the export {where}{_inside(found)}"


def _superfluous(found: Difference) -> str:
    return f"{_called(found)}{_of_job(found)} is not in the export{_inside(found)}"


def _inside(found: Difference) -> str:
    tasks = "the task" if found.inside == 1 else f"the {found.inside} tasks"
    return f", with {tasks} in it" if found.inside else ""


def _level(found: Difference) -> str:
    if not (found.here or found.there):
        return f"{_called(found)}{_of_job(found)} runs before or after other tasks than in the export"
    return f"{_called(found)}{_of_job(found)} runs {_at(found.here)}, and {_at(found.there)} in the export"


def _at(said: Said | None) -> str:
    return f"on level {said[0][1]}" if said else "without a level"


def _order(found: Difference) -> str:
    if found.child == _LEVEL:
        return f"{_called(found)} numbers its levels in another way than the export; its steps run in the same order"
    return f"{_called(found)} has steps of one level in another order than the export"


def _version(found: Difference) -> str:
    there = f"'{found.there[0][1]}'" if found.there else ""
    if found.child:
        return f"{_called(found)} is {found.child} {there} in the export, as in another version of the product"
    return f"{_called(found)} is called {there} in the export, as by the old algorithm"


def _content(found: Difference) -> str:
    if found.child and found.here and found.there:
        here, there = (f"{found.child} {_values(said)}" for said in (found.here, found.there))
        return f"{_called(found)} has {here}, and {there} in the export"
    if found.child:
        own = "has" if found.there is None else "lacks"
        verb = "is not" if found.there is None else "is"
        said = " ".join([found.child, _values(found.here or found.there or ())]).rstrip()
        return f"{_called(found)} {own} {said}, which {verb} in the export"
    name = (found.here or found.there or (("", ""),))[0][0]
    here = _values(found.here) if found.here else f"no {name}"
    there = _values(found.there) if found.there else f"no {name}"
    return f"{_called(found)} has {here}, and {there} in the export"


def _values(said: Said) -> str:
    return " ".join(f'{name}="{value}"' for name, value in said)


def notes(verified: Verified) -> Iterator[str]:
    """Yield what is to be said of the export as a whole."""
    yield _of_target(verified)
    if verified.has_old_identifiers:
        yield "the export has identifiers of the old algorithm, which unscaffold does not know"
    failed, missing = verified.counts["failed"], verified.counts["missing"]
    if failed and missing:
        yield "what is missing may be what scaffoldings generate that could not be expanded"
    if verified.uncompared:
        kinds = [f"{count} {name}" for name, count in sorted(verified.uncompared.items())]
        more = f" and {len(kinds) - _MOST} more kinds" if len(kinds) > _MOST else ""
        yield f"not compared, for nothing that is expanded generates them: {', '.join(kinds[:_MOST])}{more}"
    if verified.unexpanded:
        noun, are = ("scaffolding", "is") if verified.unexpanded == 1 else ("scaffoldings", "are")
        yield f"the export holds {verified.unexpanded} {noun} that {are} not expanded there"


def _of_target(verified: Verified) -> str:
    if not verified.likely:
        return "nothing that was compared tells for which version of the product the export is"
    if verified.target in verified.likely:
        return f"the export fits the target {verified.target}"
    *others, last = verified.likely
    likely = f"{', '.join(others)} or {last}" if others else last
    return f"the export fits the target {likely} better than {verified.target}; say --target {verified.likely[0]}"


def counted(counts: dict[str, int]) -> str:
    """Return numbers with what they count, those that are 0 left out: `7 equal, 1 differs`."""
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number)
