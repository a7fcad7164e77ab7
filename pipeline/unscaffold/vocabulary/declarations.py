"""What the data file beside the stylesheet of a scaffolding declares of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from unscaffold.findings import Failure
from unscaffold.process import xslt_folder
from unscaffold.vocabulary.kinds import DECLARATION, references, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class Declaration(NamedTuple):
    """What a scaffolding's data file declares.

    `scope` is "connector", "configuration" or "nothing"; `refers` tells which attribute names an element of
    which kind.
    """

    name: str
    scope: str
    refers: Mapping[str, str]
    file: Path


def declarations(folders: Iterable[Path] = ()) -> dict[str, Declaration]:
    """Return the declarations of all scaffoldings by element name.

    Args:
        folders: Further folders of stylesheets, each named after its element, with a declaration beside it.

    Raises:
        Failure: A folder has a stylesheet without a declaration, or one that cannot be read.
    """
    own = sorted((xslt_folder() / "scaffoldings").glob("*.xml"))
    found = {file.stem: _declaration(file) for file in own}
    for stylesheet in [stylesheet for folder in folders for stylesheet in sorted(folder.glob("*.xsl"))]:
        if stylesheet.stem in found:
            raise Failure(f"{stylesheet}: the scaffolding {stylesheet.stem} is there already; give it another name")
        found[stylesheet.stem] = _declaration(stylesheet.with_suffix(".xml"))
    return found


def _declaration(file: Path) -> Declaration:
    try:
        root = etree.parse(file).getroot()
    except (OSError, UnicodeError, etree.XMLSyntaxError) as error:
        raise Failure(f"{file}: the declaration of the scaffolding {file.stem} cannot be read: {error}") from None
    if root.tag != f"{DECLARATION}scaffolding" or root.get("name") != file.stem:
        raise Failure(f"{file}: the declaration must be a scaffolding element with the name {file.stem}")
    arguments = [argument.get("name", "") for argument in root.iterchildren(f"{DECLARATION}argument")]
    unknown = [name for name in arguments if name not in vocabulary().refers]
    if unknown:
        raise Failure(f"{file}: {unknown[0]} is no argument; there are {', '.join(sorted(vocabulary().refers))}")
    return Declaration(file.stem, root.get("scope", "configuration"), references(root), file)
