"""Why elements are there, what they decide, and what is missing: looked up in the origins that matter."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from unscaffold.expanding import expand_in_memory
from unscaffold.explaining.explained import Explained, Explanation, Lack, Lacking
from unscaffold.explaining.gone import gone_of, taken_by
from unscaffold.explaining.meant import Made, Meant, Written
from unscaffold.explaining.named import meant_by_name, unknown
from unscaffold.explaining.placed import meant_by_place, names_a_file, names_a_line
from unscaffold.explaining.sources import sources_of
from unscaffold.findings import Failure
from unscaffold.markup import outermost
from unscaffold.options import DEFAULTS, SILENT, Options, Progress
from unscaffold.origins import origins_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from unscaffold.expanding import Expansion
    from unscaffold.findings import Way
    from unscaffold.origins import Origins
    from unscaffold.reading import Place


def explain(
    folder: str | PathLike[str],
    what: str,
    options: Options = DEFAULTS,
    *,
    output: Path | None = None,
    progress: Progress = SILENT,
) -> Explained:
    """Explain elements of a configuration folder, which is expanded in memory for that.

    Args:
        folder: The configuration folder.
        what: The identifier of an element, in any case; its kind, a colon and its identifier; or where it stands,
            FILE:LINE or FILE:LINE:COLUMN, be it in the folder or in an output. A scaffolding is what it generates.
        options: How to expand it; those that are about writing change nothing.
        output: The output folder in which FILE is; None for the configuration, or whatever output FILE lies in.
        progress: Told how far the run is.

    Raises:
        Failure: The folder or a stylesheet cannot be used, or nothing of that name is there.
    """
    expansion = expand_in_memory(Path(folder), options, progress=progress)
    meant = _meant(expansion, what, output)
    gone = () if meant and meant.made else gone_of(expansion, options, what)
    if meant is None and not gone:
        raise unknown(expansion, what)
    made, written = _generated(expansion, meant or Meant())
    explanations = _explanations(expansion, options, made)
    gone += tuple(one for name in taken_by(expansion, written) for one in gone_of(expansion, options, name))
    taking = {by.place[:3] for one in gone for origin in one.history for by in origin.decided_by}
    sources = (one for one in sources_of(expansion, options, written) if one.uses or one.place[:3] not in taking)
    return Explained(tuple(explanations), tuple(sources), gone, expansion.findings)


def missing(
    folder: str | PathLike[str],
    what: str,
    options: Options = DEFAULTS,
    *,
    output: Path | None = None,
    progress: Progress = SILENT,
) -> Lacking:
    """Explain what the scaffolding of a job does not generate, and could have.

    Args:
        folder: As for `explain`.
        what: The same: a job, what else the scaffolding generates, or the scaffolding itself.
        options: The same.
        output: The same.
        progress: The same.

    Raises:
        Failure: As `explain`; or no scaffolding generates it.
    """
    expansion = expand_in_memory(Path(folder), options, progress=progress)
    meant = _meant(expansion, what, output)
    if meant is None:
        raise unknown(expansion, what)
    made, _ = _generated(expansion, meant)
    if not made:
        raise Failure(f"no scaffolding generates '{what}'; name a job that one generates")
    read = expansion.configuration
    asked = _ways(made)
    lacks = (
        Lack(
            one.scaffolding.name,
            read.place(one.scaffolding),
            tuple(one.elements[number] for number in sorted({way[0] for way in asked[one.scaffolding.outermost]})),
            one.missing,
        )
        for one in _origins(expansion, options, made)
    )
    return Lacking(tuple(lacks), expansion.findings)


def _meant(expansion: Expansion, what: str, output: Path | None) -> Meant | None:
    is_place = names_a_file(expansion, what) or (output and names_a_line(what))
    by_name = None if is_place else meant_by_name(expansion, what)
    return by_name or meant_by_place(expansion, what, output)


def _generated(expansion: Expansion, meant: Meant) -> tuple[list[Made], list[Written]]:
    """Return the generated elements that are meant, those of scaffoldings among them, and the elements by hand."""
    expanded = {one.scaffolding.outermost: one for one in expansion.expanded if not one.failed}
    made, written = [*meant.made], []
    for one in meant.written:
        scaffolding = expanded.get((one.file, one.way[0])) if len(one.way) == 1 else None
        if scaffolding:
            made += (Made(scaffolding, (number,)) for number, _ in enumerate(outermost(scaffolding.xml)))
        else:
            written.append(one)
    return made, written


def _origins(expansion: Expansion, options: Options, made: Sequence[Made]) -> Iterator[Origins]:
    chosen = [*{id(one.one): one.one for one in made}.values()]
    return origins_of(expansion, options, chosen) if chosen else iter(())


def _ways(made: Iterable[Made]) -> dict[Place, set[Way]]:
    """Return the ways to generated elements, by where the scaffoldings stand that generate them."""
    ways: dict[Place, set[Way]] = defaultdict(set)
    for one in made:
        ways[one.one.scaffolding.outermost].add(one.way)
    return ways


def _explanations(expansion: Expansion, options: Options, made: Sequence[Made]) -> Iterator[Explanation]:
    wanted = _ways(made)
    for origins in _origins(expansion, options, made):
        place = expansion.configuration.place(origins.scaffolding)
        for way in sorted(wanted[origins.scaffolding.outermost]):
            around = [origins.at(way[:length]) for length in range(1, len(way) + 1)]
            *within, element = [one for one in around if one]
            yield Explanation(element, tuple(within), origins.scaffolding.name, place)
