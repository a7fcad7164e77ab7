"""What jobs and tasks name, and nothing declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.vocabulary import is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from unscaffold.effective import Effective, Element


class Without:
    """Names that may be meant, as often as they are asked for: known ones, but for some.

    Args:
        known: The known ones.
        left_out: Those that cannot be meant, in lower case.
    """

    def __init__(self, known: Iterable[str], left_out: Container[str]) -> None:
        self._known, self._left_out = known, left_out

    def __iter__(self) -> Iterator[str]:
        """Yield them."""
        return (name for name in self._known if name.lower() not in self._left_out)


class Known:
    """What a configuration declares of a kind, as long as it declares something of it at all.

    Args:
        conf: The configuration.
        kinds: The kind, and further ones whose elements have the identifiers of the first.
        by_family: Whether a name may be declared elsewhere, unless others that begin as it does are here: what
            comes before the first underscore is most often the connector.
        further: Names that are taken as declared.
    """

    def __init__(self, conf: Effective, *kinds: str, by_family: bool = False, further: Iterable[str] = ()) -> None:
        self.names = [one.identifier for kind in kinds for one in conf.of(kind) if one.identifier]
        declared = {name.lower() for name in self.names}
        self._families = {_family(name) for name in declared} if by_family else None
        self._known = declared | {name.lower() for name in further if declared}

    def lacking(self, names: Iterable[str]) -> set[str]:
        """Return those of some names that nothing certainly declares."""
        return {name for name in {*names} if self.lacks(name)}

    def lacks(self, name: str) -> bool:
        """Return whether nothing certainly declares a name."""
        is_here = self._families is None or _family(name.lower()) in self._families
        return bool(name and self._known and is_here) and name.lower() not in self._known


def _family(name: str) -> str:
    return name.partition("_")[0]


def unknown(conf: Effective, attribute: str, kind: str) -> Iterator[list[Element]]:
    """Yield the jobs, tasks and steps that name what nothing declares, those of a job and a name together.

    Where nothing of the kind is declared at all, it is declared elsewhere, and nobody knows what.

    Args:
        conf: The configuration.
        attribute: By which attribute they name it.
        kind: What they name.
    """
    declared = {one.identifier.lower() for one in conf.of(kind)}
    steps = (one for found in conf.in_jobs.values() for one in found)
    named = {one.get(attribute) for one in (*(job.element for job in conf.jobs), *steps)}
    unknown = {name.lower() for name in named} - declared - {""} if declared else set()
    together: dict[tuple[int, str], list[Element]] = {}
    for element in conf.elements if unknown else ():
        for one in _naming(element):
            name = one.get(attribute).lower()
            if name in unknown:
                # What a scaffolding generates is caused at one place, whether it is in a job or not.
                together.setdefault((id(one.scaffolding or element), name), []).append(one)
    yield from together.values()


def _naming(element: Element) -> Iterable[Element]:
    if is_job(element.name):
        return [element, *element.children]
    return [element] if is_task(element.name) else []
