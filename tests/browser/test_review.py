"""A reviewer's hour in a real browser: by keys alone, with second thoughts, with others, across a build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from onrecord.model.reviews import Review, find_effective
from onrecord.record.reviews import read_log
from tests.browser.conftest import ROOT
from tests.browser.serving import serve
from tests.browser.test_screens import check_access

pytestmark = pytest.mark.browser

# What is pressed on one card after the other: twenty decisions.
SESSION = (
    "a",
    "x",
    "1",
    "f",
    "e",
    "c",
    "a",
    "]a",
    "x",
    "2",
    "a",
    "a",
    "x",
    "f",
    "[a",
    "a",
    "m",
    "x",
    "a",
    "a",
)
WRITTEN = {
    "a": "accept", "x": "reject", "1": "relabel", "2": "relabel", "f": "second", "e": "correct",
    "c": "comment", "]a": "move", "[a": "move", "m": "merge",
}  # fmt: skip
TYPED = {"e": "something else", "c": "looked at twice", "m": "fig-of-nobody"}


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may decide on."""
    return Path(shutil.copytree(built, tmp_path / "record"))


@pytest.fixture
def address(record: Path) -> Iterator[str]:
    """Where the copy is served."""
    with serve(record, reviewer="Ada") as home:
        yield home


def list_decisions(record: Path) -> list[Review]:
    log = read_log(record / "reviews.jsonl")
    assert (log.faults, log.torn) == ((), b"")
    return list(log.reviews)


def begin(page: Page, home: str) -> str:
    """Open the first card and return what it is about."""
    page.goto(f"{home}/review?queue=sample")
    page.locator("#begin").click()
    page.wait_for_selector("#card")
    return str(page.locator("#card").get_attribute("data-subject"))


def press(page: Page, keys: str) -> None:
    """Press what decides on a card, and wait until the page after it is there."""
    subject = page.locator("#card").get_attribute("data-subject")
    page.evaluate("window.isOld = true")
    for key in keys:
        page.keyboard.press(key)
    if keys in TYPED:
        page.keyboard.type(TYPED[keys])
        if keys == "c":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    page.wait_for_function("() => !window.isOld && document.getElementById('card') !== null")
    if keys == "c":  # a comment stays on its card
        assert page.locator("#card").get_attribute("data-subject") == subject
        page.evaluate("window.isOld = true")
        page.keyboard.press("s")
        page.wait_for_function("() => !window.isOld && document.getElementById('card') !== null")


def test_twenty_cards_by_keyboard_alone(page: Page, address: str, record: Path) -> None:
    begin(page, address)
    for keys in SESSION:
        press(page, keys)
    assert [review.decision for review in list_decisions(record)] == [WRITTEN[k] for k in SESSION]
    assert {review.by for review in list_decisions(record)} == {"Ada"}


def test_decisions_are_taken_back_one_after_the_other(
    page: Page, address: str, record: Path
) -> None:
    first = begin(page, address)
    press(page, "a")
    second = str(page.locator("#card").get_attribute("data-subject"))
    press(page, "x")
    press(page, "u")
    assert page.locator("#card").get_attribute("data-subject") == second
    press(page, "u")
    assert page.locator("#card").get_attribute("data-subject") == first
    assert len(list_decisions(record)) == 4
    assert find_effective(list_decisions(record)) == []


def test_mouse_decides_as_keys_do(page: Page, address: str, record: Path) -> None:
    begin(page, address)
    for key in ("accept", "reject"):
        before = page.url
        page.locator(f"#do-{key}").click()
        page.wait_for_url(lambda url, before=before: url != before)
    assert [review.decision for review in list_decisions(record)] == ["accept", "reject"]


def test_a_page_of_an_earlier_start_is_told_and_loses_nothing(
    browser: Browser, record: Path
) -> None:
    page = browser.new_page()
    with serve(record, reviewer="Ada", token="before") as home:
        begin(page, home)
        press(page, "a")
        port = int(home.rsplit(":", 1)[1])
    with serve(record, reviewer="Ada", token="after", at=port):
        page.keyboard.press("x")
        page.wait_for_function("() => document.getElementById('told').textContent !== ''")
        assert "load the page again" in page.locator("#told").inner_text()
        page.reload()
        press(page, "x")
    assert [review.decision for review in list_decisions(record)] == ["accept", "reject"]
    page.close()


def test_two_reviewers_at_once_are_told_of_each_other(browser: Browser, record: Path) -> None:
    ada, grace = browser.new_page(), browser.new_page()
    with serve(record, reviewer="Ada") as one, serve(record, reviewer="Grace") as other:
        subject = begin(ada, one)
        grace.goto(f"{other}/review?id={subject}")
        press(ada, "a")
        grace.keyboard.press("x")
        grace.wait_for_function("() => document.getElementById('again') !== null")
        assert "Ada" in grace.locator("#told").inner_text()
        grace.locator("#again").click()
        grace.wait_for_function("() => document.getElementById('history') !== null")
        press(grace, "x")
        decided = [(r.by, r.decision, r.subject) for r in list_decisions(record)]
        assert decided == [("Ada", "accept", subject), ("Grace", "reject", subject)]
        grace.goto(f"{other}/review/disagreements")
        assert "Ada" in grace.locator("main").inner_text()
        assert "kappa" in grace.locator("main").inner_text().lower()
    ada.close()
    grace.close()


def test_a_build_during_review_is_shown_and_keeps_what_was_decided(
    page: Page, address: str, record: Path, tmp_path: Path
) -> None:
    subject = begin(page, address)
    press(page, "a")
    (tmp_path / "new.txt").write_text(
        "Officials in Ottawa said on 3 March 2026 that 12 patrols began.\n", encoding="utf-8"
    )
    words = [
        sys.executable,
        "-m",
        "onrecord",
        "build",
        str(ROOT / "sample" / "pile"),
        str(tmp_path / "new.txt"),
    ]
    asked = ["-r", str(record), "--as-of", "2026-09-30", "--workers", "1"]
    subprocess.run([*words, *asked], check=True, capture_output=True)
    press(page, "x")
    page.goto(f"{address}/documents?q=")
    assert "22 of 22" in page.locator("main").inner_text().replace("\n", " ")
    page.goto(f"{address}/show/{subject}")
    assert "accepted" in page.locator("main").inner_text()
    assert [review.decision for review in list_decisions(record)] == ["accept", "reject"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_review_keeps_nobody_out(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    subject = begin(page, address)
    wrong = {}
    for place in (
        f"/review?id={subject}",
        "/review/disagreements",
        "/review/orphans",
        "/review/methods",
    ):
        page.goto(address + place)
        violations = check_access(page)
        if violations:
            wrong[place] = violations
    assert wrong == {}
