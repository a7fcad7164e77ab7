"""What jobs and tasks name, and nothing declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unscaffold.effective import Effective, Element


def unknown(conf: Effective, attribute: str, kind: str) -> Iterator[list[Element]]:
    """Yield the jobs, tasks and steps that name what nothing declares, those of a job and a name together.

    Where nothing of the kind is declared at all, it is declared elsewhere, and nobody knows what.

    Args:
        conf: The configuration.
        attribute: By which attribute they name it.
        kind: What they name.
    """
    declared = {one.identifier.lower() for one in conf.of(kind)}
    together: dict[tuple[int, str], list[Element]] = {}
    for element in conf.elements if declared else ():
        for one in _naming(element):
            name = one.get(attribute).lower()
            if name and name not in declared:
                # What a scaffolding generates is caused at one place, whether it is in a job or not.
                together.setdefault((id(one.scaffolding or element), name), []).append(one)
    yield from together.values()


def _naming(element: Element) -> Iterable[Element]:
    if is_job(element.name):
        return [element, *element.children]
    return [element] if is_task(element.name) else []
