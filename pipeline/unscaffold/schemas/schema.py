"""A schema of the configuration, for editors: XSD 1.0, strict in what is declared and lax in all else.

XSD 1.0 lets a wildcard stand beside elements only where it cannot mean them, too. So all elements are global, and
stand where anything may: an unknown one is let through, and a known one is held against what is declared of it.
Scaffoldings take what is declared of them alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unscaffold.schemas.descriptions import descriptions, of_element
from unscaffold.schemas.elements import configuration_elements
from unscaffold.schemas.jobs import COMMON, common_attributes, job_elements
from unscaffold.schemas.model import Element
from unscaffold.schemas.scaffoldings import scaffoldings
from unscaffold.schemas.types import types
from unscaffold.schemas.versions import version
from unscaffold.schemas.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from unscaffold.options import Target

_ROOT = "ConfigurationFile"
_SAYS = "What unscaffold knows of the configuration, for version {} of the product. It is not the vendor's schema."


def schema(target: Target, folders: Iterable[Path] = ()) -> bytes:
    """Return the schema as a document of XSD 1.0, in UTF-8.

    Args:
        target: The version of the product.
        folders: Further folders of stylesheets, each named after its element, with a declaration beside it.

    Raises:
        Failure: A folder is none, or has a stylesheet without a declaration, or with one that is not as it must be.
    """
    known = version(target)
    elements = [*configuration_elements(known), *job_elements(), *scaffoldings(known, folders)]
    writer = Writer(_SAYS.format(target))
    for one in types():
        writer.type(one)
    writer.display_names(descriptions().attributes["DisplayName"])
    writer.group(COMMON, common_attributes())
    writer.element(Element(_ROOT, of_element(_ROOT)))
    for element in sorted(elements, key=lambda one: one.name):
        writer.element(element)
    return writer.document()
