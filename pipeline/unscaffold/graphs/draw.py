"""What a user wants to see of the jobs of a folder, as graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unscaffold.findings import Failure, did_you_mean, nearest
from unscaffold.graphs.job_graph import job_graph
from unscaffold.graphs.mermaid import fits, limit
from unscaffold.graphs.overview import overview
from unscaffold.graphs.splitting import Parts
from unscaffold.inspecting import every_job_steps, job_steps
from unscaffold.options import DEFAULTS, Options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unscaffold.findings import Finding
    from unscaffold.graphs.graph import Graph

_TOLD = 10  # connectors that are named where none of them is meant
_ANY_NUMBER = 0  # of tasks at once: a level is drawn as one, however many of its tasks are launched together


class Wanted(NamedTuple):
    """What is to be drawn.

    Attributes:
        job: The identifier or the place of a job, or empty for the overview of all.
        each: Whether each job is drawn after the overview.
        connector: The one whose part alone is drawn, in any case, or empty.
        is_split: Whether all parts are drawn, each as a graph of its own.
        is_limited: Whether graphs that are too large for Mermaid are split, or cut.
    """

    job: str = ""
    each: bool = False
    connector: str = ""
    is_split: bool = False
    is_limited: bool = True


class Drawn(NamedTuple):
    """The graphs, and what was found on the way."""

    graphs: list[Graph]
    findings: Sequence[Finding]


def draw(folder: Path, wanted: Wanted, options: Options = DEFAULTS) -> Drawn:
    """Return graphs of the jobs of a configuration folder, generated and written by hand.

    Args:
        folder: The configuration folder.
        wanted: What is to be drawn.
        options: Those of a run; of them, those matter that say what is read and expanded.

    Raises:
        Failure: The folder or a stylesheet cannot be used; there is no such job, or there are several; nothing in
            what is drawn works on the connector.
    """
    if wanted.job:
        found = job_steps(folder, wanted.job, _ANY_NUMBER, options)
        return Drawn(_parts([job_graph(found)], wanted), found.findings)
    every = every_job_steps(folder, _ANY_NUMBER, options)
    graphs = [overview(every.jobs), *(map(job_graph, every.jobs) if wanted.each else ())]
    return Drawn(_parts(graphs, wanted), every.findings)


def _parts(graphs: Sequence[Graph], wanted: Wanted) -> list[Graph]:
    """Return graphs in the parts that are wanted or needed."""
    if wanted.connector:
        return _of_connector(graphs, wanted)
    return [part for graph in graphs for part in _whole_or_split(graph, wanted)]


def _whole_or_split(graph: Graph, wanted: Wanted) -> list[Graph]:
    if not wanted.is_split and not (wanted.is_limited and not fits(graph)):
        return [graph]
    parts = _split(graph, wanted)
    return [part for connector in parts.connectors for part in parts.of(connector)] or [graph]


def _of_connector(graphs: Sequence[Graph], wanted: Wanted) -> list[Graph]:
    found: list[Graph] = []
    names: set[str] = set()
    for parts in (_split(graph, wanted) for graph in graphs):
        same = [name for name in parts.connectors if name.lower() == wanted.connector.lower()]
        found += [part for name in same for part in parts.of(name)]
        names |= {*filter(None, parts.connectors)}
    if found:
        return found
    known = sorted(names)
    meant = did_you_mean(nearest(wanted.connector, known))
    raise Failure(f"nothing that is to be drawn works on a connector '{wanted.connector}'{meant}", known[:_TOLD])


def _split(graph: Graph, wanted: Wanted) -> Parts:
    return Parts(graph, limit() if wanted.is_limited else None)
