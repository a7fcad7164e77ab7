"""The floor of access rights: as many rules written with lxml, from a list, in one process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from lxml import etree

_NAMESPACE = "urn:schemas-usercube-com:configuration"


class _Rule(NamedTuple):
    identifier: str
    profile: str
    permissions: list[str]


def main(target: Path, count: int) -> None:
    """Write a file with so many rules, of three entries each."""
    rules = [
        _Rule(
            f"Profile{number % 50:02}_Directory_Type{number}_ReviewProvisioning",
            f"Profile{number % 50:02}",
            [f"/ProvisioningPolicy/Type{number}/{verb}" for verb in ("Create", "Query", "Update")],
        )
        for number in range(count)
    ]
    root = etree.Element(f"{{{_NAMESPACE}}}ConfigurationFile", nsmap={None: _NAMESPACE})
    for rule in rules:
        _write(root, rule)
    etree.indent(root)
    etree.ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)


def _write(root: etree._Element, rule: _Rule) -> None:
    attributes = {
        "Identifier": rule.identifier,
        "DisplayName_L1": f"{rule.profile} (en) - Review Provisioning",
        "DisplayName_L2": f"{rule.profile} (fr) - Revue du Provisioning",
        "EntityType": "Directory_User",
        "Profile": rule.profile,
    }
    element = etree.SubElement(root, f"{{{_NAMESPACE}}}AccessControlRule", attributes)
    for permission in rule.permissions:
        etree.SubElement(element, f"{{{_NAMESPACE}}}Entry", CanExecute="true", Permission=permission)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
