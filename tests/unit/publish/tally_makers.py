"""A count of a programme, told twice."""

from __future__ import annotations

from datetime import date

from onrecord.publish.tallies import TallyPart, TellingLine


def make_telling(day: date, value: str, number: float, quote: str) -> TellingLine:
    return TellingLine(
        day=day, is_day_told=True, value=value, number=number, is_exact=value[0].isdigit(),
        quote=quote, published=day, outlet="A Paper", language="es", document="doc-1", start=0,
        end=len(quote),
    )  # fmt: skip


def make_tally() -> TallyPart:
    return TallyPart(
        id="guards-arrests",
        programme="guards",
        name="arrests",
        unit="person",
        since=date(2023, 1, 1),
        tellings=(
            make_telling(date(2023, 3, 1), "1,000", 1000, "mil"),
            make_telling(date(2023, 4, 1), "more than 2,000", 2000, "más de 2 mil"),
        ),
        breaks=(),
    )
