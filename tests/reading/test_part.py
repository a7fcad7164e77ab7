"""A folder that looks like a part of a configuration, and those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold import Options, expand_in_memory

if TYPE_CHECKING:
    from pathlib import Path

START = '<ConfigurationFile xmlns="urn:schemas-usercube-com:configuration">'
END = "</ConfigurationFile>"
PART = '<Connection Identifier="C" Connector="HR"/><ResourceType Identifier="T" TargetEntityType="HR_Person"/>'


def found(tmp_path: Path, text: str, context: str = "") -> list[str]:
    """Return the sentences of those findings that are about parts, with their places."""
    for name, content in (("Conf", text), ("Context", context)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "A.xml").write_text(f"{START}{content}{END}")
    options = Options(context=(tmp_path / "Context",) if context else ())
    findings = expand_in_memory(tmp_path / "Conf", options).findings
    return [f"{one.region} {one.sentence}" for one in findings if one.code == "U319"]


def test_one_warning_stands_at_the_first_name(tmp_path: Path) -> None:
    sentence = (
        "this looks like a part of a configuration: no Agent and no Language is declared, and Connector names the"
        " Connector 'HR' (and 1 more name), which is not declared, either; name the whole folder, or the rest of it"
        " with --context"
    )
    assert found(tmp_path, f"<CleanDatabaseJob/>{PART}") == [f"A.xml:1:113 {sentence}"]


def test_a_part_without_a_scaffolding_is_one_too(tmp_path: Path) -> None:
    (sentence,) = found(tmp_path, PART)
    assert sentence.startswith("A.xml:1:94 this looks like a part of a configuration: ")


def test_a_scaffolding_may_name_what_is_missing(tmp_path: Path) -> None:
    (sentence,) = found(tmp_path, '<CreateConnectorSynchroComplete Connector="AD"/>')
    assert sentence.startswith("A.xml:1:99 this looks like a part of a configuration: ")


@pytest.mark.parametrize(
    "text",
    [
        "<CleanDatabaseJob/>",
        f'<CleanDatabaseJob/><Agent Identifier="Local"/>{PART}',
        f'<CleanDatabaseJob/><Language Code="en"/>{PART}',
        '<CleanDatabaseJob/><Connector Identifier="hr"/><EntityTypeMapping Identifier="HR_Person"/>' + PART,
    ],
    ids=["without names", "an agent", "a language", "all is declared"],
)
def test_what_is_whole_is_no_part(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


def test_with_the_rest_as_context_it_is_whole(tmp_path: Path) -> None:
    assert found(tmp_path, f"<CleanDatabaseJob/>{PART}", '<Agent Identifier="Local"/>') == []


def test_what_a_context_names_is_not_this_folder_s_matter(tmp_path: Path) -> None:
    assert found(tmp_path, "<CleanDatabaseJob/>", PART) == []
