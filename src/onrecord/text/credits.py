"""Credits: where a text says that it carries an agency's words or rests on another's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.knowledge import Knowledge, PageWords, find_words
from onrecord.knowledge.outlets import Outlet
from onrecord.model import Document, DocumentKind, Origin, Relation, Span, cut_span

_REACH = 60  # characters around a name in which the words of a credit stand
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
        carried = (
            name == document.original_outlet
            and _is_agency(name, knowledge)
            and (span is None or (table is not None and table.holds("interview", span.quote)))
        )
        yield Origin(
            document_id=document.id,
            relation=Relation.AGENCY if carried else Relation.RESTS_ON,
            of=name,
            share=None,
            reason=f"credits {name}: “{span.quote}”" if span is not None else f"credits {name}",
            span=span,
        )


def _is_agency(name: str, knowledge: Knowledge) -> bool:
    outlet = knowledge.outlets.get(name)
    return outlet is not None and outlet.kind == "agency"


def _find_named(
    document: Document, knowledge: Knowledge, table: PageWords
) -> Iterator[tuple[str, Span | None]]:
    """Yield the outlets that stand in a credit's words, each with the first of them."""
    before = _ends_with(table.get("credit before"), table.get("outlet noun"))
    after = begins_with(table.get("credit after"))
    names = OutletNames(document.text[:_MOST_CHARACTERS], knowledge, without=document.outlet)
    seen: set[str] = set()
    met: list[str] = [document.outlet] if document.outlet is not None else []
    for name, start, end in names.find(document.text):
        meant = _find_meant(name, met)
        met.append(name)
        if meant in seen or meant == document.outlet:
            continue
        led = before.search(document.text, max(0, start - _REACH), start)
        followed = after.match(document.text, end)
        if led is None and followed is None:
            continue
        seen.add(meant)
        first = led.start("words") if led is not None else start
        last = end if led is not None or followed is None else followed.end()
        yield meant, cut_span(document, first, last)


def _find_meant(name: str, met: list[str]) -> str:
    """Return the outlet that a short name means: "The Times" after one that ends with it."""
    tail = name.removeprefix("The ")
    longer = (other for other in reversed(met) if other.endswith(f" {tail}") and other != name)
    return next(longer, name)


class OutletNames:
    """The names of outlets, as written or in capitals; governments are no outlets here.

    Only those are looked for that stand somewhere in `whole`, the text that parts come from.
    Names of the outlet `without`, and of those that it is a part of, are left out.
    """

    def __init__(self, whole: str, knowledge: Knowledge, *, without: str | None) -> None:
        own = _fold(without or "")
        self._names = {
            spelled: outlet.name
            for word in knowledge.outlets_by_word.keys() & set(find_words(whole))
            for spelled, outlet in knowledge.outlets_by_word[word]
            if spelled in whole and not _is_own(outlet, own)
        }
        some = sorted(self._names, key=lambda name: (-len(name), name))
        body = "|".join(map(re.escape, some)) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w.@])(?:{body})(?![\w@])")

    @property
    def is_empty(self) -> bool:
        """Is none of the names in the text?"""
        return not self._names

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the outlets named in `text`, with their places."""
        for found in self._pattern.finditer(text):
            yield self._names[found.group(0)], found.start(), found.end()


def _fold(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _is_own(outlet: Outlet, own: str) -> bool:
    """Is it the outlet itself, or the one that a station is part of ("Fox News Radio")?"""
    return any(
        own == name or own.startswith(f"{name} ")
        for name in map(_fold, (outlet.name, *outlet.aliases))
    )


def _ends_with(words: tuple[str, ...], nouns: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for one of `words` at the end of a stretch.

    What may stand behind it: an article, and a noun for an outlet ("the newspaper").
    """
    noun = _either(nouns)
    return re.compile(
        rf"(?<!\w)(?P<words>{_either(words)})\s+(?:{_ARTICLE})?(?:{noun}\s+(?:{_ARTICLE})?)?\W?$",
        re.IGNORECASE,
    )


def begins_with(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for one of `words` at the beginning of a stretch."""
    return re.compile(rf"\W{{1,3}}{_either(words)}(?!\w)", re.IGNORECASE)


_ARTICLE = r"[^\W\d_]{1,3}\s+"


def _either(words: tuple[str, ...]) -> str:
    """Return a pattern for one of `words`; a star stands for a word or two."""
    ordered = sorted(words, key=len, reverse=True)
    some = (re.escape(word).replace(r"\*", r"\w+(?:\s\w+)?") for word in ordered)
    return f"(?:{'|'.join(some) or r'(?!)'})"
