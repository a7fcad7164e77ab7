"""What no configuration has, and what would be too much for a parser: refused in words, and soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unscaffold.markup import NAMESPACE
from unscaffold.reading import Configuration
from unscaffold.reading.file import read_file
from unscaffold.vocabulary import declarations

if TYPE_CHECKING:
    from pathlib import Path

_MILLION = 1_000_000
_NAMESPACES = " ".join(f'xmlns:n{number}="u"' for number in range(200))


def _attributes(count: int) -> str:
    return " ".join(f'a{number}=""' for number in range(count))


def _document(inside: str, outside: str = "") -> str:
    return f'<ConfigurationFile xmlns="{NAMESPACE}" {outside}>\n{inside}\n</ConfigurationFile>'


def _found(folder: Path, text: str) -> list[str]:
    (folder / "Conf.xml").write_text(text, encoding="utf-8")
    reading = read_file(folder, "Conf.xml", declarations())
    return [str(found) for found in Configuration(folder, [reading]).located(reading.findings)]


@pytest.mark.parametrize(
    ("inside", "column", "most"),
    [
        ("<A>" * 100_000 + "</A>" * 100_000, 768, "256 elements in each other"),
        (f"<A b='{'x' * 11 * _MILLION}'/>", None, "10,000,000 characters in one text or attribute"),
        (f"<A>{'x' * 11 * _MILLION}</A>", None, "10,000,000 characters in one text or attribute"),
        (f"<!--{'x' * 11 * _MILLION}-->", None, "10,000,000 characters in one comment"),
        (f"<A><![CDATA[{'x' * 11 * _MILLION}]]></A>", None, "10,000,000 characters in one text"),
        (f"<?p {'x' * 11 * _MILLION}?>", None, "10,000,000 characters in one processing instruction"),
        (f"<{'a' * 60_000}/>", 60_002, "50,000 characters in one name"),
    ],
    ids=["depth", "attribute", "text", "comment", "cdata", "instruction", "name"],
)
def test_a_file_has_limits(inside: str, column: int | None, most: str, tmp_path: Path) -> None:
    (found,) = _found(tmp_path, _document(inside))
    assert found.startswith(f"Conf.xml:2:{column or ''}")
    assert found.endswith(f": error U108 the file has more than {most}, and no more is read; make it smaller")


@pytest.mark.parametrize(
    ("scaffolding", "outside", "most"),
    [
        (f"<CleanDatabaseJob>{'x' * _MILLION}</CleanDatabaseJob>", "", "1,000,000 characters"),
        (
            f"<CleanDatabaseJob><AddTask {_attributes(200_000)}/></CleanDatabaseJob>",
            "",
            "1,000,000 characters",
        ),
        (
            f"<CleanDatabaseJob><A {_attributes(201)}/></CleanDatabaseJob>",
            "",
            "200 attributes and namespaces on one element",
        ),
        (f"<CleanDatabaseJob>{'<A/>' * 5_000}</CleanDatabaseJob>", "", "5,000 elements"),
        ("<CleanDatabaseJob/>", _NAMESPACES, "200 attributes and namespaces on one element"),
        (f"<CleanDatabaseJob>{f'<A {_attributes(100)}/>' * 201}</CleanDatabaseJob>", "", "20,000 attributes"),
        (f"<CleanDatabaseJob a='{'x' * 10_001}'/>", "", "10,000 characters in one attribute"),
        ("<CleanDatabaseJob/>", f"xmlns:n='{'u' * 1_001}'", "1,000 characters in one name"),
        (f"<CleanDatabaseJob {'a' * 1_001}=''/>", "", "1,000 characters in one name"),
        (f"<CleanDatabaseJob><a><{'a' * 1_001}/></a></CleanDatabaseJob>", "", "1,000 characters in one name"),
    ],
    ids=[
        *("length", "all", "attributes", "elements", "namespaces"),
        *("attributes of all", "value", "namespace's name", "attribute's name", "element's name"),
    ],
)
def test_a_scaffolding_has_limits(scaffolding: str, outside: str, most: str, tmp_path: Path) -> None:
    assert _found(tmp_path, _document(f"<Agent/>{scaffolding}", outside)) == [
        f"Conf.xml:2:9: error U108 CleanDatabaseJob has more than {most}, and no more is read; make it smaller"
    ]


def test_what_is_no_scaffolding_is_read_whatever_its_size(tmp_path: Path) -> None:
    elements = [
        f"<{name} {_attributes(100_000)} Identifier='{name}'/>" for name in ("Connector", "Job", "CleanDataBase")
    ]
    assert _found(tmp_path, _document("".join(elements), _NAMESPACES)) == []


def test_another_document_is_none_of_ours_whatever_its_size(tmp_path: Path) -> None:
    assert _found(tmp_path, "<A>" * 100_000 + "</A>" * 100_000) == []


@pytest.mark.parametrize(
    "element", ["<Connector Identifier='{}'/>", "<ResourceType><QueryRule Property='{}'/></ResourceType>"]
)
def test_a_value_that_a_job_may_repeat_has_a_limit(element: str, tmp_path: Path) -> None:
    assert _found(tmp_path, _document(element.format("x" * 10_000))) == []
    (found,) = _found(tmp_path, _document(element.format("x" * 10_001)))
    name = element[1:].partition(" ")[0].partition(">")[0]
    most = "10,000 characters in one attribute"
    assert found == f"Conf.xml:2:1: error U108 {name} has more than {most}, and no more is read; make it smaller"
