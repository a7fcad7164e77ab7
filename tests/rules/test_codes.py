"""Rules by what people call them, and what is said of each of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from unscaffold.rules import as_json, as_markdown, as_text, catalogue, code_of, codes_of, ignorable
from unscaffold.rules.catalogue import all_rules, titles
from unscaffold.rules.pages import index

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("J203", "J203"),
        ("j203", "J203"),
        (" J2 ", "J2"),
        ("U", "U"),
        ("Step-Order", "J201"),
        ("unknown-package", "U313"),
    ],
)
def test_a_rule_is_called_by_its_code_its_beginning_or_its_name(word: str, code: str) -> None:
    assert code_of(word) == code


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("J999", ""),
        ("", ""),
        ("J2031", ""),
        ("x" * 100_000, ""),
        ("step order", "; did you mean 'step-order'?"),
        ("unknown-pakage", "; did you mean 'unknown-package'?"),
    ],
)
def test_what_no_rule_is_called_is_refused(word: str, hint: str) -> None:
    with pytest.raises(ValueError, match="there is no rule") as refusal:
        code_of(word)
    assert str(refusal.value) == f"there is no rule '{word[:40]}'; `unscaffold rule` lists them all{hint}"


def test_several_are_named_with_commas_and_each_is_once() -> None:
    assert codes_of(["J203,U313", "step-order, j203"]) == ("J203", "U313", "J201")
    with pytest.raises(ValueError, match="there is no rule ''"):
        codes_of(["J203,"])


def test_an_error_that_stops_the_expansion_is_not_ignorable_but_a_beginning_is() -> None:
    assert ignorable(("U", "U3", "U313", "J214")) == ("U", "U3", "U313", "J214")
    refusal = "^U310 is an error that stops the expansion, and nothing ignores or lowers it; mend it$"
    with pytest.raises(ValueError, match=refusal):
        ignorable(("U313", "U310"))


def test_no_code_and_no_name_is_of_two_rules() -> None:
    assert len({rule.code for rule in all_rules()}) == len({rule.name for rule in all_rules()}) == len(all_rules())


def test_the_hundreds_are_called_as_their_page_calls_them() -> None:
    headings = re.findall(r"^## (\d)xx: (.*)$", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE)
    own = {group: title for group, title in titles().items() if group.startswith("U")}
    assert own == {f"U{digit}": f"{title[0].upper()}{title[1:]}" for digit, title in headings}


def test_a_rule_is_explained_in_lines_of_a_width() -> None:
    assert (
        as_text(["J214"], 60)
        == """\
J214 fulfill-nothing
What the tasks of a job work on

Severity: error. The rule is documented by the vendor
(FulfillTask).

the {task} names no Connector, no Connection and no
TaskResourceType; name what it fulfills

A FulfillTask works on a connector or on a list of resource
types. Without either, it has nothing to work on.

Wrong:

    <FulfillTask Identifier="AD_Fulfill" DisplayName_L1="Fulfill" OpenIdClient="Job" />

Right:

    <FulfillTask Identifier="AD_Fulfill" DisplayName_L1="Fulfill" OpenIdClient="Job" Connector="AD" />
"""
    )


def test_a_rule_of_the_expansion_is_explained() -> None:
    assert (
        as_text(["U105", "U310"], 80)
        == """\
U105 link
Reading a file

Severity: warning.

the symbolic link {reason} and is left out; put a copy in its place if it
belongs to the configuration

A link is not followed to a place outside of the folder, for whoever sends a
pull request could make a link to any file of the machine that checks it; nor to
a folder, which could lie in itself. Put a copy in its place, or remove it.
Where the folder that you name is itself a link, it is followed.

U310 unknown-reference
What a scaffolding or an element says

Severity: error. It stops the expansion.

{attribute} names the {kind} '{value}', which the configuration does not declare

What is named is not declared: it is misspelt, or was removed or renamed, or
lies in a folder that was not read. `--context` reads a further folder.

Wrong:

    <Agent Identifier="Local" />
    <Connector Identifier="HR" Agent="Local" />
    <EntityTypeMapping Identifier="HR_Person" Connector="HR" />
    <CreateConnectorSynchroIncremental Connector="HRs" />

Right:

    <Agent Identifier="Local" />
    <Connector Identifier="HR" Agent="Local" />
    <EntityTypeMapping Identifier="HR_Person" Connector="HR" />
    <CreateConnectorSynchroIncremental Connector="HR" />
"""
    )


def test_the_beginning_of_codes_lists_rules_by_their_groups() -> None:
    assert (
        as_text(["J10"], 80)
        == """\
Jobs that run more than once an hour
  J101  frequent-export-complete      warning (error for saas)
  J102  frequent-prepare-complete     warning (error for saas)
  J103  frequent-sync-clears-changes  warning (error for saas)
  J104  frequent-not-dirty            warning (error for saas)
  J105  frequent-no-flag              warning (error for saas)
  J106  frequent-all-entity-types     warning (error for saas)
  J107  frequent-duplicate-task       warning (error for saas)
  J108  frequent-forbidden-task       warning (error for saas)
  J109  frequent-heavy-task           info
"""
    )
    everything = as_text([""], 80)
    assert re.findall(r"^  (\w+)  ", everything, re.MULTILINE) == [rule.code for rule in all_rules()]
    assert re.findall(r"^(\w.*)$", everything, re.MULTILINE) == [
        titles()[group] for group in dict.fromkeys(rule.group for rule in all_rules())
    ]


def test_markdown_is_that_of_the_pages() -> None:
    (said,) = (rule for rule in catalogue() if rule.code == "J214")
    page = (DOCS / "rules" / "J214.md").read_text("utf-8")
    shown = re.sub(r"(?s)```text\n.*?```", f"```text\nJ214 {said.sentence}\n```", page)
    assert as_markdown(["J214"]) == shown
    of_jobs = [rule for rule in catalogue() if rule.code.startswith("J")]
    unlinked = re.sub(r"\[(\w+)\]\(\w+\.md\)", r"\1", index(of_jobs))
    assert as_markdown(["J"]) == unlinked[unlinked.index("## ") :]
    assert (
        as_markdown(["U501", "U5"])
        == """\
# U501 message

Severity: note.

A stylesheet of your own says something by `xsl:message`, in its own words. It stops nothing.

```text
U501 its stylesheet says: {text}
```

## What a stylesheet of your own says

| code | name | severity | saas |
|---|---|---|---|
| U501 | message | note | note |
"""
    )


def test_json_has_all_that_is_known_each_once() -> None:
    found = json.loads(as_json(["J214", "J21", "U501"]))
    assert [one["code"] for one in found][:2] == ["J214", "J210"]
    assert len({one["code"] for one in found}) == len(found)
    assert found[-1] == {
        "code": "U501",
        "name": "message",
        "group": "What a stylesheet of your own says",
        "severity": "note",
        "saas": "note",
        "grade": "",
        "page": "",
        "needs_whole": False,
        "sentence": "its stylesheet says: {text}",
        "reason": "A stylesheet of your own says something by `xsl:message`, in its own words. It stops nothing.",
        "wrong": "",
        "right": "",
        "file": "Conf.xml",
        "is_secret": False,
        "target": "",
    }
