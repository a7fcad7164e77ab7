"""Where the steps of a job come from: its scaffolding, an argument of that, or somebody's hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from unscaffold.effective import Step
    from unscaffold.findings import Region


class Origin(NamedTuple):
    """Where a step comes from: from what kind of element, what that is called, and where it stands."""

    kind: Literal["scaffolding", "argument", "hand"]
    element: str
    place: Region


def origin_of(step: Step, region: Region, place: Region) -> Origin:
    """Return where a step comes from.

    Args:
        step: The step.
        region: The region that causes it.
        place: The same, with its line.
    """
    scaffolding = step.element.scaffolding
    way = region.mark.way if region.mark else ()
    if scaffolding is None or region.file != scaffolding.file or way[: len(scaffolding.way)] != scaffolding.way:
        return Origin("hand", step.element.name, place)
    if way == scaffolding.way:
        return Origin("scaffolding", scaffolding.name, place)
    return Origin("argument", scaffolding.children[way[len(scaffolding.way)]][0], place)
