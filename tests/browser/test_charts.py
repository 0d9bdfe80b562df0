"""Charts to explore: the drawing becomes one with words at each mark, under the same strict policy."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.test_screens import PHONE, find_rows

pytestmark = pytest.mark.browser
MARKS = ".drawing.live svg .mark-symbol path, .drawing.live svg .mark-rect path"


def explore(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Explore this chart").click()
    page.wait_for_selector(MARKS)


@pytest.mark.parametrize("address", ["/timeline", "/dyads/USA:MEX", "/standing"])
def test_a_chart_is_drawn_with_marks_and_without_errors(
    page: Page, home: str, address: str
) -> None:
    explore(page, home + address)
    assert page.locator(MARKS).count() > 1
    assert page.locator(".explore").count() == 0
    assert page.locator("main style").count() == 0
    assert Axe().run(page).response["violations"] == []


def test_the_library_is_fetched_only_when_asked_for(page: Page, home: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{home}/timeline")
    page.wait_for_selector(".explore")
    assert not any(url.endswith("/vega.js") for url in fetched)


def test_a_mark_says_what_it_is_and_opens_it(page: Page, home: str) -> None:
    figure = next(row for row in find_rows(home, "figures") if row["outcome"] == "fails")
    explore(page, f"{home}/show/{figure['id']}")
    mark = page.locator(".drawing.live svg .mark-symbol path").last
    mark.hover()
    assert "fails" in page.locator(".told").inner_text()
    page.evaluate("window.stays = true")
    mark.click()
    page.wait_for_function("window.stays === undefined")
    assert page.url == f"{home}/show/{figure['id']}"


def test_a_chart_fits_a_phone_and_takes_the_colours_of_the_page(page: Page, home: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="dark")
    explore(page, f"{home}/dyads/USA:MEX")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    fills = page.locator(".drawing.live svg .mark-rect path").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).fill)"
    )
    assert fills
    assert "rgb(0, 0, 0)" not in fills


def test_without_script_the_drawing_of_the_page_stays(browser: object, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{home}/dyads/USA:MEX")
    assert page.locator("figure.chart svg path").count() > 1
    assert page.locator(".explore").count() == 0
    context.close()


def test_the_button_does_not_touch_what_stands_below(page: Page, home: str) -> None:
    page.goto(f"{home}/dyads/USA:MEX")
    button = page.locator(".explore").bounding_box()
    note = page.locator(".explore ~ p").bounding_box()
    assert button is not None and note is not None
    assert note["y"] - (button["y"] + button["height"]) >= 6
