"""Whatever documents say, pages of the application say it as text and lead nowhere else."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

from onrecord.web.views import VIEWS
from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import FORMULAS, PAYLOADS, PREFIX, write_hostile

OWN_SCRIPTS = "/static/"
LEADING = ("href", "src", "action", "data-open", "formaction", "poster", "xlink:href")
FORBIDDEN = {"object", "embed", "base", "math", "style", "applet", "frame"}
ADDRESSES = (
    "/",
    "/changes",
    "/families",
    "/variants",
    "/standing",
    "/issues",
    "/mirror",
    "/brief?from=2000-01-01",
    "/issues/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/timeline",
    "/dyads",
    *(f"/{name}" for name in VIEWS),
    *(f"/documents/doc-{at}" for at in range(len(PAYLOADS))),
    *(f"/documents/doc-{at}?furniture=1" for at in range(3)),
    "/documents/doc-0/capture",
    *(f"/show/{prefix}-{at}" for at, prefix in enumerate(PREFIX.values())),
    *(f"/show/{prefix}-{at + 11}" for at, prefix in enumerate(PREFIX.values())),
    *(f"/search?q={quote(p)}" for p in ("script", PAYLOADS[0], PAYLOADS[1])),
    *(f"/cite?at={quote(p)}&title={quote(p)}&row={quote(p)}" for p in PAYLOADS[:6]),
    *(f"/figures?q={quote(p)}" for p in PAYLOADS[:4]),
    *(f"/dyads/{quote(PAYLOADS[at], safe='')}:MEX" for at in (1, 4)),
    f"/show/{quote(PAYLOADS[0], safe='')}",
    f"/{quote(PAYLOADS[1], safe='')}",
)


def find_harm(page: str) -> list[str]:
    """What of a page could run or lead elsewhere."""
    found = []
    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not (element.get("src") or "").startswith(OWN_SCRIPTS):
            found.append("a script that is not ours")
        if element.tag in FORBIDDEN:
            found.append(f"<{element.tag}>")
        if element.tag == "meta" and element.get("http-equiv"):
            found.append("meta http-equiv")
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on") or name in ("style", "srcdoc"):
                found.append(f"{element.tag} {name}={value}")
            if name in LEADING and not is_harmless(str(value)):
                found.append(f"{element.tag} {name}={value}")
    return found


def is_harmless(address: str) -> bool:
    """Does an address lead into this server, or to http or https?"""
    parts = urlsplit(address)
    if parts.scheme:
        return parts.scheme in {"http", "https"}
    return not parts.netloc


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a[:40])
def test_attacks_stay_text(hostile: TestClient, address: str) -> None:
    answer = hostile.get(address)
    assert answer.status_code in {200, 303, 400, 404}
    assert find_harm(answer.text or "<p></p>") == []
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_the_check_itself_sees_harm() -> None:
    page = "<p onclick=x()><a href='javascript:x()'>go</a><script>x()</script><base href=//e.e>"
    assert len(find_harm(page)) == 5


def test_attacks_stand_on_the_page_as_they_are(hostile: TestClient) -> None:
    page = html.document_fromstring(hostile.get("/documents/doc-0").text)
    assert PAYLOADS[0] in page.xpath("string(//main)")


@pytest.mark.parametrize("view", VIEWS)
def test_a_spreadsheet_runs_nothing(view: str, formulas: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(formulas.get(f"/{view}.csv").text, newline="")))
    assert len(rows) > 1
    for cell in (cell for row in rows[1:] for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
        assert not cell.startswith("-") or cell.lstrip("-").replace(".", "").isdigit(), cell


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A browser before a record of formulas."""
    folder: Path = tmp_path_factory.mktemp("formulas") / "record"
    return make_client(write_hostile(folder, FORMULAS))
