"""An index that somebody has tampered with, and sealed: it runs nothing, and stops no run."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from unscaffold import Failure, expand
from unscaffold.remembering import apart, entries, joined

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">'
CONNECTOR = f"""{START}<Connector Identifier="HR"/>
<Connection Identifier="F" Connector="HR" Package="Usercube.CSV@0000001"/>
<EntityTypeMapping Identifier="T" Connector="HR"/></ConfigurationFile>"""
FILES = {
    "C.xml": CONNECTOR,
    "J.xml": f'{START}<CreateConnectorSynchroIncremental Connector="HR"/></ConfigurationFile>',
    "S.xml": f'{START}<Agent Identifier="Local"/><Language Code="en" IndicatorNumber="1"/></ConfigurationFile>',
}


def _less(_random: Random, data: bytes) -> bytes:
    return data[: len(data) // 2]


def _other(random: Random, data: bytes) -> bytes:
    return bytes(random.randrange(256) for _ in data)


def _text(random: Random, data: bytes) -> bytes:
    return random.choice([b"", b"{}", b"[[[1]]]", b'{"a": null}', data + b"\0" * 8])


def _resealed(file: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> None:
    header, sections = apart(file.read_bytes().split(b"\n", 1)[1])
    parts = {name: bytes(section) for name, section in sections.items()}
    change(header, parts)
    data = joined(header, parts)
    file.write_bytes(entries._seal(file.name, data) + b"\n" + data)


@pytest.fixture(name="runs")
def both_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what expands, changes a file and expands again, and must not crash; what is remembered is in between."""
    monkeypatch.setenv("UNSCAFFOLD_CACHE", str(tmp_path / "cache"))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3600)  # or no run would believe the times of files
    conf = tmp_path / "Conf"
    conf.mkdir()
    for name, text in FILES.items():
        (conf / name).write_text(text, encoding="utf-8")
        os.utime(conf / name, (time.time() - 100,) * 2)
    again = partial(expand, conf, tmp_path / "Out")
    again()

    def run() -> None:
        (conf / "C.xml").write_text(CONNECTOR.replace('"HR"/>\n', '"HR" DisplayName_L1="x"/>\n'), encoding="utf-8")
        with suppress(Failure):  # which is told in a sentence
            again()

    return run


@pytest.mark.parametrize("damage", [_less, _other, _text])
@pytest.mark.parametrize("kind", ["index", "run"])
@pytest.mark.parametrize("number", range(13))
def test_sections_that_say_anything_stop_no_run(
    kind: str, number: int, damage: Callable[[Random, bytes], bytes], runs: Callable[[], None], tmp_path: Path
) -> None:
    def change(_header: dict[str, Any], sections: dict[str, bytes]) -> None:
        name = [*sections][number % len(sections)]
        sections[name] = damage(Random(number), sections[name])

    (file,) = (tmp_path / "cache").glob(f"*.{kind}")
    _resealed(file, change)
    runs()


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [[]], {"C.xml": 1}, {"C.xml": [1, 2]}])
@pytest.mark.parametrize("kind", ["index", "run"])
def test_a_header_that_says_anything_stops_no_run(
    kind: str, value: object, runs: Callable[[], None], tmp_path: Path
) -> None:
    (file,) = (tmp_path / "cache").glob(f"*.{kind}")
    original = file.read_bytes()
    header, _ = apart(original.split(b"\n", 1)[1])
    names = [*header, *(header["more"] if kind == "run" else [])]
    for name in names:

        def change(said: dict[str, Any], _sections: dict[str, bytes], name: str = name) -> None:
            (said if name in said else said["more"])[name] = json.loads(json.dumps(value))

        file.write_bytes(original)
        _resealed(file, change)
        runs()
