"""Jobs and tasks that exist already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold import expand_in_memory
from unscaffold.markup import NAMESPACE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    """A generated job and one written by hand, each with a line break and a next line in its identifier."""
    scaffolding = '<CreateConnectorSynchroComplete Connector="C" JobIdentifier="a&#10;&#133;b"/>'
    (tmp_path / "Conf.xml").write_text(
        f"""\
<ConfigurationFile xmlns="{NAMESPACE}">
  <Agent Identifier="A" URI=""/>
  <Connector Identifier="C" Agent="A"/>
  {scaffolding}
  <Job Identifier="hand&#10;written"><FulfillTask Identifier="F" Level="{"9" * 5_000}"/></Job>
</ConfigurationFile>
""",
        encoding="utf-8",
    )
    return tmp_path


def test_a_job_whose_identifier_has_line_breaks_collides(conf: Path) -> None:
    other = "  <CreateAccessCertificationJob JobIdentifier='A&#xA;&#x85;b'/>\n  <Agent"
    copy = (conf / "Conf.xml").read_text("utf-8").replace("  <Agent", other)
    (conf / "Conf.xml").write_text(copy, encoding="utf-8")
    (found,) = expand_in_memory(conf).errors
    assert (found.code, found.region.line) == ("U202", 5)
