"""What is declared of each scaffolding: in a data file beside its stylesheet, or in the table of access rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.findings import Failure
from unscaffold.process import xslt_folder
from unscaffold.vocabulary.access_rights import ACCESS_RIGHTS, access_rights
from unscaffold.vocabulary.kinds import DECLARATION, references

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from unscaffold.vocabulary.access_rights import Granting
_REFERRING = {"Profile", "EntityType"}  # attributes called as what they name


class Declaration(NamedTuple):
    """What is declared of a scaffolding.

    `scope` is "connector", "configuration", "nothing" or "access-rights"; `refers` tells which attribute names an
    element of which kind. `sets` are those from which access rights are computed, and `profile` is the one that it
    makes, if it does. `family` is that for which a run may ask; empty for stylesheets of somebody's own that say
    none.
    """

    name: str
    scope: str
    refers: Mapping[str, str]
    sets: frozenset[str] = frozenset()
    family: str = ""
    profile: str = ""


class Choice(NamedTuple):
    """The names of the scaffoldings that a run expands, and of those that it leaves in place and counts."""

    expanded: frozenset[str]
    left: frozenset[str] = frozenset()


def chosen(declared: Mapping[str, Declaration], only: Collection[str], keep: Collection[str]) -> Choice:
    """Return which scaffoldings are expanded.

    Args:
        declared: Their declarations.
        only: The families that are expanded, with what is of no family; empty for all.
        keep: The names of elements that stay as they are, and are not counted.
    """
    known = declared.keys() - {*keep}
    left = frozenset(name for name in known if only and declared[name].family not in {"", *only})
    return Choice(frozenset(known - left), left)


def declarations(folders: Iterable[Path] = ()) -> dict[str, Declaration]:
    """Return the declarations of all scaffoldings by element name.

    Args:
        folders: Further folders of stylesheets, each named after its element, with a declaration beside it.

    Raises:
        Failure: A folder is none, or has a stylesheet without a declaration, or with one that is not as it must be.
    """
    own = sorted((xslt_folder() / "scaffoldings").glob("*.xml"))
    found = {file.stem: _declaration(_root_of(file)) for file in own}
    found |= {name: _of_table(one) for name, one in access_rights().items()}
    for stylesheet in [stylesheet for folder in folders for stylesheet in _stylesheets(folder)]:
        if stylesheet.stem in found:
            raise Failure(f"{stylesheet}: the scaffolding {stylesheet.stem} is there already; give it another name")
        file = stylesheet.with_suffix(".xml")
        root = _root_of(file)
        from unscaffold.vocabulary import declaration_checks  # noqa: PLC0415 - our own need no check

        declaration_checks.check(file, root)
        declaration_checks.check_sense(file, root)
        found[file.stem] = _declaration(root)
    return found


def _stylesheets(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise Failure(f"{folder} is not a folder; name a folder of stylesheets")
    return sorted(folder.glob("*.xsl"))


def _root_of(file: Path) -> etree._Element:
    try:
        root = etree.parse(file).getroot()
    except (OSError, UnicodeError, etree.XMLSyntaxError) as error:
        raise Failure(f"{file}: the declaration of the scaffolding {file.stem} cannot be read: {error}") from None
    if root.tag != f"{DECLARATION}scaffolding" or root.get("name") != file.stem:
        raise Failure(f"{file}: the declaration must be a scaffolding element with the name {file.stem}")
    return root


def _of_table(granting: Granting) -> Declaration:
    refers = {name: name for name in granting.takes if name in _REFERRING}
    return Declaration(granting.name, ACCESS_RIGHTS, refers, granting.sets, granting.family, granting.profile)


def _declaration(root: etree._Element) -> Declaration:
    return Declaration(
        root.attrib["name"], root.get("scope", "configuration"), references(root), family=root.get("family", "")
    )
