"""The words of a configuration, and what is declared of each scaffolding."""

from unscaffold.vocabulary.access_rights import ACCESS_RIGHTS, ACCESS_RULE, GRADES, access_rights, rights_words
from unscaffold.vocabulary.declarations import Choice, Declaration, chosen, declarations
from unscaffold.vocabulary.facts import declaring
from unscaffold.vocabulary.graded_rules import graded_rules
from unscaffold.vocabulary.kinds import Kind, is_job, is_override, is_step, is_task, kind_of, task_kind, vocabulary
from unscaffold.vocabulary.languages import is_translated
from unscaffold.vocabulary.packages import Package, packages
from unscaffold.vocabulary.tasks import Words, task_words

__all__ = [
    "ACCESS_RIGHTS",
    "ACCESS_RULE",
    "GRADES",
    "Choice",
    "Declaration",
    "Kind",
    "Package",
    "Words",
    "access_rights",
    "chosen",
    "declarations",
    "declaring",
    "graded_rules",
    "is_job",
    "is_override",
    "is_step",
    "is_task",
    "is_translated",
    "kind_of",
    "packages",
    "rights_words",
    "task_kind",
    "task_words",
    "vocabulary",
]
