"""The command `schema`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from processors import ROOT
from unscaffold.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from commandline.samples import Run

_OWN = ROOT / "samples" / "own-scaffolding" / "stylesheets"


def test_it_is_printed(unscaffold: Callable[..., Run]) -> None:
    run = unscaffold("schema")
    assert (run.code, run.err) == (0, "")
    assert run.out == schema("7.0").decode().replace("\n", os.linesep)


def test_it_is_written_byte_for_byte(unscaffold: Callable[..., Run]) -> None:
    assert unscaffold("schema", "--target", "6.1", "-o", "conf.xsd") == (0, "", "")
    assert Path("conf.xsd").read_bytes() == schema("6.1")


def test_it_has_the_scaffoldings_of_somebodys_own(unscaffold: Callable[..., Run]) -> None:
    assert unscaffold("schema", "--stylesheets", str(_OWN), "-o", "conf.xsd") == (0, "", "")
    compiled = etree.XMLSchema(etree.parse("conf.xsd"))
    right = etree.parse(ROOT / "samples" / "own-scaffolding" / "Conf" / "HR" / "HR Jobs.xml")
    assert compiled.validate(right)
    wrong = etree.fromstring(
        etree.tostring(right).replace(b"CreateConnectorExportJob Connector", b"CreateConnectorExportJob Conector")
    )
    assert not compiled.validate(wrong)
    assert [error.message.partition(": ")[2] for error in compiled.error_log] == [
        "The attribute 'Conector' is not allowed.",
        "The attribute 'Connector' is required but missing.",
    ]


def test_a_folder_without_declarations_is_refused(unscaffold: Callable[..., Run]) -> None:
    Path("own").mkdir()
    Path("own/Mine.xsl").touch()
    run = unscaffold("schema", "--stylesheets", "own")
    assert (run.code, run.out) == (2, "")
    assert "the declaration of the scaffolding Mine cannot be read" in run.err
