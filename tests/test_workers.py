"""Processes that generate: when they are started, in which order they give results, and what if one is ended."""

from __future__ import annotations

from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from pipeline.diagnostics import Failure
from pipeline.jobs import unpacked
from pipeline.workers import workers

if TYPE_CHECKING:
    from collections.abc import Iterator

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">'


def document(number: int) -> str:
    connector = f'<Agent Identifier="Local"/><Connector Identifier="C{number}"/>'
    return f'{START}{connector}<CreateConnectorSynchroComplete Connector="C{number}"/></ConfigurationFile>'


def jobs(count: int, files: int, documents: int) -> tuple[list[str], list[int]]:
    """Return the identifiers of the jobs, and how many processes there were before each document."""
    others = []

    def noted() -> Iterator[str]:
        for number in range(documents):
            others.append(len(active_children()))
            yield document(number)

    with workers(count, files, ()) as at_work:
        generated = [unpacked(result) for one in at_work.generated(noted()) for result in one.results]
    return [xml.partition('Identifier="')[2].partition('"')[0] for xml in generated], others


EXPECTED = [f"C{number}_Synchronize_Complete" for number in range(12)]


def test_one_process_is_this_one() -> None:
    assert jobs(1, 10_000, 12) == (EXPECTED, [0] * 12)


def test_processes_are_started_at_once_where_there_are_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers._cores", lambda: 2)
    assert jobs(0, 10_000, 12) == (EXPECTED, [2] * 12)


def test_processes_are_started_when_there_proves_to_be_much_to_generate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers._cores", lambda: 2)
    assert jobs(0, 0, 12) == (EXPECTED, [0] * 11 + [2])


def test_no_more_processes_are_started_than_can_be_fed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers._cores", lambda: 64)
    assert jobs(0, 10_000, 1) == (EXPECTED[:1], [4])


def test_one_core_is_left_to_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers._cores", lambda: 1)
    assert jobs(0, 10_000, 12) == (EXPECTED, [0] * 12)


def test_a_process_that_is_ended_is_a_failure() -> None:
    def documents() -> Iterator[str]:
        for number in range(1000):
            yield document(number)
            for child in active_children():
                child.kill()

    with pytest.raises(Failure) as failure, workers(2, 0, ()) as at_work:
        list(at_work.generated(documents()))
    assert str(failure.value) == "a worker process was ended, perhaps for want of memory; try --workers 1"
