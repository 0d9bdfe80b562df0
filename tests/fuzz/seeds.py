"""Small files and sentences to begin fuzzing with: each reads, or is hostile in a way of its own."""

from __future__ import annotations

import gzip
import io
import json

from tests.unit.text.readers.made_files import (
    make_pdf,
    make_warc,
    make_word,
    make_zip,
    set_lines,
    word_paragraph,
)

SAID = "The ministry said on Monday, May 6, 2024, that both sides had agreed to meet again."
SENTENCES = (
    "Border agents made 181,059 arrests in August 2023, up 12.5% from July and nearly 2 million since FY2021.",
    "“We will act,” she said. “‘Not now’ is no answer,” he told us, «nunca más», ''enough''.",
    "between three and four dozen; 250, 300,000; $1.2bn; one in ten; ½; ٣٤; 1e999; thousands; -0; 1,2,3,4",
    "from FY21-FY24, the third quarter of FY 2018, on December 30 – January 2, 2024, the last 99 months",
    "on Feb. 30, 2023; in 0000; 31/12/9999; year 99999; yesterday; Monday week; 2023-13-45; FY00",
)
TRANSCRIPT = (
    "MODERATOR: Good morning.\nQ Will you sign?\nSECRETARY SMITH: We will.\nPRESIDENT LOPEZ: Yes."
)
MARKDOWN = f"---\ntitle: A day\ndate: 2024-05-06\n---\n# Talks\n\n{SAID}\n\n> “Yes,” he said.\n\n| a | b |\n|---|---|\n"
DATA = json.dumps(
    {"@type": "NewsArticle", "headline": "Talks", "datePublished": "2024-05-06T10:00Z"}
)
PAGE = (
    f"<!doctype html><html lang=en><head><title>Talks</title><meta charset=utf-8>"
    f'<meta property="article:published_time" content="2024-05-06T10:00:00Z">'
    f'<script type="application/ld+json">{DATA}</script></head><body><nav><a href=/>Home</a></nav>'
    f"<article><h1>Talks</h1><p class=byline>By A. Writer</p><p>{SAID}</p><table><tr><td>1<td>2"
    f"</table><ul><li>{SAID}</ul><svg><title>x</title></svg></article><footer>© 2024</footer>"
)
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY x "y">]><rss><channel><title>T'
    f"</title><item><title>One &x;</title><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>"
    f"<description><![CDATA[<p>{SAID}</p>]]></description></item><entry><content>a</content></entry>"
    "</channel></rss>"
)
MAIL = (
    "From: Press <press@a.example>\nSubject: =?utf-8?Q?Talks?=\nDate: Mon, 06 May 2024 10:00:00 +0000\n"
    'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain'
    f"; charset=utf-8\n\n{SAID}\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
    "PHA+SGk8L3A+\n--b--\n"
)
# Signs that look like others, that turn the direction, that have no width, or that are none.
SIGNS = (
    "\u202eevil\u202c", "\u200b1\u200b8\u200b1", "\ufeff", "\u0430rrests", "\uff11\uff12", "a\u0301" * 40,
    "\U000e0041", "\ufffe", "\x00\x01\x1b[31m", "\u2028\u2029", "ﷺ" * 8, "\u1160", "Z\u0335" * 30, "İ",
)  # fmt: skip
# Bytes that are not UTF-8: overlong, surrogates, cut short, other encodings.
BYTES = (
    b"\xc0\xaf\xe0\x80\xaf", b"\xed\xa0\x80\xed\xb0\x80", b"\xf8\x88\x80\x80\x80", b"caf\xe9",
    b"\xff\xfea\x00b\x00", b"\xfe\xff\x00a", b"\xff\xfe\x00\x00a", b"\xef\xbb\xbfa", b"+ADw-script+AD4-",
)  # fmt: skip


def list_seeds(name: str) -> list[bytes]:
    """Return what to begin with for a target."""
    texts = [s.encode() for s in (*SENTENCES, TRANSCRIPT, *SIGNS)]
    of_name: dict[str, list[bytes]] = {
        "page": [PAGE.encode(), b"<p>" * 50 + b"x", *BYTES],
        "feed": [FEED.encode()],
        "item": [FEED[FEED.index("<item>") : FEED.index("<entry>")].encode()],
        "markdown": [MARKDOWN.encode(), b"[" * 99, b"---\na: [\n---\n"],
        "mail": [MAIL.encode()],
        "word": [make_word(word_paragraph(SAID), core="<dc:title>T</dc:title>")],
        "pdf": [make_pdf([set_lines([SAID, SAID])], title="T", made="D:20240506")],
        "pile": list_piles(),
        "decode": [*BYTES, *(text + b"\n" for text in BYTES), PAGE.encode()],
        "dossier": [b'<script type="application/json" id="onrecord-evidence">{}</script>'],
        "conditions": [b"outcome=fails", b"published>=2024-05", b"quote~'a b'", b"value<1e9", b"a!=b"],
        "silence": [b"a <!-- onrecord: ignore F201, F3 -->\n<!-- onrecord: ignore-file -->"],
        "settings": [b'schema_version = 1\npack = "a"\nsources = ["b"]\n[pins]\n"c" = "d"\n'],
        "reviews": [b'{"at":"2030","by":"A","subject":"fig-1","table":"figure","decision":"accept"}\n'],
        "sheets": [b"Fiscal Year,Month Grouping,Month (abbv)\n2026 (FYTD),FYTD,OCT\n", b'{"dataSets":[{}]}'],
    }  # fmt: skip
    return of_name.get(name, texts)


def list_piles() -> list[bytes]:
    """Return files of every format, and packed ones."""
    warc = make_warc([("https://a.example/one", "text/html", PAGE.encode())])
    lines = json.dumps({"text": SAID, "url": "https://a.example", "published": "2024-05-06"})
    return [
        PAGE.encode(), FEED.encode(), MAIL.encode(), MARKDOWN.encode(), SAID.encode(), warc,
        f"{lines}\n{lines}\n[]\n".encode(), gzip.compress(warc), gzip.compress(SAID.encode()),
        make_word(word_paragraph(SAID)), make_parquet(),
        make_zip([("datapackage.json", "{}"), ("archive/a.warc.gz", gzip.compress(warc))]),
    ]  # fmt: skip


def make_parquet() -> bytes:
    """Return a small table of texts."""
    import pyarrow as pa
    from pyarrow import parquet

    held = io.BytesIO()
    parquet.write_table(pa.table({"text": [SAID, None], "url": ["https://a.example", None]}), held)
    return held.getvalue()
