"""The examples of every rule, checked: the wrong one breaks it, the right one does not. Their pages show just that.

`python -m tests.rules.test_examples [CODE ...]` writes the pages in `docs/rules` anew; review the diff.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from unscaffold.checking import check
from unscaffold.rules import catalogue
from unscaffold.rules.pages import document, index, page

if TYPE_CHECKING:
    from unscaffold.findings import Finding
    from unscaffold.rules.catalogue import Described

_DOCS = Path(__file__).parents[2] / "docs" / "rules"
_RULES = catalogue()


def _found(example: str, folder: Path, file: str = "Conf.xml") -> list[Finding]:
    """Return what is found in an example, errors of the expansion first of all."""
    conf = folder / "Conf"  # as it is called beside the product's Runtime: paths lead to it by its name
    (conf / file).parent.mkdir(parents=True, exist_ok=True)
    (conf / file).write_text(document(example), "utf-8", newline="\n")
    return check(conf).findings


def _page(rule: Described, folder: Path) -> str:
    said = [str(found) for found in _found(rule.wrong, folder, rule.file) if found.code == rule.code]
    return page(rule, said)


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_wrong_example_breaks_the_rule_as_its_page_shows(rule: Described, tmp_path: Path) -> None:
    assert _page(rule, tmp_path) == (_DOCS / f"{rule.code}.md").read_text("utf-8")
    found = _found(rule.wrong, tmp_path, rule.file)
    assert rule.code in {one.code for one in found}
    assert [str(one) for one in found if one.severity == "error" and one.code.startswith("U")] == []


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_right_example_does_not_break_it(rule: Described, tmp_path: Path) -> None:
    found = _found(rule.right, tmp_path)
    assert [str(one) for one in found if one.code == rule.code or one.severity == "error"] == []


def test_the_pages_are_those_of_the_rules() -> None:
    assert {file.name for file in _DOCS.glob("*.md")} == {"README.md", *(f"{rule.code}.md" for rule in _RULES)}
    assert (_DOCS / "README.md").read_text("utf-8") == index(_RULES)


def test_there_are_as_many_as_the_readme_says_most_of_them_documented() -> None:
    assert len(_RULES) > 150
    assert sum(rule.grade == "documented" for rule in _RULES) > len(_RULES) / 2


def test_codes_and_names_are_of_one_rule() -> None:
    assert len({rule.code for rule in _RULES}) == len({rule.name for rule in _RULES}) == len(_RULES)


if __name__ == "__main__":
    _DOCS.mkdir(exist_ok=True)
    for each in _RULES:
        if each.code in sys.argv[1:] or not sys.argv[1:]:
            with TemporaryDirectory() as temporary:
                (_DOCS / f"{each.code}.md").write_text(_page(each, Path(temporary)), "utf-8", newline="\n")
    (_DOCS / "README.md").write_text(index(_RULES), "utf-8", newline="\n")
