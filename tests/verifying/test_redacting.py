"""A redacted report names nothing of the configuration, in whatever format, and the same thing by the same name."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

import strategies  # noqa: F401 - its profile counts here, too
from unscaffold.commandline import verify_json, verify_junit, verify_markdown, verify_text
from unscaffold.folder_to_folder import expand
from unscaffold.formats import Look
from unscaffold.markup import NAMESPACE
from unscaffold.options import Options
from unscaffold.verifying import verify

if TYPE_CHECKING:
    from unscaffold.verifying import Verified

# No word of the product has these letters only; what is drawn may be cut where words of identifiers are.
_NAMES = st.lists(
    st.from_regex(r"\A[qzxjQZXJ]{4,6}(?:[-_.éü ][qzxjQZXJ]{4,5})?\Z"), min_size=24, max_size=24, unique_by=str.lower
)
_CONF = """
<Agent Identifier="{0}"/><OpenIdClient Identifier="{1}"/><Language Code="en-US" IndicatorNumber="1"/>
<Connector Identifier="{2}" DisplayName_L1="{3}" Agent="{0}"/>
<Connection Identifier="{4}" Connector="{2}" Package="Usercube.AD.ActiveDirectory@0000001"/>
<EntityTypeMapping Identifier="{5}" Connector="{2}"/><EntityTypeMapping Identifier="{6}" Connector="{2}"/>
<ResourceType Identifier="{7}" SourceEntityType="{6}" TargetEntityType="{5}"/>
<Profile Identifier="{8}" DisplayName_L1="{9}"/><EntityType Identifier="{5}"/>
<InvokeExpressionTask Identifier="{10}" InputPath="{11}" Agent="{0}"/>
<CreateConnectorSynchroComplete Connector="{2}" JobIdentifier="{12}" DisplayName_L1="{13}">
  <OpenIdIdentifier Identifier="{1}"/><AddTask Task="{10}" TaskToCompareWith="Synchronize" After="true"/>
</CreateConnectorSynchroComplete>
<CreateInitializationJob Agent="{0}" JobIdentifier="{14}" DisplayName_L1="{15}"><Configuration Path="{16}"/>
</CreateInitializationJob>
<CreateConnectorsJobs/>
<ViewAccessControlRules Profile="{8}" EntityType="{5}"/>
<JobAdministrationAccessControlRules Profile="{8}"/>
"""
_OTHERS = """
<Job Identifier="{17}" {18}="{19}">
  <FulfillTask Identifier="{17}_Fulfill_{20}" Agent="{21}"><{18} {18}="{19}"/></FulfillTask>
</Job><{18} Identifier="{20}"/><{18}Task Identifier="{22}" DisplayName_L1="{23}"/>
"""


def _document(content: str) -> bytes:
    return f'<ConfigurationFile xmlns="{NAMESPACE}">{content}</ConfigurationFile>'.encode()


def _reports(found: Verified) -> list[str]:
    formats = (verify_json, verify_junit, verify_markdown)
    return [verify_text.document(found, Look()), *(one.document(found) for one in formats)]


def _written(folder: Path, names: list[str], changed: dict[str, str]) -> tuple[Path, Path]:
    """Write a configuration with those names, and an export, in which some are other ones, and more is in it."""
    conf, export = folder / "Conf", folder / "Export"
    (conf / names[3]).mkdir(parents=True)
    (conf / names[3] / f"{names[9]}.xml").write_bytes(_document(_CONF.format(*names)))
    done = expand(conf, export, Options(layout="scaffoldings"))
    assert done.errors == []
    for file in export.rglob("*.xml"):
        text = file.read_text("utf-8")
        for old, new in changed.items():
            text = text.replace(old, new)
        file.write_text(text, "utf-8")
    element = names[18].translate(str.maketrans("éü .", "eu__"))
    named = [*names[:18], element, *names[19:]]
    (export / f"{names[20]}.xml").write_bytes(_document(_OTHERS.format(*named)))
    return conf, export


@settings(max_examples=15)
@given(names=_NAMES, changed=st.lists(st.integers(0, 16), max_size=4, unique=True))
def test_no_name_is_left(names: list[str], changed: list[int]) -> None:
    with TemporaryDirectory() as temporary:
        conf, export = _written(Path(temporary), names, {names[number]: names[-1 - number % 4] for number in changed})
        found = verify(conf, export, Options(), redact=True).verified
        plain = verify(conf, export, Options()).verified
    words = {word.lower() for name in names for word in re.findall("[a-z]{4,}", name.lower())}
    for report, whole in zip(_reports(found), _reports(plain), strict=True):
        lowered = report.lower()
        assert [word for word in words if word in lowered] == []
        assert any(word in whole.lower() for word in words)
    assert [one.status for one in found.outcomes] == [one.status for one in plain.outcomes]
    assert found.classes == plain.classes
