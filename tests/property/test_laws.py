"""Laws of numbers, days, verdicts, words, logs and stored values, whatever the input."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.annotate import read_dates
from onrecord.extract.figures.numbers import NumberReader
from onrecord.knowledge import WordTable, load_knowledge
from onrecord.knowledge.furniture import fold_words
from onrecord.knowledge.surnames import fold
from onrecord.model import Capture, Comparator, Period
from onrecord.model.ids import make_id
from onrecord.model.periods import add_months, day, month
from onrecord.model.reviews import Decision, Review, find_effective
from onrecord.record import open_record
from onrecord.record.captures import CaptureStore, load_capture
from onrecord.record.codec import from_plain, to_plain
from onrecord.record.folder import (
    RecordFolder,
    RecordSettings,
    is_sealed,
    load_settings,
    seal_settings,
    write_settings,
)
from onrecord.record.reviews import append_reviews, read_log
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.readings import Reading
from onrecord.verify.comparing import ORDER, Stated, compare
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import FakeReader, open_fake_step

Folders = pytest.TempPathFactory
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@cache
def english() -> WordTable:
    """The words of English; no fixture, for a test that fails would print all of it."""
    return load_knowledge().words["en"]


@settings(deadline=None)  # words are loaded with the first
@given(st.integers(2_100, 10**12), st.sampled_from(["{:,}", "{}", "${:,}", "nearly {:,}"]))
def test_a_number_is_read_as_it_was_written(value: int, form: str) -> None:
    assume(form != "{}" or value < 10**7)
    reader = english().keep("numbers", NumberReader)
    (number,) = reader.read(f"They counted {form.format(value)} of them.")
    assert (number.low, number.high) == (Decimal(value), Decimal(value))


@settings(deadline=None)  # words are loaded with the first
@given(st.integers(1, 999), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9)]))
def test_a_scale_word_counts_as_its_zeros(value: int, scale: tuple[str, int]) -> None:
    reader = english().keep("numbers", NumberReader)
    (number,) = reader.read(f"They counted {value} {scale[0]} of them.")
    assert number.low == Decimal(value) * 10 ** scale[1]


@settings(deadline=None)  # words are loaded with the first
@given(DAYS, st.sampled_from(["%B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%b. %d, %Y"]))
def test_a_day_is_read_as_it_was_written(on: date, form: str) -> None:
    assume(form != "%b. %d, %Y" or on.month != 5)  # May has no shorter form
    (mention,) = read_dates(f"It was signed on {on.strftime(form)} there.", None, english())
    assert mention.period == day(on)


@given(DAYS, st.integers(-300, 300), st.integers(-300, 300))
def test_months_add_up(on: date, one: int, two: int) -> None:
    first = on.replace(day=1)
    assert add_months(add_months(first, one), two) == add_months(first, one + two)
    period = month(first.year, first.month)
    assert period.first == first
    assert period.after == add_months(first, 1)


BELOW = (Comparator.FEWER_THAN, Comparator.AT_MOST)


@given(
    comparator=st.sampled_from([c for c in Comparator if c is not Comparator.BETWEEN]),
    value=st.integers(1, 10**7),
    near=st.integers(1, 10**6),
    more=st.integers(1, 10**6),
    is_above=st.booleans(),
)
def test_a_verdict_never_gets_better_farther_off(
    comparator: Comparator, value: int, near: int, more: int, *, is_above: bool
) -> None:
    stated = Stated(
        low=Decimal(value), high=Decimal(value), comparator=comparator, step=Decimal(1),
        tolerance=Decimal("0.02"),
    )  # fmt: skip
    if comparator in BELOW:
        is_above = True
    elif comparator in (Comparator.MORE_THAN, Comparator.AT_LEAST):
        is_above = False
    sign = 1 if is_above else -1
    assume(is_above or near + more < value)
    closer = compare(stated, Decimal(value + sign * near))
    farther = compare(stated, Decimal(value + sign * (near + more)))
    assert ORDER[closer] <= ORDER[farther]


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_what_is_exactly_so_holds(value: int, wide: int) -> None:
    for comparator in (Comparator.EXACT, Comparator.ABOUT, Comparator.AT_LEAST, Comparator.AT_MOST):
        one = Stated(
            low=Decimal(value), high=Decimal(value), comparator=comparator, step=Decimal(1)
        )
        assert compare(one, Decimal(value)) == "holds"
    between = Stated(
        low=Decimal(value), high=Decimal(value + wide), comparator=Comparator.BETWEEN,
        step=Decimal(1),
    )  # fmt: skip
    assert compare(between, Decimal(value + wide // 2)) == "holds"


@pytest.mark.parametrize("folding", [fold, fold_words])
@given(text=TEXTS)
def test_folding_twice_is_folding_once(folding: Callable[[str], str], text: str) -> None:
    assert folding(folding(text)) == folding(text)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.lists(TEXTS, min_size=1, max_size=4))
def test_ids_of_different_parts_differ(one: list[str], two: list[str]) -> None:
    assert (make_id("a", *one) == make_id("a", *two)) == (one == two)


@settings(max_examples=40, deadline=None)
@given(TEXTS.filter(str.strip), st.lists(st.integers(0, 10**9), max_size=4))
def test_a_reading_comes_back_from_its_part(text: str, numbers: list[int]) -> None:
    body = f"{text} “{text}” {' '.join(map(str, numbers))}".encode()
    capture = Capture(body=body, media_type="text/plain", source="a.txt", met_at=NOW)
    try:
        reading = FakeReader().read(capture)
    except (ValueError, ArithmeticError, RuntimeError):
        assume(False)
    plain = json.loads(json.dumps(to_plain(Reading)(reading)))
    assert from_plain(Reading)(plain) == reading


@settings(max_examples=40, deadline=None)
@given(body=st.binary(max_size=300), source=st.text(min_size=1, max_size=20), hint=TEXTS)
def test_a_capture_comes_back_as_it_was_met(
    tmp_path_factory: Folders, body: bytes, source: str, hint: str
) -> None:
    folder = tmp_path_factory.mktemp("captures")
    capture = Capture(
        body=body, media_type="text/plain", source=source, met_at=NOW, hints=(("title", hint),)
    )
    store = CaptureStore(folder)
    assert store.add(capture)
    assert not store.add(capture)
    (entry,) = CaptureStore(folder).entries()
    assert load_capture(folder, entry) == capture


@settings(max_examples=40, deadline=None)
@given(
    sources=st.lists(TEXTS, max_size=4),
    pack=TEXTS.filter(bool),
    pins=st.dictionaries(TEXTS.filter(bool), TEXTS, max_size=4),
)
def test_settings_come_back_and_bear_their_seal(
    tmp_path_factory: Folders, sources: list[str], pack: str, pins: dict[str, str]
) -> None:
    folder = RecordFolder(tmp_path_factory.mktemp("settings"))
    sealed = seal_settings(RecordSettings(sources=tuple(sources), pack=pack, pins=pins))
    write_settings(folder, sealed)
    held = load_settings(folder)
    assert held == sealed
    assert held is not None
    assert is_sealed(held)
    other = RecordSettings(sources=(*sources, "x"), pack=pack, pins=sealed.pins)
    assert not is_sealed(other)


@settings(max_examples=30, deadline=None)
@given(
    said=st.lists(st.tuples(st.sampled_from(["Ada", "Grace"]), TEXTS), min_size=2, max_size=6),
    data=st.data(),
)
def test_any_line_that_is_taken_out_doubled_or_moved_is_seen(
    tmp_path_factory: Folders, said: list[tuple[str, str]], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("log") / "reviews.jsonl"
    append_reviews(path, [
        Review(at="2030-01-01", by=by, subject="fig-1", table="figure", decision=Decision.COMMENT,
               reason=reason or None)
        for by, reason in said
    ])  # fmt: skip
    lines = path.read_bytes().splitlines(keepends=True)
    assert len(read_log(path).reviews) == len(said)
    at = data.draw(st.integers(0, len(lines) - 2))
    lines = data.draw(
        st.sampled_from(
            [
                lines[:at] + lines[at + 1 :],
                [*lines[:at], lines[at], *lines[at:]],
                [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]],
            ]
        )
    )
    path.write_bytes(b"".join(lines))
    assert read_log(path).faults


@given(st.lists(st.booleans(), max_size=12))
def test_an_undo_of_an_undo_is_as_if_nothing_was(undoes: list[bool]) -> None:
    reviews: list[Review] = []
    for number, undo in enumerate(undoes):
        last = reviews[-1] if undo and reviews else None
        reviews.append(
            Review(
                at="2030-01-01", by="Ada", subject=f"fig-{number}", table="figure",
                decision=Decision.UNDO if last else Decision.ACCEPT,
                value=last.id if last else None,
            ).seal(reviews[-1].hash if reviews else "0" * 64)
        )  # fmt: skip
    effective = {review.id for review in find_effective(reviews)}
    for review, undo in zip(reviews, [*undoes[1:], False], strict=False):
        if review.decision is Decision.ACCEPT and not undo:
            assert review.id in effective


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 1000))
def test_the_order_of_sources_changes_no_row(tmp_path_factory: Folders, seed: int) -> None:
    place = tmp_path_factory.mktemp("order")
    (place / "pack").mkdir()
    (place / "pack" / "pack.yml").write_text('name: t\ntitle: T\nversion: "1"\n', encoding="utf-8")
    names = [f"{number}.txt" for number in range(5)]
    for number, name in enumerate(names):
        (place / name).write_text(f"It says {number * 100} early.\n", encoding="utf-8")
    shuffled = list(names)
    Random(seed).shuffle(shuffled)
    rows = [_build(place, f"record{n}", order) for n, order in enumerate((names, shuffled))]
    assert rows[0] == rows[1]


def _build(place: Path, record: str, names: list[str]) -> list[dict[str, Any]]:
    options = BuildOptions(
        record=place / record, patterns=tuple(str(place / n) for n in names),
        pack=str(place / "pack"), open_step=open_fake_step,
    )  # fmt: skip
    build_record(options, now=NOW, progress=Progress())
    with open_record(place / record) as opened:
        return [*opened.rows("document"), *opened.rows("figure"), *opened.rows("verdict")]


@given(DAYS, DAYS, DAYS)
def test_a_day_lies_in_a_period_or_outside(one: date, two: date, on: date) -> None:
    assume(one < two)
    period = Period(one, two)
    assert (period.first <= on < period.after) == (
        day(on).first >= period.first and day(on).after <= period.after
    )


def test_a_name_with_a_foreign_letter_is_another_name() -> None:
    assert fold("L\u043epez") != fold("Lopez")
    assert fold("L\u00f3pez") == fold("Lopez")
    assert fold("Lo\u200bpez") != fold("Lopez")
