"""Lines and their addresses on a forge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscaffold.findings import point
from unscaffold.reporting.places import Links, Place, fault_of_template

_FORGE = "https://forge.example/blob/{commit}/{path}#L{line}"


def test_what_others_wrote_is_percent_encoded() -> None:
    place = Links(_FORGE, "ab12", "my conf").place(point('a "b"/#é?.xml', 7, 3))
    address = "https://forge.example/blob/ab12/my%20conf/a%20%22b%22/%23%C3%A9%3F.xml#L7"
    assert place == Place('a "b"/#é?.xml', 7, address)


@pytest.mark.parametrize("file", ["/context/A.xml", "C:/context/A.xml"])
def test_what_lies_in_a_context_has_no_address(file: str) -> None:
    assert Links(_FORGE, "ab12").place(point(file, 1)) == Place(file, 1, "")


def test_without_a_template_nothing_has_an_address() -> None:
    assert Links().place(point("A.xml", 2)) == Place("A.xml", 2, "")


_ONLY_HTTP = "does not begin with https:// or http://, and no other addresses are written"
_NO_HOST = "names no host by itself, as https://forge.example/ does"
_ENCODED = "has characters that no address has; write them percent-encoded"


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        (_FORGE, ""),
        ("http://[::1]:8080/{path}", ""),
        ("javascript:alert('{path}')", _ONLY_HTTP),
        ("data:text/html,{path}", _ONLY_HTTP),
        (" https://forge.example/{path}", _ONLY_HTTP),
        ("//forge.example/{path}", _ONLY_HTTP),
        ("https://forge.example/{file}", "has {file}; there are {commit}, {path} and {line}"),
        ("https://forge.example/#L{line}", "has no {path}, which stands for the file"),
        ("https://forge.example/{path}\n", _ENCODED),
        ('https://forge.example/"{path}', _ENCODED),
        ("https://forge.example/{{path}}", _ENCODED),
        ("https://{path}/", _NO_HOST),
        ("https://forge.example@{path}/", _NO_HOST),
        ("https://user:secret@forge.example/{path}", _NO_HOST),
        ("https:///{path}", _NO_HOST),
        ("https://[/{path}", _NO_HOST),
    ],
)
def test_a_template_is_an_address_of_the_web(template: str, fault: str) -> None:
    assert fault_of_template(template) == fault


@given(st.text(), st.integers(min_value=1))
def test_no_file_leads_out_of_its_place_in_an_address(file: str, line: int) -> None:
    link = Links(_FORGE, "ab12").place(point(file, line)).link
    assert not link or set(link.removeprefix("https://forge.example/blob/ab12/").removesuffix(f"#L{line}")) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/%"
    )
