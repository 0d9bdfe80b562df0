"""One sitting of review in a terminal, or from a pipe: a card, a key, a line of the log."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from onrecord.knowledge import load_knowledge
from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.model import OnrecordError
from onrecord.model.reviews import Decision, Review
from onrecord.model.wording import count, cut_after, cut_before, shorten
from onrecord.record import Record, open_record
from onrecord.record.folder import load_settings
from onrecord.record.queue import REVIEWED, Wish, decide, list_queue
from onrecord.record.reviews import read_log, undo_last
from onrecord.web.rendering import name_value
from onrecord.web.review_cards import Card, make_card

KEYS = (
    "a accept  x reject  e edit  s skip  u undo  m merge  1-9 class  [ ] { } edges  f second  "
    "c comment  j k  / search  ? help  q end"
)
HELP = """a  accept (or write moved edges), and next     x  reject
e  correct a field: e FIELD VALUE               1-9  another class
m  the same as another row: m ID                c  comment: c WORDS
[ {  begin a word earlier, later                ] }  end a word later, earlier
f  ask a second reviewer                        u  take back the last decision, and so on
s  skip    j k  card after, before              /  search: / WORDS     q  end"""
NEEDS = {"e": "field and value", "m": "id", "c": "words", "/": "words"}
MOST = 50
LIKE_IT = 100  # characters of what is like it
AROUND = 160  # characters of a text on each side of the words


@dataclass(slots=True)
class Edges:
    """Where the words begin and end, as moved by now."""

    start: int
    end: int


class Session:
    """Shows cards and takes keys until the queue is empty or somebody ends it."""

    def __init__(
        self, folder: Path, *, by: str, queue: str, table: str, clock: Callable[[], datetime]
    ) -> None:
        self._folder = folder
        self._by, self._queue, self._table, self._clock = by, queue, table, clock
        self._record: Record = open_record(folder)
        self._build = self._record.folder.find_build()
        settings = load_settings(self._record.folder)
        self._knowledge = load_knowledge(settings.pack if settings else DEFAULT_PACK)
        self._waiting: list[str] = []
        self._skipped: set[str] = set()
        self._at = 0
        self._written = 0
        self._edges: Edges | None = None
        self._sampled: set[str] = set()

    def run(self, *, name: str = "") -> None:
        """Go through the cards, `name` first."""
        self._fill(first=name)
        while True:
            card = self._show() if self._waiting else None
            if card is None:
                print("Nothing waits here. u takes back, q ends.", flush=True)
            key, rest = self._ask()
            if key in ("q", ""):
                break
            try:
                self._act(card, key, rest)
            except OnrecordError as error:
                print(f"onrecord: {error}", file=sys.stderr)
        print(f"{count(self._written, 'decision')} written by {self._by}")
        self._record.close()

    def _fill(self, first: str = "") -> None:
        """Read what waits; a build that landed meanwhile is opened."""
        build = self._record.folder.find_build()
        if build != self._build:
            self._record.close()
            self._record, self._build = open_record(self._folder), build
        reviews = read_log(self._record.folder.reviews).reviews
        places = list_queue(
            self._record,
            reviews,
            by=self._by,
            queue=self._queue,
            table=self._table,
            most=MOST + len(self._skipped),
        )
        self._sampled = {place.id for place in places if place.queue == "sample"}
        ids = [place.id for place in places if place.id not in self._skipped]
        self._waiting = list(dict.fromkeys([first, *ids] if first else ids))
        self._at, self._edges = 0, None

    def _show(self) -> Card:
        """Print the card that is next and return it."""
        reviews = read_log(self._record.folder.reviews).reviews
        name = self._waiting[self._at]
        card = make_card(self._record, name, reviews, knowledge=self._knowledge)
        print(f"\n{self._at + 1} of {len(self._waiting)}  {card.table} {card.row['id']}  {card.row.get('outcome') or ''}")  # fmt: skip
        print(f"    {self._mark(card)}")
        for field, value in card.proposed:
            print(f"    {field.replace('_', ' ')}: {plain(name_value(value))}")
        for verdict in card.verdicts:
            print(f"    {plain(verdict['reason'])}")
        for one in card.alike:
            print(f"    like it: {one['id']} {shorten(plain(one.get('quote') or ''), LIKE_IT)}")
        for effect in card.effects:
            print(f"    {effect}")
        for review in card.history:
            said = f"{review.by}: {review.decision} {review.value or review.reason or ''}"
            print(f"    {plain(said)}")
        labels = "  ".join(f"{n} {label}" for n, label in enumerate(card.labels[:9], start=1))
        print(f"    {labels}" if labels else "", KEYS, sep="\n", flush=True)
        return card

    def _mark(self, card: Card) -> str:
        """Return the words in context, marked by brackets, as the edges stand."""
        words = card.words
        if words is None:
            return plain(card.row.get("quote") or "")
        whole = words.before + words.quote + words.after
        edges = self._edges or Edges(card.row["start"], card.row["end"])
        start, end = edges.start - words.first, edges.end - words.first
        before, after = cut_before(whole, start, AROUND), cut_after(whole, end, AROUND)
        return plain(f"{before}»{whole[start:end]}«{after}")

    def _ask(self) -> tuple[str, str]:
        """Return a key and what was written behind it; "" at the end of a pipe."""
        if not sys.stdin.isatty():
            line = sys.stdin.readline()
            said = line.strip()
            return (said[:1] or "?", said[1:].strip()) if line else ("", "")
        key = click.getchar()
        rest = click.prompt(NEEDS[key], default="", show_default=False) if key in NEEDS else ""
        return key, str(rest)

    def _act(self, card: Card | None, key: str, rest: str) -> None:
        if key == "u":
            self._undo()
        elif key == "/":
            self._search(rest)
        elif key == "?" or card is None:
            print(HELP)
        else:
            self._act_on(card, key, rest)

    def _act_on(self, card: Card, key: str, rest: str) -> None:
        if key in "jk":
            step = 1 if key == "j" else -1
            self._at = min(max(0, self._at + step), len(self._waiting) - 1)
            self._edges = None
        elif key == "s":
            self._skipped.add(card.row["id"])
            self._fill()
        elif key in "[]{}":
            self._move(card, key)
        else:
            self._decide(card, key, rest)

    def _decide(self, card: Card, key: str, rest: str) -> None:
        wish = self._make_wish(card, key, rest)
        if wish is None:
            print(f'"{plain(key)}" is no key here; ? lists them', file=sys.stderr)
            return
        decide(self._record, wish, at=self._now())
        self._written += 1
        self._fill(first=card.row["id"] if wish.decision is Decision.COMMENT else "")

    def _make_wish(self, card: Card, key: str, rest: str) -> Wish | None:
        """Return the decision that a key means, None for one that means none."""
        field, _, value = rest.partition(" ")
        moved = self._edges
        said: dict[str, tuple[Decision, str | None, str | None, str | None]] = {
            "a": (Decision.ACCEPT, None, None, None),
            "x": (Decision.REJECT, None, None, rest or None),
            "e": (Decision.CORRECT, field, value.strip(), None),
            "m": (Decision.MERGE, None, rest, None),
            "f": (Decision.SECOND, None, None, rest or None),
            "c": (Decision.COMMENT, None, None, rest),
        }
        if key.isdigit() and 0 < int(key) <= len(card.labels):
            said[key] = (Decision.RELABEL, None, card.labels[int(key) - 1], None)
        if moved is not None:
            said["a"] = (Decision.MOVE, None, f"{moved.start}:{moved.end}", None)
        if key not in said:
            return None
        decision, named, new, reason = said[key]
        return Wish(
            by=self._by,
            subject=card.row["id"],
            decision=decision,
            field=named,
            value=new,
            reason=reason,
            sampled=card.row["id"] in self._sampled,
            expect=card.expect,
        )

    def _undo(self) -> None:
        undone: Review | None = undo_last(self._record.folder.reviews, by=self._by, at=self._now())
        if undone is None:
            print("There is nothing of yours to take back.", file=sys.stderr)
            return
        self._written += 1
        self._skipped.discard(undone.subject)
        self._fill(first=undone.subject)

    def _search(self, words: str) -> None:
        hits = self._record.search(words, tables=REVIEWED, limit=MOST) if words else []
        if not hits:
            print(f"Nothing holds “{plain(words)}”.", file=sys.stderr)
            return
        self._waiting = [hit.id for hit in hits]
        self._at, self._edges = 0, None

    def _move(self, card: Card, key: str) -> None:
        if card.words is None:
            return
        edges = self._edges or Edges(card.row["start"], card.row["end"])
        whole = card.words.before + card.words.quote + card.words.after
        step = 1 if key in "]{" else -1
        is_start = key in "[{"
        place = (edges.start if is_start else edges.end) - card.words.first
        place = find_edge(whole, place, step, is_start=is_start) + card.words.first
        if is_start and place < edges.end:
            edges.start = place
        elif not is_start and place > edges.start:
            edges.end = place
        self._edges = edges

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def find_edge(text: str, place: int, step: int, *, is_start: bool) -> int:
    """Return the next place at which a word begins (or ends), one step on or back.

    >>> find_edge("ten more arrests", 4, -1, is_start=True)
    0
    >>> find_edge("ten more arrests", 8, 1, is_start=False)
    16
    """
    place += step
    while 0 < place < len(text):
        left, right = text[place - 1].isspace(), text[place].isspace()
        if (left and not right) if is_start else (right and not left):
            break
        place += step
    return min(max(0, place), len(text))


def plain(text: str) -> str:
    """Return a text on one line that a terminal runs nothing of."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
