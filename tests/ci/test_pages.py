"""The page on CI: what it shows is what there is, and right by the schema of who reads it."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

import unscaffold
from ci.steps import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
_BLOCKS = dict(re.findall(r"<!-- (\S+) -->\n```yaml\n(.*?)```\n", _PAGE, re.DOTALL))
_SCHEMAS = {
    ".github/workflows/unscaffold.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    "azure-pipelines.yml": "vendor.azure-pipelines",
}
# Where the syntax of a system is more than its schema knows.
_TRANSFORMS = {"vendor.gitlab-ci": "gitlab-ci", "vendor.azure-pipelines": "azure-pipelines"}
_TEMPLATES = {
    "action.yml": "vendor.github-actions",
    "ci/gitlab.yml": "vendor.gitlab-ci",
    "ci/azure-pipelines.yml": "vendor.azure-pipelines",
    ".github/workflows/test.yml": "vendor.github-workflows",
}


def _checked(text: str, schema: str, folder: Path) -> tuple[int, str]:
    """Check each document of a text by a schema that check-jsonschema brings along."""
    documents = re.split(r"^---$", text, flags=re.MULTILINE)
    files = [folder / f"{number}.yml" for number in range(len(documents))]
    for file, document in zip(files, documents, strict=True):
        file.write_text(document, "utf-8")
    transform = ["--data-transform", _TRANSFORMS[schema]] if schema in _TRANSFORMS else []
    flags = ["--builtin-schema", schema, "--regex-variant", "nonunicode"]  # Azure's schema has patterns of that kind
    command = [sys.executable, "-m", "check_jsonschema", *flags, *transform, *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize("path", _TEMPLATES)
def test_templates_are_right_by_their_schemas(path: str, tmp_path: Path) -> None:
    assert _checked((ROOT / path).read_text("utf-8"), _TEMPLATES[path], tmp_path) == (0, "ok -- validation done\n")


@pytest.mark.parametrize("name", _SCHEMAS)
def test_what_the_page_shows_is_right_by_its_schema(name: str, tmp_path: Path) -> None:
    assert _checked(_BLOCKS[name], _SCHEMAS[name], tmp_path) == (0, "ok -- validation done\n")


@pytest.mark.parametrize("schema", sorted({*_SCHEMAS.values(), *_TEMPLATES.values()}))
def test_a_schema_finds_what_is_wrong(schema: str, tmp_path: Path) -> None:
    code, said = _checked("steps: {jobs: 1}\njobs: 1\nruns: 1\n", schema, tmp_path)
    assert (code, said.splitlines()[0]) == (1, "Schema validation errors were encountered.")


def test_what_the_page_shows_for_pre_commit_is_right(tmp_path: Path) -> None:
    config = tmp_path / ".pre-commit-config.yaml"
    config.write_text(_BLOCKS[".pre-commit-config.yaml"], "utf-8")
    for what, file in (("config", config), ("manifest", ROOT / ".pre-commit-hooks.yaml")):
        command = [sys.executable, "-m", "pre_commit", f"validate-{what}", str(file)]
        assert subprocess.run(command, check=False).returncode == 0
    (repo,) = yaml.safe_load(_BLOCKS[".pre-commit-config.yaml"])["repos"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in repo["hooks"]] == [hook["id"] for hook in hooks]


def test_every_block_of_yaml_is_of_a_file_that_is_checked() -> None:
    assert _PAGE.count("```yaml") == len(_BLOCKS)
    assert sorted(_BLOCKS) == sorted([*_SCHEMAS, ".pre-commit-config.yaml"])


def test_the_inputs_of_the_page_are_those_of_the_files() -> None:
    tables = re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)? *\|", _PAGE, re.MULTILINE)
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    assert tables == [(name, one["default"]) for name, one in action.items()]
    workflow = yaml.safe_load(_BLOCKS[".github/workflows/unscaffold.yml"])
    (job,) = workflow["jobs"].values()
    assert [{*step["with"]} - {*action} for step in job["steps"] if "unscaffold@" in step["uses"]] == [set()]


def test_the_workflow_is_safe_on_pull_requests_of_strangers() -> None:
    workflow = yaml.safe_load(_BLOCKS[".github/workflows/unscaffold.yml"])
    assert workflow[True] == {"pull_request": None, "push": {"branches": ["main"]}}  # to YAML 1.1, `on` is true
    (job,) = workflow["jobs"].values()
    assert (workflow["permissions"], job["permissions"]) == ({}, {"contents": "read", "pull-requests": "write"})
    assert [step for step in job["steps"] if "run" in step] == []
    others = [step["uses"] for step in job["steps"] if not step["uses"].startswith("OWNER/unscaffold@")]
    assert [one for one in others if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []


def test_the_page_names_the_version_that_there_is() -> None:
    versions = re.findall(
        r"(?:@v|ref: (?:refs/tags/)?v|rev: v|unscaffold:|unscaffold==)(\d+\.\d+\.\d+(?:[a-z]+\d+)?)", _PAGE
    )
    assert {*versions} == {unscaffold.__version__}
