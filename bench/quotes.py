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
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from quote_cases import Case, cut_sentences, list_sentences, make_cases

from onrecord.knowledge import Knowledge, load_knowledge
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
PER_ARTICLE = 6
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
ARTICLE = {
    "en": ("“{quote},” {speaker} said on {day}.", '"{quote}," {speaker} said on {day}.'),
    "es": ("“{quote}”, dijo {speaker}.", '{speaker} dijo que "{quote}".'),
}
LEADS = {
    "en": "The talks on security went on this week, and both sides spoke to the press after them.",
    "es": "Las pláticas sobre seguridad siguieron esta semana y ambas partes hablaron con la prensa.",
}  # fmt: skip


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
    others = list_other_sentences(options.texts, knowledge)
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


def list_other_sentences(folder: Path, knowledge: Knowledge) -> dict[str, list[str]]:
    """Return by language sentences of news, which stand in no transcript."""
    found: dict[str, list[str]] = {"en": [], "es": []}
    for document in _read(folder, knowledge):
        if document.kind is DocumentKind.NEWS and document.language in found:
            found[document.language] += cut_sentences(document.text)
    return found


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
        earliest=publication.earliest if publication else None,
        latest=publication.latest if publication else None,
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
