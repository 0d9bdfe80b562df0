"""Which captures are taken: by outlet, day, topic and language, cheap questions first.

Most of a crawl is answered by its address and its bytes. What these cannot answer is cleaned, and
the clean document answers: its own outlet, days of publication, language, and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from onrecord.knowledge import Knowledge
from onrecord.knowledge.outlets import Outlet
from onrecord.model import Capture, Document, Publication, RecordError
from onrecord.record.left_out import LeftOut
from onrecord.record.only import Only

# Of these the bytes are text: words can be looked for in them.
_TEXTS = ("text/plain", "text/markdown", "text/html", "application/rss+xml")
_MARKED = ("text/html", "application/rss+xml")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # encodings in which no word's bytes are as in ASCII
# Fewer letters stand in every page.
_LEAST_BYTES = 4
_RAW_SAMPLE = 200_000
# An address has the day of its publisher, which another place's clock may call another.
_SLACK = timedelta(days=2)
_DAY_IN_ADDRESS = re.compile(
    r"/(20\d\d|19\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D)"
)
_UNSEEN = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*>")


class Chooser:
    """Says of each capture whether it is taken. Raises RecordError for what no table knows."""

    def __init__(self, only: Only, knowledge: Knowledge) -> None:
        _check(only, knowledge)
        self._only = only
        self._knowledge = knowledge
        self._outlets = _Outlets(only.outlet, knowledge)
        self._words = _Words(only, knowledge)

    def refuse(self, capture: Capture) -> LeftOut | None:
        """Return why a capture is not taken, None when it is."""
        if not self._only:
            return None
        said = self._refuse_raw(capture) or self._refuse_read(capture)
        if said is None:
            return None
        reason, found = said
        return LeftOut(source=capture.source, url=capture.url, reason=reason, found=found)

    def _refuse_raw(self, capture: Capture) -> tuple[str, str | None] | None:
        hints = dict(capture.hints)
        if "outlet" not in hints and self._outlets.is_other(capture.url):
            return "outlet", _host_of(capture.url)
        day = self._find_other_day(capture, hints)
        if day is not None:
            return "date", day.isoformat()
        if not self._words.may_stand_in(capture):
            return "topic", None
        language = self._find_other_language(capture, hints)
        return ("language", language) if language is not None else None

    def _find_other_day(self, capture: Capture, hints: Mapping[str, str]) -> date | None:
        """Return a day that keeps the capture out: it was met, or its address says, too early or late."""
        since, until = self._only.since, self._only.until
        met = capture.met_at.date()
        if since is not None and met < since:
            return met
        day = _read_day(hints.get("published", "")) or _find_day(capture.url)
        if day is None:
            return None
        is_before = since is not None and day < since - _SLACK
        is_after = until is not None and day > until + _SLACK
        return day if is_before or is_after else None

    def _find_other_language(self, capture: Capture, hints: Mapping[str, str]) -> str | None:
        """Return the language that a text is clearly in, when it is none of those asked for."""
        wanted = self._only.language
        if not wanted or capture.media_type not in _TEXTS:
            return None
        if said := hints.get("language", "")[:2]:
            return None if said in wanted else said
        from onrecord.text.languages import count_function_words

        text = capture.body[:_RAW_SAMPLE].decode("utf-8", "replace")
        if capture.media_type in _MARKED:
            text = _UNSEEN.sub(" ", text)
        counts = count_function_words(text, self._knowledge)
        most = max(counts, key=lambda language: (counts[language], language), default="")
        # Menus may be in another language than the text: only where hardly a word of it stands there.
        if not most or counts[most] < 2 * max(1, *(counts.get(one, 0) for one in wanted)):
            return None
        return most

    def _refuse_read(self, capture: Capture) -> tuple[str, str | None] | None:
        from onrecord.text import make_document

        document, problems = make_document(capture, self._knowledge)
        if document is None:
            return "text", problems[0].message if problems else None
        if self._only.language and document.language not in self._only.language:
            return "language", document.language
        if self._only.outlet and not self._outlets.holds(document.outlet):
            return "outlet", document.outlet
        if not _lies_within(document.publication, self._only):
            return "date", _describe(document.publication)
        return None if self._words.stand_in(document) else ("topic", None)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An outlet that is asked for: its names, and its domains as far as they are known."""

    names: frozenset[str]
    domains: frozenset[str]


class _Outlets:
    """The outlets that are asked for, as names or domains."""

    def __init__(self, names: Iterable[str], knowledge: Knowledge) -> None:
        self._asked = [_ask(name, knowledge) for name in names]
        self._domains = {domain for one in self._asked for domain in one.domains}
        self._are_placed = all(one.domains for one in self._asked)

    def is_other(self, url: str | None) -> bool:
        """Does the address alone say that it is none of them?"""
        host = _host_of(url)
        if not self._asked or not host or not self._are_placed:
            return False
        parts = host.split(".")
        return not any(".".join(parts[at:]) in self._domains for at in range(len(parts)))

    def holds(self, outlet: str | None) -> bool:
        """Is it one of them?"""
        if outlet is None:
            return False
        name = _fold(outlet)
        return any(
            name in one.names or any(name.endswith(f".{d}") for d in one.domains)
            for one in self._asked
        )


def _ask(name: str, knowledge: Knowledge) -> _Asked:
    from onrecord.text.outlets import find_by_name

    domain = name.casefold().removeprefix("www.")
    known: Outlet | None = knowledge.outlets_by_domain.get(domain) or find_by_name(name, knowledge)
    if known is None:
        domains = {domain} if "." in domain and " " not in domain else set()
        return _Asked(frozenset({_fold(name), domain}), frozenset(domains))
    names = {_fold(one) for one in (known.name, *known.aliases)}
    return _Asked(frozenset(names), frozenset(known.domains))


class _Words:
    """The words of the topics that are asked for."""

    def __init__(self, only: Only, knowledge: Knowledge) -> None:
        topics = [knowledge.topics[one] for one in only.topic]
        self._by_language: dict[str, list[str]] = {}
        for topic in topics:
            for language, words in topic.words.items():
                self._by_language.setdefault(language, []).extend(words)
        languages = only.language or tuple(self._by_language)
        read = [w for one in languages for w in self._by_language.get(one, ())] or [
            word for words in self._by_language.values() for word in words
        ]
        self._bytes = sorted({longest_ascii(word) for word in read})
        self._is_asked = bool(topics)
        self._patterns = {one: _any_of(words) for one, words in self._by_language.items()}
        self._pattern = _any_of([word for words in self._by_language.values() for word in words])

    def may_stand_in(self, capture: Capture) -> bool:
        """Can one of the words stand in the text? Asked of the bytes; when in doubt yes."""
        body = capture.body
        if not self._is_asked or capture.media_type not in _TEXTS or body[:2] in _WIDE_MARKS:
            return True
        if any(len(word) < _LEAST_BYTES for word in self._bytes):
            return True
        folded = body.lower()
        return any(word in folded for word in self._bytes)

    def stand_in(self, document: Document) -> bool:
        """Does one of the words, in the document's language if it has any, stand in the text?"""
        if not self._is_asked:
            return True
        pattern = self._patterns.get(document.language, self._pattern)
        return bool(pattern.search(document.text) or pattern.search(document.title or ""))


def longest_ascii(word: str) -> bytes:
    """Return the longest stretch of a word that has the same bytes in all encodings of pages."""
    runs = re.findall(r"[a-z0-9]+", word.lower())
    return max(runs, key=len, default="").encode()


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _check(only: Only, knowledge: Knowledge) -> None:
    """Raise RecordError for a topic or language that no table knows."""
    known: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("topic", only.topic, knowledge.topics),
        ("language", only.language, knowledge.page_words),
    )
    for kind, asked, held in known:
        for one in asked:
            if one not in held:
                raise RecordError(f'no {kind} "{one}"; there are: {", ".join(sorted(held))}')
    if only.since and only.until and only.until < only.since:
        raise RecordError(f"--since {only.since} is after --until {only.until}; change one")


def _lies_within(publication: Publication | None, only: Only) -> bool:
    """Can it have been published between the days? What is not known counts as possible."""
    if publication is None:
        return True
    is_before = only.since is not None and (publication.latest or date.max) < only.since
    is_after = only.until is not None and (publication.earliest or date.min) > only.until
    return not is_before and not is_after


def _describe(publication: Publication | None) -> str | None:
    if publication is None:
        return None
    days = {str(day) for day in (publication.earliest, publication.latest) if day is not None}
    return " to ".join(sorted(days)) or None


def _fold(name: str) -> str:
    return name.casefold().removeprefix("the ").strip(" .")


def _host_of(url: str | None) -> str:
    if not url or "://" not in url:
        return ""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _find_day(url: str | None) -> date | None:
    found = _DAY_IN_ADDRESS.search(f"{url or ''}/")
    return _read_day("-".join(found.groups())) if found else None


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
