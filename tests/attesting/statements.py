"""What small statements say."""

from __future__ import annotations

from unscaffold.attesting.attested import Attested, Commit, Thing

ONE, TWO, THREE = "1" * 64, "2" * 64, "3" * 64
SETTINGS = {
    "baseline": None,
    "context": ["../Export"],
    "ignore": [],
    "ignore-in": [],
    "keep": [],
    "layout": "folder",
    "only": ["jobs"],
    "select": [],
    "severity": [],
    "strict": True,
    "stylesheets": [],
    "target": "7.0",
}
SMALL = Attested(
    digests={
        Thing("output", "HR/a b.xml"): ONE,
        Thing("output", "HR.xml"): TWO,
        Thing("input", "HR/a b.xml"): THREE,
        Thing("context", "1/é.xml"): ONE,
        Thing("stylesheets"): TWO,
    },
    settings=SETTINGS,
    versions={"unscaffold": "1.2.3", "Python": "3.14.0"},
    commit=Commit("a" * 40, "Conf A", is_changed=False),
    started="2023-11-14T22:13:20Z",
)
