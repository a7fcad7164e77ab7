from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

import pytest

from unscaffold.markup import Characters, EncodingError, characters

TEXT = "<é>œ</é>"


def _declared(name: str) -> str:
    return f'<?xml version="1.0" encoding="{name}"?>{TEXT}'


@pytest.mark.parametrize(
    ("mark", "text", "encoding"),
    [
        (b"", TEXT, "utf-8"),
        (b"", _declared("UTF-8"), "utf-8"),
        (BOM_UTF8, TEXT, "utf-8"),
        (BOM_UTF8, _declared("windows-1252"), "utf-8"),
        (BOM_UTF16_LE, TEXT, "utf-16-le"),
        (BOM_UTF16_BE, _declared("utf-16"), "utf-16-be"),
        (b"", _declared("utf-16"), "utf-16-le"),
        (b"", _declared("utf-16"), "utf-16-be"),
        (b"", _declared("windows-1252"), "cp1252"),
        (b"", "<?xml version='1.0' encoding = 'ISO-8859-15' ?><é>€</é>", "iso8859-15"),
        (b"", "<?xml\nversion='1.0'\nencoding='macintosh'?><é/>", "mac-roman"),
        (b"", _declared("windows-1252").replace("œ", "€"), "cp1252"),
        (b"", '<?xml version="1.0" encoding="GB18030"?><é>字</é>', "gb18030"),
        (b"", '<?xml version="1.0" encoding="ISO-2022-JP"?><a>字</a>', "iso2022_jp"),
        (b"", f"<?xml-stylesheet encoding='iso-8859-1'?>{TEXT}", "utf-8"),
    ],
)
def test_the_mark_then_the_declaration_say_the_encoding(mark: bytes, text: str, encoding: str) -> None:
    data = mark + text.encode(encoding)
    assert characters(data) == Characters(text.encode(), encoding, mark)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "iso8859-1"])
@pytest.mark.parametrize("mark", [b"", b"mark"])
def test_an_offset_is_one_in_the_bytes_of_the_file(encoding: str, mark: bytes) -> None:
    before, after = "<é>", "</é>"
    source = Characters((before + after).encode(), encoding, mark)
    assert list(source.offsets([0, len(before.encode())])) == [len(mark), len(mark + before.encode(encoding))]


def test_what_the_encoding_lacks_becomes_a_reference() -> None:
    assert Characters(b"", "iso8859-1", b"").encode("é œ 😀") == b"\xe9 &#339; &#128512;"
    assert Characters(b"", "utf-16-le", b"").encode("😀") == "😀".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "encoding", "position"),
    [
        (b"<a>\xe9</a>", "utf-8", 3),
        (BOM_UTF8 + b"<a>\xe9</a>", "utf-8", 6),
        (BOM_UTF16_LE + b"<\x00a", "utf-16-le", 4),
        (b'<?xml encoding="ascii"?>\xe9', "ascii", 24),
        (b'<?xml encoding="utf-16"?>', "utf-16", 0),
        # A second spelling of a character: what is written back would be the first.
        (b'<?xml encoding="cp932"?>\x87\x90', "cp932", 0),
        # What is no encoding, though Python has a codec of that name.
        (b'<?xml encoding="klingon"?>', "klingon", 0),
        (b'<?xml encoding="hex"?>', "hex", 0),
        (b'<?xml encoding="idna"?>' + b"a" * 70, "idna", 0),
        (b'<?xml encoding="undefined"?>', "undefined", 0),
        # What is none of XML, and takes Python hours, or means other characters than are written.
        (b'<?xml encoding="punycode"?>' + b"a" * 10_000_000, "punycode", 0),
        (b'<?xml encoding="utf-7"?>', "utf-7", 0),
        (b'<?xml encoding="unicode_escape"?>', "unicode_escape", 0),
        (b'<?xml encoding="cp037"?>', "cp037", 0),
    ],
)
def test_bytes_that_do_not_fit_are_refused(data: bytes, encoding: str, position: int) -> None:
    with pytest.raises(EncodingError) as error:
        characters(data)
    assert (error.value.encoding, error.value.position) == (encoding, position)


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_utf_32_is_not_known(codec: str) -> None:
    with pytest.raises(EncodingError) as error:
        characters("\ufeff<a/>".encode(codec))
    assert (error.value.encoding, error.value.reason) == ("utf-32", "")
