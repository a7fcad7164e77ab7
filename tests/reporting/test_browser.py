"""The page in a browser: searched, filtered, driven by keys, read without its script, and judged by axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reporting.pages import GOLDEN, axe, browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    Open = Callable[..., Page]

WIDE, NARROW = 1440, 390
SIZES = pytest.mark.parametrize("width", [WIDE, NARROW])
_NARROWEST = 320  # what WCAG asks for
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
_SHOWN = """kind => [...document.querySelectorAll(`[data-kind=${kind}]`)].filter(one => !one.hidden)
    .map(one => (one.querySelector("h3, th a, code") || one).textContent)"""


@pytest.fixture(scope="module", name="chromium")
def started() -> Iterator[Browser]:
    yield from browser()


@pytest.fixture(name="opened")
def opening(chromium: Browser) -> Iterator[Open]:
    """Open the page of the sample in a window of its own, which says nothing on its console."""
    said: list[str] = []
    contexts = []

    def open_page(width: int = WIDE, at: str = "", **how: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True, **how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{GOLDEN.as_uri()}{at}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def open_all(page: Page) -> None:
    """Open all that can be, and what is in that."""
    for closed in ("details.item", "details"):
        page.evaluate("which => document.querySelectorAll(which).forEach(one => { one.open = true; })", closed)
        page.wait_for_function(
            "!document.querySelector('details[open] > noscript, details[open] > .body > noscript')"
        )


def shown(page: Page, kind: str) -> list[str]:
    """Return what is shown of a kind of items: jobs by their names, findings by their codes."""
    found: list[str] = page.evaluate(_SHOWN, kind)
    return found


@SIZES
@SCHEMES
def test_axe_finds_nothing(opened: Open, width: int, scheme: str) -> None:
    page = opened(width, color_scheme=scheme)
    open_all(page)
    page.evaluate(axe())
    found = page.evaluate("axe.run()")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert len(found["passes"]) > 30


@pytest.mark.parametrize("width", [WIDE, 800, NARROW, _NARROWEST])
def test_the_page_never_scrolls_sideways(opened: Open, width: int) -> None:
    page = opened(width)
    open_all(page)
    assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [width, width]


@SIZES
def test_the_code_of_a_finding_is_not_broken(opened: Open, width: int) -> None:
    page = opened(width)
    lines = "[...document.querySelectorAll('.findings code')].map(one => one.getClientRects().length)"
    assert page.evaluate(lines) == [1] * 6


def test_a_search_shows_what_has_all_words(opened: Open) -> None:
    page = opened()
    page.get_by_label("Search", exact=True).fill("fulfilltask  ad_fast")
    page.locator("#shown:not(:empty)").wait_for()
    assert shown(page, "jobs") == ["AD_Fast"]
    assert shown(page, "findings") == []
    assert page.locator("[data-none=findings]").is_visible()
    assert page.locator("#shown").inner_text() == (
        "Shown: 0 of 6 findings, 1 of 5 jobs, 0 of 4 rights, 0 of 2 other lines"
    )
    assert page.locator("[data-count=jobs]").inner_text() == "1 of 5"
    page.get_by_role("button", name="Show all").click()
    page.locator("#shown:empty").wait_for(state="attached")
    assert len(shown(page, "jobs")) == 5
    assert page.locator("[data-count=jobs]").inner_text() == "5"


@SIZES
def test_what_is_led_to_is_not_under_the_filter(opened: Open, width: int) -> None:
    page = opened(width)
    page.get_by_label("Connector", exact=True).select_option("HR")
    page.locator("#shown:not(:empty)").wait_for()
    page.evaluate("location.hash = '#jobs'; document.getElementById('jobs').scrollIntoView()")
    top = page.evaluate("document.getElementById('jobs-title').getBoundingClientRect().top")
    assert top >= page.evaluate("document.getElementById('filter').getBoundingClientRect().bottom")


def test_filters_are_by_connector_and_severity(opened: Open) -> None:
    page = opened()
    page.get_by_label("Connector", exact=True).select_option("HR")
    assert shown(page, "jobs") == ["HR_Whole", "By_Hand"]
    assert shown(page, "lanes") == ["HR_Whole"]
    page.get_by_label("Findings", exact=True).select_option("Warnings")
    assert (shown(page, "jobs"), shown(page, "findings")) == (["HR_Whole"], ["U326"])
    page.get_by_label("Connector", exact=True).select_option("All")
    page.get_by_label("Findings", exact=True).select_option("Errors")
    assert (shown(page, "jobs"), shown(page, "findings")) == ([], ["U310"])


def test_a_job_is_opened_by_keys_and_its_tasks_lead_to_their_rows(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("#job-2 > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#job-2 svg.diagram").wait_for()
    page.locator("#job-2 a.task").nth(2).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#task-2-3"
    assert page.locator("#task-2-3").evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_the_edges_of_a_task_stand_out_where_it_is_pointed_at(opened: Open) -> None:
    page = opened(at="#job-2")
    near = "[...document.querySelectorAll('#job-2 .edge.near')].map(one => one.dataset.of)"
    page.locator("#job-2 a.task").nth(2).hover()
    assert page.evaluate(near) == ["1 3", "2 3", "3 4"]
    page.locator("#job-2 a.task").nth(0).focus()
    assert page.evaluate(near) == ["1 3"]
    page.locator("#job-2 > summary").focus()
    assert page.evaluate("document.querySelectorAll('.near, .tracing').length") == 0


def test_a_link_opens_what_it_leads_to(opened: Open) -> None:
    page = opened(at="#task-5-2")
    assert page.locator("#task-5-2").is_visible()
    page.get_by_label("Search", exact=True).fill("nothing has this")
    page.locator("#job-2").wait_for(state="hidden")
    page.evaluate("location.hash = '#job-2'")
    page.locator("#job-2[open]").wait_for()
    assert page.locator("#job-2 svg.diagram").is_visible()
    assert page.evaluate("document.activeElement.parentElement.id") == "job-2"


def test_all_jobs_that_are_shown_are_opened_and_closed(opened: Open) -> None:
    page = opened()
    page.get_by_label("Connector", exact=True).select_option("HR")
    page.get_by_role("button", name="Open all that are shown").click()
    assert page.evaluate("[...document.querySelectorAll('.job[open]')].map(one => one.id)") == ["job-3", "job-5"]
    page.get_by_role("button", name="Close all").click()
    assert page.evaluate("document.querySelectorAll('.job[open]').length") == 0


def test_without_its_script_a_page_can_be_read(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert not page.get_by_label("Search", exact=True).is_visible()
    page.locator("#job-2 > summary").click()
    assert page.locator("#job-2 svg.diagram").is_visible()
    told = page.locator("#task-2-2 td > p").first  # by its place: playwright looks for no text in noscript
    assert (told.is_visible(), told.inner_text().partition(":")[0]) == (
        True,
        "the connector AD exports through Domain",
    )


def test_a_page_whose_items_were_opened_has_what_it_has_without_its_script(opened: Open) -> None:
    page, plain = opened(), opened(java_script_enabled=False)
    assert page.locator("noscript").count() > 5
    open_all(page)
    assert page.locator("noscript").count() == 0
    for kind in ("svg.diagram", ".tasks", ".lines", ".task", "tbody tr", "main p", "main code", "main a"):
        assert page.locator(kind).all_text_contents() == plain.locator(kind).all_text_contents()


def test_what_nobody_opened_is_found_but_for_where_lines_come_from(opened: Open) -> None:
    page = opened()
    for words, found in (("AD_Whole_Export", "1 of 5 jobs"), ("exports through", "0 of 5 jobs")):
        page.get_by_label("Search", exact=True).fill(words)
        page.locator("#shown", has_text=found).wait_for()
    assert page.locator("#jobs noscript").count() > 3


def test_text_fits_into_the_boxes_of_a_diagram(opened: Open) -> None:
    page = opened()
    open_all(page)
    widest = page.evaluate("""() => Math.max(...[...document.querySelectorAll(".task")].flatMap(task => {
        const [box, first, second, number] = ["rect", "text", ".second", ".number"].map(one =>
            task.querySelector(one).getBoundingClientRect());
        return [first.right - number.left, second.right - box.right];
    }))""")
    assert widest < 0


def test_paper_has_no_controls(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert [page.locator(one).is_visible() for one in ("#filter", "#tools", ".contents", "h1")] == [
        False,
        False,
        False,
        True,
    ]
