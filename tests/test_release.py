"""A release: refused where something is missing, and made of a copy of this repository."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import release.__main__ as command
import unscaffold
from release import building, contents, testing, trying
from release.places import renamed
from release.programs import Refusal
from repositories import commit, git, needs_git, repository
from systems import posix

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = needs_git
_ROOT = Path(__file__).parents[1]
_NEXT = f"{int(unscaffold.__version__.split('.')[0]) + 1}.2.3"
_MOMENT = 1780000000  # 2026-05-28
_SMALL = {
    "CHANGELOG.md": "# Changelog\n\n## 0.2.0 - unreleased\n\n- More.\n\n## 0.1.0 - 2026-01-01\n\n- Something.\n",
    "pipeline/unscaffold/__init__.py": '__version__ = "0.1.0"\n',
}
_RELEASED = {"CHANGELOG.md": _SMALL["CHANGELOG.md"].replace("## 0.2.0 - unreleased\n\n- More.\n\n", "")}
_EMPTY = {"CHANGELOG.md": _SMALL["CHANGELOG.md"].replace("- More.\n", "### Added\n")}


class Made(NamedTuple):
    """A repository of which a release was made, and what that printed."""

    root: Path
    printed: str


def _environment(folder: Path) -> dict[str, str]:
    who = {f"GIT_{role}_{what}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {"GIT_CONFIG_GLOBAL": os.devnull, "SOURCE_DATE_EPOCH": str(_MOMENT), "TMPDIR": str(folder)} | who


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make a release, without the tests of it: those are us."""
    try:
        files = git(_ROOT, "ls-files", "-z").decode().split("\0")
    except subprocess.CalledProcessError:
        pytest.skip("only a git repository knows what belongs to it")
    folder = tmp_path_factory.mktemp("release")
    root = folder / "root"
    for name in filter(None, files):
        if (_ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(_ROOT / name, root / name)
    if not re.search(r"^## .*unreleased$", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE):
        _note(root / "CHANGELOG.md")
    commit(repository(root), {})
    run = subprocess.run(
        [sys.executable, "-m", "release", _NEXT, "--commit", "--no-tests"],
        cwd=root,
        env=os.environ | _environment(folder),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return Made(root, run.stdout)


def _note(changes: Path) -> None:
    changes.write_text(changes.read_text("utf-8").replace("## ", "## unreleased\n\n- More.\n\n## ", 1), "utf-8")


def test_the_branch_follows_and_the_tag_has_a_message(made: Made) -> None:
    assert git(made.root, "status", "--porcelain", "--branch") == b"## main\n"
    assert git(made.root, "log", "--format=%s") == f"Release {_NEXT}\na change\n".encode()
    tagged = git(made.root, "for-each-ref", "--format=%(objecttype) %(refname) %(subject)", "refs/tags")
    assert tagged.decode() == f"tag refs/tags/v{_NEXT} unscaffold {_NEXT}\n"
    assert git(made.root, "rev-parse", f"v{_NEXT}^{{}}") == git(made.root, "rev-parse", "main")
    assert git(made.root, "worktree", "list").count(b"\n") == 1


def test_what_is_left_to_do_is_said(made: Made) -> None:
    assert made.printed.endswith(f"""
made, and not published; these would do that:
  git push --atomic origin main v{_NEXT}
  twine upload dist/{_NEXT}/unscaffold-{_NEXT}*.whl dist/{_NEXT}/unscaffold-{_NEXT}.tar.gz
""")


def test_all_places_name_the_version(made: Made) -> None:
    changed = git(made.root, "diff", "--name-only", "HEAD~1").decode().split()
    assert changed == [
        "CHANGELOG.md",
        "ci/azure-pipelines.yml",
        "ci/gitlab.yml",
        "docs/attest.md",
        "docs/ci.md",
        "docs/formats.md",
        "docs/scheduled.md",
        "pipeline/unscaffold/__init__.py",
    ]
    for path in changed[1:]:
        assert unscaffold.__version__ not in (made.root / path).read_text("utf-8")
    assert f"\n## {_NEXT} - 2026-05-28\n" in (made.root / "CHANGELOG.md").read_text("utf-8")


def test_what_is_delivered_has_its_digests(made: Made) -> None:
    folder = made.root / "dist" / _NEXT
    names = [f"unscaffold-{_NEXT}{end}" for end in ("-py3-none-any.whl", ".cdx.json", ".tar.gz")]
    assert sorted(path.name for path in folder.iterdir()) == ["SHA256SUMS", *names]
    digests = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    assert (folder / "SHA256SUMS").read_bytes() == "".join(digests).encode()
    assert contents.held_by_sdist(folder / names[2], _NEXT) == contents.in_sdist(made.root)
    assert contents.held_by_wheel(folder / names[0]) == contents.in_wheel(made.root, _NEXT)


def test_the_bill_names_what_is_installed_and_neither_a_folder_nor_a_random_number(made: Made) -> None:
    text = (made.root / "dist" / _NEXT / f"unscaffold-{_NEXT}.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    assert [one["name"] for one in bill["components"]] == [
        *("click", "cronsim", "lxml", "platformdirs", "saxonche"),
        *(["tomli"] if sys.version_info < (3, 11) else []),
    ]
    about = bill["metadata"]
    assert (about["component"]["name"], about["component"]["version"]) == ("unscaffold", _NEXT)
    assert about["timestamp"].startswith("2026-05-28T")
    assert "serialNumber" not in bill
    assert str(made.root.parent) not in text
    assert "file:" not in text


def test_a_build_of_the_same_makes_the_same(made: Made, tmp_path: Path) -> None:
    git(made.root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), f"v{_NEXT}")
    built = building.build(tmp_path / "tree", _NEXT, tmp_path / "built", _MOMENT)
    assert {path.name: path.read_bytes() for path in built} == {
        path.name: (made.root / "dist" / _NEXT / path.name).read_bytes() for path in built
    }


# What is refused


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Try to release a small repository, and return why that is not done; it is as it was then."""
    root = repository(tmp_path / "root", _SMALL)
    git(root, "tag", "v0.1.0")
    monkeypatch.setattr(command, "ROOT", root)

    def run(*arguments: str, files: dict[str, str] | None = None) -> str:
        if files:
            commit(root, files)
        before = _state(root)
        result = CliRunner().invoke(command.main, [*arguments, "--commit"], env=_environment(tmp_path))
        assert (result.exit_code, _state(root)) == (1, before)
        return result.stderr.removeprefix("Error: ")

    return run


def _state(root: Path) -> list[object]:
    asked = (["status", "--porcelain"], ["for-each-ref"], ["worktree", "list"])
    return [*(git(root, *one) for one in asked), contents.files_of(root / "pipeline")]


def test_a_version_that_is_none_is_refused(release: Callable[..., str]) -> None:
    assert release("next") == "'next' is no version; say three numbers, such as 1.2.3 or 1.2.3rc1\n"


@pytest.mark.parametrize("version", ["1.2", "v1.2.3", "1.2.3-rc1", "1.2.3.dev1", "1.2.3.post1", "1!1.2.3", "1.2.3+x"])
def test_a_version_that_is_written_otherwise_is_refused(version: str, release: Callable[..., str]) -> None:
    expected = f"'{version}' is not as we write versions; say three numbers, such as 1.2.3 or 1.2.3rc1\n"
    assert release(version) == expected


def test_a_version_that_there_is_is_refused(release: Callable[..., str]) -> None:
    assert release("0.1.0") == "0.1.0 is released already: there is a tag v0.1.0\n"


def test_an_older_version_is_refused(release: Callable[..., str]) -> None:
    assert release("0.1.0rc1") == "0.1.0rc1 is not larger than what is released: v0.1.0\n"


def test_a_version_smaller_than_that_of_the_package_is_refused(release: Callable[..., str]) -> None:
    newer = {"pipeline/unscaffold/__init__.py": '__version__ = "0.3.0"\n'}
    expected = "0.2.0 is smaller than the version that pipeline/unscaffold/__init__.py names, 0.3.0\n"
    assert release("0.2.0", files=newer) == expected


def test_a_work_tree_that_is_not_clean_is_refused(release: Callable[..., str]) -> None:
    (command.ROOT / "more.txt").touch()
    assert release("0.2.0") == "the work tree is not clean; commit or remove:\n?? more.txt\n"


def test_another_branch_is_refused(release: Callable[..., str]) -> None:
    git(command.ROOT, "checkout", "-q", "-b", "mine")
    assert release("0.2.0") == "releases are made of main, and this is mine\n"
    git(command.ROOT, "checkout", "-q", "--detach")
    assert release("0.2.0") == "releases are made of main, and no branch is checked out\n"


def test_a_clone_that_may_lack_tags_is_refused(
    release: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", command.ROOT.as_uri(), "shallow")
    monkeypatch.setattr(command, "ROOT", tmp_path / "shallow")
    assert release("0.2.0") == (
        "this clone is shallow, and may lack tags of what is released; say: git fetch --unshallow --tags\n"
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_hands_on_a_version_as_it_is(tmp_path: Path) -> None:
    wrong = f"1.2.3; touch {tmp_path / 'made'}"
    ours = f"BIN={Path(sys.executable).parent}", f"READY={_ROOT / 'Makefile'}"
    command = ["make", "--silent", "release", f"VERSION={wrong}", *ours]
    made = subprocess.run(command, cwd=_ROOT, capture_output=True, encoding="utf-8", check=False)
    sentence = f"Error: {wrong!r} is no version; say three numbers, such as 1.2.3 or 1.2.3rc1"
    assert (made.returncode, made.stderr.splitlines()[0], [*tmp_path.iterdir()]) == (2, sentence, [])


def test_a_changelog_without_what_is_new_is_refused(release: Callable[..., str]) -> None:
    expected = 'the first section of CHANGELOG.md is not "unreleased"; there is nothing to release\n'
    assert release("0.2.0", files=_RELEASED) == expected


def test_a_section_without_a_line_is_refused(release: Callable[..., str]) -> None:
    expected = "nothing is noted as unreleased in CHANGELOG.md; say there what a user can notice\n"
    assert release("0.2.0", files=_EMPTY) == expected


def test_a_time_that_is_none_is_refused(release: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "_MOMENT", "soon")
    assert release("0.2.0") == "SOURCE_DATE_EPOCH is 'soon'; say the seconds since 1970\n"


def test_what_cannot_be_built_changes_nothing(release: Callable[..., str]) -> None:
    assert " -m hatchling build -t sdist " in release("0.2.0").partition("\n")[0]


def test_a_build_that_makes_other_bytes_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def built(_tree: Path, _version: str, folder: Path, _moment: int) -> building.Distributions:
        folder.mkdir()
        for name in ("sdist", "wheel"):
            (folder / name).write_text(f"{name} in {folder if name == 'wheel' else ''}", "utf-8")
        return building.Distributions(folder / "sdist", folder / "wheel")

    monkeypatch.setattr(building, "_built", built)
    for folder in ("tree", "work"):
        (tmp_path / folder).mkdir()
    with pytest.raises(Refusal, match=r"^wheel is not the same when it is built again$"):
        building.build(tmp_path / "tree", _NEXT, tmp_path / "work", _MOMENT)


@posix("a script is a program there")
def test_what_is_installed_and_is_another_version_is_refused(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho 'unscaffold, version 0.0.1'\n", "utf-8")
    python.chmod(0o755)
    with pytest.raises(Refusal, match=r"^what is installed says that it is 'unscaffold, version 0\.0\.1\\n'$"):
        trying.use(python, _NEXT, _ROOT, tmp_path / "used")


# What is run


def test_its_tests_are_what_a_person_runs_in_a_fresh_clone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[str] = []

    def run(words: list[str | Path], folder: Path, **variables: str) -> str:
        assert folder == tmp_path
        words = [Path(word).stem if Path(str(word)).is_absolute() else word for word in words]
        ran.append(" ".join([*(f"{name}={value}" for name, value in variables.items()), *map(str, words)]))
        return ""

    monkeypatch.setattr(testing, "run", run)
    monkeypatch.setattr("venv.create", lambda *_, **__: None)
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(Refusal, match=r"^npm is not installed; the checks need it, or say --no-tests$"):
        testing.test(tmp_path)
    monkeypatch.setattr("shutil.which", lambda _: str(tmp_path / "npm"))
    testing.test(tmp_path)
    page = (_ROOT / "CONTRIBUTING.md").read_text("utf-8")
    *install, checks = re.findall(r"^\.venv\\Scripts\\(python .*)$", page, re.MULTILINE)
    of_ours = [one.replace("pip install", "pip install --quiet") for one in install]
    assert ran == ["npm ci --silent --no-audit --no-fund", *of_ours, f"CI=true {checks} --coverage"]


# What is written


def test_only_what_names_our_version_is_changed(tmp_path: Path) -> None:
    page = (
        '`unscaffold==0.1.0`, `uses: OWNER/unscaffold@v0.1.0`, rev: v0.1.0, "unscaffold": "0.1.0"\n'
        "other==0.1.0, since 0.1.0, unscaffold==0.1.0.1, unscaffold==0.1.0-x\n"
    )
    root = repository(tmp_path, {**_SMALL, "docs/page.md": page, "docs/other.md": "since 0.1.0\r\n"})
    assert renamed(root, "0.1.0", "0.2.0rc1", date(2026, 2, 3)) == [
        "CHANGELOG.md",
        "docs/page.md",
        "pipeline/unscaffold/__init__.py",
    ]
    assert (root / "docs" / "page.md").read_text("utf-8") == (
        '`unscaffold==0.2.0rc1`, `uses: OWNER/unscaffold@v0.2.0rc1`, rev: v0.2.0rc1, "unscaffold": "0.2.0rc1"\n'
        "other==0.1.0, since 0.1.0, unscaffold==0.1.0.1, unscaffold==0.1.0-x\n"
    )
    changes = _SMALL["CHANGELOG.md"].replace("0.2.0 - unreleased", "0.2.0rc1 - 2026-02-03")
    assert (root / "CHANGELOG.md").read_text("utf-8") == changes


def test_a_distribution_that_lacks_something_is_refused(made: Made) -> None:
    folder = made.root / "dist" / _NEXT
    sdist, wheel = folder / f"unscaffold-{_NEXT}.tar.gz", folder / f"unscaffold-{_NEXT}-py3-none-any.whl"
    with pytest.raises(Refusal, match=rf"^unscaffold-{_NEXT}\.tar\.gz lacks \['MORE'\] and has \[\] besides$"):
        _check_with_more(made.root, sdist, wheel)


def _check_with_more(root: Path, sdist: Path, wheel: Path) -> None:
    (root / "MORE").touch()
    git(root, "add", "MORE")
    try:
        contents.check(root, _NEXT, sdist, wheel)
    finally:
        git(root, "rm", "-q", "--force", "MORE")
