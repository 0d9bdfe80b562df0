"""Real sentences of transcripts, and what articles make of them: cut, changed, put together."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.knowledge import Knowledge, QuoteWords
from onrecord.model import ActorKind, Document, TurnKind, list_labels
from onrecord.resolve import resolve_labels

LEAST, MOST = 9, 45  # words of a sentence
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ENDS = ".!?"
AUXILIARIES = {"en": ("will", "is", "are", "can", "would", "should", "was", "were"), "es": ("va", "vamos", "está", "están", "es", "tiene")}  # fmt: skip
ADDED = {"en": "{0} not", "es": "no {0}"}
SOURCES = ("[Mexico]", "[the border]", "[México]")
HALF, SHOUTED = 0.5, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a transcript, with who said it."""

    document: Document
    text: str
    speaker: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence as an article quotes it."""

    kind: str
    sentence: Sentence
    words: str
    speaker: str
    actor: str
    is_straight: bool = False


def list_sentences(document: Document, knowledge: Knowledge) -> Iterator[Sentence]:
    """Yield the sentences of whom the labels of a transcript name."""
    judgements, actors = resolve_labels(document, knowledge)
    known = {**knowledge.actors, **{a.id: a for a in actors}}
    meant = {j.left: known[j.right] for j in judgements if j.right in known}
    labels = {label: meant.get(mention.id) for label, mention in list_labels(document).items()}
    for turn in document.turns:
        actor = labels.get(turn.label) if turn.kind is TurnKind.SPEAKER else None
        if actor is None or actor.kind is not ActorKind.PERSON:
            continue
        for text in cut_sentences(document.text[turn.start : turn.end]):
            yield Sentence(document=document, text=text, speaker=actor.name, actor=actor.id)


def cut_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that may be quoted."""
    for paragraph in text.split("\n"):
        for sentence in _SENTENCE.split(paragraph.strip()):
            words = sentence.split()
            plain = not re.search(r"[“”\"«»()\[\]…]|\.\.|--|—\s*$", sentence)
            whole = sentence[-1:] in _ENDS and sentence[:1].isupper()
            abbreviated = re.search(r"\b(?:Mr|Mrs|Ms|Dr|U\.S|Sen|Gov)\.$", sentence)
            if plain and whole and not abbreviated and LEAST <= len(words) <= MOST:
                yield sentence


Alter = Callable[[Sentence, QuoteWords, random.Random], str | None]


def keep(sentence: Sentence, _table: QuoteWords, _chance: random.Random) -> str:
    """Return the sentence."""
    return sentence.text


def mark_cut(sentence: Sentence, _table: QuoteWords, chance: random.Random) -> str | None:
    """Leave out words in the midst, with an ellipsis for them."""
    words = sentence.text.split()
    if len(words) < 14:
        return None
    start = chance.randrange(4, len(words) - 8)
    size = chance.randrange(3, min(9, len(words) - start - 3))
    sign = chance.choice(["…", "...", "[…]", ". . ."])
    return " ".join([*words[:start], sign, *words[start + size :]])


def add_bracket(sentence: Sentence, _table: QuoteWords, chance: random.Random) -> str:
    """Put a word in brackets in the place of one, or beside it."""
    words = sentence.text.split()
    at = chance.randrange(2, len(words) - 2)
    kept = chance.random() < HALF
    return " ".join([*words[:at], chance.choice(SOURCES), *words[at + (not kept) :]])


def cut_end(sentence: Sentence, table: QuoteWords, chance: random.Random) -> str | None:
    """Leave out the end, with no mark."""
    words = sentence.text.split()
    at = chance.randrange(max(6, len(words) // 2), len(words) - 2)
    if _is_loaded(words[at:], table) or not words[at - 1][-1:].isalnum():
        return None
    return " ".join(words[:at]) + "."


def cut_midst(sentence: Sentence, table: QuoteWords, chance: random.Random) -> str | None:
    """Leave out words in the midst, with no mark."""
    words = sentence.text.split()
    if len(words) < 14:
        return None
    start = chance.randrange(4, len(words) - 8)
    size = chance.randrange(3, min(9, len(words) - start - 3))
    if _is_loaded(words[start : start + size], table):
        return None
    return " ".join([*words[:start], *words[start + size :]])


def _is_loaded(words: list[str], table: QuoteWords) -> bool:
    """Is a condition, negation, limit, hedge or nothing but a filler among the words?"""
    plain = " ".join(w.lower().replace("’", "'").strip(".,;:!?¿¡") for w in words)
    kinds = ("negation", "condition", "limit", "hedge")
    phrases = [" ".join(p) for kind in kinds for p in table.phrases.get(kind, ())]
    return "n't" in plain or "cannot" in plain or any(f" {p} " in f" {plain} " for p in phrases)


def drop_filler(sentence: Sentence, table: QuoteWords, _chance: random.Random) -> str | None:
    """Leave out "you know", "well" and the like between commas."""
    for phrase in sorted(table.phrases.get("filler", ()), key=lambda p: -len(p)):
        spelled = re.escape(" ".join(phrase))
        found = re.search(rf",? (?<=[,\w] ){spelled},", sentence.text, re.IGNORECASE)
        if found and found.start() > 8:
            return sentence.text[: found.start()] + sentence.text[found.end() :]
    return None


def change_case(sentence: Sentence, _table: QuoteWords, chance: random.Random) -> str | None:
    """Write a capital small or a small letter as a capital."""
    words = sentence.text.split()
    at = [i for i in range(1, len(words)) if words[i][:1].isalpha() and len(words[i]) > 4]
    if not at:
        return None
    i = chance.choice(at)
    words[i] = (
        words[i].swapcase() if chance.random() < SHOUTED else words[i][0].swapcase() + words[i][1:]
    )
    return " ".join(words)


def write_out(sentence: Sentence, table: QuoteWords, _chance: random.Random) -> str | None:
    """Write a contraction out."""
    text = sentence.text.replace("’", "'")
    for end, written in table.ends:
        if written.startswith("'") or end not in text:
            continue
        found = re.search(rf"(\w+){end}\b", text)
        if found and found[0].lower() not in table.contractions:
            return f"{text[: found.end(1)]} {written}{text[found.end() :]}"
    return None


def swap_word(sentence: Sentence, _table: QuoteWords, chance: random.Random) -> str | None:
    """Put another word in the place of one."""
    words = sentence.text.split()
    at = [i for i in range(1, len(words)) if words[i].isalpha() and len(words[i]) > 4]
    pool = [w for w in sentence.document.text.split() if w.isalpha() and len(w) > 4 and w.islower()]
    if not at:
        return None
    i = chance.choice(at)
    other = chance.choice(pool)
    if other.lower() == words[i].lower():
        return None
    words[i] = other
    return " ".join(words)


def change_number(sentence: Sentence, _table: QuoteWords, chance: random.Random) -> str | None:
    """Put another number in the place of one."""
    found = list(re.finditer(r"\d+", sentence.text))
    if not found:
        return None
    one = chance.choice(found)
    number = str(int(one[0]) + chance.randrange(1, 9))
    return sentence.text[: one.start()] + number + sentence.text[one.end() :]


def drop_negation(sentence: Sentence, _table: QuoteWords, _chance: random.Random) -> str | None:
    """Leave out a "not"."""
    text = sentence.text.replace("’", "'")
    if sentence.document.language == "es":
        found = re.search(r"(?<=\w )no (?=\w)", text)
        return text[: found.start()] + text[found.end() :] if found else None
    found = re.search(r" not(?= \w)", text)
    if found:
        return text[: found.start()] + text[found.end() :]
    found = re.search(r"(?<=do|re|is|as|ld|ve)n't\b", text)
    return text[: found.start()] + text[found.end() :] if found else None


def add_negation(sentence: Sentence, _table: QuoteWords, _chance: random.Random) -> str | None:
    """Put in a "not"."""
    language = sentence.document.language
    pattern = rf"\b({'|'.join(AUXILIARIES[language])})\b(?= [a-z])"
    found = re.search(pattern, sentence.text)
    if found is None or re.search(r"\b(not|no)\b|n['’]t", sentence.text):
        return None
    written = ADDED[language].format(found[0])
    return sentence.text[: found.start()] + written + sentence.text[found.end() :]


def drop_condition(sentence: Sentence, _table: QuoteWords, _chance: random.Random) -> str | None:
    """Leave out "if …" at the beginning or the end."""
    words = "if|unless|as long as|until|provided" if sentence.document.language == "en" else "si|siempre que|a menos que|siempre y cuando|hasta que"  # fmt: skip
    text = sentence.text
    found = re.match(
        rf"(?:And |But |So |Y |Pero )?(?:{words})\b[^,]*, (\w[^.]*)", text, re.IGNORECASE
    )
    if found and len(found[1].split()) > 5:
        rest = text[found.start(1) :]
        return rest[0].upper() + rest[1:]
    found = re.search(rf",? (?:{words})\b.*$", text)
    if found and len(text[: found.start()].split()) > 5:
        return text[: found.start()] + "."
    return None


ALTER: dict[str, Alter] = {
    "verbatim": keep,
    "straight marks": keep,
    "marked ellipsis": mark_cut,
    "bracket": add_bracket,
    "trim at the end": cut_end,
    "trim in the midst": cut_midst,
    "filler": drop_filler,
    "case": change_case,
    "contraction": write_out,
    "word": swap_word,
    "number": change_number,
    "negation dropped": drop_negation,
    "negation added": add_negation,
    "condition": drop_condition,
}


def make_cases(
    sentences: list[Sentence],
    others: dict[str, list[str]],
    knowledge: Knowledge,
    *,
    chance: random.Random,
    most: int,
) -> list[Case]:
    """Return up to `most` cases of each kind and language."""
    cases: list[Case] = []
    for language in ("en", "es"):
        pool = [s for s in sentences if s.document.language == language]
        table = knowledge.quote_words[language]
        for kind, alter in ALTER.items():
            made: list[Case] = []
            for sentence in chance.sample(pool, len(pool)):
                words = alter(sentence, table, chance)
                if words is not None and (words != sentence.text or alter is keep):
                    made.append(_case(kind, sentence, words))
                if len(made) == most:
                    break
            cases += made
        cases += list(stitch(pool, chance, most))
        cases += list(say_by_others(pool, chance, most))
    for language, held in others.items():
        pool = [s for s in sentences if s.document.language == language]
        for words in chance.sample(held, min(most, len(held))):
            cases.append(_case("no transcript", chance.choice(pool), words))
    return cases


def _case(kind: str, sentence: Sentence, words: str) -> Case:
    return Case(
        kind=kind,
        sentence=sentence,
        words=words,
        speaker=sentence.speaker,
        actor=sentence.actor,
        is_straight=kind == "straight marks",
    )


def stitch(pool: list[Sentence], chance: random.Random, most: int) -> Iterator[Case]:
    """Yield the first half of one sentence with the second half of another of the same speaker."""
    by_voice: dict[tuple[str, str], list[Sentence]] = {}
    for sentence in pool:
        by_voice.setdefault((sentence.document.id, sentence.actor), []).append(sentence)
    pairs = [some for some in by_voice.values() if len(some) > 9]
    for _ in range(most):
        some = chance.choice(pairs)
        one, other = chance.sample(some, 2)
        head, tail = one.text.split(), other.text.split()
        words = [*head[: max(6, len(head) // 2)], *tail[-max(6, len(tail) // 2) :]]
        yield _case("stitched", one, " ".join(words))


def say_by_others(pool: list[Sentence], chance: random.Random, most: int) -> Iterator[Case]:
    """Yield sentences in the mouth of another who speaks in the same transcripts."""
    speakers = sorted({(s.speaker, s.actor) for s in pool})
    for sentence in chance.sample(pool, min(most, len(pool))):
        name, actor = chance.choice([s for s in speakers if s[1] != sentence.actor])
        yield Case(
            kind="other speaker", sentence=sentence, words=sentence.text, speaker=name, actor=actor
        )
