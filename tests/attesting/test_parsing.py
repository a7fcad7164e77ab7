"""Statements that are none, or are made to do harm: each is refused in a sentence."""

from __future__ import annotations

import json
import os
import sys
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attesting.statements import ONE, SMALL
from systems import LINKS
from unscaffold import Failure
from unscaffold.attesting.differences import differences
from unscaffold.attesting.fields import parsed
from unscaffold.attesting.parsing import MOST, attested_by, read
from unscaffold.attesting.statement import document, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {
    "": "this is not JSON: Expecting value at line 1, column 1",
    '{\n "a": }': "this is not JSON: Expecting value at line 2, column 7",
    "[" * 200_000: "it is nested deeper than a statement is",
    '{"_type": 1, "_type": 2}': 'an object has two members "_type"',
    '{"a": NaN}': "this is not JSON: there is no number NaN",
    "1" * 5_000: "there is a number of 5000 digits in it",
    "[]": "a statement is an object, and not []",
    '"x"': 'a statement is an object, and not "x"',
    "{}": '_type is "https://in-toto.io/Statement/v1" in what unscaffold writes, and not null',
    '{"payloadType": "application/vnd.in-toto+json", "payload": ""}': (
        "this is a signed envelope; verify its signature, and name the statement that is its payload"
    ),
}
ODD = st.text() | st.sampled_from(["\ud800", "urn:x-unscaffold:input:%ff", "urn:x-unscaffold:program:x", "a" * 64])
SUBJECT: tuple[str | int, ...] = ("subject", 0)
DEFINITION = ("predicate", "buildDefinition")
DEPENDENCY = (*DEFINITION, "resolvedDependencies", 2)
BUILDER = ("predicate", "runDetails", "builder")
COMMIT = (*DEFINITION, "resolvedDependencies", 0)
MISTAKES: list[tuple[tuple[str | int, ...], object, str]] = [
    (
        ("predicateType",),
        "https://example.org/other",
        (
            'predicateType is "https://slsa.dev/provenance/v1" in what unscaffold writes,'
            ' and not "https://example.org/other"'
        ),
    ),
    (("predicate",), [1], "predicate is an object, and not [1]"),
    (
        (*DEFINITION, "buildType"),
        "urn:other",
        (
            'predicate.buildDefinition.buildType is "urn:x-unscaffold:expand:v1" in what unscaffold writes,'
            ' and not "urn:other"'
        ),
    ),
    (
        (*DEFINITION, "externalParameters"),
        "x" * 200,
        f'predicate.buildDefinition.externalParameters is an object, and not "{"x" * 79}...',
    ),
    (("subject",), None, "subject is a list, and not null"),
    (SUBJECT, 3, "subject[0] is an object, and not 3"),
    ((*SUBJECT, "name"), 1.5, "subject[0].name is a text, and not 1.5"),
    ((*SUBJECT, "name"), "../x", "subject[0].name is '../x', which is no path of a file in a folder"),
    ((*SUBJECT, "name"), "/etc/x", "subject[0].name is '/etc/x', which is no path of a file in a folder"),
    ((*SUBJECT, "name"), "a//b", "subject[0].name is 'a//b', which is no path of a file in a folder"),
    ((*SUBJECT, "name"), "a\0", "subject[0].name is 'a\\x00', which is no path of a file in a folder"),
    ((*SUBJECT, "name"), "HR.xml", "subject[1] is the second one of 'HR.xml'"),
    ((*SUBJECT, "digest"), {"sha1": "1"}, "subject[0].digest.sha256 is a text, and not null"),
    (
        (*SUBJECT, "digest", "sha256"),
        "A" * 64,
        f'subject[0].digest.sha256 is a digest of 64 hexadecimal digits, and not "{"A" * 64}"',
    ),
    (
        (*DEPENDENCY, "uri"),
        "urn:x-unscaffold:input:%2e%2e/x",
        "predicate.buildDefinition.resolvedDependencies[2].uri is '../x', which is no path of a file in a folder",
    ),
    (
        (*DEPENDENCY, "uri"),
        "urn:x-unscaffold:context:1/%C3%A9%2Exml",
        "predicate.buildDefinition.resolvedDependencies[2] is the second one of '1/é.xml'",
    ),
    ((*DEPENDENCY, "uri"), 7, "predicate.buildDefinition.resolvedDependencies[2].uri is a text, and not 7"),
    (
        (*COMMIT, "digest", "gitCommit"),
        "--output=x",
        (
            "predicate.buildDefinition.resolvedDependencies[0].digest.gitCommit"
            ' is a digest of 40 or 64 hexadecimal digits, and not "--output=x"'
        ),
    ),
    (
        (*COMMIT, "annotations", "unscaffold_folder"),
        "\ud800",
        "predicate.buildDefinition.resolvedDependencies[0].annotations.unscaffold_folder has letters that no URI has",
    ),
    (
        (*DEPENDENCY, "uri"),
        "urn:x-unscaffold:input:é",
        "predicate.buildDefinition.resolvedDependencies[2].uri has letters that no URI has",
    ),
    (
        (*COMMIT, "annotations", "unscaffold_changed"),
        "no",
        (
            "predicate.buildDefinition.resolvedDependencies[0].annotations.unscaffold_changed is true or false,"
            ' and not "no"'
        ),
    ),
    ((*BUILDER, "version"), {"lxml": 6}, "predicate.runDetails.builder.version.lxml is a text, and not 6"),
    (
        ("predicate", "runDetails", "metadata"),
        {"startedOn": 0},
        "predicate.runDetails.metadata.startedOn is a text, and not 0",
    ),
]


def refused(file: Path) -> str:
    with pytest.raises(Failure) as failure:
        read(file)
    return failure.value.sentence.replace(str(file), "FILE")


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
def test_what_is_no_statement_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(text, "utf-8")
    assert refused(tmp_path / "s.json") == f"FILE cannot be used: {TEXTS[text]}"


@pytest.mark.parametrize(("way", "value", "sentence"), MISTAKES)
def test_a_field_that_cannot_be_is_named(
    way: tuple[str | int, ...], value: object, sentence: str, tmp_path: Path
) -> None:
    statement: Any = deepcopy(document(SMALL))
    *before, last = way
    field = statement
    for step in before:
        field = field[step]
    field[last] = value
    (tmp_path / "s.json").write_text(json.dumps(statement), "utf-8")
    assert refused(tmp_path / "s.json") == f"FILE cannot be used: {sentence}"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_bytes(b'{"\xff"}')
    assert refused(tmp_path / "s.json") == "FILE cannot be used: it is not UTF-8"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "s.json").open("wb") as file:
        file.truncate(MOST + 1)
    assert refused(tmp_path / "s.json") == (
        "FILE has more than 33,554,432 bytes, and is not read; name the statement of one run"
    )


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    os.mkfifo(tmp_path / "s.json")
    sentence = "FILE is not a regular file; name the statement that expand --attest wrote"
    assert [refused(tmp_path / "s.json"), refused(tmp_path / "none.json")] == [sentence, sentence]


@LINKS
def test_a_link_that_a_user_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(text_of(SMALL), "utf-8")
    (tmp_path / "link").symlink_to("s.json")
    assert read(tmp_path / "link") == SMALL


def test_what_others_add_is_passed_over(tmp_path: Path) -> None:
    statement: Any = document(SMALL)
    statement["predicate"]["buildDefinition"]["resolvedDependencies"] += [
        {"uri": "https://example.org/x", "digest": {"sha512": "0"}},
        {"uri": "urn:x-unscaffold:later", "digest": {"sha256": ONE}},
        {"content": "eA=="},
    ]
    statement["predicate"]["runDetails"]["byproducts"] = []
    (tmp_path / "s.json").write_text(json.dumps(statement), "utf-8")
    assert read(tmp_path / "s.json") == SMALL


def places(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield way
    if isinstance(value, (dict, list)):
        for step in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[step], (*way, step))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ODD,
    lambda some: st.lists(some, max_size=3) | st.dictionaries(ODD, some, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from([*places(document(SMALL))][1:]), ANYTHING)
@settings(max_examples=300)
def test_whatever_a_field_is_there_is_a_statement_or_a_sentence(way: tuple[str | int, ...], value: object) -> None:
    statement: Any = deepcopy(document(SMALL))
    *before, last = way
    field = statement
    for step in before:
        field = field[step]
    field[last] = value
    try:
        attested = attested_by(parsed(json.dumps(statement)))
    except UnicodeError:
        raise  # it is a ValueError, but says something of codecs
    except ValueError:
        return
    assert all(isinstance(one.sentence, str) for one in differences(attested, SMALL, str))
