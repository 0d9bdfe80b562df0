"""Credits: where a text says that it carries an agency's words or rests on another's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.knowledge import Knowledge, PageWords
from onrecord.model import Document, DocumentKind, Origin, Relation, Span, cut_span

_REACH = 40  # characters around a name in which the words of a credit stand
_HEAD_CHARACTERS = 600
_MOST_CHARACTERS = 20_000  # credits stand near the top; longer texts are transcripts


def find_credits(document: Document, knowledge: Knowledge) -> Iterator[Origin]:
    """Yield one relation for each outlet that the document credits, with the words if it has them."""
    table = knowledge.page_words.get(document.language)
    speaks = document.kind in {DocumentKind.TRANSCRIPT, DocumentKind.ORDER}
    named = _find_named(document, knowledge, table) if table is not None and not speaks else ()
    spans = dict(named)
    if document.original_outlet is not None:
        spans.setdefault(document.original_outlet, None)
    for name, span in spans.items():
        outlet = knowledge.outlets.get(name)
        carried = (
            outlet is not None
            and outlet.kind == "agency"
            and (
                name == document.original_outlet
                or (span is not None and span.start < _HEAD_CHARACTERS)
            )
        )
        yield Origin(
            document_id=document.id,
            relation=Relation.AGENCY if carried else Relation.RESTS_ON,
            of=name,
            share=None,
            reason=f"credits {name}: “{span.quote}”" if span is not None else f"credits {name}",
            span=span,
        )


def _find_named(
    document: Document, knowledge: Knowledge, table: PageWords
) -> Iterator[tuple[str, Span | None]]:
    """Yield the outlets that stand in a credit's words, each with the first of them."""
    before, after = _ends_with(table.get("credit before")), begins_with(table.get("credit after"))
    names = OutletNames(document.text[:_MOST_CHARACTERS], knowledge, without=document.outlet)
    seen: set[str] = set()
    for name, start, end in names.find(document.text):
        if name in seen:
            continue
        led = before.search(document.text, max(0, start - _REACH), start)
        followed = after.match(document.text, end)
        if led is None and followed is None:
            continue
        seen.add(name)
        first = led.start("words") if led is not None else start
        last = end if led is not None or followed is None else followed.end()
        yield name, cut_span(document, first, last)


class OutletNames:
    """The names of outlets, as written or in capitals; governments are no outlets here.

    Only those are looked for that stand somewhere in `whole`, the text that parts come from.
    """

    def __init__(self, whole: str, knowledge: Knowledge, *, without: str | None) -> None:
        self._names = {
            spelled: outlet.name
            for outlet in knowledge.outlets.values()
            if outlet.kind != "government" and outlet.name != without
            for shown in (outlet.name, *outlet.aliases)
            for spelled in (shown, shown.upper(), shown.removeprefix("The ").upper())
            if spelled in whole
        }
        some = sorted(self._names, key=lambda name: (-len(name), name))
        body = "|".join(map(re.escape, some)) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w.@])(?:{body})(?![\w@])")

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the outlets named in `text`, with their places."""
        for found in self._pattern.finditer(text):
            yield self._names[found.group(0)], found.start(), found.end()


def _ends_with(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for one of `words` at the end of a stretch, an article after it or not."""
    some = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?P<words>{some})\s+(?:[^\W\d_]{{1,3}}\s+)?\W?$", re.IGNORECASE)


def begins_with(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for one of `words` at the beginning of a stretch."""
    some = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"\W{{1,3}}(?:{some})(?!\w)", re.IGNORECASE)
