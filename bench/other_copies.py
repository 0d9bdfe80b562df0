"""A second maker of derived texts, for `bench/copies.py --other`: it works by sentences.

Its choices are other ones than those that thresholds were set on: sentences and not paragraphs are
chosen, shuffled and interleaved; words are exchanged by rules, misread as a scanner does, or
rewritten with the quotations kept.
"""

from __future__ import annotations

import random
import re
from itertools import zip_longest

from onrecord.model import Document

KINDS = (
    "some sentences",
    "shuffled",
    "reworded",
    "misread",
    "wrapped",
    "sentences inside",
    "spliced",
    "interleaved",
    "rewritten",
)
TWO = ("sentences inside", "spliced", "interleaved")  # kinds with two sources
TAKEN = 0.5  # of the sentences
BLOCK = 3  # sentences that stay together
REWORDED, REWRITTEN = 0.06, 0.2  # of the words
MISREAD = 0.03  # of the words
EXCERPT_WORDS = 60
WIDTH = 66  # letters of a line of a print-out

_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+[”\"’')]*|$)\s*")
_QUOTED = re.compile(r"(“[^”]*”|\"[^\"]*\"|«[^»]*»)")
_SPELLINGS = (
    (re.compile(r"(\w{3,})ize(d|s|)\b"), r"\1ise\2"),
    (re.compile(r"\b(lab|col|fav|hon|neighb)or"), r"\1our"),
    (re.compile(r"\bdid not\b"), "didn’t"),
    (re.compile(r"\bpercent\b|\bper cent\b"), "%"),
    (re.compile(r"\bpor ciento\b"), "%"),
    (re.compile(r"\bnot\b"), "hardly"),
    (re.compile(r"\bmore than\b|\bmás de\b"), "over"),
)
_EXCHANGED = {
    "said": "noted", "will": "shall", "on": "upon", "this": "that", "who": "which",
    "new": "fresh", "two": "a couple of", "several": "a few", "against": "versus",
    "between": "among", "during": "throughout", "after": "following", "before": "ahead of",
    "dijo": "indicó", "para": "a fin de", "sobre": "acerca de", "después": "luego", "entre": "en medio de",
}  # fmt: skip
_MISREADINGS = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("e", "c"),
    ("O", "0"),
    ("h", "b"),
    ("i", "í"),
)


def derive(
    kind: str, original: Document, other: Document, rng: random.Random
) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of a copy, its sources, and what it took of each, as it was."""
    ours, theirs = split(original.text), split(other.text)
    match kind:
        case "some sentences":
            taken = [s for s in ours if rng.random() < TAKEN]
            return group(taken, rng), (original.id,), (" ".join(taken),)
        case "shuffled":
            blocks = cut_blocks(ours)
            rng.shuffle(blocks)
            return group([s for b in blocks for s in b], rng), (original.id,), (original.text,)
        case "reworded":
            return [reword(p, rng) for p in lines(original)], (original.id,), (original.text,)
        case "misread":
            return [misread(p, rng) for p in lines(original)], (original.id,), (original.text,)
        case "wrapped":
            return [wrap(p) for p in lines(original)], (original.id,), (original.text,)
        case "rewritten":
            return [rewrite(p, rng) for p in lines(original)], (original.id,), (original.text,)
        case _:
            return _put_together(kind, (original, ours), (other, theirs), rng)


def _put_together(
    kind: str,
    one: tuple[Document, list[str]],
    two: tuple[Document, list[str]],
    rng: random.Random,
) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    (original, ours), (other, theirs) = one, two
    if kind == "sentences inside":
        taken = choose_run(ours, rng)
        at = rng.randint(2, max(2, len(theirs) - 1))
        return (
            group([*theirs[:at], *taken, *theirs[at:]], rng),
            (original.id, other.id),
            (" ".join(taken), other.text),
        )
    size = 1 if kind == "interleaved" else BLOCK
    pairs = zip_longest(cut_blocks(ours, size), cut_blocks(theirs, size), fillvalue=())
    mixed = [s for a, b in pairs for s in (*a, *b)]
    return group(mixed, rng), (original.id, other.id), (original.text, other.text)


def lines(document: Document) -> list[str]:
    """Return its paragraphs."""
    return [line for line in document.text.split("\n") if line.strip()]


def split(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [s.strip() for line in text.split("\n") for s in _SENTENCE.findall(line) if s.strip()]


def cut_blocks(sentences: list[str], size: int = BLOCK) -> list[list[str]]:
    """Return the sentences in blocks."""
    return [sentences[at : at + size] for at in range(0, len(sentences), size)]


def group(sentences: list[str], rng: random.Random) -> list[str]:
    """Return paragraphs of one to four sentences."""
    paragraphs, at = [], 0
    while at < len(sentences):
        size = rng.randint(1, 4)
        paragraphs.append(" ".join(sentences[at : at + size]))
        at += size
    return paragraphs


def choose_run(sentences: list[str], rng: random.Random) -> list[str]:
    """Return sentences in a row that have enough words outside quotation marks."""
    first = rng.randrange(len(sentences))
    after = first + 1
    while count_own(sentences[first:after]) < EXCERPT_WORDS:
        if after < len(sentences):
            after += 1
        elif first > 0:
            first -= 1
        else:
            break
    return sentences[first:after]


def count_own(sentences: list[str]) -> int:
    """Return how many words stand outside quotation marks."""
    return len(_QUOTED.sub(" ", " ".join(sentences)).split())


def reword(text: str, rng: random.Random) -> str:
    """Return a text with other spellings, and words exchanged, left out and turned round."""
    for pattern, spelled in _SPELLINGS:
        text = pattern.sub(spelled, text)
    return change(text, rng, REWORDED)


def rewrite(text: str, rng: random.Random) -> str:
    """Return a text with its quotations kept and a fifth of its other words changed."""
    parts = _QUOTED.split(text)
    return "".join(
        part if at % 2 else change(part, rng, REWRITTEN) for at, part in enumerate(parts)
    )


def change(text: str, rng: random.Random, chance: float) -> str:
    """Return a text with some words exchanged, left out or turned round."""
    words = text.split(" ")
    kept: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        is_common = word.islower() and word.isalpha()
        if is_common and rng.random() < chance:
            way = rng.randrange(3)
            if way == 0 and at + 1 < len(words):
                kept += [words[at + 1], word]
                at += 1
            elif way == 1:
                kept.append(_EXCHANGED.get(word, word[::-1]))
        else:
            kept.append(_EXCHANGED[word] if word in _EXCHANGED and rng.random() < TAKEN else word)
        at += 1
    return " ".join(kept)


def misread(text: str, rng: random.Random) -> str:
    """Return a text as a scanner reads it: some letters taken for others, words broken."""
    words = []
    for word in text.split(" "):
        if len(word) > 3 and rng.random() < MISREAD:
            read = rng.choice([(a, b) for a, b in _MISREADINGS if a in word] or [("", "")])
            word = word.replace(*read, 1) if read[0] else f"{word[:2]} {word[2:]}"
        words.append(word)
    return " ".join(words)


def wrap(text: str) -> str:
    """Return a paragraph in short lines, long words divided at their ends."""
    rows, row = [], ""
    for word in text.split():
        if row and len(row) + len(word) >= WIDTH:
            room = WIDTH - len(row) - 2
            if len(word) > 9 and word.isalpha() and word.islower() and 4 <= room < len(word) - 3:
                rows.append(f"{row} {word[:room]}-")
                row = word[room:]
                continue
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}" if row else word
    return "\n".join([*rows, row])
