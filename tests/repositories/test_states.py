"""What decides on the content of a folder: just that changes its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from repositories import commit, git, needs_git, repository
from systems import LINKS
from unscaffold.findings import Failure
from unscaffold.repositories import Repository, fetched, output_state_of, state_of

if TYPE_CHECKING:
    from pathlib import Path


def _written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_what_a_run_reads_decides_on_the_state_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "unscaffold.toml").write_text('context = ["Shared"]\n')
    _written(
        tmp_path, {"Conf/A.xml": "A", "Conf/B/C.xml": "C", "Conf/.x/D.xml": "D", "Shared/E.xml": "E", "F.xml": "F"}
    )
    one = Repository("A", str(tmp_path), folder="Conf")
    seen = [state_of(one)]
    _written(tmp_path, {"Conf/.x/D.xml": "changed", "F.xml": "changed"})
    assert state_of(one) == seen[0]
    for files in (
        {"Conf/A.xml": "changed"}, {"Conf/B/G.xml": "new"}, {"Shared/E.xml": "changed"},
        {"unscaffold.toml": 'target = "6.2"\ncontext = ["Shared"]\n'}, {"unscaffold.toml": "nonsense"},
    ):  # fmt: skip
        _written(tmp_path, files)
        assert state_of(one) not in seen, files
        seen.append(state_of(one))
    (tmp_path / "Conf" / "A.xml").rename(tmp_path / "Conf" / "H.xml")
    assert state_of(one) not in seen


def test_the_settings_of_the_list_decide_too(tmp_path: Path) -> None:
    _written(tmp_path, {"Conf/A.xml": "A", "set.toml": "one"})
    one = Repository("A", str(tmp_path / "Conf"), settings=str(tmp_path / "set.toml"))
    before = state_of(one)
    _written(tmp_path, {"set.toml": "two"})
    assert state_of(one) != before
    (tmp_path / "set.toml").unlink()
    assert state_of(one) not in (before, state_of(one._replace(settings="")))  # a run says what is wrong with it


@LINKS
def test_links_are_not_followed_elsewhere(tmp_path: Path) -> None:
    _written(tmp_path, {"Conf/A.xml": "A", "secret.xml": "secret"})
    (tmp_path / "Conf" / "link.xml").symlink_to(tmp_path / "secret.xml")
    one = Repository("A", str(tmp_path / "Conf"))
    before = state_of(one)
    _written(tmp_path, {"secret.xml": "changed"})
    assert state_of(one) == before
    (tmp_path / "Conf" / "link.xml").unlink()
    assert state_of(one) != before


def test_a_folder_is_read_in_place(tmp_path: Path) -> None:
    _written(tmp_path, {"Conf/A.xml": "A"})
    one = Repository("A", str(tmp_path), folder="Conf")
    with fetched(one) as got:
        assert got == (tmp_path / "Conf", tmp_path)
    assert state_of(one).revision == ""
    missing = one._replace(folder="Config")
    for raises in (lambda: state_of(missing), fetched(missing).__enter__):
        with pytest.raises(Failure) as raised:
            raises()
        assert raised.value.sentence == f"{tmp_path / 'Config'} is not a folder; name the folder of the configuration"


@needs_git
def test_the_base_of_a_comparison_decides_by_its_commit(tmp_path: Path) -> None:
    repository(tmp_path, {"Conf/A.xml": "A"})
    one = Repository("A", str(tmp_path), folder="Conf")
    git(tmp_path, "branch", "base")
    before = state_of(one, "base")
    assert before == state_of(one, "HEAD") != state_of(one)
    commit(tmp_path, {"F.xml": "F"})
    assert state_of(one, "base") == before != state_of(one, "HEAD")


def test_the_state_of_an_output_is_of_its_manifest_and_its_files(tmp_path: Path) -> None:
    assert output_state_of("") == output_state_of(str(tmp_path / "none"))
    _written(tmp_path, {"out/A.xml": "A", "out/.unscaffold.json": "{}"})
    seen = [output_state_of(str(tmp_path / "out"))]
    for files in ({"out/A.xml": "B"}, {"out/.unscaffold.json": "{ }"}, {"out/B/C.xml": ""}):
        _written(tmp_path, files)
        assert output_state_of(str(tmp_path / "out")) not in seen
        seen.append(output_state_of(str(tmp_path / "out")))
