"""The button in the page finds what the command finds, in a browser and from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.publish.dossier import write_dossier
from tests.unit.publish.conftest import FakeRecord

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not installed"),
]


@pytest.fixture
def press():
    """Open a page, press its button, and return what it says."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("request", lambda request: complaints.append(request.url))

        def pressed(path: Path) -> str:
            complaints.clear()
            tab.goto(path.as_uri())
            tab.click("#check-button")
            tab.wait_for_selector("#check-result.holds, #check-result.fails")
            assert complaints == [path.as_uri()]
            return tab.inner_text("#check-result")

        yield pressed
        browser.close()


def test_the_button_says_what_the_command_says(record: FakeRecord, tmp_path: Path, press) -> None:
    record.statement(hedge="\u2028 & “quoted” \u00a0 été 😀")
    record.tables["document"][0]["text"] = "😀 " + record.tables["document"][0]["text"]
    for table in ("figure", "statement"):
        for row in record.tables[table]:
            row.update(start=row["start"] + 2, end=row["end"] + 2)
    out = tmp_path / "dossier.html"
    write_dossier(record, out, built_at="2026-09-30")
    assert press(out).startswith("As written: 2 findings")
    page = out.read_text(encoding="utf-8")
    for before, after, named in (
        ("Two digits of", "No digits of", "fig-1: the page does not show"),
        ('"quote":"218,673 arrests"', '"quote":"218,637 arrests"', "fig-1: the words"),
        ('[[0,"😀 Agents made', '[[0,"😀 Agents lost', "doc-1 (doc-1.html): the carried text"),
    ):
        assert before in page
        out.write_text(page.replace(before, after), encoding="utf-8")
        assert named in press(out)
