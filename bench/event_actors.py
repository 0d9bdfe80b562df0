"""Score the country and the sector of words that name somebody.

Each row has `text`, `date`, `context` and what is expected: `country` (alpha-3; UNO, EUR, IGO for
bodies of many states; empty for none) or `cc`, and `code_1`, a PLOVER sector. Rows that ask for a page of an
encyclopedia, and sectors written `????`, are left out. "Today" and no date are one day after
the rows were written.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from onrecord.annotate import NameIndex
from onrecord.knowledge import Knowledge
from onrecord.resolve.sectors import Belonging, describe

Row = dict[str, Any]
TODAY = date(2023, 1, 1)
METHODS = frozenset({"agent_to_code", "short_text_to_agent", "search_nat"})
FORMS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y")
# Bodies of many states as the rows write them.
BODIES = {"UN": "UNO", "EU": "EUR"}
OF_MANY = frozenset({"IGO", "NGO"})
UNKNOWN = "????"


def score_actors(
    rows: Iterable[Row], knowledge: Knowledge, index: NameIndex
) -> tuple[Row, list[str]]:
    """Return the shares that are right, and what is not."""
    countries, sectors, misses = [0, 0], [0, 0], []
    for row in rows:
        if row["method"] not in METHODS:
            continue
        expect = row["expect"]
        found = describe(
            row["text"],
            knowledge,
            index,
            language="en",
            day=read_day(row["date"]),
            context=row["context"],
        )
        country, sector = name_country(found, expect, knowledge), found.sector or ""
        for counts, given, wanted in (
            (countries, country, expect.get("country", expect.get("cc"))),
            (sectors, str(sector), expect.get("code_1")),
        ):
            if wanted is None or wanted == UNKNOWN:
                continue
            counts[0] += given == wanted
            counts[1] += 1
            if given != wanted:
                misses.append(f"{wanted or 'none'} read as {given or 'none'}: {row['text']}")
    score = {
        "country right": round(countries[0] / max(countries[1], 1), 3),
        "of": countries[1],
        "sector right": round(sectors[0] / max(sectors[1], 1), 3),
        "of sectors": sectors[1],
    }
    return score, misses


def name_country(found: Belonging, expect: Row, knowledge: Knowledge) -> str:
    """Return the country as the rows write it."""
    if found.country in knowledge.countries:
        return knowledge.countries[found.country].alpha3
    if found.country in BODIES:
        return BODIES[found.country]
    is_of_many = found.sector is not None and found.sector.value in OF_MANY
    return str(found.sector) if is_of_many and expect.get("country") != "" else ""


def read_day(text: str) -> date:
    """Return the day of a row."""
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return TODAY
