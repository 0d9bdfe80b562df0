"""Credits: where a text says that it carries an agency's words or rests on another's report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge import Knowledge, PageWords, find_words
from onrecord.knowledge.outlets import Outlet
from onrecord.model import Document, DocumentKind, Origin, Relation, Span, cut_span

_REACH = 60  # characters around a name in which the words of a credit stand
_MOST_CHARACTERS = 20_000  # credits stand near the top; longer texts are transcripts
_SIGNED_PARAGRAPHS = 6  # at the head of a text: there its dateline and its byline stand
_SIGNED_CHARACTERS = 90  # of a paragraph
_LONGEST_LINE = 80  # characters of a line that only says who wrote the text
_APPOSED = re.compile(r",\s[^,.;:\n“”\"]{3,70},(?=\s)")
_DATELINE_ENDS = re.compile(r"[^()\n]{0,30}\)\s?[.:]?\s?(?:[-–—]|$)|\)\s")
_PLACE = re.compile(r"[^\W\d_]{3}[^!?“\"]{0,70}[(/,]\s?$|\(\s?$")
_DASH = re.compile(r"\s?(?:[—–]|--?\s)")


@dataclass(slots=True, kw_only=True)
class Mark:
    """An outlet named in a text, with the words that make it a credit."""

    name: str
    start: int
    end: int
    place: tuple[int, int] = (0, 0)  # of the name alone
    is_led: bool = False
    is_followed: bool = False

    @property
    def is_credit(self) -> bool:
        """Do words before or behind it say that something was taken from it?"""
        return self.is_led or self.is_followed


def find_credits(document: Document, knowledge: Knowledge) -> Iterator[Origin]:
    """Yield one relation for each outlet that the document credits, with the words if it has them."""
    table = knowledge.page_words.get(document.language)
    speaks = document.kind in {DocumentKind.TRANSCRIPT, DocumentKind.ORDER}
    if table is None or speaks:
        signed, named = {}, {}
    else:
        names = OutletNames(document.text[:_MOST_CHARACTERS], knowledge, without=document.outlet)
        signed = {
            mark.name: _cut(document, mark) for mark in find_signs(document.text, names, table)
        }
        named = dict(_find_named(document, names, table))
    spans: dict[str, Span | None] = {**named, **signed}
    if document.original_outlet is not None:
        spans.setdefault(document.original_outlet, None)
    for name, span in spans.items():
        carried = name in signed or (
            name == document.original_outlet
            and (span is None or (table is not None and table.holds("interview", span.quote)))
        )
        yield Origin(
            document_id=document.id,
            relation=Relation.AGENCY
            if carried and _is_agency(name, knowledge)
            else Relation.RESTS_ON,
            of=name,
            share=None,
            reason=f"credits {name}: “{span.quote}”" if span is not None else f"credits {name}",
            span=span,
        )


def _cut(document: Document, mark: Mark) -> Span:
    return cut_span(document, mark.start, mark.end)


def _is_agency(name: str, knowledge: Knowledge) -> bool:
    outlet = knowledge.outlets.get(name)
    return outlet is not None and outlet.kind == "agency"


def _find_named(
    document: Document, names: OutletNames, table: PageWords
) -> Iterator[tuple[str, Span]]:
    """Yield the outlets that stand in a credit's words, each with the first of them."""
    seen: set[str] = set()
    met: list[str] = [document.outlet] if document.outlet is not None else []
    for mark in _join_marks(document.text, _read_marks(document.text, names, table), table):
        meant = _find_meant(mark.name, met)
        met.append(mark.name)
        if not mark.is_credit or meant in seen or meant == document.outlet:
            continue
        seen.add(meant)
        yield meant, _cut(document, mark)


def _read_marks(text: str, names: OutletNames, table: PageWords) -> Iterator[Mark]:
    """Yield the outlets named, each with the words of a credit around it."""
    before = _ends_with(table.get("credit before"), table.get("outlet noun"))
    after = begins_with(table.get("credit after"))
    made = re.compile(rf"(?:['’]s?)?\s{_either(table.get('credit noun'))}(?!\w)", re.IGNORECASE)
    for name, start, end in names.find(text):
        led = before.search(text, max(0, start - _REACH), start)
        said = after.match(text, end) or _match_apposed(after, text, end)
        followed = said or made.match(text, end)
        first = led.start("words") if led is not None else start
        last = end if led is not None or followed is None else followed.end()
        yield Mark(
            name=name,
            start=first,
            end=last,
            place=(start, end),
            is_led=led is not None,
            is_followed=followed is not None,
        )


def _match_apposed(after: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Return what follows the words on what an outlet is: "NAME, a news site, reported"."""
    apposed = _APPOSED.match(text, end)
    return after.match(text, apposed.end() - 1) if apposed is not None else None


def _join_marks(text: str, marks: Iterator[Mark], table: PageWords) -> list[Mark]:
    """Return the marks; a credit of one outlet is one of those beside it ("told X and Y") too."""
    joint = re.compile(
        rf"\s?[,/–-]\s?|\s?,?\s{_either(table.get('credit join'))}\s(?:{_ARTICLE})?", re.IGNORECASE
    )
    some = list(marks)
    ways = (
        ("is_led", zip(some, some[1:], strict=False)),
        ("is_followed", zip(some[:0:-1], some[-2::-1], strict=False)),
    )
    for what, pairs in ways:
        for one, other in pairs:
            first, last = sorted((one.place, other.place))
            if getattr(one, what) and joint.fullmatch(text, first[1], last[0]):
                setattr(other, what, True)
                other.start, other.end = min(one.start, other.start), max(one.end, other.end)
    return some


def _find_meant(name: str, met: list[str]) -> str:
    """Return the outlet that a short name means: "The Times" after one that ends with it."""
    tail = name.removeprefix("The ")
    longer = (other for other in reversed(met) if other.endswith(f" {tail}") and other != name)
    return next(longer, name)


def find_signs(text: str, names: OutletNames, table: PageWords) -> Iterator[Mark]:
    """Yield the outlets whose text this says it is: in a dateline, or in a line of its own.

    "CITY, March 3 (NAME) —", "(NAME) -", "City, 3 mar (NAME).-", "Redacción/NAME".
    """
    if names.is_empty:
        return
    at = 0
    for paragraph in text.split("\n", _SIGNED_PARAGRAPHS)[:_SIGNED_PARAGRAPHS]:
        found = list(names.find(paragraph[:_SIGNED_CHARACTERS]))
        alone = bool(found) and is_line_of_names(paragraph, names, table)
        for name, start, end in found:
            begins = start == 0 and names.is_agency(name) and _DASH.match(paragraph, end)
            if alone or begins or _is_dateline(paragraph, start, end):
                first, last = _take_brackets(paragraph, start, end)
                yield Mark(name=name, start=at + first, end=at + last)
        at += len(paragraph) + 1


def _take_brackets(paragraph: str, start: int, end: int) -> tuple[int, int]:
    inside = paragraph[start - 1 : start] == "(" and paragraph[end : end + 1] == ")"
    return (start - 1, end + 1) if inside else (start, end)


def _is_dateline(paragraph: str, start: int, end: int) -> bool:
    """Does a name stand in the brackets of a dateline?"""
    before, after = _PLACE.match(paragraph[:start]), _DATELINE_ENDS.match(paragraph, end)
    if before is None or after is None or "(" not in paragraph[:start]:
        return False
    return paragraph[0] == "(" or not after.group().endswith((") ", ")\t"))


def is_line_of_names(line: str, names: OutletNames, table: PageWords) -> bool:
    """Is it nothing but names of agencies, with words for those who write?"""
    if len(line) > _LONGEST_LINE:
        return False
    rest = line
    found = list(names.find(line))
    for _, start, end in reversed(found):
        rest = rest[:start] + " " + rest[end:]
    if not found or not all(names.is_agency(name) for name, _, _ in found):
        return False
    ideas = (table.get("byline"), table.get("byline other"), table.numbered("month"))
    words = sorted((word for idea in ideas for word in idea), key=len, reverse=True)
    some = "|".join(map(re.escape, words)) or r"(?!)"
    return not re.sub(rf"(?<!\w)(?:{some})(?!\w)|[\W\d_]+", "", rest, flags=re.IGNORECASE)


class OutletNames:
    """The names of outlets, as written or in capitals; governments are no outlets here.

    Only those are looked for that stand somewhere in `whole`, the text that parts come from.
    Names of the outlet `without`, and of those that it is a part of, are left out.
    """

    def __init__(self, whole: str, knowledge: Knowledge, *, without: str | None) -> None:
        own = _fold(without or "")
        outlets = {
            spelled: outlet
            for word in knowledge.outlets_by_word.keys() & set(find_words(whole))
            for spelled, outlet in knowledge.outlets_by_word[word]
            if spelled in whole
            and not _is_own(outlet, own)
            and not _is_borne(spelled, whole, knowledge)
        }
        self._names = {spelled: outlet.name for spelled, outlet in outlets.items()}
        self._agencies = {outlet.name for outlet in outlets.values() if outlet.kind == "agency"}
        some = sorted(self._names, key=lambda name: (-len(name), name))
        body = "|".join(map(re.escape, some)) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w.@])(?:{body})(?![\w@])")

    @property
    def is_empty(self) -> bool:
        """Is none of the names in the text?"""
        return not self._names

    def is_agency(self, name: str) -> bool:
        """Is it one of the agencies?"""
        return name in self._agencies

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the outlets named in `text`, with their places."""
        for found in self._pattern.finditer(text):
            yield self._names[found.group(0)], found.start(), found.end()


def _fold(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _is_borne(spelled: str, whole: str, knowledge: Knowledge) -> bool:
    """Does a person of the text bear the name ("Michael R. Bloomberg")?"""
    if not spelled.isalpha():
        return False
    borne = re.finditer(rf"(\w+)(?:\s[A-Z]\.)?\s{re.escape(spelled)}(?!\w)", whole)
    return any(found[1].casefold() in knowledge.given_names for found in borne)


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
