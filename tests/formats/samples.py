"""Findings to report: some that are ordinary, and any that somebody could bring about."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from unscaffold.findings import Edit, Finding, Region, Related, Rule, fingerprints
from unscaffold.formats import FAIL_ON, Reported
from unscaffold.formats.reported import Result

OTHER = Rule("other-job", "J301", "error", "the job '{job}' runs like {other}", reason="Two of a kind.")
CASE = Rule("case", "U203", "warning", "{attribute} is written {{so}}: {value}", mend="write")
INFO = Rule("idle", "J302", "info", "nobody runs {value}")
NOTE = Rule("", "OWN", "note", "hello")


def finding(rule: Rule, region: Region, *related: Related, **more: Any) -> Finding:
    """Return a finding, of values that go by the names of the sentence."""
    values = tuple(more.pop("values", {}).items())
    return Finding(region, rule.severity, rule, values, related, **more)


FINDINGS = [
    finding(
        OTHER,
        Region("Conf/a b.xml", 2, 3, 2, 9),
        Related("other", Region("Conf/c.xml", 1, 1, 1, 4)),
        Related("needed at", Region("Conf/c.xml", 3, 1, 3, 4)),
        values={"job": "A"},
        generated='Job[@Identifier="A"]',
    ),
    finding(
        CASE,
        Region("Conf/a b.xml", 3, 1, 4, 5),
        values={"attribute": "Agent", "value": "x"},
        meant="X",
        edit=Edit(Region("Conf/a b.xml", 3, 2, 3, 3), "X"),
    ),
    finding(INFO, Region("Conf/c.xml", 1, 1, 1, 1), values={"value": "it"}),
]


def reported(*findings: Finding, **more: Any) -> Reported:
    """Return findings as they are reported."""
    told = [Result(*pair) for pair in zip(findings, fingerprints(findings), strict=True)]
    return Reported(told, version="1.2.3", **more)


# What a terminal, a shell of a CI system, XML, Markdown or SARIF would obey.
_ODD = [
    *(
        "\n",
        "\r",
        "\t",
        "\x1b[31m",
        "\x00",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufffe",
        "\ud83d",
        "\udc80",
        "\U0001f600",
        "é",
    ),
    *(
        "::",
        "::error::",
        "##[",
        "##vso[task.setvariable variable=x]",
        "%0A",
        "%AZP25",
        "]]>",
        "<b>",
        "&amp;",
        '"',
        "'",
    ),
    *(
        "`",
        "```",
        "@octocat",
        "#1",
        "https://a.example/",
        "[x](javascript:y)",
        "{0}",
        "{{",
        "|",
        "\\",
        ";",
        "]",
        ",",
        " ",
    ),
]
TEXTS = st.lists(st.one_of(st.sampled_from(_ODD), st.characters()), min_size=1, max_size=6).map("".join)


@st.composite
def regions(draw: st.DrawFn) -> Region:
    line, column = draw(st.integers(1, 50)), draw(st.integers(1, 90))
    lines, columns = draw(st.integers(0, 9)), draw(st.integers(0, 90))
    return Region(draw(FILES), line, column, line + lines, columns + 1 if lines else column + columns)


# As they are when they are shown to a program.
FILES = TEXTS.map(lambda text: text.encode("utf-8", "replace").decode().replace("/", "-").lstrip(".") or "x")


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    severity = draw(st.sampled_from(["error", "warning", "info", "note"]))
    rule = Rule(
        draw(TEXTS), draw(st.sampled_from(["J1", "J2", "OWN"])), severity, "{value} {other}", reason=draw(TEXTS)
    )
    region, text = draw(regions()), draw(TEXTS)
    related = [
        Related(draw(st.one_of(st.just("other"), TEXTS)), draw(regions())) for _ in range(draw(st.integers(0, 2)))
    ]
    edit = draw(st.none() | st.just(Edit(region, text)))
    return finding(rule, region, *related, values={"value": text}, edit=edit, meant=draw(TEXTS), generated=text)


ANYTHING = st.builds(
    lambda found, fail_on: reported(*found, fatal=FAIL_ON[fail_on]),
    st.lists(findings(), max_size=14),
    st.sampled_from([*FAIL_ON]),
)
