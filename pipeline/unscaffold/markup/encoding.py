"""The bytes of a file and their characters: byte order marks, declared encodings, and the way back."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, lookup
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_LOSSLESS = {"utf-8", "utf-16-le", "utf-16-be", "iso8859-1", "ascii"}
# What XML files are written in, by the names of Python's codecs. It has others, for which no parser of XML is made,
# and of which one or the other takes an hour for a file of 10 MB.
_USUAL = {
    *("utf-8", "ascii", "koi8-r", "koi8-u", "tis-620", "mac-roman"),
    *(f"iso8859-{part}" for part in (*range(1, 12), *range(13, 17))),
    *(f"cp{page}" for page in (*range(1250, 1259), 437, 850, 852, 855, 857, 858, *range(860, 867), 869, 874)),
    *("shift_jis", "cp932", "euc_jp", "iso2022_jp", "gb2312", "gbk", "gb18030", "big5", "cp950", "euc_kr", "cp949"),
}
_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}


class EncodingError(ValueError):
    """The bytes are not what they claim to be, or, without a `reason`, claim to be what is not usual.

    `position` counts bytes from the start of the file.
    """

    def __init__(self, encoding: str, reason: str = "", position: int = 0) -> None:
        super().__init__(reason)
        self.encoding = encoding
        self.reason = reason
        self.position = position


class Characters(NamedTuple):
    """The characters of a file.

    `utf8` are its characters in UTF-8, without the byte order mark (the bytes themselves, if it is UTF-8);
    `encoding` is the name of a Python codec; `mark` is the byte order mark, or empty.
    """

    utf8: bytes
    encoding: str
    mark: bytes

    def offsets(self, positions: Iterable[int]) -> Iterator[int]:
        """Yield where in the file's own bytes positions of `utf8` lie, which must not fall."""
        before, offset = 0, len(self.mark)
        for position in positions:
            piece = self.utf8[before:position]
            offset += len(piece if self.encoding == "utf-8" else piece.decode().encode(self.encoding))
            before = position
            yield offset

    def encode(self, text: str) -> bytes:
        """Encode text as the file is; what the encoding lacks becomes a character reference."""
        return text.encode(self.encoding, "xmlcharrefreplace")


def characters(data: bytes) -> Characters:
    """Return the characters of a file, by its byte order mark, else by its XML declaration, else as UTF-8.

    Raises:
        EncodingError: The bytes do not fit the encoding, or the encoding is not usual.
    """
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        raise EncodingError("utf-32")
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS[mark] if mark else _declared(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(encoding, error.reason, len(mark) + error.start) from None
    if encoding == "utf-8":
        return Characters(data[len(mark) :], encoding, mark)
    if encoding not in _LOSSLESS and not _comes_back(text, encoding, data[len(mark) :]):
        raise EncodingError(encoding, "its characters cannot be written back as they were")
    return Characters(text.encode("utf-8"), encoding, mark)


def _declared(data: bytes) -> str:
    if data.startswith((b"<\x00", b"\x00<")):
        return "utf-16-le" if data.startswith(b"<\x00") else "utf-16-be"
    name = _declared_name(data)
    if not name:
        return "utf-8"
    try:
        encoding = lookup(name).name
    except LookupError:
        raise EncodingError(name) from None
    if encoding.startswith(("utf-16", "utf-32")):
        raise EncodingError(name, "the file has no byte order mark and is in another encoding")
    if encoding not in _USUAL:
        raise EncodingError(name)
    return encoding


def _declared_name(data: bytes) -> str:
    declared = _DECLARED.match(data)
    return declared[1].decode() if declared else ""


def _comes_back(text: str, encoding: str, data: bytes) -> bool:
    try:
        return text.encode(encoding) == data
    except UnicodeError:
        return False
