"""Carry the date and place of a meeting on to what was done there.

"Harris met today with López Obrador in Mexico City. The two leaders agreed to …" → the agreement is of
the same day and place. So is what stands in a list under "arrested over the weekend:".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice

from spacy.tokens import Token

from onrecord.extract.clauses import AUXILIARIES, MAX_CLIMB, VERBAL, lemma_of
from onrecord.extract.events.dates import DayWords, find_act_dating, find_day_words
from onrecord.extract.events.merge import Draft
from onrecord.extract.parties.scene import Scene
from onrecord.model import DocumentKind, EventStatus, EventType, Period, Publication
from onrecord.model.periods import day

# Acts by which people meet or that are done where they meet.
AT_MEETINGS = frozenset(
    {
        EventType.ACCUSE,
        EventType.AGREE,
        EventType.CONSULT,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
    }
)
MEETINGS = frozenset({EventType.CONSULT, EventType.SUPPORT})  # "welcomed a delegation"
TOLD = frozenset({EventStatus.HAPPENED, EventStatus.ONGOING})
ISSUED = frozenset({DocumentKind.RELEASE, DocumentKind.ORDER})
LONGEST = 4  # days that one meeting or visit lasts
RECENT = timedelta(days=21)  # what a text is about lies shortly before it
LEAD = 3  # sentences in which a release opens on its meeting
NEWS_REACH = 3  # sentences: how far a news text goes on about one meeting
BULLETS = ("-", "•", "*", "–", "·")


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A meeting with its days: where it was told, who met (nobody named: anybody), and where."""

    token: Token
    period: Period
    keys: frozenset[str] = frozenset()
    place: str | None = None


def carry_dates(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, those done at a meeting that was dated before with its date and place."""
    words = find_day_words(scene)
    if words is None or scene.annotated.document.kind is DocumentKind.TRANSCRIPT:
        return drafts
    done: list[Draft] = []
    meeting = _find_lead(scene, words)
    for draft in sorted(drafts, key=lambda d: d.match.token.i):
        meeting = _make_meeting(scene, draft) or meeting
        if not draft.is_dated and draft.status in TOLD:
            draft = _carry(scene, draft, meeting, words)
        done.append(draft)
    return done


def _carry(scene: Scene, draft: Draft, meeting: _Meeting | None, words: DayWords) -> Draft:
    is_past = draft.status is EventStatus.HAPPENED
    if is_past and meeting is not None and _is_done_at(scene, draft, meeting, words):
        return replace(draft, period=meeting.period, place=draft.place or meeting.place)
    period = _find_heading(scene, draft) or _find_own_day(scene, draft, words)
    return replace(draft, period=period) if period is not None else draft


def _find_own_day(scene: Scene, draft: Draft, words: DayWords) -> Period | None:
    """Return the day of a paper for what the paper itself does by saying it.

    "We reaffirm our commitment", "I congratulate …" in a statement; "shall be paused" in an order.
    What a paper tells of others has no day by that.
    """
    document = scene.annotated.document
    published = document.publication
    if document.kind not in ISSUED or published is None or not published.is_exact:
        return None
    verb = draft.match.verb if draft.match.verb is not None else draft.match.token
    enacts = any(child.lower_ in words.enact for child in verb.children)
    is_enacted = enacts and document.kind is DocumentKind.ORDER
    is_said = lemma_of(verb) in words.meeting_act | words.said_act and _is_said_by_writer(verb)
    if not (is_enacted or is_said):
        return None
    return day(published.earliest) if published.earliest is not None else None


def _is_said_by_writer(verb: Token) -> bool:
    """Is it a bare present of "I" or "we": done by being said?"""
    first = _is_first_person(verb)
    return first and verb.tag_ == "VBP" and not any(c.dep_ in AUXILIARIES for c in verb.children)


def _is_first_person(verb: Token) -> bool:
    """Is "I" or "we" the subject of a verb, or of the one it is joined to?"""
    subjects = (c for v in (verb, verb.head) for c in v.children if c.dep_ == "nsubj")
    subject = next(subjects, None)
    return subject is not None and subject.morph.get("Person", []) == ["1"]


def _find_lead(scene: Scene, words: DayWords) -> _Meeting | None:
    """Return the meeting on which a release opens, whoever met: "spoke today with …"."""
    if scene.annotated.document.kind not in ISSUED:
        return None
    for sentence in islice(scene.annotated.doc.sents, LEAD):
        verb = sentence.root
        if verb.tag_ != "VBD" or lemma_of(verb) not in words.meeting_verb:
            continue
        period = find_act_dating(scene, verb, verb, EventStatus.HAPPENED).period
        if period is not None and _is_meeting_time(scene, period):
            return _Meeting(verb, period)
    return None


def _make_meeting(scene: Scene, draft: Draft) -> _Meeting | None:
    """Return the meeting that a draft tells, on its own day, shortly before the text came out."""
    is_told = draft.is_dated and draft.status is EventStatus.HAPPENED
    if not is_told or draft.type not in MEETINGS or draft.period is None:
        return None
    verb = draft.match.verb if draft.match.verb is not None else draft.match.token
    if not _is_meeting_time(scene, draft.period):
        return None
    if not (_is_told_on(verb) or _opens_release(scene, verb)):
        return None
    return _Meeting(draft.match.token, draft.period, frozenset(_all_keys(draft)), draft.place)


def _opens_release(scene: Scene, verb: Token) -> bool:
    """Does a release begin with it: "Following a meeting with … on June 8, …"?"""
    opening = list(islice(scene.annotated.doc.sents, LEAD))
    return scene.annotated.document.kind in ISSUED and verb.i < opening[-1].end


def _is_meeting_time(scene: Scene, period: Period) -> bool:
    return period.days <= LONGEST and _is_recent(period, scene.annotated.document.publication)


def _is_recent(period: Period, publication: Publication | None) -> bool:
    if publication is None or publication.earliest is None or publication.latest is None:
        return False
    return publication.earliest - RECENT <= period.first <= publication.latest


def _is_done_at(scene: Scene, draft: Draft, meeting: _Meeting, words: DayWords) -> bool:
    """Was an act done at a meeting: by who met there, told in the same past tense, and near?"""
    verb = draft.match.verb if draft.match.verb is not None else draft.match.token
    if verb.i <= meeting.token.i or draft.type not in AT_MEETINGS:
        return False
    if lemma_of(verb) not in words.meeting_act or not _is_told_on(verb):
        return False
    named = [party.keys for party in draft.match.actors if party.keys]
    if meeting.keys and not all(keys & meeting.keys for keys in named):
        return False
    if scene.annotated.document.kind in ISSUED:
        return True
    between = scene.annotated.doc[meeting.token.i + 1 : verb.i + 1]
    return sum(1 for token in between if token.is_sent_start) < NEWS_REACH


def _keys(draft: Draft) -> set[str]:
    return {key for party in draft.match.actors for key in party.keys}


def _all_keys(draft: Draft) -> set[str]:
    return _keys(draft) | {key for party in draft.match.targets for key in party.keys}


def _is_told_on(verb: Token) -> bool:
    """Is it a main clause in the simple past, as a story goes on: no perfect, no aside?"""
    at = verb
    for _ in range(MAX_CLIMB):
        if at.dep_ != "conj" or at.head.pos_ not in VERBAL:
            break
        at = at.head
    if at.dep_ not in {"ROOT", "ccomp"} or (at.dep_ == "ccomp" and at.head.dep_ != "ROOT"):
        return False
    helpers = [c for c in (*verb.children, *at.children) if c.dep_ in AUXILIARIES]
    if any(lemma_of(helper) == "have" or helper.tag_ == "MD" for helper in helpers):
        return False
    if verb.tag_ == "VBN" and not helpers:  # "The delegations committed to …" is often tagged so
        return any(child.dep_ == "nsubj" for child in verb.children)
    return verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers)


def _find_heading(scene: Scene, draft: Draft) -> Period | None:
    """Return the date of the heading over a list: "were arrested over the weekend:"."""
    text = scene.annotated.document.text
    verb = draft.match.verb if draft.match.verb is not None else draft.match.token
    start = text.rfind("\n", 0, verb.idx) + 1
    if not text.startswith(BULLETS, start):
        return None
    while start > 0 and text.startswith(BULLETS, start):
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
    if not text[start:end].rstrip().endswith(":"):
        return None
    span = scene.annotated.doc.char_span(start, end, alignment_mode="expand")
    dates = [d.period for d in scene.annotated.dates if start <= d.start < end and d.period]
    if span is None or len(dates) != 1 or lemma_of(verb) not in {lemma_of(t) for t in span}:
        return None
    return dates[0]
