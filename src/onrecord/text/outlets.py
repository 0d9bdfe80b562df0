"""Who published a document, and whose report it says it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.knowledge import Knowledge, PageWords
from onrecord.knowledge.outlets import Outlet
from onrecord.text.credits import OutletNames, begins_with
from onrecord.text.drafts import Draft
from onrecord.text.readers.choices import OUTSIDE, REPLIES


def find_outlet(
    draft: Draft, url: str | None, hint: str | None, knowledge: Knowledge
) -> str | None:
    """Return the outlet's name: as the tables know it, else as the page or the address gives it."""
    by_domain = _find_by_domain(url, knowledge)
    if by_domain is not None:
        return by_domain.name
    for name in filter(None, (hint, draft.outlet)):
        known = find_by_name(name, knowledge)
        return known.name if known is not None else name
    host = _host(url)
    return host or None


def find_by_name(name: str, knowledge: Knowledge) -> Outlet | None:
    """Return the outlet of the tables that goes by `name`."""
    wanted = _fold(name)
    for outlet in knowledge.outlets.values():
        if wanted in {_fold(n) for n in (outlet.name, *outlet.aliases)}:
            return outlet
    return None


def _fold(name: str) -> str:
    return name.casefold().removeprefix("the ").strip(" .")


def _find_by_domain(url: str | None, knowledge: Knowledge) -> Outlet | None:
    host = _host(url)
    if not host:
        return None
    domains = knowledge.outlets_by_domain
    parts = host.split(".")
    for at in range(len(parts) - 1):
        found = domains.get(".".join(parts[at:]))
        if found is not None:
            return found
    return None


def _host(url: str | None) -> str:
    if not url or "://" not in url:
        return ""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def find_original(
    draft: Draft, outlet: str | None, language: str, knowledge: Knowledge
) -> str | None:
    """Return the outlet whose report this says it is or rests on, None when it says none.

    The byline says it best, then a passage's lead ("From X:"), the label of a picture, the words
    of an interview ("told X"), and last a report that the first paragraphs credit.
    """
    table = knowledge.page_words.get(language)
    if table is None:
        return None
    dropped = [d.text for d in draft.dropped if len(d.text) < _SHORT and d.reason not in _AROUND]
    whole = "\n".join((*dropped, *draft.paragraphs))[:_MOST_CHARACTERS]
    names = OutletNames(whole, knowledge, without=outlet)
    if names.is_empty:
        return None
    lead, told = _pattern(table.get("original")), _pattern(table.get("interview"))
    after = begins_with(table.get("credit after"))
    ways = (
        (name for text in draft.paragraphs[:_HEAD] for name in _in_byline(text, table, names)),
        (n for text in draft.paragraphs for n, at, end in names.find(text)
         if end - at > len(text) // 4 and lead.search(text[:at]) and len(text) < _SHORT),
        (n for text in dropped for n, at, end in names.find(text)
         if _SUFFIX.search(text[:at]) and not text[end:].strip()),
        (n for text in draft.paragraphs for n, at, _ in names.find(text) if told.search(text[:at])),
        (n for text in draft.paragraphs[:_HEAD] for n, at, end in names.find(text)
         if after.match(text, end) or _is_led(lead, text[:at])),
    )  # fmt: skip
    return next((name for way in ways for name in way), None)


_SHORT, _HEAD = 300, 4
_AROUND = (OUTSIDE, REPLIES)  # of a page's other parts, which speak of other articles
_MOST_CHARACTERS = 20_000  # credits stand near the top; longer texts are transcripts
_SUFFIX = re.compile(r"(?:\s[-–—|]|\w:)\s*$")


def _is_led(lead: re.Pattern[str], before: str) -> bool:
    """Does a paragraph begin with the words that lead to a name?"""
    found = lead.search(before)
    return found is not None and not before[: found.start()].strip()


def _in_byline(text: str, table: PageWords, names: OutletNames) -> Iterator[str]:
    """Yield the outlets that stand behind a byline's names."""
    words = "|".join(map(re.escape, table.get("byline"))) or r"(?!)"
    if len(text) < _SHORT // 2 and re.match(rf"\W*(?:{words})\s", text, re.IGNORECASE):
        for name, _, end in names.find(text):
            if end > len(text) - 2:
                yield name


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for one of `words` at the end of a text, an article behind it or not."""
    some = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{some})\s+(?:[^\W\d_]{{1,3}}\s+)?\W?$", re.IGNORECASE)
