"""What came of a run, by its exit code and by what it said."""

from __future__ import annotations

import json
import os
from errno import ENOSPC
from typing import Any

import pytest

from unscaffold.fleets import judging
from unscaffold.fleets.judging import judged, names_for
from unscaffold.repositories import Fault
from unscaffold.running import Limits, Ran

LIMITS = Limits(60.0, 1 << 30)
HERE = "/tmp/x\u202ey"
NAMES = names_for({f"{HERE}/files": "r", HERE: "temporary"})


def ran(code: int, *records: dict[str, Any], out: bytes = b"", stopped: str = "") -> Ran:
    return Ran(code, out, b"".join(json.dumps(one).encode() + b"\n" for one in records), stopped, 1.2345, 7)


def failure(message: str, **more: Any) -> dict[str, Any]:
    return {"event": "failure", "message": message, **more}


def test_paths_are_told_by_names_however_they_are_written() -> None:
    record = {"event": "message", "message": f"in {HERE}/files/a, {HERE}/b and /tmp/x\\u202ey/files", "line": 1}
    document = {"findings": [{"file": f"{HERE}/files/c.xml", "line": None}]}
    found = judged("r", ran(1, record, out=json.dumps(document).encode()), NAMES, LIMITS)
    assert found.records == [{"event": "message", "message": "in r/a, temporary/b and r", "line": 1}]
    assert found.document == {"findings": [{"file": "r/c.xml", "line": None}]}
    assert (found.status, found.sentence, found.seconds, found.peak) == ("findings", "", 1.234, 7)


@pytest.mark.parametrize(
    ("run", "status", "sentence"),
    [
        (ran(0), "fine", ""),
        (ran(1), "findings", ""),
        (ran(2, failure("there is none", choices=["a", "b"])), "failed", "there is none a b"),
        (ran(1, failure("KeyError: 'a mistake'")), "failed", "KeyError: 'a mistake'"),
        (ran(141), "failed", "it ended with exit code 141"),
        (ran(2), "failed", "it ended with exit code 2"),
        (ran(-1, stopped="time"), "failed", "it takes more than 60 s; give it more with --timeout"),
        (ran(-1, stopped="memory"), "failed", "it takes more than 1024 MiB of memory; give it more with --memory"),
        (ran(0, out=b"[" * 100_000), "fine", ""),
        (Ran(0, b"text", b'no record\n[1]\n{"a": 1}\n' + b"[" * 100_000, "", 0.0, 0), "fine", ""),
    ],
)
def test_a_run_is_fine_or_has_findings_or_could_not_be(run: Ran, status: str, sentence: str) -> None:
    found = judged("r", run, NAMES, LIMITS)
    assert (found.status, found.sentence, found.document, found.digest) == (status, sentence, None, "")


def test_what_says_too_much_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_MOST", 10)
    found = judged("r", ran(0, out=b"[1, 2, 3, 4, 5]"), NAMES, LIMITS)
    assert (found.status, found.document, found.records) == ("failed", None, [])


@pytest.mark.parametrize("message", ["another run is writing to there; wait", f"/a/b: {os.strerror(ENOSPC)}"])
def test_what_a_machine_lacks_is_its_fault(message: str) -> None:
    with pytest.raises(Fault) as raised:
        judged("r", ran(2, failure(message)), NAMES, LIMITS)
    assert raised.value.sentence == message
