"""The rules for an effective configuration: each a row of data and one function, side by side in a group.

A group is two files of one name. `frequent.xml` has the rows: code, name, severity, sentence, reason, a wrong and a
right example. `frequent.py` has a function for each row, called as the rule is (`-` is `_` there), which takes the
configuration and yields its breaches. A new group is added to `GROUPS`.
"""

from unscaffold.rules.breaking import breaches
from unscaffold.rules.catalogue import catalogue
from unscaffold.rules.codes import code_of, codes_of, ignorable
from unscaffold.rules.explaining import as_json, as_markdown, as_text
from unscaffold.rules.secrets import may_be_secret

__all__ = [
    "as_json",
    "as_markdown",
    "as_text",
    "breaches",
    "catalogue",
    "code_of",
    "codes_of",
    "ignorable",
    "may_be_secret",
]
