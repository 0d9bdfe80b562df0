"""Measure whether altered quotes are told from faithful ones, through the whole program.

    python bench/quotes.py --texts DIR [--seed N] [--per-kind N] [--misses] [--json]

Takes the transcripts in DIR (`NAME.txt`, with `NAME.json` beside it if there is one), quotes real
sentences of theirs in made articles, alters each in one way, builds a record of both and reads the
verdicts. The program has to find the quote in the article, its speaker, and the words.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from onrecord.knowledge import Knowledge, QuoteWords, load_knowledge
from onrecord.model import (
    Document,
    DocumentKind,
    OnrecordError,
    Problem,
    Quote,
    Speech,
    SpeechKind,
    TurnKind,
    Voice,
    list_labels,
)
from onrecord.record import open_record
from onrecord.resolve import resolve_labels
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.sources import read_sources
from onrecord.text import make_document
from onrecord.verify.quotes import SpeechIndex, check_quotes

MET = datetime(2030, 1, 1, tzinfo=UTC)
LEAST, MOST = 9, 45  # words of a sentence
PER_ARTICLE = 6
SOUND = {"verbatim", "trimmed", "cleaned"}
EXPECTED = {
    "verbatim": {"verbatim"},
    "straight marks": {"verbatim"},
    "marked ellipsis": {"trimmed", "verbatim"},
    "bracket": {"verbatim"},
    "trim at the end": {"trimmed"},
    "trim in the midst": {"trimmed"},
    "filler": {"cleaned"},
    "case": {"cleaned"},
    "contraction": {"cleaned"},
    "stitched": {"stitched"},
    "word": {"altered"},
    "number": {"altered"},
    "negation dropped": {"condition-cut", "altered"},
    "negation added": {"altered"},
    "condition": {"condition-cut"},
    "other speaker": {"other-speaker"},
    "no transcript": {"no-transcript"},
}
FAITHFUL = ("verbatim", "straight marks", "marked ellipsis", "bracket")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ENDS = ".!?"
ARTICLE = {
    "en": ("“{quote},” {speaker} said on {day}.", '"{quote}," {speaker} said on {day}.'),
    "es": ("{speaker} dijo que “{quote}”.", '{speaker} dijo que "{quote}".'),
}
LEADS = {
    "en": "The talks on security went on this week, and both sides spoke to the press after them.",
    "es": "Las pláticas sobre seguridad siguieron esta semana y ambas partes hablaron con la prensa.",
}  # fmt: skip
AUXILIARIES = {"en": ("will", "is", "are", "can", "would", "should", "was", "were"), "es": ("va", "vamos", "está", "están", "es", "tiene")}  # fmt: skip
ADDED = {"en": "{0} not", "es": "no {0}"}
SOURCES = ("[Mexico]", "[the border]", "[México]")


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


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the checking of quotes.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=60)
    parser.add_argument("--direct", action="store_true", help="do not build: check the words alone")
    parser.add_argument("--turns", type=int, default=20_000, help="of the index that is timed")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    knowledge = load_knowledge()
    documents = read_documents(options.texts, knowledge)
    sentences = [s for d in documents for s in list_sentences(d, knowledge)]
    others = list(list_other_sentences(options.texts, knowledge))
    chance = random.Random(options.seed)
    cases = make_cases(sentences, others, knowledge, chance=chance, most=options.per_kind)
    found = check_directly(cases, documents, knowledge) if options.direct else check_built(
        cases, documents, options.texts, options.seed
    )  # fmt: skip
    rows = score(cases, found)
    timing = time_index(documents, cases, knowledge, turns=options.turns)
    if options.misses:
        print_misses(cases, found)
    if options.as_json:
        print(json.dumps({"kinds": rows, "timing": timing}, indent=1))
    else:
        print_rows(rows, timing)
    return 0


def read_documents(folder: Path, knowledge: Knowledge) -> list[Document]:
    """Return the transcripts of a folder that have turns."""
    return [d for d in _read(folder, knowledge) if d.turns]


def _read(folder: Path, knowledge: Knowledge) -> Iterator[Document]:
    for capture in read_sources([f"{folder}/*.txt"], met_at=MET):
        if not isinstance(capture, Problem):
            document, _ = make_document(capture, knowledge)
            if document is not None:
                yield document


def list_sentences(document: Document, knowledge: Knowledge) -> Iterator[Sentence]:
    """Yield the sentences of whom the labels of a transcript name."""
    judgements, actors = resolve_labels(document, knowledge)
    known = {**knowledge.actors, **{a.id: a for a in actors}}
    meant = {j.left: known[j.right] for j in judgements if j.right in known}
    labels = {label: meant.get(mention.id) for label, mention in list_labels(document).items()}
    for turn in document.turns:
        actor = labels.get(turn.label) if turn.kind is TurnKind.SPEAKER else None
        if actor is None:
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


def list_other_sentences(folder: Path, knowledge: Knowledge) -> Iterator[str]:
    """Yield sentences that stand in no transcript: of news and releases."""
    for document in _read(folder, knowledge):
        if document.kind is DocumentKind.NEWS and document.language == "en":
            yield from cut_sentences(document.text)


# -- alterations ------------------------------------------------------------------------------

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
    kept = chance.random() < 0.5
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
        words[i].swapcase() if chance.random() < 0.3 else words[i][0].swapcase() + words[i][1:]
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
    others: list[str],
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
    pool = [s for s in sentences if s.document.language == "en"]
    for words in chance.sample(others, min(most, len(others))):
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


# -- checking ---------------------------------------------------------------------------------

Found = dict[int, tuple[str | None, str | None, str]]  # diagnosis, outcome, reason by case


def check_directly(cases: list[Case], documents: list[Document], knowledge: Knowledge) -> Found:
    """Return the verdicts on the words alone."""
    index = make_index(documents, knowledge)
    found: Found = {}
    for number, case in enumerate(cases):
        verdicts = check_quotes([make_quote(case, number)], index)
        for verdict in verdicts:
            found[number] = (
                verdict.diagnosis,
                verdict.outcome.value,
                f"{verdict.reason} | {verdict.difference}",
            )
    return found


def make_quote(case: Case, number: int) -> Quote:
    """Return a case as the checks see it."""
    voice = Voice(ids=(case.actor,), name=case.speaker, words=case.speaker, is_person=True)
    publication = case.sentence.document.publication
    return Quote(
        finding_id=f"sta-{number}",
        document_id="doc-made",
        start=0,
        end=len(case.words),
        words=case.words,
        voice=voice,
        language=case.sentence.document.language,
        is_whole=True,
        published=publication.latest if publication else None,
    )


def make_index(documents: list[Document], knowledge: Knowledge) -> SpeechIndex:
    """Return the index of the turns of some documents."""
    texts = {document.id: document.text for document in documents}
    return SpeechIndex(list_speeches(documents, knowledge), texts, knowledge.quote_words)


def list_speeches(documents: list[Document], knowledge: Knowledge) -> list[Speech]:
    """Return the turns of some documents."""
    speeches: list[Speech] = []
    for document in documents:
        judgements, actors = resolve_labels(document, knowledge)
        known = {**knowledge.actors, **{a.id: a for a in actors}}
        meant = {j.left: known[j.right] for j in judgements if j.right in known}
        labels = {label: meant.get(m.id) for label, m in list_labels(document).items()}
        publication = document.publication
        for turn in document.turns:
            actor = labels.get(turn.label) if turn.kind is TurnKind.SPEAKER else None
            voice = Voice(
                ids=(actor.id,) if actor else (),
                name=actor.name if actor else None,
                words=turn.label,
                is_person=actor is not None,
                is_asking=turn.kind is not TurnKind.SPEAKER,
            )
            speeches.append(
                Speech(
                    document_id=document.id,
                    start=turn.start,
                    end=turn.end,
                    kind=SpeechKind.TURN,
                    voice=voice,
                    language=document.language,
                    earliest=publication.earliest if publication else None,
                    latest=publication.latest if publication else None,
                )
            )
    return speeches


def check_built(cases: list[Case], documents: list[Document], texts: Path, seed: int) -> Found:
    """Return the verdicts of a record built of the transcripts and of articles that quote them."""
    with tempfile.TemporaryDirectory(prefix="onrecord-quotes-") as place:
        pile = Path(place) / "pile"
        pile.mkdir()
        for document in documents:
            source = Path(document.source)
            (pile / source.name).write_bytes((texts / source.name).read_bytes())
            beside = texts / f"{source.stem}.json"
            if beside.exists():
                (pile / beside.name).write_bytes(beside.read_bytes())
        placed = write_articles(cases, pile, random.Random(seed))
        record = Path(place) / "record"
        options = BuildOptions(record=record, patterns=(f"{pile}/*.txt",), workers=2)
        build_record(options, now=MET, progress=Progress())
        return read_verdicts(placed, record)


def write_articles(
    cases: list[Case], pile: Path, chance: random.Random
) -> dict[int, tuple[str, str]]:
    """Write articles that quote the cases; return the file and the words of each."""
    placed: dict[int, tuple[str, str]] = {}
    order = sorted(range(len(cases)), key=lambda n: (cases[n].sentence.document.language, cases[n].sentence.document.id, chance.random()))  # fmt: skip
    open_batches: dict[str, list[list[int]]] = {}
    for number in order:
        batches = open_batches.setdefault(cases[number].sentence.document.id, [])
        text = cases[number].sentence.text
        free = [
            b
            for b in batches
            if len(b) < PER_ARTICLE and all(cases[n].sentence.text != text for n in b)
        ]
        if free:
            free[0].append(number)
        else:
            batches.append([number])
    for batches in open_batches.values():
        for batch in batches:
            _write_article(cases, batch, pile, placed)
    return placed


def _write_article(
    cases: list[Case], batch: list[int], pile: Path, placed: dict[int, tuple[str, str]]
) -> None:
    document = cases[batch[0]].sentence.document
    language = document.language
    published = _day_after(document)
    name = f"made-{len(placed):05}.txt"
    lines = [
        f"{'Talks on security go on' if language == 'en' else 'Siguen las pláticas'}",
        published.isoformat(),
        LEADS[language],
    ]
    day = f"{published:%A}"
    for number in batch:
        case = cases[number]
        words = case.words
        if words[-1:] == "." or language == "es":
            words = words.rstrip(".")
        form = ARTICLE[language][case.is_straight]
        if words[-1:] in "?!":
            form = form.replace("{quote},", "{quote}")
        lines.append(form.format(quote=words, speaker=case.speaker, day=day))
        placed[number] = name, words
    (pile / name).write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _day_after(document: Document) -> date:
    publication = document.publication
    known = publication.latest if publication else None
    return (known or date(2025, 6, 1)) + timedelta(days=1)


def read_verdicts(placed: dict[int, tuple[str, str]], path: Path) -> Found:
    """Return the verdicts of the statements that hold the quoted words."""
    found: Found = {}
    with open_record(path) as record:
        rows: dict[str, list[dict[str, object]]] = {}
        for row in record.rows("statement"):
            rows.setdefault(Path(str(row["source"])).name, []).append(row)
        reasons = {
            row["finding"]: f"{row['reason']} | {row['difference']}"
            for row in record.rows("verdict")
        }
    for number, (name, words) in placed.items():
        key = flatten(words)
        for row in rows.get(name, []):
            content = flatten(str(row["content"]))
            if (
                (key in content or content in key)
                and len(content) > len(key) // 3
                and row["manner"] in ("direct", "mixed")
            ):
                diagnosis, outcome = row["diagnosis"], row["outcome"]
                found[number] = (
                    str(diagnosis) if diagnosis else None,
                    str(outcome) if outcome else None,
                    f"{row['speaker']}: {reasons.get(row['id'], '')}",
                )
                break
    return found


def flatten(words: str) -> str:
    """Return letters and digits only."""
    return re.sub(r"[\W_]", "", words)


# -- scores -----------------------------------------------------------------------------------


def score(cases: list[Case], found: Found) -> list[dict[str, object]]:
    """Return a row for each kind and language: cases, read, detected, alarms."""
    rows: list[dict[str, object]] = []
    for kind, wanted in EXPECTED.items():
        for language in ("en", "es"):
            mine = [
                n
                for n, c in enumerate(cases)
                if c.kind == kind and c.sentence.document.language == language
            ]
            if not mine:
                continue
            read = [n for n in mine if n in found]
            right = [n for n in read if found[n][0] in wanted]
            alarms = [n for n in read if found[n][1] == "fails"]
            rows.append(
                {
                    "kind": kind,
                    "language": language,
                    "cases": len(mine),
                    "read": len(read) / len(mine),
                    "detected": len(right) / max(len(read), 1),
                    "fails": len(alarms) / max(len(read), 1),
                }
            )
    return rows


def time_index(
    documents: list[Document], cases: list[Case], knowledge: Knowledge, *, turns: int
) -> dict[str, float]:
    """Return milliseconds for each quote and the memory of an index of many turns."""
    held: list[Document] = []
    count = 0
    while count < turns and documents:
        for document in documents:
            held.append(document)
            count += len(document.turns)
    speeches = list_speeches(held, knowledge)
    texts = {document.id: document.text for document in held}
    began = time.process_time()
    index = SpeechIndex(speeches, texts, knowledge.quote_words)
    built = time.process_time() - began
    quotes = [make_quote(case, number) for number, case in enumerate(cases)]
    began = time.process_time()
    for one in quotes:
        check_quotes([one], index)
    spent = time.process_time() - began
    return {
        "turns": float(count),
        "words": float(len(index.ids)),
        "seconds to build": round(built, 2),
        "bytes": float(index.bytes),
        "bytes a word": round(index.bytes / max(len(index.ids), 1), 1),
        "milliseconds a quote": round(1000 * spent / max(len(quotes), 1), 2),
    }


def print_rows(rows: list[dict[str, object]], timing: dict[str, float]) -> None:
    """Print the table."""
    print(f"{'kind':18} {'':3} {'cases':>6} {'read':>6} {'right':>6} {'fails':>6}")
    for row in rows:
        print(
            f"{row['kind']:18} {row['language']:3} {row['cases']:6} {row['read']:6.2f} "
            f"{row['detected']:6.3f} {row['fails']:6.3f}"
        )
    print(", ".join(f"{name} {value:,g}" for name, value in timing.items()))


def print_misses(cases: list[Case], found: Found) -> None:
    """Print what was not told as it should be."""
    for number, case in enumerate(cases):
        diagnosis, _, reason = found.get(number, (None, None, "not read"))
        if diagnosis not in EXPECTED[case.kind]:
            print(
                f"{case.kind} → {diagnosis}: {case.words}\n    was: {case.sentence.text}\n    {reason}"
            )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OnrecordError as error:
        sys.exit(str(error))
