"""A statement as a document: the whole of a small one, and a schema that holds for any."""

from __future__ import annotations

import json
from pathlib import Path

import fastjsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from attesting.statements import ONE, SETTINGS, SMALL, THREE, TWO
from unscaffold.attesting.attested import Attested, Commit, Thing
from unscaffold.attesting.fields import parsed
from unscaffold.attesting.parsing import attested_by
from unscaffold.attesting.statement import document, text_of
from unscaffold.process import is_seen

valid = fastjsonschema.compile(json.loads((Path(__file__).parent / "schemas" / "statement.json").read_text("utf-8")))


def hexadecimal(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789abcdef", min_size=length, max_size=length)


def is_path(path: str) -> bool:
    return not {"", ".", ".."} & {*path.split("/")}


# Any character of a name, and more of those that mean something in a URI, in JSON, or on a terminal.
NAMES = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from('/.%:#? \n\x1b\u202e"')
)
PATHS = NAMES.filter(is_path)
THINGS = st.one_of(
    st.builds(Thing, st.sampled_from(["output", "input", "context", "own-stylesheets"]), PATHS),
    st.sampled_from([Thing("program"), Thing("stylesheets"), Thing("baseline")]),
)
COMMITS = st.builds(Commit, hexadecimal(40) | hexadecimal(64), PATHS | st.just(""), st.booleans())
ANY = st.builds(
    Attested,
    st.dictionaries(THINGS, hexadecimal(64), max_size=8),
    st.just(SETTINGS),
    st.dictionaries(st.sampled_from(["unscaffold", "lxml", "Python"]), NAMES),
    st.none() | COMMITS,
    st.sampled_from(["", "2023-11-14T22:13:20Z"]),
)


def test_a_small_statement() -> None:
    assert document(SMALL) == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": "HR/a b.xml", "digest": {"sha256": ONE}},
            {"name": "HR.xml", "digest": {"sha256": TWO}},
        ],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:x-unscaffold:expand:v1",
                "externalParameters": SETTINGS,
                "resolvedDependencies": [
                    {
                        "name": "commit",
                        "digest": {"gitCommit": "a" * 40},
                        "annotations": {"unscaffold_folder": "Conf%20A", "unscaffold_changed": False},
                    },
                    {"uri": "urn:x-unscaffold:context:1/%C3%A9.xml", "digest": {"sha256": ONE}},
                    {"uri": "urn:x-unscaffold:input:HR/a%20b.xml", "digest": {"sha256": THREE}},
                    {"uri": "urn:x-unscaffold:stylesheets", "digest": {"dirHash": TWO}},
                ],
            },
            "runDetails": {
                "builder": {
                    "id": "urn:x-unscaffold:command-line:v1",
                    "version": {"unscaffold": "1.2.3", "Python": "3.14.0"},
                },
                "metadata": {"startedOn": "2023-11-14T22:13:20Z"},
            },
        },
    }


@given(ANY)
@settings(max_examples=100)
def test_any_statement_is_read_as_it_was_written(attested: Attested) -> None:
    text = text_of(attested)
    valid(json.loads(text))
    assert all(is_seen(character) or character == "\n" for character in text)
    assert attested_by(parsed(text)) == attested


def test_the_order_of_things_is_none_of_the_run() -> None:
    turned = dict(reversed([*SMALL.digests.items()]))
    assert text_of(SMALL._replace(digests=turned)) == text_of(SMALL)
