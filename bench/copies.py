"""Measure whether copies are found, called by their kind, and traced the right way.

    python bench/copies.py --texts DIR [--negatives DIR] [--other] [--limit N] [--seed N] [--json]

Makes derived copies of the documents in DIR (each `NAME.txt`, with `NAME.json` for its date if
there is one): verbatim with other furniture, lightly edited, cut short, some paragraphs, an
excerpt inside another text, two put together, all quoted inside another text. They go through
cleaning like any capture. `--other` makes them in other ways, by sentences (`other_copies.py`).
Negatives are independent reports of one event: JSON files in the
layout of BASIL (`triplet-uuid`, `body-paragraphs`, `date`).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import other_copies

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import (
    Capture,
    DateBasis,
    DirectionBasis,
    Document,
    Origin,
    Publication,
    Relation,
)
from onrecord.text import find_origins, make_document

MET = datetime(2030, 1, 1, tzinfo=UTC)
LEAST_WORDS = 120
LEAST_TAKEN = 40  # words outside quotation marks that a copy holds of each source
DATED = 0.7  # of the copies
EDITED = 0.05  # of the words
KEPT = 0.5  # of the paragraphs, where some are chosen
HEADS = (
    "Home\nNews\nPolitics\nWorld\nSign in\nSubscribe\n\n",
    "Skip to content\nMenu\nLatest\nOpinion\nNewsletters\n\n",
    "ADVERTISEMENT\n\nShare on Facebook\nShare on Twitter\n\n",
)
FEET = (
    "\n\nRelated articles\nSign up for our newsletter\nPrivacy policy\nContact us\n",
    "\n\nRead more\nLeave a Reply\nYour email address will not be published.\n",
    "\n\nTags: world, politics\n© All rights reserved.\n",
)
# Words that an editor puts in the place of others.
OTHERS = {
    "said": "stated", "also": "too", "but": "yet", "about": "around", "many": "numerous",
    "began": "started", "because": "since", "help": "aid", "large": "big", "show": "reveal",
    "must": "should", "while": "as", "more than": "over", "including": "among them",
    "que": "cual", "pero": "mas", "también": "además", "muy": "bastante", "hoy": "ahora",
}  # fmt: skip
FILLERS = ("reportedly", "now", "then", "again", "still", "meanwhile", "ahora", "también")


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A text made from others: its kind, and the documents it was made from."""

    document: Document
    kind: str
    sources: tuple[str, ...]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the finding of copies.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--negatives", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="only the first N documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--other", action="store_true", help="the second maker of copies")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    knowledge = load_knowledge()
    originals = load_originals(args.texts, knowledge)
    originals = originals[: args.limit] if args.limit else originals
    maker = OTHER_MAKER if args.other else OWN_MAKER
    result = measure_copies(originals, knowledge, maker, seed=args.seed, misses=args.misses)
    if args.negatives:
        result["negatives"] = measure_negatives(args.negatives, knowledge)
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        print_result(result)
    return 0


def load_originals(folder: Path, knowledge: Knowledge) -> list[Document]:
    """Return the documents of a folder, dated by the file beside them where there is one."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        beside = path.with_suffix(".json")
        day = json.loads(beside.read_text("utf-8")).get("date", "") if beside.exists() else ""
        document = read(path.read_text("utf-8"), path.name, knowledge)
        if document is None or len(document.text.split()) < LEAST_WORDS:
            continue
        found.append(set_day(document, date.fromisoformat(day)) if is_day(day) else document)
    return found


def is_day(text: str) -> bool:
    """Is it a date down to the day?"""
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def read(body: str, source: str, knowledge: Knowledge, day: date | None = None) -> Document | None:
    """Return the document that the program makes of a text."""
    hints = (("published", day.isoformat()),) if day else ()
    media_type = "text/markdown" if body.startswith("---") else "text/plain"
    capture = Capture(
        body=body.encode(), media_type=media_type, source=source, met_at=MET, hints=hints
    )
    return make_document(capture, knowledge)[0]


def set_day(document: Document, day: date) -> Document:
    """Return the document, published on `day`."""
    publication = Publication(earliest=day, latest=day, basis=DateBasis.METADATA)
    return replace(document, publication=publication)


def derive(
    kind: str, original: Document, other: Document, rng: random.Random
) -> tuple[list[str], tuple[str, ...]]:
    """Return the paragraphs of a copy and its sources."""
    ours, theirs = paragraphs(original), paragraphs(other)
    match kind:
        case "verbatim":
            return ours, (original.id,)
        case "light edit":
            return [edit(paragraph, rng) for paragraph in ours], (original.id,)
        case "truncated":
            return cut_short(ours, rng.uniform(0.3, 0.7)), (original.id,)
        case "paragraphs":
            kept = [p for p in ours if rng.random() < KEPT] or ours[:1]
            return kept, (original.id,)
        case "excerpt":
            excerpt = choose_excerpt(ours, rng)
            at = rng.randint(1, len(theirs))
            return [*theirs[:at], *excerpt, *theirs[at:]], (other.id, original.id)
        case "merged":
            one, two = cut_short(ours, 0.6), cut_short(theirs, 0.6)
            return [*one, *two], (original.id, other.id)
        case _:
            quoted = [f"“{p.replace('“', '‘').replace('”', '’')}”" for p in ours if len(p) < 1900]
            at = rng.randint(1, len(theirs))
            return [*theirs[:at], *quoted, *theirs[at:]], (other.id, original.id)


KINDS = ("verbatim", "light edit", "truncated", "paragraphs", "excerpt", "merged", "quoted whole")


def paragraphs(document: Document) -> list[str]:
    """Return its paragraphs."""
    return [line for line in document.text.split("\n") if line.strip()]


def cut_short(parts: list[str], share: float) -> list[str]:
    """Return the first paragraphs, up to a share of the words."""
    most = share * sum(len(part.split()) for part in parts)
    kept: list[str] = []
    for part in parts:
        if kept and sum(len(p.split()) for p in kept) + len(part.split()) > most:
            break
        kept.append(part)
    return kept


def list_taken(parts: list[str], original: Document, other: Document) -> list[str]:
    """Return what a copy holds of each of two documents, as far as it holds any."""
    taken = [
        "\n".join(part for part in parts if part in set(paragraphs(document)))
        for document in (original, other)
    ]
    return [words for words in taken if words]


def own_words(text: str) -> int:
    """Return how many words of a text stand outside quotation marks."""
    return len(re.sub(r"“[^”]*”|\"[^\"]*\"|«[^»]*»", " ", text).split())


def choose_excerpt(parts: list[str], rng: random.Random) -> list[str]:
    """Return some paragraphs in a row with 60 words of their own, as far as there are so many."""
    first = rng.randrange(len(parts))
    after = first + 1
    while own_words(" ".join(parts[first:after])) < 60 and (first > 0 or after < len(parts)):
        first, after = (first, after + 1) if after < len(parts) else (first - 1, after)
    return parts[first:after]


def edit(paragraph: str, rng: random.Random) -> str:
    """Return a paragraph with words exchanged, left out and put in."""
    words: list[str] = []
    for word in paragraph.split(" "):
        if word.lower() in OTHERS and rng.random() < KEPT:
            words.append(OTHERS[word.lower()])
            continue
        chance = rng.random()
        if chance < EDITED / 2 and word.islower():
            continue
        words.append(word)
        if chance > 1 - EDITED / 2:
            words.append(rng.choice(FILLERS))
    return " ".join(words)


# Paragraphs of a copy, the documents they are of, and what the copy holds of each.
Made = tuple[list[str], tuple[str, ...], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A way to make copies: its kinds, those made of two documents, and how one is made."""

    kinds: tuple[str, ...]
    two: tuple[str, ...]
    derive: Callable[[str, Document, Document, random.Random], Made]


def derive_own(kind: str, original: Document, other: Document, rng: random.Random) -> Made:
    """Return a copy's paragraphs, its sources, and what it holds of each."""
    parts, sources = derive(kind, original, other, rng)
    whole = kind == "light edit"
    return parts, sources, ["\n".join(parts)] if whole else list_taken(parts, original, other)


def make_derived(
    kind: str, originals: list[Document], maker: Maker, knowledge: Knowledge, *, rng: random.Random
) -> list[Derived]:
    """Return one derived text of a kind for each original."""
    made = []
    others = rng.sample(originals, len(originals))
    for number, (original, other) in enumerate(zip(originals, others, strict=True)):
        if other.id == original.id and kind in maker.two:
            continue
        parts, sources, taken = maker.derive(kind, original, other, rng)
        if any(own_words(words) < LEAST_TAKEN for words in taken):
            continue
        body = rng.choice(HEADS) + "\n\n".join(parts) + rng.choice(FEET)
        day = find_later_day(original, other, rng)
        document = read(body, f"{kind}-{number}.txt", knowledge, day)
        if document is not None:
            made.append(Derived(document=document, kind=kind, sources=sources))
    return made


def find_later_day(one: Document, other: Document, rng: random.Random) -> date | None:
    """Return a day after both, or none."""
    days = [p.latest for d in (one, other) if (p := d.publication) and p.is_exact and p.latest]
    if len(days) < 2 or rng.random() > DATED:
        return None
    return max(days) + timedelta(days=rng.randint(1, 5))


OWN_MAKER = Maker(kinds=KINDS, two=("excerpt", "merged", "quoted whole"), derive=derive_own)
OTHER_MAKER = Maker(kinds=other_copies.KINDS, two=other_copies.TWO, derive=other_copies.derive)


def measure_copies(
    originals: list[Document], knowledge: Knowledge, maker: Maker, *, seed: int, misses: bool
) -> dict[str, object]:
    """Return recall by kind, direction, and wrong pairs, each kind in a pile of its own."""
    rng = random.Random(seed)
    known = pairs_of(find_origins(originals, knowledge))
    kinds: dict[str, dict[str, float]] = {}
    every: list[Derived] = []
    for kind in maker.kinds:
        derived = make_derived(kind, originals, maker, knowledge, rng=rng)
        every += derived
        kinds[kind] = score(originals, derived, known, knowledge, misses=misses)
    began = time.perf_counter()
    origins = find_origins([*originals, *(one.document for one in every)], knowledge)
    seconds = time.perf_counter() - began
    together = score_origins(origins, every, originals, known, misses=False)
    return {
        "documents": len(originals),
        "pairs among the originals": len(known),
        "kinds": kinds,
        "all in one pile": together,
        "documents per second": round((len(originals) + len(every)) / seconds),
    }


def pairs_of(origins: list[Origin]) -> set[frozenset[str]]:
    """Return the pairs that are copies."""
    return {frozenset((o.document_id, o.of)) for o in origins if o.relation is Relation.COPY}


def score(
    originals: list[Document],
    derived: list[Derived],
    known: set[frozenset[str]],
    knowledge: Knowledge,
    *,
    misses: bool,
) -> dict[str, float]:
    """Return the scores of one kind."""
    pile = [*originals, *(one.document for one in derived)]
    origins = find_origins(pile, knowledge)
    return score_origins(origins, derived, originals, known, misses=misses)


def score_origins(
    origins: list[Origin],
    derived: list[Derived],
    originals: list[Document],
    known: set[frozenset[str]],
    *,
    misses: bool,
) -> dict[str, float]:
    """Return recall over sources, wrong pairs, and how many have the right direction."""
    copies = [o for o in origins if o.relation is Relation.COPY]
    kin = make_kin(derived, known)
    linked: dict[str, set[str]] = defaultdict(set)
    for origin in copies:
        linked[origin.document_id].add(origin.of)
        linked[origin.of].add(origin.document_id)
    tally: Counter[str] = Counter()
    for one in derived:
        for source in one.sources:
            tally["sources"] += 1
            hit = bool(linked[one.document.id] & kin[source])
            tally["found"] += hit
            if misses and not hit:
                print(f"missed: {one.document.source} of {source}", file=sys.stderr)
    tally.update(judge_links(copies, derived, originals, kin, misses=misses))
    return {
        "derived": len(derived),
        "recall": share(tally["found"], tally["sources"]),
        "wrong pairs": tally["wrong"],
        "direction right, dated": share(tally["right dated"], tally["dated"]),
        "dated": tally["dated"],
        "direction right, undated": share(tally["right undated"], tally["undated"]),
        "undated": tally["undated"],
        "said unknown": tally["unknown"],
    }


def make_kin(derived: list[Derived], known: set[frozenset[str]]) -> dict[str, set[str]]:
    """Return for each original all that holds words of it, itself with them."""
    kin: dict[str, set[str]] = defaultdict(set)
    for pair in known:
        for one in pair:
            kin[one] |= pair
    for one in derived:
        for source in one.sources:
            kin[source] |= {source, one.document.id}
    for pair in known:
        together = set().union(*(kin[one] for one in pair))
        for one in pair:
            kin[one] = together
    return kin


def judge_links(
    copies: list[Origin],
    derived: list[Derived],
    originals: list[Document],
    kin: dict[str, set[str]],
    *,
    misses: bool,
) -> Counter[str]:
    """Return how many links are wrong, and of those to an original, which way they go."""
    sources = {one.document.id: set(one.sources) for one in derived}
    documents = {d.id: d for d in (*originals, *(one.document for one in derived))}
    tally: Counter[str] = Counter()
    for origin in copies:
        ends = {origin.document_id, origin.of}
        if not any(ends <= some for some in kin.values()):
            tally["wrong"] += 1
            if misses:
                names = [documents[end].source for end in sorted(ends)]
                print(f"wrong: {names} {origin.how} {origin.reason}", file=sys.stderr)
            continue
        way = _judge_way(origin, sources)
        if way is None:
            continue
        dated = all(_is_exact(documents[end]) for end in ends)
        tally["dated" if dated else "undated"] += 1
        tally["right dated" if dated else "right undated"] += way
        tally["unknown"] += origin.direction is DirectionBasis.UNKNOWN
    return tally


def _judge_way(origin: Origin, sources: dict[str, set[str]]) -> bool | None:
    """Say whether a link between a derived text and its original goes the right way."""
    if origin.of in sources.get(origin.document_id, ()):
        return True
    return False if origin.document_id in sources.get(origin.of, ()) else None


def _is_exact(document: Document) -> bool:
    return document.publication is not None and document.publication.is_exact


def share(part: int, whole: int) -> float:
    """Return a ratio, 1 for nothing of nothing."""
    return round(part / whole, 4) if whole else 1.0


def measure_negatives(folder: Path, knowledge: Knowledge) -> dict[str, object]:
    """Return how many independent reports of one event are taken for copies."""
    stories: dict[str, list[Document]] = defaultdict(list)
    for path in sorted(folder.rglob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        if "body-paragraphs" not in row:
            continue
        document = Document(
            capture_id=row["uuid"],
            source=path.stem + "-" + row["source"],
            text="\n".join(" ".join(part) for part in row["body-paragraphs"]),
            language="en",
            outlet=row["source"],
        )
        stories[row["triplet-uuid"]].append(set_day(document, date.fromisoformat(row["date"])))
    documents = [document for story in stories.values() for document in story]
    found = pairs_of(find_origins(documents, knowledge))
    pairs = sum(len(list(combinations(story, 2))) for story in stories.values())
    return {
        "documents": len(documents),
        "pairs": pairs,
        "taken for copies": len(found),
        "share": share(len(found), pairs),
    }


def print_result(result: dict[str, object]) -> None:
    """Print the tables."""
    kinds = {**result["kinds"], "all in one pile": result["all in one pile"]}  # type: ignore[dict-item]
    names = list(next(iter(kinds.values())))
    print(f"{'':18}" + "".join(f"{name.split(', ')[-1]:>13}" for name in names))
    for kind, scores in kinds.items():
        print(f"{kind:18}" + "".join(f"{scores[name]:>13}" for name in names))
    for name, value in result.items():
        if not isinstance(value, dict):
            print(f"{name}: {value}")
    if "negatives" in result:
        print(f"independent reports: {result['negatives']}")


if __name__ == "__main__":
    sys.exit(main())
