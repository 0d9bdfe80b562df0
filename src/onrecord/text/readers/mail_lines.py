"""Lines of a mail that are not the release: headers of forwarding, footers of mailing lists.

The words stand in each language's `pages.yml`, in the rows `mail …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.knowledge import Knowledge
from onrecord.model import Dropped

_IDEAS = ("from", "date", "subject", "other")
_PAIR = re.compile(r"^\W{0,3}(?P<key>[^\W\d_][\w -]{0,24}?)\s*:\W{0,3}\s*(?P<value>.*)$")
_LEAST_HEADERS = 3
_MOST_BEFORE = 80  # words of a note above what is forwarded
_FOOTER_FROM = 0.5  # of the lines: before them only the line itself is dropped
_SIGNATURE = re.compile(r"^--$")
_MOST_FOOTER_WORDS = 60


class MailWords:
    """The words that mail programs write, of all languages at once: senders mix them."""

    def __init__(self, knowledge: Knowledge) -> None:
        tables = list(knowledge.page_words.values())
        self._keys = {
            word.casefold(): idea
            for t in tables
            for idea in _IDEAS
            for word in t.get(f"mail {idea}")
        }
        self._forwarded = _compile(w for t in tables for w in t.get("mail forwarded"))
        self._footer = _compile(w for t in tables for w in t.get("mail footer"))
        prefixes = "|".join(re.escape(w) for t in tables for w in t.get("mail prefix")) or r"(?!)"
        self._prefix = re.compile(rf"^(?:\s*(?:{prefixes})\s*:\s*)+", re.IGNORECASE)

    def strip_subject(self, subject: str) -> str | None:
        """Return a subject without "Fwd:" and the like, None when nothing is left."""
        return self._prefix.sub("", subject).strip() or None

    def cut_forwarding(
        self, lines: list[str]
    ) -> tuple[list[str], dict[str, str], tuple[Dropped, ...]]:
        """Return what was forwarded, the headers it came with, and what was left out above it."""
        for at in range(len(lines)):
            found = self._read_headers(lines, at)
            if found is None:
                continue
            headers, end = found
            first = at - 1 if at and self._forwarded.search(lines[at - 1]) else at
            note = lines[:first]
            if sum(len(line.split()) for line in note) > _MOST_BEFORE:
                return lines, {}, ()  # an answer below a letter is not a forwarded release
            dropped = (
                *(Dropped(text=x, reason="note above what is forwarded") for x in note),
                *(Dropped(text=x, reason="header of a forwarded mail") for x in lines[first:end]),
            )
            rest, deeper, more = self.cut_forwarding(lines[end:])
            return rest, {**headers, **deeper}, (*dropped, *more)
        return lines, {}, ()

    def _read_headers(self, lines: list[str], at: int) -> tuple[dict[str, str], int] | None:
        """Return the headers that begin at a line and where they end, None when none do."""
        headers: dict[str, str] = {}
        count = 0
        end = at
        for line in lines[at : at + 12]:
            pair = _PAIR.match(line)
            idea = self._keys.get(pair["key"].casefold()) if pair else None
            if pair is None or idea is None:
                break
            headers.setdefault(idea, pair["value"].strip(" *"))
            count += 1
            end += 1
        if count < _LEAST_HEADERS or "from" not in headers:
            return None
        return headers, end

    def cut_footers(self, lines: list[str]) -> tuple[list[str], tuple[Dropped, ...]]:
        """Return the lines without what mailing lists add at top and foot, and these."""
        kept: list[str] = []
        dropped: list[Dropped] = []
        for at, line in enumerate(lines):
            late = at >= _FOOTER_FROM * len(lines)
            short = len(line.split()) <= _MOST_FOOTER_WORDS
            if late and _SIGNATURE.match(line):
                dropped += [Dropped(text=x, reason="signature") for x in lines[at:]]
                return kept, tuple(dropped)
            if short and self._footer.search(line):
                dropped.append(Dropped(text=line, reason="footer of a mailing list"))
                if late:
                    dropped += [Dropped(text=x, reason="after the footer") for x in lines[at + 1 :]]
                    return kept, tuple(dropped)
                continue
            kept.append(line)
        return kept, tuple(dropped)


def _compile(words: Iterable[str]) -> re.Pattern[str]:
    some = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{some or '(?!)'})(?!\w)", re.IGNORECASE)
