"""Dates in a text, resolved against the publication interval, with their precision.

Words and patterns are tables (`<language>/dates.yml`). A relative date ("last month") gets a
period only if it means the same days at both ends of the interval.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.annotate.date_rules import RULES
from onrecord.annotate.date_words import DateReader, Precision
from onrecord.knowledge import WordTable
from onrecord.model import Period, Publication

COMPARING = 24  # characters before a month in which it is said to be compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that give a date.

    `period` is None when the words cannot be resolved to one stretch of days over the whole
    publication interval.
    """

    start: int
    end: int
    text: str
    precision: Precision
    period: Period | None


def read_dates(
    text: str, publication: Publication | None, words: WordTable | None, fiscal_month: int = 10
) -> tuple[DateMention, ...]:
    """Return the dates of `text` in order, without overlap; the longest reading wins."""
    if words is None:
        return ()
    reader = words.keep("dates", DateReader)
    found: list[tuple[int, int, str, re.Match[str]]] = []
    stretches = reader.find_stretches(text)
    for rule in reader.rules:
        kind, search = rule.kind, rule.pattern.finditer
        for start, end in stretches[rule.mark]:
            for match in search(text, start, end):
                if kind != "year" or is_year(reader, text, match):
                    found.append((match.start(), match.end(), kind, match))
    found.sort(key=lambda f: (f[0], -f[1]))
    mentions: list[DateMention] = []
    at = 0
    for start, end, kind, match in found:
        if start < at:
            continue
        precision, period = resolve(reader, kind, match, publication, fiscal_month=fiscal_month)
        mentions.append(
            DateMention(
                start=start, end=end, text=text[start:end], precision=precision, period=period
            )
        )
        at = end
    return tuple(settle_months(mentions, text, reader))


def settle_months(mentions: list[DateMention], text: str, reader: DateReader) -> list[DateMention]:
    """Give a bare month the year that the text gave it before, when it is always the same.

    A month that is only compared with ("than August 2022") tells nothing of the text's own time.
    """
    years: dict[str, set[Period]] = {}
    settled = []
    for mention in mentions:
        name = mention.text.split()[0]
        if mention.precision is Precision.MONTH and mention.period is None:
            known = years.get(mention.text, set())
            settled.append(
                replace(mention, period=next(iter(known))) if len(known) == 1 else mention
            )
            continue
        settled.append(mention)
        lead = text[max(0, mention.start - COMPARING) : mention.start]
        dated = mention.precision is Precision.MONTH and name != mention.text
        if dated and mention.period and not reader.comparing.search(lead):
            years.setdefault(name, set()).add(mention.period)
    return settled


def is_year(reader: DateReader, text: str, match: re.Match[str]) -> bool:
    """Is a bare four-digit number a year? Only after words that lead a year, or in brackets."""
    before = text[max(0, match.start() - 16) : match.start()]
    if reader.year_of_name.search(before):
        return False  # "the Tariff Act of 1930" is a name
    return bool(reader.before_year.search(before)) or before.endswith(("(", "–", "—", "-"))


def resolve(
    reader: DateReader,
    kind: str,
    match: re.Match[str],
    publication: Publication | None,
    *,
    fiscal_month: int,
) -> tuple[Precision, Period | None]:
    """Return precision and period of a match: the same at both ends of the interval, or None."""
    rule = RULES[kind]
    early = publication.earliest if publication else None
    late = publication.latest if publication else None
    first = rule(reader, match, early, fiscal_month)
    if early == late:
        return first
    last = rule(reader, match, late, fiscal_month)
    return first[0], first[1] if first[1] == last[1] else None
