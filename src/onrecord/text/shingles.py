"""Shingles: hashed runs of words, by which copied passages are found without comparing all pairs.

Words inside quotation marks are left out: independent reporters share the words of those whom
they quote, and nothing else.
"""

from __future__ import annotations

import re
from zlib import crc32

WIDTH = 8
KEPT_OF = 4  # one shingle in four is kept: a passage of 40 words still has 8 of them
# A rolling hash: each word's number times a power of the base, in a field of 61 bits.
_PRIME = 2**61 - 1
_BASE = 0x5_DEEC_E66D
_LEADING = pow(_BASE, WIDTH, _PRIME)
_QUOTED = re.compile(
    r"“[^“”\n]{0,2000}”|«[^«»\n]{0,2000}»|\"[^\"\n]{0,2000}\"|“[^“”\n]*$", re.MULTILINE
)
_WORD = re.compile(r"[^\W_]+")


def cut_shingles(text: str) -> frozenset[int]:
    """Return the kept shingles of the text's own words."""
    words = _WORD.findall(_QUOTED.sub(" ¶ ", text).casefold())
    numbers = {word: crc32(word.encode("utf-8")) for word in set(words)}
    found: set[int] = set()
    rolled = 0
    for at, word in enumerate(words):
        rolled = (rolled * _BASE + numbers[word]) % _PRIME
        if at >= WIDTH:
            rolled = (rolled - numbers[words[at - WIDTH]] * _LEADING) % _PRIME
        if at >= WIDTH - 1 and rolled % KEPT_OF == 0:
            found.add(rolled)
    return frozenset(found)
