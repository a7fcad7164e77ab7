"""XML as bytes, characters and elements: encodings, places, limits, and text put in place of elements."""

from unscaffold.markup import limits, positions
from unscaffold.markup.comments import Comment, comments
from unscaffold.markup.elements import (
    document_of,
    escaped,
    packed,
    parsed,
    plain,
    serialized,
    tree_of,
    unescaped,
    unpacked,
)
from unscaffold.markup.encoding import Characters, EncodingError, characters
from unscaffold.markup.locating import regions, spans
from unscaffold.markup.names import NAMESPACE, attributes_of, local_name, own_attributes
from unscaffold.markup.outermost import Outermost, outermost
from unscaffold.markup.positions import Span
from unscaffold.markup.splicing import Insertion, Style, splice, styles, text_of, with_lines

__all__ = [
    "NAMESPACE",
    "Characters",
    "Comment",
    "EncodingError",
    "Insertion",
    "Outermost",
    "Span",
    "Style",
    "attributes_of",
    "characters",
    "comments",
    "document_of",
    "escaped",
    "limits",
    "local_name",
    "outermost",
    "own_attributes",
    "packed",
    "parsed",
    "plain",
    "positions",
    "regions",
    "serialized",
    "spans",
    "splice",
    "styles",
    "text_of",
    "tree_of",
    "unescaped",
    "unpacked",
    "with_lines",
]
