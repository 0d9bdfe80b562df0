"""Capture → Document: the clean text and what is known about it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.annotate import MAX_CHARACTERS
from onrecord.knowledge import Knowledge
from onrecord.model import Capture, DateBasis, Document, DocumentKind, Dropped, Problem
from onrecord.text.controls import clean_draft, strip_controls
from onrecord.text.dating.publishing import find_publication
from onrecord.text.decoding import decode_capture, make_problem
from onrecord.text.drafts import DateClue, Draft, UnreadableError
from onrecord.text.kinds import find_kind, is_called_transcript
from onrecord.text.languages import find_language
from onrecord.text.originals import find_imprint, find_original
from onrecord.text.outlets import find_outlet
from onrecord.text.readers.barriers import find_bare_barrier, find_barrier
from onrecord.text.readers.guards import cut_tags, explain_empty, find_excess
from onrecord.text.readers.items import read_item
from onrecord.text.readers.mail import read_mail
from onrecord.text.readers.markdown import read_markdown
from onrecord.text.readers.pages import read_page
from onrecord.text.readers.pdf import read_pdf
from onrecord.text.readers.plain import read_plain
from onrecord.text.readers.word import read_word
from onrecord.text.turns import find_turns

READERS = {
    "text/plain": read_plain,
    "text/markdown": read_markdown,
    "text/html": read_page,
    "application/rss+xml": read_item,
}
# Of these the bytes are read, not their text.
FILE_READERS = {
    "application/pdf": read_pdf,
    "message/rfc822": read_mail,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_word,
}
_MARKED = ("text/html", "application/rss+xml")
# A page of this length is read whole; what lies beyond is not one article.
_MOST_RAW = 4 * MAX_CHARACTERS


def make_document(capture: Capture, knowledge: Knowledge) -> tuple[Document | None, list[Problem]]:
    """Return the document made from `capture`, None with a problem when there is no text in it."""
    draft, problems, unread = _read_draft(capture, knowledge)
    if draft is None:
        return None, problems
    draft = clean_draft(draft)
    if not draft.paragraphs:
        return None, [*problems, make_problem(capture, _explain_empty(capture, knowledge))]
    barrier = find_barrier(draft, knowledge) if capture.media_type == "text/html" else None
    if barrier is not None:
        return None, [*problems, make_problem(capture, barrier)]
    problems += [make_problem(capture, message) for message in draft.problems]
    text, dropped, cut = _cut("\n".join(draft.paragraphs), unread)
    if cut:
        problems.append(make_problem(capture, cut))
    document = _build(capture, draft, text, knowledge)
    return replace(document, dropped=(*document.dropped, *dropped)), problems


def _read_draft(capture: Capture, knowledge: Knowledge) -> tuple[Draft | None, list[Problem], int]:
    """Return the draft, the problems met, and how many characters of the capture were not read.

    Without a draft there is a problem that says why.
    """
    packed = FILE_READERS.get(capture.media_type)
    if packed is not None:
        try:
            return packed(capture.body, knowledge), [], 0
        except UnreadableError as error:
            return None, [make_problem(capture, str(error))], 0
    raw, problems = decode_capture(capture)
    if raw is None:
        return None, problems, 0
    raw = cut_tags(raw) if capture.media_type in _MARKED else raw
    excess = find_excess(raw) if capture.media_type in _MARKED else None
    if excess is not None:
        return None, [*problems, make_problem(capture, excess)], 0
    reader = READERS.get(capture.media_type)
    if reader is None:
        message = f"is {capture.media_type}, which is not read yet"
        return None, [make_problem(capture, message)], 0
    draft = reader(raw[:_MOST_RAW], knowledge) or Draft(paragraphs=())
    return draft, problems, max(0, len(raw) - _MOST_RAW)


def _explain_empty(capture: Capture, knowledge: Knowledge) -> str:
    raw, _ = decode_capture(capture) if capture.media_type in _MARKED else (None, [])
    why = None
    if raw is not None:
        why = find_bare_barrier(raw[:_MOST_RAW], knowledge) or explain_empty(raw[:_MOST_RAW])
    return why or "has no text in it; is it the page that was meant?"


def _cut(text: str, unread: int) -> tuple[str, tuple[Dropped, ...], str | None]:
    """Return the text that a language model can hold, what was cut off, and a message if it was."""
    if len(text) <= MAX_CHARACTERS and not unread:
        return text, (), None
    at = text.rfind("\n", 0, MAX_CHARACTERS) if len(text) > MAX_CHARACTERS else len(text)
    at = at if at > 0 else MAX_CHARACTERS
    left = len(text) - at + unread
    reason = f"beyond the first {MAX_CHARACTERS:,} characters: {left:,} more stand in the capture"
    dropped = Dropped(text=text[at : at + 200].strip(), reason=reason)
    message = (
        f"is longer than {MAX_CHARACTERS:,} characters; the last {left:,} were not read: "
        "split it into documents"
    )
    return text[:at], (dropped,), message


def _build(capture: Capture, draft: Draft, text: str, knowledge: Knowledge) -> Document:
    hints = dict(capture.hints)
    draft = _add_hints(draft, hints)
    language = hints.get("language", "")[:2] or find_language(text, knowledge)
    url = capture.url or draft.url
    outlet = find_outlet(draft, url, hints.get("outlet"), knowledge) or find_imprint(
        draft, language, knowledge
    )
    called = is_called_transcript(draft, language, knowledge)
    turns = find_turns(text, language, knowledge, is_transcript=called)
    kind = find_kind(draft, outlet, language, knowledge, speaks=bool(turns))
    return Document(
        capture_id=capture.id,
        source=capture.source,
        text=text,
        language=language,
        kind=kind,
        title=" ".join(draft.title.split()) if draft.title else None,
        authors=draft.authors,
        outlet=outlet,
        original_outlet=find_original(draft, outlet, language, knowledge),
        url=url,
        publication=find_publication(draft, capture, language, knowledge),
        dropped=draft.dropped,
        met_at=capture.met_at,
        turns=turns if kind is DocumentKind.TRANSCRIPT else (),
    )


def _add_hints(draft: Draft, hints: dict[str, str]) -> Draft:
    """Return the draft with what came with the bytes: it is believed before what is in them."""
    clues = draft.clues
    if "published" in hints:
        clue = DateClue(text=hints["published"], basis=DateBasis.METADATA, sure=True)
        clues = (clue, *clues)
    hints = {name: strip_controls(text) for name, text in hints.items()}
    return replace(
        draft,
        title=hints.get("title") or draft.title,
        authors=(hints["author"],) if "author" in hints else draft.authors,
        outlet=draft.outlet or hints.get("feed_title"),
        clues=clues,
    )
