"""Fingerprints: the same for a finding whose lines have moved, another one for everything else."""

from __future__ import annotations

from unscaffold.findings import Related, diagnose, fingerprints, point


def test_moved_lines_change_nothing() -> None:
    here = diagnose("duplicate", point("a.xml", 3, 1), {"kind": "Job"}, related=[Related("other", point("b.xml"))])
    moved = diagnose(
        "duplicate", point("a.xml", 9, 5), {"kind": "Job"}, related=[Related("other", point("b.xml", 7))]
    )
    assert fingerprints([here]) == fingerprints([moved])


def test_file_rule_values_and_generated_element_are_told_apart_and_so_are_equals() -> None:
    one = diagnose("duplicate", point("a.xml"), {"kind": "Job"})
    others = [
        one,
        diagnose("duplicate", point("b.xml"), {"kind": "Job"}),
        diagnose("collision", point("a.xml"), {"kind": "Job"}),
        diagnose("duplicate", point("a.xml"), {"kind": "Step"}),
        one._replace(generated='Job[@Identifier="A"]'),
    ]
    told = fingerprints([one, *others])
    assert len(set(told)) == len(told) == 6
    assert {len(each) for each in told} == {32}
