"""A dossier shows by itself what was changed in it after it was written."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from onrecord.model import RecordError, make_id
from onrecord.publish.dossier import write_dossier
from onrecord.publish.dossier_checks import check_dossier
from onrecord.publish.dossier_evidence import BLOCK, hash_text
from tests.unit.publish.conftest import TEXT

FIGURE = make_id("fig", "cap-1", "218,673 arrests", "0")
STATEMENT = make_id("sta", "cap-1", "In August the count was 181,059", "0")


@pytest.fixture
def page(record, tmp_path):
    """A page with a figure that fails, a statement, an event, and a copy under its document."""
    record.tables["figure"][0]["id"] = FIGURE
    record.tables["verdict"][0]["finding"] = FIGURE
    record.statement(id=STATEMENT, hedge="<b>\u2028 & “quoted” \u00a0 été")
    quote = "Mexico agreed to send 10,000 guards"
    record.event(
        id=make_id("eve", "cap-1", quote, "0"), date=[date(2023, 10, 5), date(2023, 10, 6)]
    )
    record.document("doc-2", origin="doc-1", outlet="Courier", text=f"😀 {TEXT}", capture="cap-2")
    record.tables["origin"] = [
        {"id": "ori-1", "document": "doc-2", "source": "doc-2.html", "relation": "copy",
         "of": "doc-1", "share": 0.82, "reason": "same words", "quote": None, "start": None,
         "end": None}
    ]  # fmt: skip
    record.figure(id=make_id("fig", "cap-2", "181,059", "0"), document="doc-2", quote="181,059",
                  outcome="open", series=None, official=[], start=TEXT.index("181,059") + 2,
                  end=TEXT.index("181,059") + 9)  # fmt: skip
    out = tmp_path / "dossier.html"
    write_dossier(record, out, built_at="2026-09-30")
    return out.read_text(encoding="utf-8")


def seal_again(page: str, text: str) -> str:
    """The page as somebody would leave it who changes what is carried and mends the seal."""
    found = BLOCK.search(page)
    return page.replace(found["text"], text).replace(found["seal"], hash_text(text))


def change(page: str, **changes) -> str:
    """The page with another value somewhere in the evidence, and the seal mended."""
    evidence = json.loads(BLOCK.search(page)["text"])
    for place, value in changes.items():
        *path, last = place.split("__")
        target = evidence
        for step in path:
            target = target[int(step) if step.isdigit() else step]
        target[last] = value
    text = json.dumps(evidence, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return seal_again(page, text.replace("<", "\\u003c"))


def test_a_page_as_it_was_written_has_no_fault(page):
    report = check_dossier(page)
    assert report.faults == []
    assert report.checked["findings"] == 4
    assert report.checked["documents"] == 2
    assert report.facts["built_at"] == "2026-09-30"
    assert report.texts["doc-1"] == hash_text(TEXT)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("Two digits of 218,763 swapped", "Two digits of 218,764 swapped", FIGURE),
        ("</svg>fails: swapped digits", "</svg>holds", FIGURE),
        ("<mark>218,673 arrests", "<mark>218,637 arrests", FIGURE),
        ("hedged: &lt;b", "hedged: &lt;i", STATEMENT),
        ("82% of its words", "12% of its words", "doc-2"),
        ('href="https://bugle.example/a"', 'href="https://elsewhere.example/a"', FIGURE),
        ("Every line was read from", "No line was read from", "section methods"),
        ("built 30 September 2026", "built 30 September 2027", "section header"),
        (f'id="{FIGURE}"', f'id="{FIGURE}x"', f"{FIGURE}x: stands in the page, but"),
        ("style-src", "style-src *", "something besides its text"),
    ],
)
def test_whatever_is_changed_in_the_page_is_named(page, before, after, named):
    assert before in BLOCK.sub("", page)
    faults = check_dossier(page.replace(before, after)).faults
    assert any(named in fault for fault in faults), faults


def test_a_document_with_a_changed_copy_under_it_is_not_blamed(page):
    faults = check_dossier(page.replace("82% of its words", "12% of its words")).faults
    assert faults == ["doc-2: the page does not show what was written for it"]


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        ("findings__0__quote", "218,637 arrests", f"{FIGURE}: the words '218,637 arrests' are not"),
        ("findings__0__start", 3, f"{FIGURE}: the words"),
        ("findings__0__occurrence", 1, f"{FIGURE}: the id does not fit"),
        ("findings__0__document", "doc-9", f"{FIGURE}: its document doc-9 is not carried"),
        ("documents__0__stretches", [[0, TEXT.replace("border", "burden")]],
         "doc-1 (doc-1.html): the carried text was changed"),
        ("documents__0__capture", "cap-9", f"{FIGURE}: the id does not fit"),
    ],
)  # fmt: skip
def test_whatever_is_changed_in_what_is_carried_is_named(page, place, value, named):
    faults = check_dossier(change(page, **{place: value})).faults
    assert any(named in fault for fault in faults), faults


def test_a_mended_page_has_another_seal(page):
    assert check_dossier(change(page, facts={"record": "other"})).seal != check_dossier(page).seal


def test_any_changed_letter_of_what_is_carried_breaks_the_seal(page):
    text = BLOCK.search(page)["text"]
    for at in range(0, len(text), 97):
        if text[at].isalnum():
            other = "x" if text[at] != "x" else "y"
            broken = page.replace(text, text[:at] + other + text[at + 1 :])
            try:
                assert check_dossier(broken).faults
            except RecordError as error:
                assert "cannot be read" in str(error)


def test_any_changed_letter_that_is_shown_is_found(page):
    start, end = page.index("<main>"), page.index("</main>")
    checked = 0
    for found in list(re.finditer(r">([^<>]*\w[^<>]*)<", page[start:end]))[::9]:
        at = start + found.start(1) + next(i for i, c in enumerate(found[1]) if c.isalnum())
        broken = page[:at] + ("x" if page[at] != "x" else "y") + page[at + 1 :]
        assert check_dossier(broken).faults
        checked += 1
    assert checked > 10


def test_a_page_without_evidence_is_refused():
    with pytest.raises(RecordError, match="carries no evidence"):
        check_dossier("<html><body>x</body></html>")


def test_evidence_that_is_something_else_is_refused(page):
    with pytest.raises(RecordError, match="cannot be read"):
        check_dossier(seal_again(page, "[1]"))


def test_long_words_are_carried_by_their_beginning(record, tmp_path):
    long = "They will stay. " * 60 + "The end"
    record.document("doc-3", capture="cap-3", text=f"{long}, she said.")
    record.statement(id=make_id("sta", "cap-3", long, "0"), document="doc-3").update(
        quote=long, start=0, end=len(long)
    )
    out = tmp_path / "dossier.html"
    write_dossier(record, out, built_at="2026-09-30")
    page = out.read_text(encoding="utf-8")
    (carried,) = [
        one for one in json.loads(BLOCK.search(page)["text"])["documents"] if one["id"] == "doc-3"
    ]
    assert sum(len(words) for _, words in carried["stretches"]) < 700
    assert [fault for fault in check_dossier(page).faults if fault.startswith("sta-")] == []
