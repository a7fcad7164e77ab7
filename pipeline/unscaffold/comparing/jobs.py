"""Jobs of both sides: which one is which, though its identifier is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.comparing.content import as_it_is, content, renaming
from unscaffold.comparing.elements import difference, one_sided
from unscaffold.comparing.pairing import only, paired
from unscaffold.vocabulary import is_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.comparing.content import Renaming
    from unscaffold.comparing.difference import Difference
    from unscaffold.effective import Element

_NAMED = ("Identifier",)
_ITSELF = "\0"  # stands for the job's identifier, which no attribute of XML can hold


def jobs_different(old: Iterable[Element], new: Iterable[Element]) -> Iterator[Difference]:
    """Yield the jobs that are different.

    A job of another identifier is the same one if it is alike in all else, or else if it does the same: if just one
    on each side runs the same kinds of tasks for the same connectors, be it on other levels.
    """
    found = only(only(only(paired(old, new), _all_else), _doing), _calling)
    for one, other in found.both:
        is_renamed = one.identifier.lower() != other.identifier.lower()
        rename = renaming(one.identifier, other.identifier) if is_renamed else as_it_is
        own = difference(one, other, rename, is_renamed=is_renamed)
        if own:
            yield own
    yield from one_sided(found)


def _all_else(job: Element, is_old: bool) -> object:  # noqa: ARG001 - it is the same on both sides
    return content(job, renaming(job.identifier, _ITSELF), _NAMED) if job.identifier else None


def _doing(job: Element, is_old: bool) -> object:  # noqa: ARG001 - as above
    """Return what a job does, where the tasks that it calls are named after it, too."""
    return _done(job, renaming(job.identifier, _ITSELF))


def _calling(job: Element, is_old: bool) -> object:  # noqa: ARG001 - as above
    """Return what a job does, where the tasks that it calls keep their names, though these may begin as its own."""
    return _done(job, as_it_is)


def _done(job: Element, rename: Renaming) -> object:
    """Return what a job does; None if it does nothing."""
    steps = [
        (step.name, step.get("Connector").lower(), step.get("Connection").lower(), called)
        for step in job.children
        if is_step(step.name)
        for called in [rename(step.identifier) if step.name == "Step" else ""]
    ]
    return (job.get("Agent").lower(), (*sorted(steps),)) if steps and job.identifier else None
