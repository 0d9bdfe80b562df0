"""Pages that stand before the page that was meant: they ask for consent or a proof, or refuse.

Their words are rows of `pages.yml`. Only a page with hardly any other text is one of them: an article
about such pages is an article, and a note about cookies at the foot of a short one is a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from onrecord.knowledge import Knowledge
from onrecord.knowledge.furniture import fold_words
from onrecord.text.drafts import Draft

# The idea in pages.yml, and what is said of the page.
_KINDS = {
    "barrier consent": "asks for consent",
    "barrier proof": "asks for a proof that a person reads",
    "barrier refusal": "refuses to show it",
    "barrier account": "asks for an account",
}
_MOST_WORDS = 120  # of a page that says only that
_LONGEST_TITLE = 90
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"(?is)<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<[^>]*>")


def find_barrier(draft: Draft, knowledge: Knowledge) -> str | None:
    """Return what a page says instead of an article, None when it is one.

    Told by the head of a short page: its title, or its first paragraph.
    """
    if sum(len(paragraph.split()) for paragraph in draft.paragraphs) > _MOST_WORDS:
        return None
    heads = [draft.title or "", *draft.paragraphs[:1]]
    return _name((head for head in heads if len(head) <= _LONGEST_TITLE), knowledge, _says)


def find_bare_barrier(html: str, knowledge: Knowledge) -> str | None:
    """Return the same for a page in which no article was found: all that it shows counts."""
    shown = " ".join(_HIDDEN.sub(" ", html).split())
    if len(shown.split()) > 2 * _MOST_WORDS:
        return None
    title = _TITLE.search(html)
    return _name((title[1] if title else "", shown), knowledge, _holds)


def _name(
    texts: Iterable[str], knowledge: Knowledge, fits: Callable[[str, str], bool]
) -> str | None:
    folded = [fold_words(text) for text in texts]
    for idea, says in _KINDS.items():
        known = [one for words in knowledge.page_words.values() for one in words.get(idea)]
        if any(fits(one, text) for one in known for text in folded):
            return (
                f"stands before the page that was meant, and {says}; save the page as a browser "
                "shows it"
            )
    return None


def _holds(words: str, text: str) -> bool:
    return words in text


def _says(words: str, head: str) -> bool:
    """Does a head say this and hardly more? "Security check at the border" is a title of news."""
    return words in head and 2 * len(words) >= len(head)
