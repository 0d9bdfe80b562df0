"""When a document was published: clues of the page, then the words of the text, then the capture."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from pathlib import PurePath

from onrecord.knowledge import Knowledge, PageWords
from onrecord.model import Capture, DateBasis, Period, Publication
from onrecord.model.periods import day, month
from onrecord.text.dating.days import DayFinder, DayMention
from onrecord.text.dating.evidence import Bounds, find_bounds, find_years
from onrecord.text.drafts import Draft

_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/_-])"
)
_NAME_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_STAMP = re.compile(r"^\s*((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
# "CITY, March 16 (AGENCY) --", "CITY, Oct. 5, 2023 —", "March 12 (AGENCY) —"
_DATELINE = re.compile(r"^(?P<head>.{3,70}?)\s*(?:--|[—–]|-\s)")
_DATELINES_READ = 4
_EVIDENCE_CHARACTERS = 100_000  # beyond them a text is no single report
_FAR_DAYS = 45  # a page's own day this far from one that the head names was not the article's
_SHORT_WEEKDAY = 4  # "Sun", "Wed" and "Thur" are other words too
_ONE_DAY = timedelta(days=1)


def find_publication(
    draft: Draft, capture: Capture, language: str, knowledge: Knowledge
) -> Publication:
    """Return the days between which the document was published, and what bounds them."""
    tables = [knowledge.page_words[language]] if language in knowledge.page_words else []
    finder = DayFinder(*(tables or list(knowledge.page_words.values())))
    met = capture.met_at.date() + _ONE_DAY  # a day's grace: the page's clock may be ahead
    sure = _find_sure(draft, finder, met)
    if sure is not None:
        return sure
    text = "\n".join(draft.paragraphs)[:_EVIDENCE_CHARACTERS]
    ceiling = _find_page_day(draft, finder, met)
    last = ceiling if ceiling is not None else met
    bounds = find_bounds(text, tables[0] if tables else None, knowledge, last)
    partial = _find_partial(draft, finder)
    weak = [*_read_weak(draft, finder), *_read_address(draft, capture)]
    for period, basis in weak:
        if period.first <= met and _agrees(period, bounds) and not _is_far(period, partial):
            return _exact(period, basis)
    if partial is not None and not any(_is_far(p, partial) for p, _ in weak):
        last = min(d for d in (last, bounds.latest) if d is not None)
        named = _find_weekday(text, tables)
        years = [day for t in tables for day in find_years(text, t) if day <= last]
        earliest = max(filter(None, [bounds.earliest, *years]), default=None)
        found = _settle_year(partial, earliest, last, named)
        if found is not None:
            # a page may come a day after its dateline
            next_day = min(found.last + _ONE_DAY, max(last, found.last))
            return Publication(earliest=found.first, latest=next_day, basis=DateBasis.DATELINE)
    return _bounded(bounds, ceiling, capture)


def _find_sure(draft: Draft, finder: DayFinder, met: date) -> Publication | None:
    """Return what data about the page says; a change that the page shows makes it wider."""
    for clue in draft.clues:
        period = read_day(clue.text, finder) if clue.sure else None
        if period is None or period.first > met:
            continue
        until = read_day(clue.until, finder) if clue.until else None
        latest = max(period.last, min(until.last, met)) if until is not None else period.last
        return Publication(earliest=period.first, latest=latest, basis=DateBasis.METADATA)
    return None


def read_day(text: str, finder: DayFinder) -> Period | None:
    """Return the day or month that a date in page data means."""
    stamp = _STAMP.match(text)
    if stamp is not None:
        try:
            return day(date(int(stamp[1]), int(stamp[2]), int(stamp[3])))
        except ValueError:
            return None
    try:
        return day(parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    return next((m.period for m in finder.find(text) if m.period is not None), None)


def _exact(period: Period, basis: DateBasis) -> Publication:
    return Publication(earliest=period.first, latest=period.last, basis=basis)


def _read_weak(draft: Draft, finder: DayFinder) -> list[tuple[Period, DateBasis]]:
    """Return the days of the page's data and byline, and full days in datelines."""
    found = [
        (period, clue.basis)
        for clue in sorted(draft.clues, key=lambda c: c.basis is not DateBasis.METADATA)
        if not clue.sure
        and not clue.ceiling
        and (period := read_day(clue.text, finder)) is not None
    ]
    for head in _find_datelines(draft):
        found += [(m.period, DateBasis.DATELINE) for m in finder.find(head) if m.period and m.day]
    return found


def _find_datelines(draft: Draft) -> list[str]:
    heads = []
    for paragraph in draft.paragraphs[:_DATELINES_READ]:
        match = _DATELINE.match(paragraph)
        head = match["head"] if match is not None else ""
        # "LISBON, May 3 —", "Lisbon, May 3 (AGENCY) --", "Lisboa, 3 de mayo.-"
        if head[:3].isupper() or "(" in head or head.endswith("."):
            heads.append(head)
    return heads


def _find_partial(draft: Draft, finder: DayFinder) -> DayMention | None:
    """Return a day without a year from a dateline or a short line of the head."""
    shorts = [p for p in draft.paragraphs[:_DATELINES_READ] if len(p.split()) <= 6]
    shorts += [d.text for d in draft.dropped[:8] if len(d.text.split()) <= 6]
    for head in [*_find_datelines(draft), *shorts]:
        for mention in finder.find(head):
            if mention.day is not None and mention.year is None:
                return mention
    return None


def _read_address(draft: Draft, capture: Capture) -> list[tuple[Period, DateBasis]]:
    """Return the days in the address and in the file's name."""
    found: list[tuple[Period, DateBasis]] = []
    for url in filter(None, (capture.url, draft.url)):
        match = _URL_DAY.search(url)
        if match is not None:
            period = _make_period(match[1], match[2], match[3])
            found += [(period, DateBasis.URL)] if period else []
    match = _NAME_DAY.search(PurePath(capture.source.partition("#")[0]).stem)
    if match is not None:
        period = _make_period(match[1], match[3], match[4])
        found += [(period, DateBasis.FILE_NAME)] if period else []
    return found


def _make_period(year: str, month_number: str, day_number: str | None) -> Period | None:
    if day_number is None:
        return month(int(year), int(month_number))
    try:
        return day(date(int(year), int(month_number), int(day_number)))
    except ValueError:
        return None


def _agrees(period: Period, bounds: Bounds) -> bool:
    """Does the text speak of no later day as past?"""
    return bounds.earliest is None or bounds.earliest <= period.last + 2 * _ONE_DAY


def _is_far(period: Period, partial: DayMention | None) -> bool:
    if partial is None:
        return False
    near = [partial.in_year(period.first.year + shift) for shift in (-1, 0, 1)]
    return all(p is None or abs((p.first - period.first).days) > _FAR_DAYS for p in near)


def _find_page_day(draft: Draft, finder: DayFinder, met: date) -> date | None:
    days = [
        period.last
        for clue in draft.clues
        if clue.ceiling
        and (period := read_day(clue.text, finder)) is not None
        and period.last <= met
    ]
    return max(days, default=None)


def _settle_year(
    partial: DayMention, earliest: date | None, latest: date, named: int | None
) -> Period | None:
    """Return the day in the only year that fits bounds and weekday, None when several do."""
    if earliest is None:
        return None
    periods = (partial.in_year(year) for year in range(earliest.year, latest.year + 1))
    fitting = [p for p in periods if p and earliest <= p.last + 2 * _ONE_DAY and p.first <= latest]
    for weekday in (named, named % 7 + 1) if named and len(fitting) > 1 else ():
        # reports tell of their own day, else of the day before
        same = [p for p in fitting if p.first.isoweekday() == weekday]
        if same:
            fitting = same
            break
    return fitting[0] if len(fitting) == 1 else None


def _find_weekday(text: str, tables: list[PageWords]) -> int | None:
    """Return the weekday that the text names first, 1 to 7."""
    places = []
    for table in tables:
        for word, number in table.numbered("weekday").items():
            found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
            if found is not None and len(word) > _SHORT_WEEKDAY:
                places.append((found.start(), number))
    return min(places)[1] if places else None


def _bounded(bounds: Bounds, ceiling: date | None, capture: Capture) -> Publication:
    """Return the widest interval that text, page and capture allow."""
    met = capture.met_at.date()
    latest = min(d for d in (bounds.latest, ceiling, met) if d is not None)
    earliest = bounds.earliest
    if earliest is not None and earliest > latest:
        earliest, latest = None, min(d for d in (ceiling, met) if d is not None)
    told = earliest is not None or latest == bounds.latest
    basis = (
        DateBasis.INTERNAL if told else DateBasis.BYLINE if latest == ceiling else DateBasis.CAPTURE
    )
    return Publication(earliest=earliest, latest=latest, basis=basis)
