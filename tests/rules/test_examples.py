"""The examples of every finding, checked: the wrong one has it, the right one does not. Their pages show just that.

`python -m tests.rules.test_examples [CODE ...]` writes the pages in `docs/rules` anew; review the diff.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from unscaffold.checking import check
from unscaffold.options import Options
from unscaffold.rules import catalogue
from unscaffold.rules.catalogue import all_rules
from unscaffold.rules.pages import document, index, page

if TYPE_CHECKING:
    from unscaffold.findings import Finding
    from unscaffold.rules.catalogue import Described

_DOCS = Path(__file__).parents[2] / "docs" / "rules"
_RULES = all_rules()
_WITH_EXAMPLES = [rule for rule in _RULES if rule.wrong]
# What no content of a file causes, so that its page has a cause and no example.
_WITHOUT = {"U104", "U105", "U107", "U108", "U109", "U408", "U411", "U501", "U601"}
_ABOUT_ANOTHER = {"U704": "U310"}  # a comment that ignores it


def _found(rule: Described, example: str, folder: Path, file: str = "Conf.xml") -> list[Finding]:
    """Return what is found in an example, errors of the expansion first of all."""
    conf = folder / "Conf"  # as it is called beside the product's Runtime: paths lead to it by its name
    (conf / file).parent.mkdir(parents=True, exist_ok=True)
    (conf / file).write_text(document(example), "utf-8", newline="\n")
    return check(conf, Options(target=rule.target or "7.0")).findings  # type: ignore[arg-type]


def _page(rule: Described, folder: Path) -> str:
    if not rule.wrong:
        return page(rule, [f"{rule.code} {rule.sentence}"])
    return page(
        rule, [str(found) for found in _found(rule, rule.wrong, folder, rule.file) if found.code == rule.code]
    )


def _id(rule: Described) -> str:
    return f"{rule.code}-{rule.name}"


@pytest.mark.parametrize("rule", _RULES, ids=_id)
def test_the_page_is_that_of_the_rule(rule: Described, tmp_path: Path) -> None:
    assert _page(rule, tmp_path) == (_DOCS / f"{rule.code}.md").read_text("utf-8")


@pytest.mark.parametrize("rule", _WITH_EXAMPLES, ids=_id)
def test_the_wrong_example_breaks_the_rule(rule: Described, tmp_path: Path) -> None:
    found = _found(rule, rule.wrong, tmp_path, rule.file)
    assert rule.code in {one.code for one in found}
    stopping = {one.code for one in found if one.severity == "error" and one.code.startswith("U")}
    assert stopping <= {rule.code, _ABOUT_ANOTHER.get(rule.code)}


@pytest.mark.parametrize("rule", _WITH_EXAMPLES, ids=_id)
def test_the_right_example_does_not_break_it(rule: Described, tmp_path: Path) -> None:
    found = _found(rule, rule.right, tmp_path)
    assert [str(one) for one in found if one.code == rule.code or one.severity == "error"] == []


def test_what_files_cause_has_examples() -> None:
    assert {rule.code for rule in _RULES} - {rule.code for rule in _WITH_EXAMPLES} == _WITHOUT


def test_the_pages_are_those_of_the_rules() -> None:
    assert {file.name for file in _DOCS.glob("*.md")} == {"README.md", *(f"{rule.code}.md" for rule in _RULES)}
    assert (_DOCS / "README.md").read_text("utf-8") == index(_RULES)


def test_there_are_as_many_as_the_readme_says_most_of_them_documented() -> None:
    assert len(catalogue()) > 150
    assert sum(rule.grade == "documented" for rule in catalogue()) > len(catalogue()) / 2


def test_codes_and_names_are_of_one_rule() -> None:
    assert len({rule.code for rule in _RULES}) == len({rule.name for rule in _RULES}) == len(_RULES)


if __name__ == "__main__":
    _DOCS.mkdir(exist_ok=True)
    for each in _RULES:
        if each.code in sys.argv[1:] or not sys.argv[1:]:
            with TemporaryDirectory() as temporary:
                (_DOCS / f"{each.code}.md").write_text(_page(each, Path(temporary)), "utf-8", newline="\n")
    (_DOCS / "README.md").write_text(index(_RULES), "utf-8", newline="\n")
