"""Read words whose speaker stands in a line of its own, before or behind them.

From the Daily Post:           “We agree.”
(next paragraphs)              — Name, minister
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.annotate import NameLabel
from onrecord.extract.statements.mentions import make_mention
from onrecord.extract.statements.passages import Passages, Stretch
from onrecord.extract.statements.reported import Draft
from onrecord.model import CueClass, Mention, MentionKind

MAX_LEAD_TOKENS = 30
MAX_SIGNATURE_TOKENS = 30
MAX_BLOCK = 8  # paragraphs taken for one passage of another paper
MIN_BLOCK_WORDS = 12
MIN_UNMARKED_WORDS = 6
MAX_TO_COLON = 9
BULLETS = "-–•*·"
_POST = re.compile(
    r"(?=.{20,700}?\(@)(?P<words>.{20,600}?)\s?[—–-]\s*(?P<name>[^—–()]{3,80}?)\s*\(@\w{2,30}\)[^\n]{0,40}"
)
_POST_SIGNATURE = re.compile(r"[—–-]\s*(?P<name>[^—–()\n]{3,80}?)\s*\(@\w{2,30}\)[^\n]{0,40}")
_POST_END = re.compile(r"(?P<words>[^\n]{20,600}?(?:…|(?=\s?pic\.twitter\.com/\w+)))[^\n]{0,40}")
_DASHES = frozenset({"—", "–", "-", "--", "―", "~"})
_SIGNERS = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.OFFICE})


def find_introduction(passages: Passages, paragraph: int) -> Draft | None:
    """Return who speaks by a paragraph that ends in a colon; the draft's content is that line."""
    start, end = passages.paragraphs[paragraph]
    lead = passages.text[start:end].rstrip(" *_\t")
    if not lead.endswith(":"):
        return None
    first, after = passages.tokens(start, start + len(lead))
    first = passages.last_sentence(first, after)
    if after - first > MAX_LEAD_TOKENS:
        return None
    cue = passages.last_cue(first, after)
    if cue is not None and not cue.is_real:
        cue, speaker = None, passages.about_whom(after - 1)  # "spoke on television to explain …:"
    elif cue is not None:
        speaker = passages.speaker_at(cue, first, after)
    else:
        speaker = (
            passages.last_name(first, after)
            or passages.last_paper(first, after)
            or passages.lone_speaker(first, after)
        )
    if speaker is None:
        return None
    return Draft(start=start, end=end, cue=cue, speaker=speaker, is_quoted=True, score=0.75)


def find_list_lead(passages: Passages, paragraph: int) -> int | None:
    """Return the paragraph that introduces the list in which `paragraph` is an item."""
    if not is_item(passages, paragraph):
        return None
    while paragraph > 0 and is_item(passages, paragraph):
        paragraph -= 1
    return None if is_item(passages, paragraph) else paragraph


def is_item(passages: Passages, paragraph: int) -> bool:
    """Is the paragraph an item of a list: "- …"?"""
    return passages.text[passages.paragraphs[paragraph][0]] in BULLETS


def read_unmarked(passages: Passages) -> list[Draft]:
    """Return paragraphs without marks under "The minister said:"."""
    drafts = []
    quoted = {q.paragraph for q in passages.quotations}
    for number in range(len(passages.paragraphs) - 1):
        start, end = passages.paragraphs[number + 1]
        words = passages.text[start:end]
        if number + 1 in quoted or is_item(passages, number + 1) or words.rstrip().endswith(":"):
            continue
        lead = find_introduction(passages, number)
        if lead is None or not _ends_with_cue(passages, lead):
            continue
        if len(words.split()) >= MIN_UNMARKED_WORDS:
            drafts.append(replace(lead, start=start, end=end, score=0.5))
    return drafts


def _ends_with_cue(passages: Passages, lead: Draft) -> bool:
    """Is there next to nothing between the cue and the colon: "said in a post:", "stated that:"?"""
    row = lead.cue.row if lead.cue is not None else None
    if lead.cue is None or row is None or row.kind != "verb" or row.cue_class is not CueClass.SAY:
        return False
    _, after = passages.tokens(lead.start, lead.end)
    between = passages.doc[lead.cue.after : after]
    return len(between) <= MAX_TO_COLON and not any(
        t.pos_ in {"VERB", "AUX"} or (t.dep_ in {"dobj", "nsubj"} and t.tag_ != "IN")
        for t in between
    )


def find_signature(passages: Passages, paragraph: int, stretch: Stretch) -> Mention | None:
    """Return the name behind a dash, in what follows a quotation or at the next paragraph's head."""
    place = stretch
    if not passages.text[stretch[0] : stretch[1]].strip():
        if paragraph + 1 >= len(passages.paragraphs):
            return None
        place = passages.paragraphs[paragraph + 1]
    first, after = passages.tokens(*place)
    while first < after and passages.doc[first].is_space:
        first += 1
    if first >= after or after - first > MAX_SIGNATURE_TOKENS:
        return None
    if passages.doc[first].text not in _DASHES:
        return None
    for name in passages.annotated.names:
        if first < name.first < after and name.label in _SIGNERS:
            head = passages.doc[name.first : name.after].root
            return make_mention(head, passages.annotated, passages.references)
    return None


def read_blocks(passages: Passages, outlets: frozenset[str]) -> list[Draft]:
    """Return passages of other papers that stand without marks under "From the Daily Post:"."""
    drafts = []
    quoted = {q.paragraph for q in passages.quotations}
    for number in range(len(passages.paragraphs) - 1):
        if number + 1 in quoted:
            continue
        lead = find_introduction(passages, number)
        if lead is None or lead.speaker is None or not _is_outlet(lead.speaker, outlets):
            continue
        last = number + 1
        while last + 1 < len(passages.paragraphs) and last - number < MAX_BLOCK:
            if last + 1 in quoted or _ends_block(passages, last + 1):
                break
            last += 1
        start, end = passages.paragraphs[number + 1][0], passages.paragraphs[last][1]
        if len(passages.text[start:end].split()) >= MIN_BLOCK_WORDS:
            drafts.append(
                Draft(
                    start=start,
                    end=end,
                    cue=lead.cue,
                    speaker=lead.speaker,
                    is_quoted=True,
                    score=0.55,
                )
            )
    return drafts


def read_posts(passages: Passages) -> list[Draft]:
    """Return posts as pages embed them: `words — Name (@handle) date`, in one paragraph or two.

    A paragraph behind that breaks off or ends in the address of a picture is the same speaker's.
    """
    drafts: list[Draft] = []
    for number, (start, end) in enumerate(passages.paragraphs):
        if found := _POST.fullmatch(passages.text, start, end):
            _add_post(passages, drafts, found.span("words"), found.span("name"))
        elif number and (found := _POST_SIGNATURE.fullmatch(passages.text, start, end)):
            _add_post(passages, drafts, passages.paragraphs[number - 1], found.span("name"))
            behind = passages.paragraphs[number + 1 : number + 2]
            picture = _POST_END.fullmatch(passages.text, *behind[0]) if behind else None
            if picture is not None:
                _add_post(passages, drafts, picture.span("words"), found.span("name"))
    return drafts


def _add_post(passages: Passages, drafts: list[Draft], words: Stretch, name: Stretch) -> None:
    """Add the words of a post, unless they stand in marks, which are read as a quotation."""
    speaker = _name_within(passages, *name)
    if speaker is None or any(q.start < words[1] and words[0] < q.end for q in passages.quotations):
        return
    drafts.append(
        Draft(
            start=words[0],
            end=words[1],
            cue=None,
            speaker=speaker,
            is_quoted=True,
            score=0.85,
        )
    )


def _name_within(passages: Passages, start: int, end: int) -> Mention | None:
    for name in passages.annotated.names:
        if start <= name.start and name.end <= end and name.label in _SIGNERS - {NameLabel.OFFICE}:
            span = passages.annotated.cut(name.first, name.after)
            return Mention(span=span, kind=MentionKind.NAME)
    return None


def _ends_block(passages: Passages, paragraph: int) -> bool:
    start, end = passages.paragraphs[paragraph]
    return passages.text[start:end].rstrip().endswith(":")


def _is_outlet(speaker: Mention, outlets: frozenset[str]) -> bool:
    if speaker.kind is not MentionKind.NAME:
        return False
    words = speaker.span.quote
    return words in outlets or words.partition(" ")[2] in outlets
