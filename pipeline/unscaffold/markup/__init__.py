"""XML as bytes, characters and elements: encodings, places, limits, and text put in place of elements."""

from unscaffold.markup import limits, positions
from unscaffold.markup.elements import escaped, packed, parsed, serialized, tree_of, unpacked
from unscaffold.markup.encoding import Characters, EncodingError, characters
from unscaffold.markup.locating import regions
from unscaffold.markup.names import NAMESPACE, attributes_of, local_name
from unscaffold.markup.positions import Span
from unscaffold.markup.splicing import Insertion, Style, splice, styles, text_of

__all__ = [
    "NAMESPACE",
    "Characters",
    "EncodingError",
    "Insertion",
    "Span",
    "Style",
    "attributes_of",
    "characters",
    "escaped",
    "limits",
    "local_name",
    "packed",
    "parsed",
    "positions",
    "regions",
    "serialized",
    "splice",
    "styles",
    "text_of",
    "tree_of",
    "unpacked",
]
