"""The rules whose breach is a finding, as `errors.xml` has them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from unscaffold.process import xslt_folder

_BRACES = re.compile(r"\{([\w-]+)\}")


class Rule(NamedTuple):
    """A rule: its name and code, the severity of its breach, and the sentence for that, with values in braces.

    `severity` is "error", "warning", "info" or, of what a stylesheet says and is no breach, "note". `mend` is what
    mends a breach by an attribute for certain: "remove" it, "write" the value that the sentence calls declared; or
    empty, if nothing is certain. `reason` says why it is a rule; empty, if the sentence says it. What stands where a
    rule `is_secret` is broken is shown to nobody.
    """

    name: str
    code: str
    severity: str
    sentence: str
    mend: str = ""
    reason: str = ""
    is_secret: bool = False

    @property
    def names(self) -> set[str]:
        """What stands in the braces of the sentence."""
        return set(_BRACES.findall(self.sentence))


@cache
def rules() -> dict[str, Rule]:
    """Return all rules, by their names."""
    from lxml import etree  # noqa: PLC0415 - `--help` does not wait for it

    root = etree.parse(xslt_folder() / "errors.xml").getroot()
    found = {error.attrib["name"]: error for error in root.iterchildren("{*}error")}
    return {
        name: Rule(name, error.attrib["code"], error.attrib["severity"], error.text or "", error.get("mend", ""))
        for name, error in found.items()
    }


def own_rule(code: str, severity: str, sentence: str) -> Rule:
    """Return the rule of a finding that a stylesheet of somebody's own makes, with a code of its own."""
    return Rule("", code, severity, sentence.replace("{", "{{").replace("}", "}}"))
