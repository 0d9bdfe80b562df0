"""Where the characters of a clean text stand in the capture."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.text import find_raw, make_document, trace_document
from tests.unit.text.conftest import make_capture

SENTENCE = "The ministers met on Tuesday, and agreed to share “all that they know” about weapons."
PAGES = {
    "text/plain": f"Home\nSubscribe\n\nA title of some words\n\n{SENTENCE}\n\n{SENTENCE} Again.\n",
    "text/markdown": f"---\ntitle: {SENTENCE}\n---\n\n# A title\n\nThey **said** [so](http://a.b/c).\n\n"
    f"* {SENTENCE}\n",
    "text/html": f"<title>{SENTENCE}</title><h1>A title of words</h1><p>They said &amp; wrote <b>so</b>."
    f"</p><p>{SENTENCE}</p><p>{SENTENCE} Again &eacute;l said.</p>",
}


@pytest.mark.parametrize("media_type", sorted(PAGES))
def test_every_letter_is_traced_to_its_place(media_type: str, knowledge: Knowledge) -> None:
    capture = make_capture(PAGES[media_type], media_type)
    document, _ = make_document(capture, knowledge)
    assert document is not None
    traces = trace_document(document, capture)
    raw = PAGES[media_type]
    for at, sign in enumerate(document.text):
        place = find_raw(traces, at)
        if sign.isalnum():
            assert place is not None, document.text[at : at + 20]
            assert raw[place] == sign or raw[place] == "&"


def test_a_title_in_the_data_is_not_taken_for_the_text(knowledge: Knowledge) -> None:
    raw = PAGES["text/markdown"]
    capture = make_capture(raw, "text/markdown")
    document, _ = make_document(capture, knowledge)
    assert document is not None
    place = find_raw(trace_document(document, capture), document.text.index("ministers met"))
    assert place == raw.rindex("ministers met")


def test_beyond_the_text_nothing_is_traced(knowledge: Knowledge) -> None:
    capture = make_capture(PAGES["text/plain"])
    document, _ = make_document(capture, knowledge)
    assert document is not None
    assert find_raw(trace_document(document, capture), len(document.text) + 5) is None
