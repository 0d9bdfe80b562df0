"""Measure promises on sentences labelled with speech acts (`Commissive-*` are promises).

    python bench/commitments.py --data FILE [--rules-only] [--json]

Each line of the file is a sentence with `doc`, `fold`, `i`, `text` and `act`. Two readers are scored:

rules     what the program reads: a sentence counts when a commitment is found in it
learned   logistic regression over words, the rules' readings, modals and who is their subject, and
          what the sentences beside it are; trained on four fifths of the documents, scored on the
          rest, so that nobody's promises are told by sentences of the same text. It is a measure of
          how far such sentences can be told apart; it is not part of the program.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sentence_model import THRESHOLDS, Rows, fit_logistic, read_folds
from spacy.language import Language

from onrecord.annotate import NameIndex, find_model, load_model, make_annotated
from onrecord.extract import read_commitments, read_statements
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Document, DocumentKind
from onrecord.run.parsing import parse_text

LANGUAGE = "en"
TAGS = re.compile(r"<[^>]+>")
PROMISE = "Commissive"
NEAR = 2  # sentences before and after of which is told what they are
EDGE = 5  # sentences at the ends of a document whose place tells something


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence with what the rules and the parse say of it."""

    doc: str
    fold: int
    text: str
    is_promise: bool
    is_read: bool
    words: tuple[str, ...]


def main() -> int:
    """Print the scores."""
    options = read_options()
    sentences = load_sentences(options.data)
    gold = [s.is_promise for s in sentences]
    scores = {"rules": score(gold, [s.is_read for s in sentences])}
    if not options.rules_only:
        scores["learned, folds by document"] = score(gold, learn(sentences))
    if options.json:
        json.dump({"sentences": len(sentences), "promises": sum(gold), **scores}, sys.stdout)
        print()
        return 0
    print(f"{len(sentences)} sentences, {sum(gold)} of them promises")
    for name, row in scores.items():
        print(f"{name:28}P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}")
    return 0


def read_options() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rules-only", action="store_true", help="leave the learned reader out")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


# ---- what is known of a sentence -----------------------------------------------------------


def load_sentences(path: Path) -> list[Sentence]:
    """Return the sentences of all documents, read each within its document."""
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_doc.setdefault(row["doc"], []).append(row)
    tools = load_tools()
    found: list[Sentence] = []
    for name, rows in by_doc.items():
        rows.sort(key=lambda row: row["i"])
        found += read_document(name, rows, tools)
    return found


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads a text: tables, language model, known names, what table words bind to."""

    knowledge: Knowledge
    nlp: Language
    index: NameIndex
    kinds: dict[str, set[str]]


def load_tools() -> Tools:
    """Return the tools of the program's language."""
    knowledge = load_knowledge()
    model = find_model(LANGUAGE, knowledge.parsers)
    if model is None:
        sys.exit(f"no language model for {LANGUAGE}")
    return Tools(
        knowledge, load_model(model), NameIndex(knowledge, LANGUAGE), list_kinds(knowledge)
    )


def read_document(name: str, rows: Sequence[dict[str, Any]], tools: Tools) -> list[Sentence]:
    """Return the sentences of one document."""
    texts = [" ".join(TAGS.sub(" ", row["text"]).split()) or "." for row in rows]
    document = Document(
        capture_id=f"cap-{name}",
        source=name,
        text="\n".join(texts),
        language=LANGUAGE,
        kind=DocumentKind.RELEASE,
    )
    annotated = make_annotated(document, parse_text(document.text, tools.nlp), tools.index)
    statements = read_statements(annotated, tools.knowledge)
    commitments = read_commitments(annotated, tools.knowledge, statements)
    spans = [commitment.evidence.span for commitment in commitments]
    sentences, start = [], 0
    for place, (row, text) in enumerate(zip(rows, texts, strict=True)):
        end = start + len(text)
        read = [s for s in spans if s.start < end and start < s.end]
        span = annotated.doc.char_span(start, end, alignment_mode="expand")
        words = [
            *list_words(list(span or ()), tools.kinds),
            *list_marks(row["text"], place, len(rows)),
        ]
        words += ["read"] if read else []
        sentences.append(
            Sentence(
                doc=name,
                fold=int(row["fold"]),
                text=text,
                is_promise=row["act"].startswith(PROMISE),
                is_read=bool(read),
                words=tuple(words),
            )
        )
        start = end + 1
    return sentences


def list_kinds(knowledge: Knowledge) -> dict[str, set[str]]:
    """Return by word what the program's table says it binds to."""
    table = knowledge.event_words[LANGUAGE].commitments
    return {word: {f"{r.part} {r.kind}" for r in rows} for word, rows in table.items()}


def list_words(tokens: Sequence[Any], kinds: dict[str, set[str]]) -> list[str]:
    """Return words, pairs and threes, modals with their subject, and the table's readings."""
    forms = [t.lower_ if not t.like_num else "#" for t in tokens if not t.is_space]
    words = [f"1 {w}" for w in forms]
    words += [f"2 {a} {b}" for a, b in zip(forms, forms[1:], strict=False)]
    words += [f"3 {a} {b} {c}" for a, b, c in zip(forms, forms[1:], forms[2:], strict=False)]
    tags = [t.tag_ for t in tokens if not t.is_space]
    words += [f"begins {tags[0]}", f"begins {forms[0]}"] if tags else []
    for token in tokens:
        words += [f"kind {kind}" for kind in kinds.get(token.lemma_.lower(), ())]
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        subject = next((c.lower_ for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), "-")
        modal = next((c.lower_ for c in token.children if c.tag_ == "MD"), token.tag_)
        words += [f"does {subject} {modal}", f"does {modal} {token.lemma_}", f"who {subject}"]
        if token.dep_ == "ROOT":
            words += [f"root {token.lemma_}", f"root {subject} {modal} {token.lemma_}"]
    return words


def list_marks(text: str, place: int, count: int) -> list[str]:
    """Return how a sentence stands in its document."""
    marks = ["list item"] if "<li>" in text.lower() else []
    marks += [f"from the start {place}"] if place < EDGE else []
    marks += [f"from the end {count - place}"] if count - place < EDGE else []
    marks += ["quoted"] if any(mark in text for mark in '“”"') else []
    marks += ["long document"] if count > 60 else []
    return [*marks, "money"] if "$" in text else marks


# ---- learning ------------------------------------------------------------------------------


def learn(sentences: Sequence[Sentence]) -> list[bool]:
    """Return what is told of each sentence by a reader that has not seen its document."""
    own = Rows([s.words for s in sentences])
    gold = [s.is_promise for s in sentences]
    folds = read_folds([s.fold for s in sentences])
    told = [False] * len(sentences)
    for train, test in folds:
        inner = [sentences[i].fold for i in train]
        first = own.without(train)
        chances = [0.0] * len(sentences)
        for some, rest in read_folds(inner):
            part = fit_logistic(first, gold, [train[i] for i in some])
            for i in rest:
                chances[train[i]] = part.chance(first, train[i])
        whole = fit_logistic(first, gold, train)
        for i in test:
            chances[i] = whole.chance(first, i)
        second = first.extended(look_around(sentences, chances))
        final = fit_logistic(second, gold, train)
        least = best_threshold([gold[i] for i in train], [chances[i] for i in train])
        for i in test:
            told[i] = final.chance(second, i) >= least
    return told


def best_threshold(gold: Sequence[bool], chances: Sequence[float]) -> float:
    """Return the chance from which on F1 is best on sentences not trained on."""
    return max(THRESHOLDS, key=lambda t: score(gold, [c >= t for c in chances])["f1"])


def look_around(sentences: Sequence[Sentence], chances: Sequence[float]) -> list[list[float]]:
    """Return for each sentence how likely it and its neighbours are promises."""
    rows = []
    for place, sentence in enumerate(sentences):
        row = [chances[place]]
        for step in range(-NEAR, NEAR + 1):
            beside = place + step
            same = 0 <= beside < len(sentences) and sentences[beside].doc == sentence.doc
            if step:
                row += [chances[beside] if same else 0.0, 0.0 if same else 1.0]
        rows.append(row)
    return rows


def score(gold: Sequence[bool], told: Sequence[bool]) -> dict[str, float]:
    """Return precision, recall and F1 of the promises."""
    hit = sum(g and t for g, t in zip(gold, told, strict=True))
    precision, recall = hit / max(sum(told), 1), hit / max(sum(gold), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


if __name__ == "__main__":
    sys.exit(main())
