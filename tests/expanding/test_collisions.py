"""Jobs and tasks that exist already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold import expand_in_memory

if TYPE_CHECKING:
    from pathlib import Path


def test_a_job_whose_identifier_has_line_breaks_collides(odd_identifiers: Path) -> None:
    other = "  <CreateAccessCertificationJob JobIdentifier='A&#xA;&#x85;b'/>\n  <Agent"
    copy = (odd_identifiers / "Conf.xml").read_text("utf-8").replace("  <Agent", other)
    (odd_identifiers / "Conf.xml").write_text(copy, encoding="utf-8")
    (found,) = expand_in_memory(odd_identifiers).errors
    assert (found.code, found.region.line) == ("U202", 5)
