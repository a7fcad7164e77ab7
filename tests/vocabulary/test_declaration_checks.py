"""The declaration of somebody's own scaffolding is refused where the schema refuses it, with what would be right."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from processors import ROOT
from sources import XSLT
from unscaffold.commandline import main
from unscaffold.findings import Failure
from unscaffold.vocabulary import declaration_checks, declarations

_SCHEMA = etree.RelaxNG(etree.parse(XSLT / "schema" / "declaration.rng"))
_SAMPLE = ROOT / "samples" / "own-scaffolding"
_TEXT = (_SAMPLE / "stylesheets" / "CreateConnectorExportJob.xml").read_text(encoding="utf-8")
_KINDS = """\
Agent, OpenIdClient, Language, Connector, Connection, EntityTypeMapping, EntityAssociation, \
EntityAssociationMapping, MailSetting, ResourceType, Profile, EntityType, Dimension, DisplayTable, Workflow"""
_TYPES = """\
string, identifier, boolean, count, indicator, cron, display-name, JobRule, DeactivationExportFulfill, CronTimeZone"""
_ARGUMENTS = """\
AddTask, Configuration, CronTabExpression, DisplayNameProfile, DoNotCreateJob, FormatPropertiesInResource, \
FulfillInternalWorkflowsPath, \
LinkDependTask, NoConnectorProvisioning, NoConnectorSynchronization, NoProvisioning, NoSynchronization, NotUsed, \
OpenIdIdentifier, PrincipalDataConnector"""
_ADD_TASK = '<argument name="AddTask"/>'
# What is right, what stands wrong in its place, and the line and the sentence of the refusal.
_WRONG = [
    (
        'refers="Connector"',
        'refers="Conector"',
        f"6: refers=\"Conector\" of attribute is none of its values; they are {_KINDS}; did you mean 'Connector'?",
    ),
    (
        'type="display-name"',
        'type="displayname"',
        (
            f'7: type="displayname" of attribute is none of its values; they are {_TYPES}; '
            "did you mean 'display-name'?"
        ),
    ),
    (
        'scope="connector"',
        'scop="connector"',
        "5: scaffolding has no attribute scop; it knows name, scope, job, mode, family; did you mean 'scope'?",
    ),
    (
        _ADD_TASK,
        '<argument name="Addtasks"/>',
        f"9: name=\"Addtasks\" of argument is none of its values; they are {_ARGUMENTS}; did you mean 'AddTask'?",
    ),
    (_ADD_TASK, "<argument/>", "9: argument needs the attribute name"),
    (_ADD_TASK, '<argument name="AddTask" many="true"/>', "9: argument has no attribute many; it knows name"),
    (
        _ADD_TASK,
        '<arguments name="AddTask"/>',
        "9: scaffolding has no element arguments; it knows attribute, argument; did you mean 'argument'?",
    ),
    (
        _ADD_TASK,
        f'<argument name="AddTask">{_ADD_TASK}</argument>',
        "9: argument has no element argument; it knows none",
    ),
    (
        _ADD_TASK,
        '<argument xmlns="" name="AddTask"/>',
        "9: the element argument is not in the namespace urn:unscaffold:declaration; take its own xmlns away",
    ),
    (_ADD_TASK, "<!-- a --> all\n  of it", "5: scaffolding contains text, 'all of it', and takes none"),
    ('type="display-name"', "", "7: attribute needs the attribute type"),
    ('name="DisplayName"', 'name=""', "7: name of attribute is empty; give it a value"),
    ('scope="connector"', 'job="connector"', "5: scaffolding needs the attribute mode, because it has job"),
    ('required="true"', 'ignored="no"', '6: ignored="no" of attribute is none of its values; they are true'),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), _WRONG, ids=[wrong for _, wrong, _ in _WRONG])
def test_a_wrong_declaration_is_refused_with_what_would_be_right(
    right: str, wrong: str, sentence: str, tmp_path: Path
) -> None:
    assert right in _TEXT
    file = tmp_path / "CreateConnectorExportJob.xml"
    file.write_text(_TEXT.replace(right, wrong, 1), encoding="utf-8")
    file.with_suffix(".xsl").touch()
    with pytest.raises(Failure) as failure:
        declarations([tmp_path])
    assert str(failure.value) == f"{file}:{sentence}"


_DECLARED = '<attribute name="{}" type="identifier" refers="Connector"{}/>'
_NEEDED = '<attribute name="Connector" refers="Connector" required="true" type="identifier"/>'
_CONNECTOR = _DECLARED.format("Connector", ' required="true"')


@pytest.mark.parametrize(
    ("attributes", "inside", "sentence"),
    [
        ("", _CONNECTOR * 2, "the attribute Connector is declared twice; remove one of the two"),
        ("", _ADD_TASK * 2, "the argument AddTask is declared twice; remove one of the two"),
        ("", _CONNECTOR + _ADD_TASK, ""),
        ('job="connector" mode="Complete"', _CONNECTOR, ""),
        ('job="connector" mode="Incremental" scope="connector"', _CONNECTOR, ""),
        ('job="agent" mode="Complete"', "", ""),
        (
            'job="connector" mode="Complete"',
            _DECLARED.format("Connector", ""),
            f'job="connector" needs the attribute that names it; declare {_NEEDED}',
        ),
        (
            'job="connector" mode="Complete" scope="connector"',
            _CONNECTOR,
            'scope="connector" has not all that this job is made from; write scope="configuration"',
        ),
        (
            'job="agent" mode="Incremental" scope="nothing"',
            "",
            'scope="nothing" has not all that this job is made from; write scope="configuration"',
        ),
    ],
)
def test_what_no_schema_can_say_is_checked_too(attributes: str, inside: str, sentence: str, tmp_path: Path) -> None:
    root = etree.fromstring(
        f'<scaffolding xmlns="urn:unscaffold:declaration" name="Own" {attributes}>{inside}</scaffolding>'
    )
    assert _SCHEMA.validate(root)
    said = ""
    try:
        declaration_checks.check_sense(tmp_path / "Own.xml", root)
    except Failure as failure:
        said = failure.sentence
    assert said == (f"{tmp_path / 'Own.xml'}:1: {sentence}" if sentence else "")


def test_a_wrong_declaration_ends_a_run_before_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "CreateConnectorExportJob.xml"
    file.write_text(_TEXT.replace('scope="connector"', 'scop="connector"'), encoding="utf-8")
    file.with_suffix(".xsl").touch()
    command = ["expand", str(_SAMPLE / "Conf"), "--output", str(tmp_path / "Out"), "--stylesheets", str(tmp_path)]
    result = CliRunner().invoke(main, command)
    sentence = "scaffolding has no attribute scop; it knows name, scope, job, mode, family; did you mean 'scope'?"
    assert (result.exit_code, result.stderr) == (2, f"error: {file}:5: {sentence}\n")
    assert not (tmp_path / "Out").exists()


_NAMES = ["scaffolding", "attribute", "argument", "argument", "attribute", "atribute"]
_ATTRIBUTES = ["name", "name", "type", "type", "refers", "required", "ignored", "scope", "job", "mode", "scop"]
_VALUES = [
    *("A", "AddTask", "string", "identifier", "display-name", "JobRule", "Connector", "Language", "true", "false"),
    *(
        "connector",
        "agent",
        "configuration",
        "nothing",
        "Complete",
        "Incremental",
        "Initial",
        "",
        " ",
        " true",
        "conector",
    ),
]
_TEXTS = ["", "", "", " \n\t", "text", "\u00a0", "<!-- c -->", "<?p?>", "<![CDATA[ ]]>"]


def _opened(name: str, attributes: dict[str, str]) -> str:
    return " ".join([name, *(f"{attribute}={quoteattr(value)}" for attribute, value in attributes.items())])


_attributes = st.dictionaries(st.sampled_from(_ATTRIBUTES), st.sampled_from(_VALUES), max_size=4)
_elements = st.recursive(
    st.sampled_from(_TEXTS),
    lambda content: st.builds(
        lambda name, attributes, inner, after: f"<{_opened(name, attributes)}>{''.join(inner)}</{name}>{after}",
        st.sampled_from(_NAMES),
        _attributes,
        st.lists(content, max_size=2),
        st.sampled_from(_TEXTS),
    ),
    max_leaves=4,
)
# Mostly right, with something wrong now and then, for else nearly nothing that is drawn would be valid.
_right = st.sampled_from(
    [_ADD_TASK, '<attribute name="A" type="identifier" refers="Agent"/>', '<attribute name="B" type="cron"/>', " "]
)
_documents = st.builds(
    lambda attributes, inner: (
        f'<{_opened("scaffolding", {"name": "A", **attributes})} xmlns="urn:unscaffold:declaration">'
        f"{''.join(inner)}</scaffolding>"
    ),
    st.one_of(
        st.sampled_from([{}, {}, {"scope": "nothing"}, {"job": "agent", "mode": "Complete"}, {"mode": "Complete"}]),
        _attributes,
    ),
    st.lists(st.one_of(_right, _right, _right, _elements), max_size=4),
)


@given(_documents)
def test_what_the_schema_refuses_is_refused_and_nothing_else(document: str) -> None:
    root = etree.fromstring(document)
    try:
        declaration_checks.check(Path("A.xml"), root)
    except Failure:
        assert not _SCHEMA.validate(root)
    else:
        assert _SCHEMA.validate(root), str(_SCHEMA.error_log)
