"""Pages for tests: that of the sample, and those of configurations that a test writes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from processors import ROOT, missing
from unscaffold.markup import NAMESPACE
from unscaffold.reporting import Report, Wanted, page_of, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SAMPLE = Path(__file__).parent / "sample" / "Conf"
GOLDEN = Path(__file__).parent / "sample" / "page.html"
LINKS = "https://forge.example/{path}#L{line}"
VERSION = "1.2.3"
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")  # the last are those of other CI systems
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


def sample_page(folder: Path) -> bytes:
    """Return the page of the sample, which is in no repository in a folder."""
    conf = shutil.copytree(SAMPLE, folder / "Conf")
    return page_of(report(conf, VERSION, wanted=Wanted("Sample", LINKS)))


def reported(folder: Path, elements: str, wanted: Wanted = Wanted("Test")) -> Report:  # noqa: B008 - it is immutable
    """Return what is told of a configuration of some elements."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = f'<ConfigurationFile xmlns="{NAMESPACE}">\n{elements}\n</ConfigurationFile>\n'
    (folder / "A.xml").write_text(whole, encoding="utf-8")
    return report(folder, VERSION, wanted=wanted)


def axe() -> str:
    """Return the script of axe-core."""
    script = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        missing("there is no axe-core; say `npm ci`")
    return script.read_text("utf-8")


def browser() -> Iterator[Browser]:
    """Start Chromium: that which CHROMIUM names, or the PATH's."""
    playwright = pytest.importorskip("playwright.sync_api", reason="NOT TESTED: playwright is not installed")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if not program:
        missing("there is no Chromium on the PATH; install it, or name it in CHROMIUM")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=[*_FLAGS])
        yield browser
        browser.close()
