"""The command `report`: what it writes where, what it says, and what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commandline.samples import CLEAN, END, START, Run, write
from unscaffold.reporting import page

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_page_is_written_and_its_findings_do_not_fail(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/A.xml": f'{START}  <CreateConnectorSynchroComplete Connector="K"/>\n  <CleanDatabaseJob/>\n{END}'})
    assert unscaffold("report", "Conf", "-o", "Page.html") == Run(0, "", "1 job, 2 findings, 0 profiles (time)\n")
    text = Path("Page.html").read_text("utf-8")
    assert text.startswith('<!doctype html>\n<html lang="en">\n')
    assert "<title>Conf - unscaffold report</title>" in text
    assert "Connector names the connector &#39;K&#39;, which the configuration does not declare" in text


def test_a_page_is_printed_where_no_file_is_named(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/A.xml": CLEAN})
    unscaffold("report", "Conf", "-o", "Page.html", "--title", "Ours")
    printed = unscaffold("report", "Conf", "--quiet", "--title", "Ours")
    assert printed == Run(0, Path("Page.html").read_text("utf-8"), "")


def test_a_terminal_is_no_place_for_a_page(unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    write({"Conf/A.xml": CLEAN})
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    run = unscaffold("report", "Conf")
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("Error: a page is for a browser, and no terminal; name the file to write with -o\n")


def test_a_page_is_no_part_of_the_configuration(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/A.xml": CLEAN})
    said = "error: Conf/Page.html would be a part of the configuration; name a file outside of Conf\n"
    run = unscaffold("report", "Conf", "-o", "Conf/Page.html")
    assert (run.code, run.err.replace("\\", "/"), Path("Conf/Page.html").exists()) == (2, said, False)


def test_what_is_left_out_is_not_there(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/A.xml": CLEAN})
    unscaffold("report", "Conf", "-o", "Whole.html", "--link-template", "https://forge.example/{path}?line={line}")
    unscaffold("report", "Conf", "-o", "Less.html", "--no-lines")
    whole, less = (Path(name).read_text("utf-8") for name in ("Whole.html", "Less.html"))
    assert ("the clean-up is this one task" in whole, "the clean-up is this one task" in less) == (True, False)
    assert 'href="https://forge.example/A.xml?line=2"' in whole


def test_what_is_not_selected_is_not_told(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/A.xml": f'{START}  <Job Identifier="J" Agent="Nobody"/>\n{END}'})
    assert unscaffold("report", "Conf", "-o", "Page.html", "--ignore", "J,C,S").err == (
        "1 job, 0 findings, 0 profiles (time)\n"
    )


@pytest.mark.parametrize("template", ["javascript:alert({path})", "https://{path}/"])
def test_addresses_are_those_of_a_forge(unscaffold: Callable[..., Run], template: str) -> None:
    write({"Conf/A.xml": CLEAN})
    run = unscaffold("report", "Conf", "-o", "Page.html", "--link-template", template)
    assert (run.code, run.out, Path("Page.html").exists()) == (2, "", False)
    assert run.err.startswith(f"error: the address '{template}' ")


def test_without_jinja_nothing_is_done(unscaffold: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "find_spec", lambda _name: None)
    assert unscaffold("report", "Nowhere", "-o", "Page.html") == Run(
        2, "", "error: the page is made by Jinja, which is not installed; say: pip install 'unscaffold[report]'\n"
    )


def test_a_file_that_stands_there_is_replaced_as_a_whole(unscaffold: Callable[..., Run]) -> None:
    write({"Conf/A.xml": CLEAN, "Page.html": "x" * 1_000_000})
    unscaffold("report", "Conf", "-o", "Page.html")
    assert Path("Page.html").read_bytes().endswith(b"</html>\n")
    shutil.rmtree("Conf")
    assert unscaffold("report", "Conf", "-o", "Page.html").code == 2
    assert Path("Page.html").read_bytes().endswith(b"</html>\n")
