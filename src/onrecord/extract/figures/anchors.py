"""Date the bare months of an undated text by its own numbers.

"132,652 apprehensions in July and 99,539 in June" without a year: one July has exactly that
value. Where the numbers point at one time of publication and at no other, the text's relative
dates are read as on that day; the document's own publication interval stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from onrecord.annotate import DateMention, read_dates
from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.knowledge import Knowledge, WordTable
from onrecord.model import Comparator, DateBasis, Document, FigureKind, Period, Publication
from onrecord.model.periods import add_months

TELLING_DIGITS = 1000  # a number of fewer significant digits may fit by chance
EXACT, LOOSE = 10, 1  # what an exact match and an approximate one weigh
LEAST_VALUE = 1000
THRESHOLD_BAND = Decimal("0.15")  # "more than 200,000" is said of at most 230,000
NEAR_BAND = Decimal("0.02")
WIDE_DAYS = 60  # narrower intervals resolve months by themselves
LAG = timedelta(days=29)  # a month is mostly reported within this time
ONE_STORY = 330  # days: months farther apart do not belong to one time of publication

Read = Callable[[Frame], list[Draft]]


def anchor(frame: Frame, drafts: list[Draft], knowledge: Knowledge, read: Read) -> list[Draft]:
    """Return the drafts, read again with the dates that their numbers settle, if they do."""
    words = knowledge.words.get(frame.annotated.document.language)
    open_drafts = [d for d in drafts if d.indicator is not None and d.period is None]
    if words is None or not open_drafts or not is_wide(frame.annotated.document):
        return drafts
    official = OfficialMonths(knowledge)
    hits = {hit for draft in open_drafts for hit in official.find_hits(draft, frame)}
    hits |= follow_named(frame, hits, words)
    scored = []
    for hit in sorted(hits):
        again = redate(frame, hit, words)
        if again is not None:
            found = read(again)
            scored.append((official.count_matches(found), hit, found))
    best = max((score for score, _, _ in scored), default=0)
    leaders = [(hit, found) for score, hit, found in scored if score == best]
    if best <= official.count_matches(drafts):
        return drafts
    if (leaders[-1][0].first - leaders[0][0].first).days > ONE_STORY:
        return drafts  # two times fit equally well
    return leaders[-1][1]  # published after the last month it tells of


class OfficialMonths:
    """The official values of each month, by indicator, looked up once for a document."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._held: dict[tuple[str, str | None], dict[Period, set[Decimal]]] = {}

    def find_hits(self, draft: Draft, frame: Frame) -> list[Period]:
        """Return the months, possible for the document, whose value a draft may state."""
        publication = frame.annotated.document.publication
        earliest = publication.earliest if publication else None
        latest = publication.latest if publication else None
        return [
            period
            for period, values in self._months(draft)
            if any(weigh(draft, value) for value in values)
            and (latest is None or period.after <= latest)
            and (earliest is None or period.after + LAG >= earliest)
        ]

    def count_matches(self, drafts: list[Draft]) -> int:
        """Return how well the numbers fit the months they are given for."""
        return sum(
            max((weigh(draft, v) for p, values in self._months(draft) if p == draft.period
                 for v in values), default=0)
            for draft in drafts
            if draft.period is not None and draft.indicator is not None
        )  # fmt: skip

    def _months(self, draft: Draft) -> list[tuple[Period, set[Decimal]]]:
        if draft.kind is not FigureKind.LEVEL or draft.rate or draft.low < LEAST_VALUE:
            return []
        names = [n for n in (draft.indicator, *draft.others) if n is not None]
        return [pair for n in names for pair in self._load(n, draft.dimension).items()]

    def _load(self, name: str, dimension: str | None) -> dict[Period, set[Decimal]]:
        key = (name, dimension)
        if key not in self._held:
            months: dict[Period, set[Decimal]] = {}
            for stem in self._knowledge.indicators[name].series:
                known = self._knowledge.series
                series = known.get(f"{stem}.{dimension}") or known.get(stem)
                for observation in series.observations if series else ():
                    if series and series.grain == "month":
                        months.setdefault(observation.period, set()).add(observation.value)
            self._held[key] = months
        return self._held[key]


def is_wide(document: Document) -> bool:
    """Is the publication interval too wide to tell which August is meant?"""
    publication = document.publication
    if publication is None or publication.earliest is None or publication.latest is None:
        return True
    return (publication.latest - publication.earliest).days > WIDE_DAYS


def follow_named(frame: Frame, hits: set[Period], words: WordTable) -> set[Period]:
    """Return the months after those hit that the text names: "last month … 31,299 in July".

    The last month of a text need not have an official value that its number fits.
    """
    numbers = words.values("dates", "month-name")
    named = {numbers.get(d.text.lower()) for d in frame.dates if d.period is None}
    following = {Period(hit.after, add_months(hit.after, 1)) for hit in hits}
    return {month for month in following if month.first.month in named}


def weigh(draft: Draft, value: Decimal) -> int:
    """Return how telling it is that a draft fits a value: 0 when it does not."""
    low, high = draft.low, draft.high
    match draft.comparator:
        case Comparator.EXACT if low / draft.step >= TELLING_DIGITS:
            return EXACT if value == low else 0
        case Comparator.MORE_THAN | Comparator.AT_LEAST:
            return LOOSE if low < value <= low * (1 + THRESHOLD_BAND) else 0
        case Comparator.FEWER_THAN | Comparator.AT_MOST:
            return LOOSE if high * (1 - THRESHOLD_BAND) <= value < high else 0
        case _:
            return LOOSE if low * (1 - NEAR_BAND) <= value <= high * (1 + NEAR_BAND) else 0


def redate(frame: Frame, hit: Period, words: WordTable) -> Frame | None:
    """Return the frame with its open dates read as shortly after a month was over."""
    document = frame.annotated.document
    publication = Publication(earliest=hit.after, latest=hit.after + LAG, basis=DateBasis.INTERNAL)
    again = {mention.start: mention for mention in read_dates(document.text, publication, words)}
    dates = tuple(fill(mention, again) for mention in frame.dates)
    if dates == frame.dates:
        return None
    return Frame(replace(frame.annotated, dates=dates), frame.eras)


def fill(mention: DateMention, again: dict[int, DateMention]) -> DateMention:
    """Return the mention, with the other reading's period when it has none of its own."""
    other = again.get(mention.start)
    if mention.period is not None or other is None or other.end != mention.end:
        return mention
    return replace(mention, period=other.period)
