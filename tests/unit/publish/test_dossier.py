"""A dossier shows each finding with its words, and scraped text only as text."""

from __future__ import annotations

import base64
import hashlib
import resource
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from onrecord.publish.dossier import write_dossier


def read_page(record, tmp_path: Path) -> lxml.html.HtmlElement:
    out = tmp_path / "new folder" / "dossier.html"
    write_dossier(record, out, built_at="2026-09-30")
    return lxml.html.fromstring(out.read_text(encoding="utf-8"))


def text_of(page: lxml.html.HtmlElement, id: str) -> str:
    return " ".join(page.get_element_by_id(id).text_content().split())


def hash_of(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_a_failing_figure_stands_in_the_summary_with_words_reason_and_reference(record, tmp_path):
    page = read_page(record, tmp_path)
    shown = text_of(page, "fig-1")
    assert "fails: swapped digits" in shown
    assert "Agents made 218,673 arrests along the border in September" in shown
    assert "Two digits of 218,763 swapped" in shown
    assert "Arrests at the border, September 2023: 218,763 arrests, as known on" in shown
    assert "21 October 2023" in shown
    assert "read from a copy of its release" in shown
    assert "218,763 in September 2023" in shown
    assert page.get_element_by_id("fig-1").xpath("ancestor::section/@id") == ["summary"]


def test_the_words_of_a_finding_are_marked_exactly(record, tmp_path):
    page = read_page(record, tmp_path)
    assert page.get_element_by_id("fig-1").xpath(".//mark/text()") == ["218,673 arrests"]


def test_documents_and_origins_are_counted_apart(record, tmp_path):
    record.document("doc-2", origin="doc-1", outlet="Courier")
    record.tables["origin"] = [
        {"id": "ori-1", "document": "doc-2", "source": "doc-2.html", "relation": "copy",
         "of": "doc-1", "share": 0.82, "reason": "same words", "quote": None, "start": None,
         "end": None}
    ]  # fmt: skip
    page = read_page(record, tmp_path)
    assert "2from 1 independent origin " in text_of(page, "summary")
    copy = page.get_element_by_id("doc-2")
    assert copy.getparent().getparent().get("id") == "doc-1"
    assert "copy of Bugle, 82% of its words" in text_of(page, "doc-2")


def test_the_timeline_says_how_many_are_dated(record, tmp_path):
    record.event(date=[date(2023, 10, 5), date(2023, 10, 6)])
    record.event(id="eve-2")
    timeline = text_of(read_page(record, tmp_path), "timeline")
    assert "1 of 2 events and statements has a date" in timeline
    assert "October 2023" in timeline


def test_a_date_known_to_the_year_stands_under_no_month(record, tmp_path):
    record.event(date=[date(2023, 1, 1), date(2024, 1, 1)])
    page = read_page(record, tmp_path)
    assert page.xpath("//section[@id='timeline']//h3/text()") == ["2023"]


def test_those_who_act_on_each_other_are_named_once(record, tmp_path):
    record.event(actors=["MEX", "USA"], targets=["USA", "MEX"])
    record.event(id="eve-2", targets=["USA"])
    page = read_page(record, tmp_path)
    assert page.get_element_by_id("eve-1").xpath(".//b/text()") == ["MEX ↔ USA"]
    assert page.get_element_by_id("eve-2").xpath(".//b/text()") == ["MEX → USA"]


def test_statements_stand_under_their_speaker_with_country_and_manner(record, tmp_path):
    record.statement(hedge="preliminary")
    section = text_of(read_page(record, tmp_path), "statements")
    assert "The agency United States · 1 statement" in section
    assert "say, indirect, hedged: preliminary" in section


def test_a_private_person_gets_no_heading(record, tmp_path):
    record.actor("jane", "Jane Roe", kind="person", is_public=False)
    record.statement(speaker="Jane Roe", speaker_id="jane")
    page = read_page(record, tmp_path)
    assert "Jane Roe" not in page.text_content()
    assert "Private persons" in page.xpath("//section[@id='statements']//h3/text()")


def test_a_commitment_shows_who_binds_whom_and_when_it_is_due(record, tmp_path):
    record.commitment(condition="if the tariffs are paused")
    shown = text_of(read_page(record, tmp_path), "com-1")
    for words in ("MEX", "to USA", "promise", "if the tariffs are paused", "due 1 May 2024",
                  "pending"):  # fmt: skip
        assert words in shown


def test_a_problem_names_the_file(record, tmp_path):
    record.tables["problem"] = [
        {"id": "pro-1", "subject": "doc-1", "room": "text", "message": "no date", "source": None}
    ]
    assert text_of(read_page(record, tmp_path), "pro-1") == "doc-1.html, text: no date"


HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> &amp; "quoted"'


def test_scraped_text_is_only_ever_text(record, tmp_path):
    for table in ("document", "figure", "series"):
        for row in record.tables[table]:
            row.update(
                {key: HOSTILE for key in row if key in ("title", "outlet", "reason", "name", "unit",
                                                        "nearest", "definition", "source")}
            )  # fmt: skip
    record.tables["build"].append({"key": "packs", "value": HOSTILE})
    page = read_page(record, tmp_path)
    assert not page.xpath("//*[@onerror] | //img | //iframe")
    assert [script.get("id") for script in page.iter("script")] == ["evidence", None]
    assert "alert" not in page.xpath("string(//script[not(@id)])")
    assert HOSTILE in page.text_content()


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "//evil.example/x", "https:", "http://[broken", "\x01javascript:alert(1)"],
)  # fmt: skip
def test_only_web_addresses_become_links(record, tmp_path, url):
    record.tables["document"][0]["url"] = url
    links = read_page(record, tmp_path).xpath("//a/@href")
    assert links
    assert all(link.startswith("#") for link in links)


def test_the_page_asks_for_nothing_and_allows_nothing(record, tmp_path):
    page = read_page(record, tmp_path)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style, script = page.xpath("string(//style)"), page.xpath("string(//script[not(@id)])")
    assert policy == (
        f"default-src 'none'; style-src '{hash_of(style)}'; script-src '{hash_of(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "unsafe" not in policy
    assert not page.xpath("//@style | //link | //@src | //*[@srcset]")
    assert "url(" not in page.xpath("string(//style)")


def test_every_anchor_exists_once_and_every_inner_link_has_one(record, tmp_path):
    record.event(date=[date(2023, 10, 5), date(2023, 10, 6)])
    record.statement()
    record.commitment()
    record.figure("10,000 guards", id="fig-2", outcome="open", series=None, official=[])
    page = read_page(record, tmp_path)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link[0] == "#"} <= set(ids)


def test_long_lists_are_folded_after_the_first_25(record, tmp_path):
    for number in range(40):
        record.figure("181,059", id=f"fig-x{number}", outcome="open", series=None, official=[])
    page = read_page(record, tmp_path)
    assert page.xpath("//section[@id='figures']//summary/text()") == ["Show the other 15 figures"]
    assert len(page.xpath("//section[@id='figures']//details//tbody/tr")) == 15


def test_tables_and_charts_can_be_read_aloud(record, tmp_path):
    page = read_page(record, tmp_path)
    assert all(table.find("caption") is not None for table in page.iter("table"))
    drawing = page.xpath("//figure/*[name()='svg']")[0]
    assert drawing.get("role") == "img"
    assert "September 2023: 218,673 published, fails, official 218,763." in drawing.get(
        "aria-label"
    )
    assert [h.tag for h in page.xpath("//h1 | //h2")][:2] == ["h1", "h2"]


def test_a_record_without_anything_still_makes_a_page(record, tmp_path):
    record.tables.clear()
    page = read_page(record, tmp_path)
    assert "None of 0." in text_of(page, "summary")


def test_a_disk_that_fills_leaves_the_page_that_was_there(record, tmp_path):
    out = tmp_path / "dossier.html"
    write_dossier(record, out, built_at="2026-09-30")
    before = out.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            write_dossier(record, out, built_at="2026-10-01")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*dossier*")] == ["dossier.html"]
