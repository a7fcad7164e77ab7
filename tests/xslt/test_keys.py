"""The keys of the maps that the stylesheets hand on: a misspelt one is no error to a processor, but empty."""

from __future__ import annotations

import re

import pytest

from sources import STYLESHEETS, XSLT, code, parsed

_DOCUMENTED = re.compile(r"^ {7}([a-z-]+)  +\S", re.MULTILINE)
_GIVEN = re.compile(r"\bf:plan\([^{}]*map\{([^{}]*)\}")


def _documented(module: str, function: str) -> set[str]:
    """Return the keys that the comment before a function lists."""
    text = (XSLT / module).read_text(encoding="utf-8")
    comment = text.partition(f'<xsl:function name="{function}"')[0].rpartition("<!--")[2]
    return set(_DOCUMENTED.findall(comment))


def _used(texts: list[str], *variables: str) -> set[str]:
    pattern = re.compile(rf"\$(?:{'|'.join(variables)})\?([\w-]+)")
    return {key for text in texts for key in pattern.findall(text)}


def _given(texts: list[str]) -> set[str]:
    """Return the keys that stylesheets give to f:plan."""
    return {key for text in texts for given in _GIVEN.findall(text) for key in re.findall(r"'([\w-]+)':", given)}


_CODE = [text for path in STYLESHEETS for text in code(parsed(path))]
_OF_PLAN = _documented("tasks/plan.xsl", "f:plan")
_OF_STAGE = _documented("tasks/stages.xsl", "f:stage")
_OF_CONFIGURATION = _documented("model/configuration.xsl", "f:configuration")


def test_the_keys_of_a_plan_are_those_that_are_documented() -> None:
    assert _used(_CODE, "plan", "more") - _OF_CONFIGURATION == _OF_PLAN
    assert _given(_CODE) - _OF_PLAN == set()


def test_the_keys_of_a_configuration_are_those_that_are_documented() -> None:
    by_plan = _used(_CODE, "plan") - _OF_PLAN  # a plan holds all of the configuration's
    assert _used(_CODE, "configuration") | by_plan == _OF_CONFIGURATION


def test_nothing_is_looked_up_in_a_map_of_another_name() -> None:
    names = {name for text in _CODE for name in re.findall(r"\$([\w-]+)\?[\w-]", text)}
    assert names <= {"plan", "configuration", "more", "stage", "task", "values"}


def test_the_keys_of_a_stage_are_those_that_are_documented() -> None:
    assert _used(_CODE, "stage", "task") == _OF_STAGE
    given = [stage for text in _CODE for stage in re.findall(r"map\{\s*'kind':[^{}]*\}", text)]
    assert {key for stage in given for key in re.findall(r"'([\w-]+)':", stage)} == _OF_STAGE


@pytest.mark.parametrize("misspelt", ["$plan?synchronised", "$plan?document, $plan?identifer"])
def test_a_misspelt_key_is_seen(misspelt: str) -> None:
    assert _used([*_CODE, misspelt], "plan", "more") - _OF_CONFIGURATION != _OF_PLAN


def test_a_misspelt_key_that_is_given_is_seen() -> None:
    assert _given(["f:plan(., $configuration, map{ 'mode': 'Complete', 'identifer': 'Job' })"]) == {
        "mode",
        "identifer",
    }
