"""Measure quotes in one language of words said in another.

    python bench/quotes_translated.py --texts DIR [--half tune|report] [--misses] [--json]

`translations.jsonl` beside this file holds translations made for this measurement: of sentences of the
transcripts in DIR, faithful ones and altered ones. Each is checked against the transcripts of the other language
alone: as said by who said it, by somebody else who speaks there, and with its own transcript taken away
(then nobody said it).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from quote_cases import Sentence, list_sentences
from quotes import list_speeches, read_documents

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Document, Quote, Speech, Verdict, Voice
from onrecord.verify.quotes import Meanings, SpeechIndex, check_quotes

MET = datetime(2030, 1, 1, tzinfo=UTC)
SET = Path(__file__).with_name("translations.jsonl")
OTHER = {"es": "en", "en": "es"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A translation of the set with the sentence that it renders."""

    sentence: Sentence
    start: int
    kind: str
    words: str
    half: str


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure quotes across languages.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    knowledge = load_knowledge()
    documents = read_documents(options.texts, knowledge)
    made = [m for m in read_set(documents, knowledge) if m.half == options.half]
    rows: dict[str, dict[str, float]] = {}
    for language in ("es", "en"):
        mine = [m for m in made if m.sentence.document.language == language]
        spoken = [d for d in documents if d.language == language]
        rows[language] = measure(mine, spoken, knowledge, misses=options.misses)
    print(json.dumps(rows, indent=1) if options.as_json else format_rows(rows))
    return 0


def read_set(documents: list[Document], knowledge: Knowledge) -> Iterator[Made]:
    """Yield the translations whose sentence stands in the documents."""
    by_name = {Path(d.source).stem: d for d in documents}
    sentences: dict[tuple[str, str], Sentence] = {}
    for name, document in by_name.items():
        for sentence in list_sentences(document, knowledge):
            digest = hashlib.sha256(sentence.text.encode()).hexdigest()[:16]
            sentences[name, digest] = sentence
    for line in SET.read_text(encoding="utf-8").splitlines()[1:]:
        row = json.loads(line)
        found = sentences.get((row["document"], row["hash"]))
        if found is None:
            print(f"{row['document']}: no sentence {row['hash']}", file=sys.stderr)
            continue
        start = found.document.text.index(found.text)
        yield Made(
            sentence=found, start=start, kind=row["kind"], words=row["quote"], half=row["half"]
        )


def measure(
    made: list[Made], documents: list[Document], knowledge: Knowledge, *, misses: bool
) -> dict[str, float]:
    """Return the counts for one language of transcripts."""
    speeches = list_speeches(documents, knowledge)
    texts = {document.id: document.text for document in documents}

    def make_index(some: list[Speech]) -> SpeechIndex:
        return SpeechIndex(some, texts, knowledge.quote_words, meanings=Meanings(knowledge))

    index = make_index(speeches)
    without = {
        id: make_index([one for one in speeches if one.document_id != id])
        for id in dict.fromkeys(m.sentence.document.id for m in made)
    }
    faithful = [m for m in made if m.kind == "faithful"]
    counts: dict[str, float] = {"faithful": len(faithful)}
    told = {n: check(m, index) for n, m in enumerate(made)}
    whole = {n: v for n, v in told.items() if made[n].kind == "faithful"}
    right = [n for n, v in whole.items() if is_there(v, made[n])]
    counts["translated"] = share([n in right and whole[n].diagnosis == "translated" for n in whole])
    counts["of them, as paraphrases"] = share(["paraphrase" in whole[n].reason for n in right])
    counts["false alarms"] = share([v.diagnosis == "altered" for v in whole.values()])
    for kind in ("number", "name", "negation", "condition"):
        some = [v for n, v in told.items() if made[n].kind == kind]
        counts[kind] = len(some)
        counts[f"{kind} caught"] = share([v.diagnosis == "altered" for v in some])
    altered = [v for n, v in told.items() if made[n].kind != "faithful"]
    counts["altered"] = len(altered)
    counts["altered caught"] = share([v.diagnosis == "altered" for v in altered])
    said = [sentence for d in documents for sentence in list_sentences(d, knowledge)]
    swapped = [check(m, index, voice=find_other(m, said)) for m in faithful]
    never = [check(m, without[m.sentence.document.id], is_dated=False) for m in faithful]
    others = [check(m, make_index(cut_out(m, speeches))) for m in faithful]
    counts["wrong speaker taken"] = share([bool(v.compared) for v in swapped])
    counts["never said that day taken"] = share([bool(v.compared) for v in others])
    counts["never said taken"] = share([bool(v.compared) for v in never])
    if misses:
        print_misses(made, told, [*never, *others], [*faithful, *faithful])
    return counts


def cut_out(made: Made, speeches: list[Speech]) -> list[Speech]:
    """Return the turns of the transcript without the sentence."""
    end = made.start + len(made.sentence.text)
    left: list[Speech] = []
    for one in speeches:
        if one.document_id != made.sentence.document.id:
            continue
        if one.start <= made.start and end <= one.end:
            halves = (replace(one, end=made.start), replace(one, start=end))
            left += [half for half in halves if half.end - half.start > 1]
        else:
            left.append(one)
    return left


def check(
    made: Made, index: SpeechIndex, *, voice: Voice | None = None, is_dated: bool = True
) -> Verdict:
    """Return the verdict on a translation."""
    sentence = made.sentence
    publication = sentence.document.publication if is_dated else None
    own = Voice(
        ids=(sentence.actor,), name=sentence.speaker, words=sentence.speaker, is_person=True
    )
    quote = Quote(
        finding_id="sta-made",
        document_id="doc-made",
        start=0,
        end=len(made.words),
        words=made.words,
        voice=voice or own,
        language=OTHER[sentence.document.language],
        is_whole=True,
        earliest=publication.earliest if publication else None,
        latest=publication.latest if publication else None,
    )
    return check_quotes([quote], index)[0]


def find_other(made: Made, said: list[Sentence]) -> Voice:
    """Return somebody else who speaks in the same transcript, else in another one."""
    others = [sentence for sentence in said if sentence.actor != made.sentence.actor]
    near = (s for s in others if s.document.id == made.sentence.document.id)
    other = next(near, next(iter(others), None))
    if other is None:
        return Voice(words="nobody", is_person=True)
    return Voice(ids=(other.actor,), name=other.speaker, words=other.speaker, is_person=True)


def is_there(verdict: Verdict, made: Made) -> bool:
    """Is the passage the sentence that the translation renders?"""
    end = made.start + len(made.sentence.text)
    return any(c.span.start < end and made.start < c.span.end for c in verdict.compared)


def share(held: list[bool]) -> float:
    """Return the share of what is true."""
    return round(sum(held) / len(held), 3) if held else 0.0


def print_misses(
    made: list[Made], told: dict[int, Verdict], never: list[Verdict], faithful: list[Made]
) -> None:
    """Print what came out otherwise than asked for."""
    for n, one in enumerate(made):
        wanted = "translated" if one.kind == "faithful" else "altered"
        if told[n].diagnosis != wanted or (wanted == "translated" and not is_there(told[n], one)):
            print(f"{one.kind} → {told[n].diagnosis}: {one.words}\n    {told[n].reason}")
            print(f"    was: {one.sentence.text}")
    for one, verdict in zip(faithful, never, strict=True):
        if verdict.compared:
            print(f"never said → {verdict.diagnosis}: {one.words}\n    {verdict.reason}")
            print(f"    taken for: {verdict.compared[0].span.quote}")


def format_rows(rows: dict[str, dict[str, float]]) -> str:
    """Return the table."""
    names = list(next(iter(rows.values())))
    lines = [f"{'said in':26} " + " ".join(f"{language:>7}" for language in rows)]
    for name in names:
        lines.append(f"{name:26} " + " ".join(f"{row[name]:7g}" for row in rows.values()))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
