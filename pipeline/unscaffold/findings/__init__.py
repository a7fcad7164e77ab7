"""What is wrong, and where: findings as data, and what cannot go on."""

from unscaffold.findings.failure import Failure, Refusal
from unscaffold.findings.finding import Finding, Guess, diagnose, errors_of, in_order, mending, strictly
from unscaffold.findings.fingerprints import fingerprints
from unscaffold.findings.hints import HINTED, Names, did_you_mean, hinted, names_of, nearest
from unscaffold.findings.ignored import NOTHING_IGNORED, Ignored
from unscaffold.findings.places import NAME, VALUE, WITH_SPACE, Edit, Mark, Region, Related, Way, marked, point
from unscaffold.findings.rules import Rule, own_rule, rules

__all__ = [
    "HINTED",
    "NAME",
    "NOTHING_IGNORED",
    "VALUE",
    "WITH_SPACE",
    "Edit",
    "Failure",
    "Finding",
    "Guess",
    "Ignored",
    "Mark",
    "Names",
    "Refusal",
    "Region",
    "Related",
    "Rule",
    "Way",
    "diagnose",
    "did_you_mean",
    "errors_of",
    "fingerprints",
    "hinted",
    "in_order",
    "marked",
    "mending",
    "names_of",
    "nearest",
    "own_rule",
    "point",
    "rules",
    "strictly",
]
