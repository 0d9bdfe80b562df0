"""Shingles: hashed runs of words, by which copied passages are found without comparing all pairs.

Words inside quotation marks are left out: independent reporters share the words of those whom
they quote, and nothing else.
"""

from __future__ import annotations

import re
from hashlib import blake2b

WIDTH = 8
KEPT_OF = 4  # one shingle in four is kept: a passage of 40 words still has 8 of them
_QUOTED = re.compile(
    r"“[^“”\n]{0,2000}”|«[^«»\n]{0,2000}»|\"[^\"\n]{0,2000}\"|“[^“”\n]*$", re.MULTILINE
)
_WORD = re.compile(r"[^\W_]+")


def cut_shingles(text: str) -> frozenset[int]:
    """Return the kept shingles of the text's own words."""
    words = _WORD.findall(_QUOTED.sub(" ¶ ", text).casefold())
    found = set()
    for at in range(len(words) - WIDTH + 1):
        raw = " ".join(words[at : at + WIDTH]).encode("utf-8")
        number = int.from_bytes(blake2b(raw, digest_size=8).digest(), "big")
        if number % KEPT_OF == 0:
            found.add(number)
    return frozenset(found)
