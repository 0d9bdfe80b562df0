"""A pile of hostile and broken files: a problem each, and the others are read."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from onrecord.record import open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from tests.unit.run.conftest import NOW
from tests.unit.text.readers.made_files import (
    make_endless_pdf,
    make_raw_pdf,
    make_warc,
    make_word,
    make_zip,
    word_paragraph,
)

SAID = "<p>The ministry said on Monday that both sides had agreed to meet again in the autumn.</p>"
ITEM = f"<item><title>One</title><description>{SAID} &boom;</description></item>"
BAD = {
    "bomb.docx": make_word(word_paragraph(" " * 60_000_000)),
    "bomb.txt.gz": gzip.compress(b"0" * 60_000_000),
    "bomb.warc.gz": gzip.compress(make_warc([("https://a.example/x", "text/html", b"0" * 70_000_000)])),
    "cut.html.gz": gzip.compress(SAID.encode() * 50)[:-9],
    "endless.pdf": make_endless_pdf(),
    "laughs.xml": f'<!DOCTYPE r [<!ENTITY boom "ha">]><rss>{ITEM}</rss>'.encode(),
    "mixed.txt": f"{SAID} café\n".encode() + "México".encode("cp1252"),
    "nested.html": ("<html><body>" + "<div>" * 100_000 + SAID).encode(),
    "scan.pdf": make_raw_pdf(["0 0 100 100 re f"]),
    "script.html": b"<html><body><script>" + b"x();" * 9000 + b"</script></body></html>",
    "some.zip": make_zip([("a.txt", "words")]),
}  # fmt: skip


@pytest.mark.slow
def test_each_bad_file_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yml").write_text(
        'name: tiny\ntitle: Tiny\nversion: "1"\n', encoding="utf-8"
    )
    pile = tmp_path / "pile"
    pile.mkdir()
    for name, body in {**BAD, "good.txt": b"They met in the capital.\n"}.items():
        (pile / name).write_bytes(body)
    options = BuildOptions(
        record=tmp_path / "record", patterns=(str(pile),), pack=str(tmp_path / "pack")
    )
    began = time.monotonic()
    build_record(options, now=NOW, progress=Progress())
    assert time.monotonic() - began < 60
    with open_record(tmp_path / "record") as record:
        read = {Path(row["source"]).name for row in record.rows("document")}
        told = {
            Path((row["source"] or "").partition("#")[0]).name for row in record.rows("problem")
        }
    assert read == {"good.txt", "laughs.xml", "mixed.txt"}
    assert told >= set(BAD)
