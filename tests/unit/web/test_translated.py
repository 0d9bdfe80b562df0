"""A quote in another language stands beside the passage, each marked with its language."""

from __future__ import annotations

import pytest
from lxml import html

from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import make_client
from tests.unit.web.hostile import write_rows

SAID, QUOTED = "Abriremos el puerto en octubre", "We will open the port in October"
REASON = "a translation of the words in the transcript (es; score 0.91): nothing contradicts"
ROWS = {
    "document": [
        {"id": "doc-1", "text": f"“{QUOTED}”, she said.", "language": "en", "kind": "news"},
        {"id": "doc-2", "text": f"{SAID}.", "language": "es", "kind": "transcript"},
    ],
    "statement": [
        {"id": "sta-1", "document": "doc-1", "quote": QUOTED, "content": QUOTED, "manner": "direct",
         "start": 1, "end": 1 + len(QUOTED), "outcome": "open", "diagnosis": "translated"},
    ],
    "verdict": [
        {"id": "ver-1", "finding": "sta-1", "document": "doc-1", "outcome": "open",
         "diagnosis": "translated", "reason": REASON, "method": "verify.quotes@2",
         "compared": [{"document": "doc-2", "speaker": "THE MINISTER", "quote": SAID, "start": 0,
                       "end": len(SAID)}]},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A browser before a record of one quote."""
    return make_client(write_rows(tmp_path_factory.mktemp("translated") / "record", ROWS))


@pytest.mark.parametrize("address", ["/show/sta-1", "/variants"])
def test_the_passage_has_its_own_language_and_the_reason_stands_by_it(
    address: str, client: TestClient
) -> None:
    answer = client.get(address)
    page = html.document_fromstring(answer.text)
    [passage] = page.xpath(f'//blockquote[@class="said"]//*[@lang="es" and contains(., "{SAID}")]')
    assert passage.tag == "p"
    assert "score 0.91" in answer.text


def test_variants_mark_the_language_of_each_quote(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/variants").text)
    assert page.xpath(f'//a[@lang="en" and contains(., "{QUOTED}")]')
    [utterance] = client.get("/variants.json").json()["utterances"]
    assert (utterance["said_language"], utterance["variants"][0]["language"]) == ("es", "en")
    assert utterance["variants"][0]["diagnosis"] == "translated"
