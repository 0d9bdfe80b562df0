"""A real browser (Debian's Chromium, or another that is installed) before a real record."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.serving import serve

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed browser. Skipped where there is none, but not where ONRECORD_BROWSER asks for it."""
    named = os.environ.get("ONRECORD_BROWSER", "")
    found = named if "/" in named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        assert not named, "ONRECORD_BROWSER asks for a browser and none is installed"
        pytest.skip("no browser is installed; on Debian and Ubuntu: apt install chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample pile."""
    record = tmp_path_factory.mktemp("browser") / "record"
    words = [sys.executable, "-m", "onrecord", "build", str(ROOT / "sample" / "pile")]
    asked = ["-r", str(record), "--as-of", "2026-09-30", "--workers", "1"]
    subprocess.run([*words, *asked], check=True, capture_output=True)
    return record


@pytest.fixture(scope="session")
def home(built: Path) -> Iterator[str]:
    """The address at which the sample record is served."""
    with serve(built, reviewer="Ada") as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a past."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test for each error that it reports: scripts, policies, missing files."""
    faults: list[str] = []
    made = context.new_page()
    made.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    made.on("pageerror", lambda error: faults.append(str(error)))
    yield made
    assert faults == []
