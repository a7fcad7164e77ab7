"""Git merges two branches of a repository that commits its expanded folder, with the attributes of the page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from processors import ROOT, need
from unscaffold import Options, expand

_ATTRIBUTES = re.search(
    r"<!-- \.gitattributes -->\n *```text\n(.*?) *```", (ROOT / "docs" / "adopt.md").read_text("utf-8"), re.DOTALL
)
_CONF = """\
<?xml version="1.0" encoding="utf-8"?>
<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">
  <Language Code="en" IndicatorNumber="1" />
  <CreateAccessCertificationJob JobIdentifier="{job}" />
  <Agent Identifier="Local" />
  <Category Identifier="People" />
  <CleanDatabaseJob />
  <Category Identifier="{category}" />
</ConfigurationFile>
"""


def _git(*arguments: str) -> tuple[int, str]:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    done = subprocess.run(["git", *settings, *arguments], capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout


def _commit(branch: str, **values: str) -> None:
    """Commit a configuration of these values on a branch, and what it becomes."""
    _git("switch", "-q", "-c", branch, *([] if branch == "main" else ["main"]))
    _write(**values)
    expand(Path("Conf"), Path("Expanded"))
    _git("add", "-A")
    assert _git("commit", "-q", "-m", branch) == (0, "")


def _write(**values: str) -> None:
    Path("Conf/Jobs.xml").write_text(_CONF.format(**values), "utf-8", newline="\n")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need("git")
    monkeypatch.chdir(tmp_path)
    Path("Conf").mkdir()
    _git("init", "-q", "-b", "empty")
    assert _ATTRIBUTES
    lines = "".join(f"{line.strip()}\n" for line in _ATTRIBUTES[1].splitlines())
    Path(".gitattributes").write_text(lines, "utf-8", newline="\n")
    _commit("main", job="Review", category="Roles")


def _merged() -> list[str]:
    """Return what git calls a conflict when `theirs` is merged."""
    _git("merge", "theirs")
    return sorted(line[3:].strip('"') for line in _git("status", "--short")[1].splitlines() if line.startswith("UU"))


def _is_whole() -> bool:
    """Expand again, without force; return whether nothing is left to do, and the merge can be committed."""
    expand(Path("Conf"), Path("Expanded"))
    _git("add", "-A")
    is_committed = _git("commit", "-q", "-m", "merged")[0] == 0
    return is_committed and expand(Path("Conf"), Path("Expanded"), Options(write=False)).changes.is_empty


@pytest.mark.usefixtures("repository")
def test_changes_that_git_merges_are_expanded_again() -> None:
    _commit("ours", job="Review", category="Places")
    _commit("theirs", job="Certify", category="Roles")
    _git("switch", "-q", "ours")
    assert _merged() == ["Expanded/Jobs.xml"]
    assert "<<<" not in Path("Expanded/Jobs.xml").read_text("utf-8")
    assert _is_whole()
    merged = Path("Expanded/Jobs.xml").read_text("utf-8")
    assert ('Identifier="Certify"' in merged, 'Identifier="Places"' in merged) == (True, True)


@pytest.mark.usefixtures("repository")
def test_a_conflict_is_mended_in_the_configuration_alone() -> None:
    _commit("ours", job="Audit", category="Roles")
    _commit("theirs", job="Certify", category="Roles")
    _git("switch", "-q", "ours")
    assert _merged() == ["Conf/Jobs.xml", "Expanded/Jobs.xml"]
    _write(job="Attest", category="Roles")
    assert _is_whole()


@pytest.mark.usefixtures("repository")
def test_files_that_both_add_stand_in_one_manifest() -> None:
    for branch in ("ours", "theirs"):
        _git("switch", "-q", "main")
        Path(f"Conf/{branch}.xml").write_text('<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration"/>')
        _commit(branch, job="Review", category="Roles")
    _git("switch", "-q", "ours")
    assert _merged() == []
    expand(Path("Conf"), Path("Expanded"))
    assert expand(Path("Conf"), Path("Expanded"), Options(write=False)).changes.is_empty
    assert {file.name for file in Path("Expanded").iterdir()} > {"ours.xml", "theirs.xml"}
