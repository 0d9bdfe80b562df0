"""Say when an event took place: the date that hangs on its act, never that of another one.

"On Monday the two governments agreed to meet in September" is of Monday; "they will meet in
September", in a text of June, is of the next September; "efforts, including the announcement of
12 October, were discussed" is of no day at all. The day of publication dates nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from onrecord.annotate import DateMention, NameLabel
from onrecord.extract.clauses import (
    AUXILIARIES,
    MAX_CLIMB,
    VERBAL,
    governing_verb,
    lemma_of,
)
from onrecord.extract.events.matches import Match
from onrecord.extract.events.papers import find_paper_day, list_papers
from onrecord.extract.parties.scene import Scene
from onrecord.knowledge import WordTable
from onrecord.model import EventStatus, Period, Publication

TABLE = "event_days"
PREMODIFIERS = frozenset({"compound", "nummod", "poss", "amod", "nmod", "nmod:poss"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
THIRD = 10  # days: "early March" is its first ten, "late March" what follows the twentieth
WEEK = timedelta(days=7)
CLAUSES_OF_NOUNS = frozenset({"relcl", "acl:relcl", "acl"})
# How far a date stands from an act, nearest first.
OWN, GOVERNOR, LEADING, TRAILING = range(4)


@dataclass(frozen=True, kw_only=True)
class DayWords:
    """The words of event_days.yml of one language."""

    early: frozenset[str]
    middle: frozenset[str]
    late: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    instrument_lead: frozenset[str]
    apart: frozenset[str]
    target: frozenset[str]
    at_meeting: frozenset[str]
    meeting_verb: frozenset[str]
    enact: frozenset[str]
    said_act: frozenset[str]
    meeting_act: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]


def make_day_words(words: WordTable) -> DayWords:
    """Return the words of a table by kind."""
    return DayWords(
        early=words.folded(TABLE, "early"),
        middle=words.folded(TABLE, "middle"),
        late=words.folded(TABLE, "late"),
        since=words.folded(TABLE, "since"),
        until=words.folded(TABLE, "until"),
        instrument_lead=words.folded(TABLE, "instrument-lead"),
        apart=words.folded(TABLE, "apart"),
        target=words.folded(TABLE, "target"),
        at_meeting=words.folded(TABLE, "at-meeting"),
        meeting_verb=words.folded(TABLE, "meeting-verb"),
        enact=words.folded(TABLE, "enact"),
        said_act=words.folded(TABLE, "said-act"),
        meeting_act=words.folded(TABLE, "meeting-act"),
        weekdays=frozenset(words.values("dates", "weekday-name")),
        months=frozenset(words.values("dates", "month-name")),
    )


def find_day_words(scene: Scene) -> DayWords | None:
    """Return the words of the document's language."""
    table = scene.knowledge.words.get(scene.annotated.document.language)
    return table.keep("event-days", make_day_words) if table is not None else None


@dataclass(frozen=True, slots=True)
class Dating:
    """What is known of when an act took place; `is_told` also where the words stay unresolved."""

    period: Period | None = None
    is_told: bool = False


def find_dating(scene: Scene, match: Match, status: EventStatus) -> Dating:
    """Return when the act of a match took place, by the date that stands nearest to it."""
    return find_act_dating(scene, match.token, match.verb or match.token, status)


def find_act_dating(scene: Scene, token: Token, verb: Token, status: EventStatus) -> Dating:
    """Return when the act of a word took place that `verb` tells."""
    words = find_day_words(scene)
    if words is None:
        return Dating()
    if status is EventStatus.HAPPENED and _is_modal(verb):
        return Dating()  # "will not meet him in March" is refused now
    act = _Act(token, verb, _list_acts(token, verb, words), status is EventStatus.PLANNED)
    ties = sorted(_list_ties(scene, act, words), key=lambda tie: tie[:2])
    if not ties:
        period = _find_paper_day(scene, act, words)
        return Dating(period, is_told=period is not None)
    return Dating(_read_period(scene, ties[0][2], status, words), is_told=True)


def _is_modal(verb: Token) -> bool:
    return any(child.dep_ in AUXILIARIES and child.tag_ == "MD" for child in verb.children)


def _find_paper_day(scene: Scene, act: _Act, words: DayWords) -> Period | None:
    """Return the day of the paper by which an act was done, where the tables know it."""
    table = scene.knowledge.words[scene.annotated.document.language]
    programmes = scene.knowledge.programmes.values()
    papers = table.keep("event-papers", lambda made_for: list_papers(programmes, made_for))
    return None if act.is_planned else find_paper_day(papers, act.words, words.instrument_lead)


@dataclass(frozen=True, slots=True)
class _Act:
    """The words of an act on which its date may hang."""

    token: Token
    verb: Token
    words: tuple[Token, ...]
    is_planned: bool


def _list_acts(token: Token, verb: Token, words: DayWords) -> tuple[Token, ...]:
    """Return the words of an act: its own, its verb, the nouns of "a meeting where they agreed"."""
    acts = [token, verb]
    above = governing_verb(token) if verb is token and token.pos_ not in VERBAL else None
    if above is not None and lemma_of(above) in words.meeting_verb:
        acts.append(above)  # "will take part today in the talks"
    if verb.dep_ in CLAUSES_OF_NOUNS and any(
        child.tag_ == "WRB"
        or (child.dep_ == "prep" and any(c.tag_ == "WDT" for c in child.children))
        for child in verb.children
    ):
        at = verb.head
        while at.pos_ not in VERBAL and at.head is not at and len(acts) < MAX_CLIMB:
            acts.append(at)
            at = at.head
    return tuple(acts)


def _list_ties(scene: Scene, act: _Act, words: DayWords) -> Iterator[tuple[int, int, DateMention]]:
    """Yield the dates of the sentence that hang on an act, with how near they are."""
    sentence, doc = act.token.sent, scene.annotated.doc
    for mention in scene.annotated.dates:
        if mention.end <= sentence.start_char:
            continue
        if mention.start >= sentence.end_char:
            break
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or _is_another_time(doc, span.start, act, words):
            continue
        if any(_is_persons(scene, token) for token in span):
            continue
        rank = _rank(act, span.root, words)
        if rank is not None:
            yield rank, abs(span.root.i - act.token.i), mention


def _is_persons(scene: Scene, token: Token) -> bool:
    """Is a word part of a person's name, and no month: "Theresa May"?"""
    name = scene.names.get(token.i)
    return name is not None and name.label is NameLabel.PERSON


def _is_another_time(doc: Doc, first: int, act: _Act, words: DayWords) -> bool:
    """Is a date a limit ("by May"), a purpose ("a meeting for May"), or that of a content told before?"""
    before = doc[first - 1].lower_ if first else ""
    if before in words.until or (before in words.target and not act.is_planned):
        return True
    return any(
        token.dep_ in {"pcomp", "xcomp"} and act.verb in token.ancestors
        for token in doc[act.verb.i + 1 : first]
        if token.tag_ in {"VB", "VBG"}
    )


def _rank(act: _Act, root: Token, words: DayWords) -> int | None:
    """Return how near a date stands to an act, None where it belongs to something else."""
    at, above = root, root.head
    for _ in range(MAX_CLIMB):
        if above in act.words:
            is_doer = at.dep_ in SUBJECTS and at.pos_ != "PROPN"
            return None if is_doer else OWN
        if at is above:
            return None
        if above.pos_ in VERBAL:
            return _rank_beside(act, at, above, words)
        if not _leads_up(root, at, above, words):
            return None
        at, above = above, above.head
    return None


def _leads_up(root: Token, at: Token, above: Token, words: DayWords) -> bool:
    """Does the way from a date to the act go on from one noun or preposition to the next?"""
    if above.pos_ == "ADP" or above.dep_ == "prep":
        if above.lower_ in words.since:
            return at is root
        return above.lower_ not in words.apart | words.until
    if at.dep_ in PREMODIFIERS and at.i < above.i:
        # "the October 12 announcement" is told of; "at the June summit" says when
        return above.dep_ == "pobj" and above.head.lower_ in words.at_meeting
    if at.dep_ == "prep" and at.lower_ == "of":
        paper = above.head if above.dep_ in {"appos", "nummod"} else above
        return paper.head.lower_ in words.instrument_lead
    return above.dep_ not in SUBJECTS and above.pos_ != "ADJ"


def _rank_beside(act: _Act, at: Token, verb: Token, words: DayWords) -> int | None:
    """Return how near a date is that hangs on another verb of the sentence.

    It counts where the act completes that verb ("began on Monday to withdraw"), or is joined to
    it behind a leading date ("On Monday A met B and signed"); behind the last of joined verbs it
    counts for all of them.
    """
    if act.verb.dep_ == "xcomp" and act.verb.head == verb and at.i < act.verb.i:
        return None if act.is_planned else GOVERNOR  # "promised on Monday to send"
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head == act.token:
        return OWN  # "the talks held on Monday"
    if _is_inserted(act, at, verb, words):
        return TRAILING
    joined = act.verb
    for _ in range(MAX_CLIMB):
        if joined.dep_ != "conj":
            break
        joined = joined.head
        if joined == verb:
            goes_on = _is_perfect(act.verb) == _is_perfect(verb)
            return LEADING if at.i < verb.i and goes_on else None
    is_later = verb.dep_ == "conj" and verb.head == act.verb and at.i > verb.i
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    return TRAILING if is_later and verb.tag_ == act.verb.tag_ and not has_subject else None


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ in AUXILIARIES and lemma_of(c) == "have" for c in verb.children)


def _is_inserted(act: _Act, at: Token, verb: Token, words: DayWords) -> bool:
    """Does a date follow an insertion that the parse tied it to: "founded it, comprising …, at …"?"""
    return (
        verb.tag_ == "VBG"
        and verb.dep_ in {"acl", "advcl"}
        and act.verb in verb.ancestors
        and at.lower_ in words.at_meeting
        and at.doc[at.i - 1].text == ","
    )


def _read_period(
    scene: Scene, mention: DateMention, status: EventStatus, words: DayWords
) -> Period | None:
    """Return the days that a date means for an act of this status."""
    period = mention.period
    publication = scene.annotated.document.publication
    if period is None:
        return None
    before = _word_before(scene, mention)
    if before in words.since:
        return _until_published(period, publication)
    if status is EventStatus.PLANNED:
        period = look_ahead(mention, publication, words)
    elif _is_ahead(period, publication):
        return None  # what took place did so before it was told
    return _cut_third(period, before, words) if period is not None else None


def _is_ahead(period: Period, publication: Publication | None) -> bool:
    latest = publication.latest if publication is not None else None
    return latest is not None and period.first > latest + timedelta(days=1)


def _word_before(scene: Scene, mention: DateMention) -> str:
    text = scene.annotated.document.text
    before = text[max(0, mention.start - 20) : mention.start].replace("-", " ").split()
    return before[-1].lower() if before else ""


def _until_published(period: Period, publication: Publication | None) -> Period | None:
    """Return the days from a date up to publication, None where that day is not known."""
    if publication is None or not publication.is_exact or publication.latest is None:
        return None
    after = publication.latest + timedelta(days=1)
    return Period(period.first, after) if period.first < after else None


def _cut_third(period: Period, word: str, words: DayWords) -> Period:
    """Return the third of a month that "early", "mid" or "late" means."""
    if not period.is_month():
        return period
    tenth, twentieth = (period.first + timedelta(days=THIRD * n) for n in (1, 2))
    if word in words.early:
        return Period(period.first, tenth)
    if word in words.middle:
        return Period(tenth, twentieth)
    return Period(twentieth, period.after) if word in words.late else period


def look_ahead(
    mention: DateMention, publication: Publication | None, words: DayWords
) -> Period | None:
    """Return the days of something planned: not those that had passed when the text came out.

    A weekday is then the next one, and a day or month without its year lies a year later.
    """
    period, parts = mention.period, mention.text.split()
    told = publication.earliest if publication is not None else None
    if period is None or told is None or period.after > told:
        return period
    if parts[0].lower() in words.weekdays:
        return Period(period.first + WEEK, period.after + WEEK)
    is_named = any(part.lower().strip(",") in words.months for part in parts)
    has_year = any(part.isdigit() and len(part) == len("2024") for part in parts)
    if not is_named or has_year:
        return period
    return Period(_next_year(period.first), _next_year(period.after))


def _next_year(day: date) -> date:
    """Return the same day a year later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
