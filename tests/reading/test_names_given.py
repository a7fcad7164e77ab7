"""The display names of a profile that a scaffolding makes: those that the stylesheets give it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.generating.saxon import Stylesheets
from unscaffold.markup import NAMESPACE, parsed
from unscaffold.reading import read_configuration
from unscaffold.slicing import slice_of
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from pathlib import Path

_LANGUAGES = (
    '<Language Code="en-US" IndicatorNumber="1"/><Language Code="FR-fr" IndicatorNumber=" 02 "/>'
    '<Language Code="de-DE" IndicatorNumber="3"/><Language IndicatorNumber="4"/>'
    '<Language Code="it-IT"/><Language Code="es-ES" IndicatorNumber="x"/>'
)


def _named(*arguments: tuple[str, str]) -> str:
    said = "".join(f'<DisplayNameProfile Identifier="{code}" {name}/>' for code, name in arguments)
    return f'<CreateAdministratorProfile EntityType="User">{said}</CreateAdministratorProfile>'


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (_named(), {}),
        (_named(("en", 'Value="Boss"'), ("fr", 'DisplayName="Chef"')), {"1": "Boss", "2": "Chef"}),
        (_LANGUAGES + _named(("en-us", 'DisplayName="Boss" Value="Chief"')), {"1": "Boss"}),
        (_LANGUAGES + _named(("fr-CA", 'Value="Patron"'), ("fr-FR", 'Value="Chef"')), {"2": "Chef"}),
        (_LANGUAGES + _named(("en-EN", 'DisplayName="" Value="Boss"'), ("pt-PT", 'Value="Chefe"')), {"1": "Boss"}),
        (_LANGUAGES + _named(("es-ES", 'Value="Jefe"'), ("it-IT", 'Value="Capo"')), {}),
        (_named(("en", 'Value="A"')) + _named(("en", 'Value="B"'), ("fr", 'Value="C"')), {"1": "A", "2": "C"}),
        ('<Profile Identifier="ADMINISTRATOR" DisplayName_L2="Chef"/>' + _named(("en", 'Value="A"')), {"2": "Chef"}),
        (
            '<Profile Identifier="Administrator" ConsolidationMode="Merge" DisplayName_L1="B"/>'
            + _named(("en", 'Value="A"'), ("fr", 'Value="C"')),
            {"1": "B", "2": "C"},
        ),
    ],
)
def test_names_come_from_arguments(content: str, names: dict[str, str], tmp_path: Path) -> None:
    text = f'<ConfigurationFile xmlns="{NAMESPACE}"><EntityType Identifier="User"/>{content}</ConfigurationFile>'
    (tmp_path / "Conf.xml").write_text(text, encoding="utf-8")
    declared = declarations()
    read = read_configuration(tmp_path, declared)
    (profile,) = read.of_kind("Profile")
    assert {name[-1]: value for name, value in profile.attributes.items() if name.startswith("D")} == names
    assert not profile.children
    slices = [slice_of(read, one, declared[one.name]).document() for one in read.scaffoldings]
    for document in [text, *slices]:
        for xml in Stylesheets().generate(document).results:
            made = next(iter(parsed(xml)))
            found = {name[-1]: value for name, value in made.items() if str(name).startswith("D")}
            assert found == {"1": made.get("Identifier"), **names}
