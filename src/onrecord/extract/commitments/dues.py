"""The day by which a deed is due: "by 1 March", "by the end of June", "in late 2026".

promised in May 2024: "by 31 October"   2024-10-31
promised in May 2024: "by March"        2025-03-31, since a deed lies ahead
promised in May 2024: "in October"      2024-10-31, the last day on which it is as was said
promised in May 2024: "until October"   None: it holds till then, and is not due on that day
promised in May 2024: "keep the port open in October"   None: what lasts is not done on a day
promised on 1 May 2024: "within 90 days"   2024-07-30
"""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Token

from onrecord.annotate import DateMention, Precision
from onrecord.extract.clauses import PAST, RELATIVE, VERBAL, governing_verb, lemma_of
from onrecord.extract.commitments.bonds import Bond
from onrecord.extract.commitments.terms import find_term
from onrecord.extract.parties.scene import Scene

_YEAR = re.compile(r"\d{4}")
MOST_WORDS = 5  # of what leads to a date: "by the end of"
LAST_MONTH, LAST_DAY = 12, 31
ASIDES = frozenset({"amod", "acl", "advcl"})


def find_due(scene: Scene, bond: Bond) -> date | None:
    """Return the last day for the deed, None where none is told."""
    doc = scene.annotated.doc
    start, end = doc[bond.first].idx, doc[bond.after - 1].idx + len(doc[bond.after - 1])
    lasting = _lasts(scene, bond)
    for mention in scene.annotated.dates:
        if mention.period is None or not start <= mention.start < end:
            continue
        if _is_aside(scene, bond, mention.start):
            continue
        if _leads(scene, start, mention.start, "due"):
            return _lay_ahead(scene, mention)
        if _dates_the_promise(bond, mention) or lasting:
            continue
        if _leads(scene, start, mention.start, "planned") and _is_exact(mention):
            planned = _lay_ahead(scene, mention)
            if planned is not None and _lies_ahead(scene, planned):
                return planned
    return find_term(scene, bond, _promised_on(scene, bond)) or _year_end(scene, start, end)


def _lasts(scene: Scene, bond: Bond) -> bool:
    """Is the deed to go on with what is there: "keep the port open"? A day may then be its first."""
    verb = scene.annotated.doc[bond.deed_first : bond.deed_after].root
    rows = scene.words.commitments.get(lemma_of(verb), ())
    return any(row.part == "lasting" for row in rows)


def _promised_on(scene: Scene, bond: Bond) -> date | None:
    """Return the day of the promise: the one told of it, else that of the document."""
    doc = scene.annotated.doc
    for mention in scene.annotated.dates:
        inside = doc[bond.first].idx <= mention.start < doc[bond.deed_first].idx
        if inside and _dates_the_promise(bond, mention):
            period = mention.period if mention.precision is Precision.DAY else None
            return period.last if period is not None else None
    published = scene.annotated.document.publication
    return published.latest if published is not None and published.is_exact else None


def _dates_the_promise(bond: Bond, mention: DateMention) -> bool:
    """Does a date stand before the deed, with what was said then: "promised in May to appoint …"?

    Behind a noun it always does: "the commitment on 1 March to revive the talks".
    """
    token = bond.token
    if token.pos_ == "NOUN" and mention.start > token.idx:
        return mention.end <= token.doc[bond.deed_first].idx
    verb = token if token.pos_ in VERBAL else governing_verb(token)
    told = verb is not None and verb.tag_ in PAST
    return verb is not None and told and mention.end <= verb.doc[bond.deed_first].idx


def _leads(scene: Scene, start: int, at: int, part: str) -> bool:
    """Do the words before a date make it a last day, or the time for which a deed is planned?"""
    before = scene.annotated.document.text[start:at].lower().split()[-MOST_WORDS:]
    rows = scene.words.commitments
    phrases = (" ".join(before[-n:]) for n in range(1, len(before) + 1))
    return any(row.part == part for phrase in phrases for row in rows.get(phrase, ()))


def _is_exact(mention: DateMention) -> bool:
    return mention.precision in (Precision.DAY, Precision.MONTH)


def _lies_ahead(scene: Scene, day: date) -> bool:
    published = scene.annotated.document.publication
    return published is not None and published.latest is not None and day > published.latest


def _lay_ahead(scene: Scene, mention: DateMention) -> date | None:
    """Return the last day of a date, in the coming year where it names none and lies behind."""
    assert mention.period is not None
    last = mention.period.last
    published = scene.annotated.document.publication
    if (
        published is None
        or published.earliest is None
        or last >= published.earliest
        or _YEAR.search(mention.text)
    ):
        return last
    if mention.precision not in (Precision.DAY, Precision.MONTH):
        return last
    try:
        return last.replace(year=last.year + 1)
    except ValueError:  # 29 February
        return last.replace(year=last.year + 1, day=last.day - 1)


def _year_end(scene: Scene, start: int, end: int) -> date | None:
    """Return the last day of the year of publication for "by the end of the year"."""
    published = scene.annotated.document.publication
    if published is None or published.earliest is None or published.latest is None:
        return None
    year = published.earliest.year
    if year != published.latest.year:
        return None
    words = " ".join(scene.annotated.document.text[start:end].lower().replace("’", "'").split())
    table = scene.words.commitments
    ends = (word for word, rows in table.items() if any(r.part == "year end" for r in rows))
    if any(re.search(rf"\b{re.escape(word)}\b", words) for word in ends):
        return date(year, LAST_MONTH, LAST_DAY)
    return None


def _is_aside(scene: Scene, bond: Bond, at: int) -> bool:
    """Does a date stand in a clause about a noun ("that …", "signed …"): of something else?"""
    tokens = [t for t in scene.annotated.doc[bond.first : bond.after] if t.idx >= at]
    above = tokens[0].ancestors if tokens else ()
    return any(_tells_of_noun(t) and t.i > bond.token.i for t in above)


def _tells_of_noun(token: Token) -> bool:
    past = "Past" in token.morph.get("Tense", [])
    # "exemptions, due to end on …"
    behind = token.pos_ == "ADJ" and token.dep_ in ASIDES and token.i > token.head.i
    return token.dep_ in RELATIVE or behind or (token.dep_ == "acl" and past)
