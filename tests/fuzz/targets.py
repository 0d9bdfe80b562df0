"""What is fuzzed: every reader, and the parsers of numbers, dates and quotes. Bytes in, laws held.

A target may refuse its bytes with an error of the program; any other error is a fault.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from onrecord.annotate import read_dates
from onrecord.annotate.quotations import find_inner, find_quotations
from onrecord.extract.figures.numbers import NumberReader
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.knowledge.kinds import load_kinds
from onrecord.knowledge.packs import list_folders
from onrecord.knowledge.series import load_series_rows
from onrecord.model import Capture, DateBasis, Document, OnrecordError, Problem, Publication
from onrecord.publish.dossier_checks import check_dossier
from onrecord.record.filters import read_condition
from onrecord.record.folder import RecordFolder, load_settings
from onrecord.record.reviews import read_log
from onrecord.run.silencing import read_silence
from onrecord.sources.feeds import read_feed
from onrecord.sources.piles import read_stream
from onrecord.sources.series import OfficialFile, Wanted, read_observations, read_sheet
from onrecord.text import make_document
from onrecord.text.decoding import decode_capture
from onrecord.text.turns import find_turns

MET = datetime(2026, 1, 2, tzinfo=UTC)
DAY = date(2024, 5, 6)
ON = Publication(earliest=DAY, latest=DAY, basis=DateBasis.METADATA)
LANGUAGES = ("en", "es")
Target = Callable[[bytes], None]


@cache
def knowledge() -> Knowledge:
    """The packs that come with the program."""
    return load_knowledge()


def decode(data: bytes) -> str:
    """Return a text of any characters but surrogates, as decoding gives it."""
    return data.decode("utf-8", "replace")


def numbers(data: bytes) -> None:
    """Numbers stand where they say, in order, and the low end is not above the high one."""
    text = decode(data)
    for language in LANGUAGES:
        words = knowledge().words[language]
        for number in words.keep("numbers", NumberReader).read(text):
            assert 0 <= number.start <= number.digits_at < number.end <= len(text)
            assert number.low <= number.high


def dates(data: bytes) -> None:
    """Dates stand where they say, do not overlap, and their periods have days."""
    text = decode(data)
    for language in LANGUAGES:
        at = 0
        for mention in read_dates(text, ON, knowledge().words[language]):
            assert at <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.text
            assert mention.period is None or mention.period.first < mention.period.after
            at = mention.end


def quotes(data: bytes) -> None:
    """Quotations stand inside the text, in order, and inner ones inside them."""
    text = decode(data)
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    for quotation in find_quotations(text, paragraphs):
        assert 0 <= quotation.start <= quotation.end <= len(text)
        for inner in find_inner(text, quotation):
            assert quotation.start <= inner.start <= inner.end <= quotation.end


def turns(data: bytes) -> None:
    """Turns stand inside the text, one after the other."""
    text, at = decode(data), 0
    for turn in find_turns(text, "en", knowledge(), is_transcript=True):
        assert at <= turn.start <= turn.end <= len(text)
        at = turn.end


def documents(media_type: str) -> Target:
    """Return the target that reads a format: a document whose text is clean, or a problem."""

    def read(data: bytes) -> None:
        capture = Capture(body=data, media_type=media_type, source="a.txt", met_at=MET)
        document, problems = make_document(capture, knowledge())
        assert document is not None or problems
        if document is not None:
            check_document(document)

    return read


def check_document(document: Document) -> None:
    """A text has words, no sign that ends a line twice, and can be written."""
    assert document.text.strip()
    assert "\r" not in document.text
    assert "\x00" not in document.text
    document.text.encode()
    (document.title or "").encode()


def decoding(data: bytes) -> None:
    """Bytes become a text that can be written, or a problem."""
    text, problems = decode_capture(
        Capture(body=data, media_type="text/html", source="a", met_at=MET)
    )
    assert text is not None or problems
    if text is not None:
        text.encode()


def feed(data: bytes) -> None:
    """A feed is cut into captures and problems."""
    for found in read_feed("a.xml", data, MET):
        assert isinstance(found, Problem) or found.body


def pile(data: bytes) -> None:
    """A file of any format is cut into captures and problems, and each capture is read."""
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
    for number, found in enumerate(read_stream("a", "a", stream, MET)):
        if isinstance(found, Capture) and number < 3 and found.media_type != "application/pdf":
            make_document(found, knowledge())


def dossier(data: bytes) -> None:
    """A page is checked by what it carries, or carries nothing."""
    check_dossier(decode(data))


def conditions(data: bytes) -> None:
    """A condition is read, or refused."""
    read_condition(decode(data))


def silence(data: bytes) -> None:
    """Comments in a text are read."""
    read_silence(decode(data))


def settings(data: bytes) -> None:
    """A record's settings are read, or refused with the file's name."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "onrecord.toml").write_bytes(data)
        load_settings(RecordFolder(Path(place)))


def reviews(data: bytes) -> None:
    """A log is read up to its first fault, which is named."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "reviews.jsonl"
        path.write_bytes(data)
        log = read_log(path)
        assert len(log.reviews) <= data.count(b"\n")


def sheets(data: bytes) -> None:
    """An official file is read whole, or refused."""
    for name in ("cbp-southwest-encounters", "unhcr-asylum-applications", "ohss-usbp-region"):
        kind, rows = _kinds()[0][name], _kinds()[1]
        wanted = [Wanted(target=t, row=rows[t.series]) for t in kind.series]
        try:
            sheet = read_sheet(OfficialFile(name="file", body=data), kind)
            read_observations(sheet, kind, wanted, known_by=DAY, countries={})
        except OnrecordError:
            continue


@cache
def _kinds() -> tuple[dict, dict]:  # type: ignore[type-arg]
    folders = list_folders("us-mexico")
    return load_kinds(folders), load_series_rows(folders)


TARGETS: dict[str, Target] = {
    "numbers": numbers,
    "dates": dates,
    "quotes": quotes,
    "turns": turns,
    "plain": documents("text/plain"),
    "markdown": documents("text/markdown"),
    "page": documents("text/html"),
    "item": documents("application/rss+xml"),
    "mail": documents("message/rfc822"),
    "word": documents("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": documents("application/pdf"),
    "decode": decoding,
    "feed": feed,
    "pile": pile,
    "sheets": sheets,
    "dossier": dossier,
    "conditions": conditions,
    "silence": silence,
    "settings": settings,
    "reviews": reviews,
}


def run_target(name: str, data: bytes) -> None:
    """Give bytes to a target; a refusal of the program's own is fine."""
    knowledge()  # a table that cannot be read is no refusal
    try:
        TARGETS[name](data)
    except OnrecordError as error:
        assert str(error)
