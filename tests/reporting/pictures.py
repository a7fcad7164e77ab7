"""Takes the pictures of docs/report.md: Contoso in Chromium, wide and narrow, light and dark.

`PYTHONPATH=tests python -m reporting.pictures` takes all of them anew; look at each.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, NamedTuple

from processors import ROOT
from reporting.pages import browser
from unscaffold import __version__
from unscaffold.options import Options
from unscaffold.reporting import Wanted, page_of, report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

_FOLDER = ROOT / "docs" / "images"


class Picture(NamedTuple):
    """A picture: its name, where in the page it is taken, the size of the window, and whether it is light or dark."""

    name: str
    at: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


PICTURES = (
    Picture("report-summary", "", 1280, 760, "light"),
    Picture("report-job", "#job-8", 1280, 900, "light"),
    Picture("report-week", "#clock-2", 1280, 720, "dark"),
    Picture("report-narrow", "#job-8", 390, 844, "light"),
)


def main() -> None:
    """Take the pictures."""
    _FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as temporary:
        file = Path(temporary) / "Contoso.html"
        contoso = copytree(ROOT / "samples" / "contoso", Path(temporary) / "contoso")  # which has no commit there
        options = Options(context=(contoso / "Exported",))
        file.write_bytes(page_of(report(contoso / "Conf", __version__, options, Wanted("Contoso"))))
        for chromium in browser():
            for picture in PICTURES:
                _take(chromium, picture, file)


def _take(chromium: Browser, picture: Picture, file: Path) -> None:
    size: ViewportSize = {"width": picture.width, "height": picture.height}
    page = chromium.new_page(viewport=size, color_scheme=picture.scheme)
    page.goto(f"{file.as_uri()}{picture.at}")
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=_FOLDER / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main()
