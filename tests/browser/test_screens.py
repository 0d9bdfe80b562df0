"""Every screen in a real browser: it works, it can be read by everybody, it fits a phone."""

from __future__ import annotations

import json
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SCREENS = (
    "/", "/documents", "/statements", "/quotes", "/figures", "/figures?outcome=fails", "/events",
    "/happenings", "/ledger", "/positions", "/shifts", "/programmes", "/actors", "/origins", "/series",
    "/problems", "/timeline", "/timeline?one=USA&other=MEX", "/dyads", "/dyads/USA:MEX", "/search",
    "/search?q=fentanyl", "/cite?at=/figures", "/review", "/figures?q=nothing-has-this",
    "/changes", "/brief", "/brief?to=2025-02-28", "/standing", "/issues", "/issues/extradition", "/mirror",
    "/variants", "/families", "/review/methods", "/review/disagreements", "/review/orphans",
    "/show/usbp-southwest-month", "/timeline?type=nothing-has-this",
)  # fmt: skip
PHONE = {"width": 360, "height": 780}


def find_rows(home: str, name: str) -> list[dict[str, object]]:
    with urllib.request.urlopen(f"{home}/{name}.json") as answer:
        rows: list[dict[str, object]] = json.load(answer)["rows"]
    return rows


@pytest.fixture(scope="module")
def screens(home: str) -> list[str]:
    """The addresses of all screens, of a document and of a row of each table among them."""
    rows = [
        "figures",
        "statements",
        "events",
        "ledger",
        "actors",
        "programmes",
        "series",
        "happenings",
    ]
    shown = [f"/show/{find_rows(home, name)[0]['id']}" for name in rows]
    document = f"/documents/{find_rows(home, 'documents')[0]['id']}"
    card = f"/review?id={find_rows(home, 'figures')[0]['id']}"
    return [*SCREENS, *shown, document, f"{document}?furniture=1", f"{document}/capture", card]


def check_access(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_keeps_anybody_out(
    page: Page, home: str, screens: list[str], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wrong = {}
    for address in screens:
        answer = page.goto(home + address)
        assert answer is not None
        assert answer.status == 200, address
        violations = check_access(page)
        if violations:
            wrong[address] = violations
    assert wrong == {}


def test_every_screen_fits_a_phone(page: Page, home: str, screens: list[str]) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    wide = {}
    for address in screens:
        page.goto(home + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[address] = width
    assert wide == {}


def test_headings_and_landmarks_tell_where_one_is(
    page: Page, home: str, screens: list[str]
) -> None:
    wrong = {}
    for address in screens:
        page.goto(home + address)
        levels = page.locator("h1, h2, h3, h4").evaluate_all(
            "all => all.filter((h) => h.checkVisibility()).map((h) => [Number(h.tagName[1]), !!h.closest('main')])"
        )
        inside = [level for level, is_inside in levels if is_inside]
        jumps = [b for a, b in zip(inside, inside[1:], strict=False) if b > a + 1]
        marks = [page.locator(where).count() for where in ("main", "nav.side", "header", "footer")]
        title = page.title()
        if inside.count(1) != 1 or inside[0] != 1 or jumps or marks[0] != 1 or 0 in marks:
            wrong[address] = (inside, marks)
        if "Onrecord" not in title or "None" in title:
            wrong[address] = title
    assert wrong == {}


def test_the_way_by_tab_begins_at_the_content_and_shows_where_one_is(page: Page, home: str) -> None:
    page.goto(f"{home}/figures")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_paper_carries_the_words_and_no_controls(page: Page, home: str) -> None:
    document = f"/documents/{find_rows(home, 'documents')[0]['id']}"
    page.emulate_media(media="print")
    for address in (
        "/figures",
        document,
        "/timeline",
        f"/show/{find_rows(home, 'figures')[1]['id']}",
    ):
        page.goto(home + address)
        for control in (".side", ".top", ".explore", "form", ".tools"):
            assert not page.locator(control).filter(visible=True).count(), (address, control)
        assert page.locator("main").evaluate("m => getComputedStyle(m).color") == "rgb(0, 0, 0)"
        assert len(page.pdf(format="A4")) > 10_000


def test_nothing_moves_for_those_who_ask_for_stillness(page: Page, home: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{home}/figures")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_lines_and_views_are_reached_by_keys(page: Page, home: str) -> None:
    page.goto(f"{home}/figures")
    page.keyboard.press("j")
    page.keyboard.press("j")
    here = page.locator("[data-row].here")
    assert here.get_attribute("id") == page.locator("[data-row]").nth(1).get_attribute("id")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("fentanyl")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=fentanyl")
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/ledger")


def test_words_and_cards_lead_to_each_other(page: Page, home: str) -> None:
    figure = find_rows(home, "figures")[0]
    page.goto(f"{home}/documents/{figure['document']}")
    mark = page.locator(f'.mark[data-ids~="{figure["id"]}"]').first
    mark.click()
    card = page.locator(f"#c-{figure['id']}")
    assert card.is_visible()
    assert "lit" in (page.locator(".card.lit").first.get_attribute("class") or "")
    card.get_by_text("in the text").click()
    assert page.url.endswith(f"#m-{figure['id']}")


def test_reading_needs_no_script(browser: object, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{home}/figures?outcome=fails")
    page.locator("tbody a").first.click()
    page.locator("blockquote mark").first.wait_for()
    assert page.locator("blockquote mark").count() == 1
    context.close()
