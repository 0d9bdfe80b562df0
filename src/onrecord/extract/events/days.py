"""Say when an event took place: the date of its own clause, never that of another act.

"On Monday the two governments agreed to meet in September" is of Monday; "they will meet in
September", in a text of June, is of the next September.
"""

from __future__ import annotations

import re

from onrecord.extract.events.matches import Match
from onrecord.extract.parties.scene import Scene
from onrecord.model import EventStatus, Period, Publication

YEAR = re.compile(r"\d{4}")


def find_period(
    scene: Scene, match: Match, clause: tuple[int, int], status: EventStatus
) -> Period | None:
    """Return the date in the clause that stands nearest to the word of the event.

    The date of what was agreed or threatened ("agreed to meet in September") is not that of the
    agreement, and what is planned does not lie in the past: a month without its year is then the
    next one.
    """
    doc = scene.annotated.doc
    first, after = clause
    start, end = doc[first].idx, doc[after - 1].idx + len(doc[after - 1])
    dates = [
        d
        for d in scene.annotated.dates
        if d.period is not None and start <= d.start and d.end <= end
        if not _is_of_content(scene, match, d.start, d.end)
    ]
    if not dates:
        return None
    at = match.token.idx
    nearest = min(dates, key=lambda d: min(abs(d.start - at), abs(d.end - at)))
    if status is EventStatus.PLANNED and nearest.period is not None:
        return _look_ahead(nearest.period, nearest.text, scene.annotated.document.publication)
    return nearest.period


def _is_of_content(scene: Scene, match: Match, start: int, end: int) -> bool:
    """Does a date belong to the infinitive that says what was agreed, asked or threatened?"""
    span = scene.annotated.doc.char_span(start, end, alignment_mode="expand")
    token = span.root if span is not None else match.token
    while token not in (match.token, token.head):
        token = token.head
        is_infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)
        if token != match.token and token.dep_ == "xcomp" and is_infinitive:
            return match.token in token.ancestors
    return False


def _look_ahead(period: Period, words: str, publication: Publication | None) -> Period | None:
    """Return the period, a year later when its year was not told and it had passed by then."""
    told = publication.earliest if publication is not None else None
    if told is None or period.after > told or YEAR.search(words):
        return period
    try:
        return Period(
            period.first.replace(year=period.first.year + 1),
            period.after.replace(year=period.after.year + 1),
        )
    except ValueError:  # 29 February
        return None
