"""The page of a fleet in a browser: searched, filtered, read without its script, and judged by axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reporting.pages import axe, browser
from reporting.test_fleet_page import fleet_page, golden
from reporting.visits import checked, finding
from unscaffold.fleets import Visited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Open = Callable[..., Page]

WIDE, NARROW, NARROWEST = 1440, 390, 320
_SHOWN = """kind => [...document.querySelectorAll(`[data-kind=${kind}]`)].filter(one => !one.hidden)
    .map(one => one.querySelector("h3, th").firstChild.textContent)"""
_ALL_OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.fixture(scope="module", name="chromium")
def started() -> Iterator[Browser]:
    yield from browser()


@pytest.fixture(name="opened")
def opening(chromium: Browser) -> Iterator[Open]:
    """Open a page in a window of its own, which says nothing on its console."""
    said: list[str] = []
    contexts = []

    def open_page(page_file: Path, width: int = WIDE, **how: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True, **how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(page_file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def shown(page: Page, kind: str) -> list[str]:
    """Return what is shown of a kind of items, by their names."""
    found: list[str] = page.evaluate(_SHOWN, kind)
    return found


@pytest.mark.parametrize("command", ["check", "rights", "expand"])
@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_axe_finds_nothing(opened: Open, command: str, width: int, scheme: str) -> None:
    page = opened(golden(command), width, color_scheme=scheme)
    page.evaluate(_ALL_OPEN)
    page.evaluate(axe())
    found = page.evaluate("axe.run()")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert len(found["passes"]) > 25


@pytest.mark.parametrize("command", ["check", "rights"])
@pytest.mark.parametrize("width", [WIDE, 800, NARROW, NARROWEST])
def test_the_page_never_scrolls_sideways(opened: Open, command: str, width: int) -> None:
    page = opened(golden(command), width)
    page.evaluate(_ALL_OPEN)
    assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [width, width]


def test_a_search_shows_what_has_all_words(opened: Open) -> None:
    page = opened(golden("check"))
    page.get_by_label("Search", exact=True).fill("git  EPSILON")
    page.locator("#shown:not(:empty)").wait_for()
    assert (shown(page, "repositories"), shown(page, "rules")) == (["epsilon"], [])
    assert page.locator("#shown").inner_text() == (
        "Shown: 1 of 6 repositories, 0 of 3 rules, 0 of 2 repositories that drifted"
    )
    assert page.locator("[data-none=rules]").is_visible()
    page.get_by_role("button", name="Show all").click()
    page.locator("#shown:empty").wait_for(state="attached")
    assert len(shown(page, "repositories")) == 6
    assert page.locator("[data-count=repositories]").inner_text() == "6"


def test_a_filter_is_by_status(opened: Open) -> None:
    page = opened(golden("check"))
    page.get_by_label("Repositories", exact=True).select_option("Could not run")
    assert (shown(page, "repositories"), shown(page, "drift")) == (["epsilon", "eta"], ["eta"])
    assert page.locator("[data-count=repositories]").inner_text() == "2 of 6"


def test_rights_are_found_by_their_profile(opened: Open) -> None:
    page = opened(golden("rights"))
    page.get_by_label("Search", exact=True).fill("auditor read")
    page.locator("#shown:not(:empty)").wait_for()
    assert shown(page, "rights") == ["/"]  # the start of a name that may be broken behind it
    assert page.locator("#rights tr.item:visible").count() == 1


def test_without_its_script_a_page_can_be_read(opened: Open) -> None:
    page = opened(golden("check"), java_script_enabled=False)
    assert not page.get_by_label("Search", exact=True).is_visible()
    page.locator("#drift summary").first.click()
    assert page.get_by_text("the identifier 'HR' is there twice").is_visible()


def test_paper_has_no_controls(opened: Open) -> None:
    page = opened(golden("check"))
    page.emulate_media(media="print")
    assert [page.locator(one).is_visible() for one in ("#filter", ".contents", "h1", "#repositories table")] == [
        False,
        False,
        True,
        True,
    ]


def test_a_thousand_repositories_can_be_searched(opened: Open, tmp_path: Path) -> None:
    many = [Visited(checked(f"customer-{number:04}", finding("U310", "error", "m"))) for number in range(1_000)]
    file = tmp_path / "Page.html"
    file.write_bytes(fleet_page("check", many))
    page = opened(file)
    page.get_by_label("Search", exact=True).fill("customer-0777")
    page.locator("#shown:not(:empty)").wait_for()
    assert page.locator("#repositories tr.item:visible").count() == 1
