"""The graph of all jobs: which of them work on which connectors, by the agents on which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.graphs.graph import Graph, Group, Node
from unscaffold.graphs.job_graph import about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unscaffold.inspecting import JobSteps

_TITLE = "Jobs by connector"


def overview(jobs: Sequence[JobSteps]) -> Graph:
    """Return the graph of jobs and of the connectors on which their tasks work.

    Args:
        jobs: The jobs with their steps.
    """
    nodes = [_job(number, found) for number, found in enumerate(jobs, 1)]
    names = dict.fromkeys(name for node in nodes for name in node.connectors)
    connectors = {name: Node(f"c{number}", "connector", (name,), (name,)) for number, name in enumerate(names, 1)}
    agents: dict[str, list[Node]] = {}
    for found, node in zip(jobs, nodes, strict=True):
        agents.setdefault(found.job.agent, []).append(node)
    groups = [
        Group(f"g{number}", f"agent {agent}" if agent else "server", own)
        for number, (agent, own) in enumerate(agents.items(), 1)
    ]
    first = [Group("g0", "", [*connectors.values()])] if connectors else []
    arrows = [(connectors[name].key, node.key) for node in nodes for name in node.connectors]
    return Graph(_TITLE, [*first, *groups], arrows, is_ordered=False)


def _job(number: int, found: JobSteps) -> Node:
    tasks = f"{found.job.tasks} task{'' if found.job.tasks == 1 else 's'}"
    schedule, *_ = about(found.job)
    connectors = dict.fromkeys(name for step in found.steps for name in step.connectors)
    return Node(f"j{number}", "job", (found.job.identifier, schedule, tasks), (*connectors,))
