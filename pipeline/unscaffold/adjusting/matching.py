"""Which elements written by hand meet a generated one of their kind and identifier."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from unscaffold.jobs import identified
from unscaffold.markup import outermost
from unscaffold.vocabulary import access_rights, is_job, is_task

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from unscaffold.adjusting.adjusted_xml import Key
    from unscaffold.adjusting.adjustment import Generated
    from unscaffold.reading import Configuration, Declared

    Groups = dict[Key, list[Declared]]


class Match(NamedTuple):
    """Elements written by hand, in their order, and the generated one that they adjust.

    `numbers` are those of the scaffoldings that generate it: what several generate is adjusted by nobody. Where the
    first element has no mode, it is the only one, and replaces.
    """

    numbers: list[int]
    key: Key
    elements: list[Declared]


def matches(read: Configuration, generated: Sequence[Generated], *, are_own: bool) -> list[Match]:
    """Return what meets a generated element, jobs before tasks.

    Args:
        read: The configuration.
        generated: Its scaffoldings, with what they became.
        are_own: As for `others_of`.
    """
    steps = _matches_of_jobs_and_tasks(read, generated)
    return [*steps, *_matches_of_others(read, generated, are_own=are_own)]


def _matches_of_jobs_and_tasks(read: Configuration, generated: Sequence[Generated]) -> list[Match]:
    wanted = {element.key for element in read.jobs if element.identifier}
    met = _numbers(
        (key, number)
        for number, one in enumerate(generated if wanted else ())
        for name, identifier in (identified(one.xml) if not one.is_tentative else ())
        if (key := (name, identifier.lower())) in wanted
    )
    groups = _grouped(read.jobs, met)
    jobs = [*_matches_of(groups, met, is_job)]
    merged = {job.outermost for match in jobs for job in match.elements if job.mode}
    for key, group in groups.items():  # what stands in a job that is merged is no task of its own
        groups[key] = [one for one in group if len(one.way) == 1 or one.outermost not in merged]
    return [*jobs, *_matches_of(groups, met, is_task)]


def makes_pieces(generated: Iterable[Generated]) -> bool:
    """Return whether scaffoldings of the table make more than rules: any element written by hand may replace that."""
    known = access_rights()
    return any(known[name].makes_pieces for one in generated if (name := one.scaffolding.name) in known)


def _matches_of_others(read: Configuration, generated: Sequence[Generated], *, are_own: bool) -> list[Match]:
    met = _numbers(
        ((name, identifier.lower()), number)
        for number, one in enumerate(generated)
        for name, identifier in others_of(one, are_own=are_own)
    )
    groups = _grouped(read.named({name for name, _ in met}), met)
    return [*_matches_of(groups, met, lambda _: True)]


def others_of(one: Generated, *, are_own: bool) -> Iterator[tuple[str, str]]:
    """Yield the names and identifiers of what a scaffolding generated, but for jobs and tasks.

    Args:
        one: The scaffolding, with what it became.
        are_own: Whether stylesheets of somebody's own may have generated such elements.
    """
    has_others = are_own or one.scaffolding.name in access_rights()
    for element in outermost(one.xml) if has_others and not one.is_tentative else ():
        has_a_place = element.identifier and not element.is_addition
        if has_a_place and not is_job(element.name) and not is_task(element.name):
            yield element.name, element.identifier


def _numbers(found: Iterable[tuple[Key, int]]) -> dict[Key, list[int]]:
    """Return what is generated, with the numbers of its scaffoldings."""
    numbers: dict[Key, list[int]] = defaultdict(list)
    for key, number in found:
        numbers[key].append(number)
    return numbers


def _grouped(elements: Iterable[Declared], keys: Collection[Key]) -> Groups:
    groups: Groups = {}
    for element in elements if keys else ():
        key = element.key
        if element.identifier and key in keys:
            groups.setdefault(key, []).append(element)
    return groups


def _matches_of(groups: Groups, met: Mapping[Key, list[int]], is_wanted: Callable[[str], bool]) -> Iterator[Match]:
    for key, group in groups.items():
        # A task that stands in a job written by hand is one of its own, and adjusts none of another job.
        if is_wanted(key[0]) and group and len(group[0].way) == 1:
            changing = [element for element in group if element.mode and len(element.way) == 1]
            yield Match(met[key], key, changing if group[0].mode else group[:1])
