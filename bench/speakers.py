"""Score who is meant: name, office at the document's date, and country of speaker mentions.

    python bench/speakers.py --texts DIR [--labels FILE] [--half first|second|both] [--misses]

Each text is read with the steps that a build takes. A label is a stretch of the file (characters
of the decoded file), with whom a reader says is meant: `name`, `office` and `country`, one entry
for each person or state meant; an entry's alternatives are all right, and so is each of `or`.
"?" is nobody who can be named, "*" is not scored. Where the label is `private`, the name is what
stands at the place itself. The halves are the even and the odd lines of the label file.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Actor, Capture, Document, Judgement, Mention, TurnKind, list_labels
from onrecord.model.naming import name_mention, read_standing
from onrecord.run.readings import Reading
from onrecord.run.steps import Reader
from onrecord.sources import read_sources

LABELS = Path(__file__).with_suffix(".jsonl")
MET_AT = datetime(2026, 11, 1, tzinfo=UTC)  # the same in each run: bounds undated documents
UNNAMED, UNSCORED = "?", "*"
# Words around a place, before and after, by which it is found again; the longest that fits counts.
CONTEXTS = ((160, 160), (60, 60), (0, 60), (60, 0), (0, 25), (25, 0), (10, 10), (0, 0))
EMPTY_WORDS = frozenset(
    {"a", "an", "the", "of", "for", "and", "to", "in", "u", "s", "us", "anonymous"}
    | {"el", "la", "los", "las", "de", "del", "y"}
)
# Before a title they make it another one.
OTHER_OFFICE = frozenset({"vice", "deputy", "former", "elect"})
PARTS = ("name", "office", "country")


@dataclass(frozen=True, kw_only=True)
class Meant:
    """One of those whom the program says a mention means."""

    name: str
    office: str | None
    country: str | None
    is_known: bool  # an actor of its own, or the words as they stand


@dataclass(kw_only=True)
class Score:
    """Counts by kind of mention, and the misses as lines."""

    labels: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: dict[str, Counter[str]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)


def main() -> int:
    """Read, compare, print."""
    args = read_arguments()
    rows = [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()]
    if args.half != "both":
        rows = rows[args.half == "second" :: 2]
    score = measure(rows, args.texts)
    print_score(score, as_json=args.json)
    if args.misses:
        print("\n".join(score.misses))
    return 0


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Score whom speaker mentions mean.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--half", choices=("first", "second", "both"), default="both")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(rows: list[dict[str, Any]], texts: Path) -> Score:
    """Return the score of all labels."""
    reader = Reader(knowledge=load_knowledge())
    score = Score()
    numbers = sorted({row["document"] for row in rows})
    for number in numbers:
        path = texts / f"{number}.txt"
        source = path.read_text(encoding="utf-8")
        reading = read_text(path, reader)
        for row in (r for r in rows if r["document"] == number):
            words = source[row["start"] : row["end"]]
            place = None
            if reading.document is not None:
                place = find_place(source, row["start"], row["end"], reading.document.text)
            meant = find_meant(place, row, reading, reader.knowledge) if place else None
            add(score, row, words, meant)
    return score


def read_text(path: Path, reader: Reader) -> Reading:
    """Return all that a build reads from the one document of a file."""
    captures = (c for c in read_sources([str(path)], met_at=MET_AT) if isinstance(c, Capture))
    return reader.read(next(captures))


def find_place(source: str, start: int, end: int, text: str) -> tuple[int, int] | None:
    """Return where in the clean text the stretch of the source stands: by letters and digits."""
    places = [i for i, sign in enumerate(text) if sign.isalnum()]
    squeezed = "".join(text[i] for i in places)
    before, words, after = map(squeeze, (source[:start], source[start:end], source[end:]))
    share = len(before) / (len(before) + len(words) + len(after))
    for left, right in CONTEXTS:
        head = before[len(before) - left :] if left else ""
        pattern = f"(?={re.escape(head + words + after[:right])})"
        hits = [m.start() + len(head) for m in re.finditer(pattern, squeezed)]
        if hits:
            hit = min(hits, key=lambda at: abs(at / len(squeezed) - share))
            return places[hit], places[hit + len(words) - 1] + 1
    return None


def squeeze(text: str) -> str:
    """Return the letters and digits."""
    return "".join(sign for sign in text if sign.isalnum())


def find_meant(
    place: tuple[int, int], row: dict[str, Any], reading: Reading, knowledge: Knowledge
) -> list[Meant] | None:
    """Return whom the program means at a place; None when it finds no speaker there."""
    actors = {**knowledge.actors, **{actor.id: actor for actor in reading.actors}}
    for mention in find_mentions(place, row["kind"], reading):
        return list(list_meant(mention, reading.judgements, actors))
    return None


def find_mentions(place: tuple[int, int], kind: str, reading: Reading) -> Iterator[Mention]:
    """Yield the speakers at a place, the one most like it first; for an implied one, by content."""
    start, end = place
    if kind == "implied":
        for statement in reading.statements:
            content = statement.content
            if content.start < end and start < content.end and statement.speaker is not None:
                yield statement.speaker
        return
    speakers = [m for s in reading.statements for m in (s.speaker, s.via) if m is not None]
    if reading.document is not None:
        speakers += labels_at(place, reading.document)
    touching = [m for m in speakers if m.span.start < end and start < m.span.end]
    yield from sorted(touching, key=lambda m: abs(m.span.start - start) + abs(m.span.end - end))


def labels_at(place: tuple[int, int], document: Document) -> list[Mention]:
    """Return the mention of the turn's label at a place (it is made once for each label)."""
    by_label = list_labels(document)
    return [
        by_label[turn.label]
        for turn in document.turns
        if turn.kind is TurnKind.SPEAKER
        and turn.label_start < place[1]
        and place[0] < turn.label_start + len(turn.label)
    ]


def list_meant(
    mention: Mention, judgements: Iterable[Judgement], actors: dict[str, Actor]
) -> Iterator[Meant]:
    """Yield each who is meant, as rows name them."""
    standing = [[judgement] for judgement in read_standing(mention, judgements)]
    for some in standing or [[]]:
        named = name_mention(mention, some, actors)
        if named.name is not None:
            known = bool(named.actor_ids)
            yield Meant(name=named.name, office=named.role, country=named.country, is_known=known)


def add(score: Score, row: dict[str, Any], words: str, meant: list[Meant] | None) -> None:
    """Count one label."""
    kind = row["kind"]
    score.labels[kind] += 1
    score.found[kind] += meant is not None
    choices = [row, *row.get("or", ())]
    verdicts = [compare(choice, words, meant or []) for choice in choices]
    best = max(verdicts, key=lambda v: sum(v.values())) if meant is not None else {}
    counts = score.right.setdefault(kind, Counter())
    for part in PARTS:
        counts[part] += best.get(part, False)
    counts["all"] += bool(best) and all(best.values())
    if not best or not all(best.values()):
        wrong = [part for part, is_right in best.items() if not is_right] or ["no speaker found"]
        got = [(m.name, m.office, m.country) for m in meant or []]
        wanted = (row["name"], row["office"], row["country"])
        line = f"{row['document']} {kind} {words[:50]!r}: {', '.join(wrong)}: {got} for {wanted}"
        score.misses.append(line)


def compare(row: dict[str, Any], words: str, meant: list[Meant]) -> dict[str, bool]:
    """Say of name, office and country whether they are right for all who are meant."""
    names = [[words]] if row.get("private") else row["name"]
    if any(UNNAMED in some for some in names) and not any(m.is_known for m in meant):
        return dict.fromkeys(PARTS, True)
    pairs = pair(names, meant)
    is_named = len(pairs) == len(names) == len(meant)
    return {
        "name": is_named,
        "office": is_named and all(fits_office(row["office"], i, m) for i, m in pairs),
        "country": is_named and all(fits_country(row["country"], i, m) for i, m in pairs),
    }


def pair(names: list[list[str]], meant: list[Meant]) -> list[tuple[int, Meant]]:
    """Return (number of the entry, who was meant by it), each used once."""
    left = list(meant)
    pairs = []
    for number, some in enumerate(names):
        found = next((m for m in left if any(is_same_name(n, m.name) for n in some)), None)
        if found is not None:
            left.remove(found)
            pairs.append((number, found))
    return pairs


def is_same_name(wanted: str, name: str) -> bool:
    """Are two names one: the same words, or all of at least two words of one in the other?"""
    a, b = split_words(wanted), split_words(name)
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) > 1 and short <= long)


def fits_office(offices: list[list[str]] | str | None, number: int, meant: Meant) -> bool:
    """Does the role hold one of the titles, and no word that makes it another office?"""
    if offices is None or offices == UNSCORED:
        return True
    role = split_words(meant.office or "")
    for title in offices[min(number, len(offices) - 1)]:
        wanted = split_words(title)
        if wanted and wanted <= role and not (role - wanted) & OTHER_OFFICE:
            return True
    return False


def fits_country(countries: list[str] | str | None, number: int, meant: Meant) -> bool:
    """Is it the country, or none where there is none?"""
    if countries == UNSCORED:
        return True
    wanted = countries[min(number, len(countries) - 1)] if countries else None
    return meant.country == wanted or wanted == UNSCORED


def split_words(text: str) -> frozenset[str]:
    """Return the words without case, marks and the small ones."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
    )
    words = re.findall(r"\w+", plain.casefold().replace("-", "").replace("u.s.", " "))
    return frozenset(words) - EMPTY_WORDS or frozenset(words)


def print_score(score: Score, *, as_json: bool) -> None:
    """Print a line for each kind, and all of them together."""
    table = {kind: count(score, [kind]) for kind in sorted(score.labels)}
    table["all"] = count(score, list(score.labels))
    if as_json:
        print(json.dumps(table))
        return
    head = ("mentions", "found", *PARTS, "all three", "of found")
    print(f"{'kind':12}" + "".join(f"{word:>10}" for word in head))
    for kind, row in table.items():
        shown = (f"{v:>10}" if isinstance(v, int) else f"{v:>10.3f}" for v in row.values())
        print(f"{kind:12}" + "".join(shown))


def count(score: Score, kinds: list[str]) -> dict[str, int | float]:
    """Return the counts of some kinds and their shares."""
    labels = sum(score.labels[kind] for kind in kinds)
    found = sum(score.found[kind] for kind in kinds)
    right = {part: sum(score.right[kind][part] for kind in kinds) for part in (*PARTS, "all")}
    shares = {part: right[part] / labels for part in PARTS}
    return {
        "mentions": labels,
        "found": found,
        **shares,
        "all three": right["all"] / labels,
        "all three of found": right["all"] / max(found, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
