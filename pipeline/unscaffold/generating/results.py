"""What the stylesheets generate: their results as XML in one form, and those of somebody's own looked at first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from unscaffold.markup import NAMESPACE, limits, local_name, serialized

if TYPE_CHECKING:
    from collections.abc import Iterator

_RESULT = re.compile(r"<ConfigurationFile[^>]*>")
_END_OF_RESULT = "</ConfigurationFile>"
_ORIGINS = re.compile(r"<o:origins[^>]*/>|<o:origins.*?</o:origins>", re.DOTALL)
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|34);")
_SPACE = " \t\r\n"
_ROOT = f"{{{NAMESPACE}}}ConfigurationFile"


class Stopped(Exception):  # noqa: N818 - it is not an error of the program
    """A stylesheet cannot be gone on with: why, and at which scaffolding of the document, if that is known."""

    def __init__(self, reason: str, number: int | None = None) -> None:
        super().__init__(reason, number)
        self.reason, self.number = reason, number


def results(text: str) -> Iterator[str]:
    """Yield what each ConfigurationFile of a text holds: one for each scaffolding. The text is cut, and not parsed.

    Args:
        text: What our own stylesheets generated, as Saxon writes it.
    """
    text = _REFERENCE.sub(_usual, text) if "&#" in text else text
    for start in _RESULT.finditer(text):
        yield "" if start[0].endswith("/>") else text[start.end() : text.index(_END_OF_RESULT, start.end())]


def apart(text: str) -> tuple[str, list[str]]:
    """Return a text without the documents of origins in it, and those."""
    return _ORIGINS.sub("", text), _ORIGINS.findall(text)


def _usual(reference: re.Match[str]) -> str:
    """Return a character reference as lxml and most people write it."""
    return f"&#{int(reference[1], 16)};" if reference[1] else "&quot;"


def checked(text: str) -> Iterator[str]:
    """Yield the same of what stylesheets of somebody's own generated, which may be anything.

    Raises:
        Stopped: The text cannot be read, or has what must not be in a configuration.
    """
    try:
        parser = etree.XMLParser(resolve_entities=False, collect_ids=False)
        root = etree.fromstring(f"<results>{text}</results>", parser)
    except etree.XMLSyntaxError as error:
        most = limits.of_a_file(error)
        reason = f"it has more than {most}" if most else error.msg
        raise Stopped(f"a stylesheet generates what cannot be read as XML: {reason}") from None
    etree.cleanup_namespaces(root, top_nsmap={None: NAMESPACE})
    for number, result in enumerate(root):
        for node in result.iter():
            fault = _fault(node, result)
            if fault:
                raise Stopped(f"its stylesheet generates {fault}, which has no place in a configuration", number)
        yield serialized(result)


def _fault(node: etree._Element, result: etree._Element) -> str:
    """Return what is wrong with a node of a result, or empty; space between elements is taken away."""
    if not isinstance(node.tag, str):
        return "a comment" if isinstance(node, etree._Comment) else "a processing instruction"
    if not node.tag.startswith(f"{{{NAMESPACE}}}"):
        return f"the element {local_name(node)} of another namespace"
    if (node.tag == _ROOT) != (node is result):
        return "ConfigurationFile within another one"
    return _fault_of_attributes(node, result) or _fault_of_text(node, result)


def _fault_of_attributes(node: etree._Element, result: etree._Element) -> str:
    names = list(node.attrib)
    if node is result:
        return f"the attribute {names[0]} outside of an element" if names else ""
    foreign = [name for name in names if name.startswith("{")]
    return f"the attribute {foreign[0].rpartition('}')[2]} of a namespace" if foreign else ""


def _fault_of_text(node: etree._Element, result: etree._Element) -> str:
    if not len(node) and node is not result:
        return ""
    texts = [node.text, *(child.tail for child in node)]
    if any(text.strip(_SPACE) for text in texts if text):
        return "text outside of an element" if node is result else f"text beside the elements of {local_name(node)}"
    node.text = None
    for child in node:
        child.tail = None
    return ""
