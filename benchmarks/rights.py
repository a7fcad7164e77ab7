"""A configuration whose scaffoldings grant access rights: 500 of them, and some 20,000 rules."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.generate import END, START

if TYPE_CHECKING:
    from pathlib import Path

_PROFILES = 50
_ENTITY_TYPES = 44  # each is associated with the users, and half of them are dimensions
RULES = 20_850
_OF_A_PROFILE = (
    "AccessReviewAdministrationAccessControlRules",
    "AssignProfileAccessControlRules",
    "BasketRulesControlRules",
    "PolicySimulationControlRules",
    "RisksAdministrationAccessControlRules",
    "RoleAdministrationAccessControlRules",
    "RoleAndSimulationControlRules",
)
_OF_AN_ENTITY_TYPE = (
    "ReconciliateResourcesAccessControlRules",
    "ReviewProvisioningAccessControlRules",
    "WorkflowOverviewControlRules",
)
_USERS = "Directory_User"


def rights(folder: Path) -> Path:
    """Return a folder with the configuration, which is generated if it is not there: a file a profile."""
    if not folder.exists():
        making = folder.with_name(f"{folder.name} in the making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        _write(making / "Model.xml", _model())
        for number in range(_PROFILES):
            _write(making / f"Profile{number:02}.xml", _profile(f"Profile{number:02}"))
        making.rename(folder)
    return folder


def _write(file: Path, content: str) -> None:
    file.write_text(f"{START}{content}{END}", encoding="utf-8", newline="\n")


def _model() -> str:
    names = [f"Directory_Type{number:02}" for number in range(_ENTITY_TYPES)]
    types = [f'  <EntityType Identifier="{one}" DisplayName_L1="{one} (en)" />\n' for one in [_USERS, *names]]
    ends = [f'Property1="{_USERS}:{one}" Property2="{one}:Users"' for one in names]
    associations = [f'  <EntityAssociation Identifier="{number}" {two} />\n' for number, two in enumerate(ends)]
    dimensions = [f'  <Dimension Identifier="{one}" EntityType="{one}" />\n' for one in names[::2]]
    return "".join([*types, *associations, *dimensions])


def _profile(profile: str) -> str:
    own = f'Profile="{profile}"'
    return "".join(
        [
            f'  <Profile Identifier="{profile}" DisplayName_L1="{profile} (en)" DisplayName_L2="{profile} (fr)" />\n',
            *(f"  <{name} {own} />\n" for name in _OF_A_PROFILE),
            *(f'  <{name} {own} EntityType="{_USERS}" />\n' for name in _OF_AN_ENTITY_TYPE),
        ]
    )


def rules_in(folder: Path) -> int:
    """Return how many access control rules the files of a folder have."""
    return sum(file.read_bytes().count(b"<AccessControlRule ") for file in folder.glob("*.xml"))
