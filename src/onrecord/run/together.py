"""The steps per key of a build: what the gists of all documents come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from onrecord.knowledge import Knowledge
from onrecord.model import Happening, Life, Origin, Problem, Shift, find_last_told
from onrecord.model.carry import Carry, carry_here
from onrecord.model.reviews import Review
from onrecord.run.beside import Gists, Head
from onrecord.run.kept_steps import (
    COPIES,
    MATCHES,
    SPOKEN,
    VERSIONS,
    KeptPlaces,
    KeptSteps,
    hash_all,
)
from onrecord.run.ledger import Ledger, Tellings, make_ledger
from onrecord.run.mapped_prints import map_prints
from onrecord.run.memory import give_back
from onrecord.run.programmes import ProgrammeReports
from onrecord.run.reviewing import settle_moves
from onrecord.run.sharing import Sharer
from onrecord.text.origins import find_root_at, find_roots, group_copies, make_origins
from onrecord.text.origins_cards import Card
from onrecord.text.origins_copies import Copy, find_copies_of
from onrecord.text.origins_matches import judge_own, judge_quoted
from onrecord.text.versions import find_versions, follow_versions, leave_versions_out
from onrecord.verify.conflicts import FigureReport, find_conflicts
from onrecord.verify.happenings import find_happenings
from onrecord.verify.happenings_pairs import EventReport
from onrecord.verify.positions import PositionReport, find_shifts
from onrecord.verify.quotes import MappedArrays, Meanings, News, SpeechIndex, gather_news

Item = TypeVar("Item")
Report = TypeVar("Report", EventReport, FigureReport)
Result = TypeVar("Result")
_MOST_TEXTS = 100  # that are held at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What the steps per key say of all documents."""

    origins: Mapping[str, list[Origin]]  # by document
    happenings: Mapping[str, Happening]  # by the ids of their events
    roots: Mapping[str, str]  # the document that each document's content goes back to
    firsts: Mapping[str, str]  # of each later version of a document the first one
    conflicts: tuple[Problem, ...]  # figures that documents give differently
    speeches: SpeechIndex  # of all documents, to compare quotes with
    speeches_hash: str  # of all that a comparison with these hangs on
    speeches_before: str  # the same of the last build; "" where more than additions lies between
    news: News | None  # what was added since then
    ledger: Ledger  # what became of commitments
    lives: Mapping[str, Life]  # of programmes
    shifts: tuple[Shift, ...]  # of positions


def put_together(
    stored: Gists,
    knowledge: Knowledge,
    as_of: date | None = None,
    *,
    reviews: Sequence[Review] = (),
    carry: Carry = carry_here,
    kept: KeptSteps | None = None,
) -> Together:
    """Return what the steps per key say of all documents; what is `kept` of them is not done again."""
    kept = kept if kept is not None else KeptSteps(None)
    firsts = _find_versions(stored, kept, carry)
    give_back()
    origins = leave_versions_out(_find_origins(stored, knowledge, kept, carry), firsts)
    roots = follow_versions(find_roots(stored.heads, origins), firsts)
    give_back()
    by_document: dict[str, list[Origin]] = {}
    for origin in origins:
        by_document.setdefault(origin.document_id, []).append(origin)

    def place(report: Report, at: int) -> Report:
        here = report.document_id
        root = find_root_at(at, here, by_document.get(here, []), roots)
        return replace(report, origin_id=root, document_id=firsts.get(here, here))

    share = Sharer().share_report
    happenings = find_happenings(
        (share(place(*one)) for _, told in stored.tell("events") for one in told.events),
        carry=carry,
    )
    give_back()
    conflicts = find_conflicts(
        (place(*one) for _, told in stored.tell("figures") for one in told.figures), carry=carry
    )
    programmes = ProgrammeReports(carry=carry)
    for _, told in stored.tell("programmes"):
        for programme_id, report in told.programmes:
            programmes.take(programme_id, report, roots, firsts)
    lives = programmes.follow(knowledge, as_of)
    del programmes
    give_back()
    moves = _gather_tellings(stored, firsts, carry).list_moves(knowledge, as_of)
    shifts = find_shifts(_list_positions(stored, firsts), carry=carry)
    speeches = _index_speeches(stored, knowledge, kept)
    give_back()
    spoken = _list_spoken(stored, speeches, firsts)
    before, news = _find_news(stored, spoken, speeches, kept)
    return Together(
        origins=by_document,
        happenings={event: h for h in happenings for event in h.event_ids},
        roots=roots,
        firsts=firsts,
        conflicts=tuple(conflicts),
        speeches=speeches,
        speeches_hash=_hash_speeches(spoken),
        speeches_before=before,
        news=news,
        ledger=make_ledger(settle_moves(moves, reviews), _find_last(stored, as_of)),
        lives=lives,
        shifts=tuple(shifts),
    )


def _find_versions(stored: Gists, kept: KeptSteps, carry: Carry) -> dict[str, str]:
    """Return for each later version of a document its first one; only shared addresses are looked at."""
    groups: dict[str, list[Head]] = {}
    for head in stored.heads:
        groups.setdefault(head.address, []).append(head)
    shared = [group for group in groups.values() if len(group) > 1]
    keys = [hash_all(*(head.key for head in group)) for group in shared]
    before = [kept.find(VERSIONS, key) for key in keys]
    new = [
        [head.id for head in group]
        for group, held in zip(shared, before, strict=True)
        if held is None
    ]
    firsts: dict[str, str] = {}
    for some in _batch(new):
        firsts.update(find_versions(list(stored.load_whole(some)), carry=carry))
    for group, key, held in zip(shared, keys, before, strict=True):
        if held is None:
            ids = (head.id for head in group)
            kept.keep(VERSIONS, key, tuple((one, firsts[one]) for one in ids if one in firsts))
        else:
            firsts.update(held)
    return firsts


def _batch(groups: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield some groups together, so many that their texts can be held."""
    held: list[str] = []
    for group in groups:
        held += group
        if len(held) >= _MOST_TEXTS:
            yield held
            held = []
    if held:
        yield held


def _find_origins(
    stored: Gists, knowledge: Knowledge, kept: KeptSteps, carry: Carry
) -> list[Origin]:
    """Return the relations of all documents, in their order."""
    cards = map_prints(stored.cards(), MappedArrays(stored.room))
    copies = group_copies(find_copies_of(cards, carry=_KeptCarry(carry, kept)))
    origins: list[Origin] = []
    for head, told in stored.tell("credits"):  # copies come before credits
        if found := copies.get(head.id):
            origins += _tell_copies(found, stored, knowledge, kept)
        origins += told.credits
    return origins


def _gather_tellings(stored: Gists, firsts: Mapping[str, str], carry: Carry) -> Tellings:
    """Return the deeds and acts of all documents; a later version tells nothing anew."""
    tellings = Tellings(carry=carry)
    for head, told in stored.tell("deeds", "targets"):
        if head.id not in firsts:
            tellings.take(head.language, told.deeds, told.targets)
    return tellings


def _find_last(stored: Gists, as_of: date | None) -> date:
    return find_last_told(((head.first, head.last) for head in stored.heads), as_of)


def _list_positions(stored: Gists, firsts: Mapping[str, str]) -> Iterator[PositionReport]:
    for head, told in stored.tell("positions"):
        if head.id not in firsts:
            yield from told.positions


def _tell_copies(
    copies: Sequence[Copy], stored: Gists, knowledge: Knowledge, kept: KeptSteps
) -> Sequence[Origin]:
    """Return the relations of one document that is a copy."""
    card = copies[0].card
    said = (
        part
        for one in copies
        for part in (
            one.source.id, one.source.source, one.how, one.basis, repr(one.share), str(one.covered),
        )
    )  # fmt: skip
    key = hash_all(card.id, card.words.own.tobytes(), *said)
    found: tuple[Origin, ...] | None = kept.find(COPIES, key)
    if found is None:
        found = tuple(make_origins(copies, stored.load(card.id), knowledge))
        kept.keep(COPIES, key, found)
    return found


def _index_speeches(stored: Gists, knowledge: Knowledge, kept: KeptSteps) -> SpeechIndex:
    share = Sharer().share_speech
    return SpeechIndex(
        [share(speech) for _, told in stored.tell("speeches") for speech in told.speeches],
        _Texts(stored),
        knowledge.quote_words,
        words=stored.words(),
        memory=KeptPlaces(kept, MappedArrays(stored.room)),
        meanings=Meanings(knowledge),
    )


class _KeptCarry:
    """Carries the comparison of texts as another carry does, without what was compared before."""

    def __init__(self, carry: Carry, kept: KeptSteps) -> None:
        self._carry = carry
        self._kept = kept
        self._hashes: dict[str, str] = {}  # of cards

    def __call__(
        self, step: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[Result]:
        """Yield the result for each item."""
        rule: Any = step
        if rule is judge_own or rule is judge_quoted:
            return self._carry_new(step, list(items))
        return self._carry(step, items)

    def _carry_new(self, step: Callable[[Item], Result], items: list[Item]) -> Iterator[Result]:
        keys = [self._hash_pair(step, item) for item in items]
        news = [not self._kept.holds(MATCHES, key) for key in keys]
        made = iter(self._carry(step, (i for i, is_new in zip(items, news, strict=True) if is_new)))
        for key, is_new in zip(keys, news, strict=True):
            if is_new:
                result = next(made)
                self._kept.keep(MATCHES, key, result)
                yield result
            else:
                yield self._kept.find(MATCHES, key)

    def _hash_pair(self, step: Any, pair: Any) -> str:
        way = "own" if step is judge_own else "quoted"
        return hash_all(way, *(self._hash_card(card) for card in pair))

    def _hash_card(self, card: Card) -> str:
        if card.id not in self._hashes:
            words = card.words
            arrays = (one.tobytes() for one in (words.own, words.names, words.quoted))
            named = card.outlet if card.outlet is not None else "\0"
            self._hashes[card.id] = hash_all(named, card.title, card.kind, *arrays)
        return self._hashes[card.id]


def _list_spoken(stored: Gists, speeches: SpeechIndex, firsts: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of all documents that have speeches, and which are versions of which."""
    return {
        head.key: firsts.get(head.id, "") for head in stored.heads if speeches.speeches_of(head.id)
    }


def _hash_speeches(spoken: Mapping[str, str]) -> str:
    """Return a hash of all speeches, and of which documents are versions of each other."""
    return hash_all(*(word for pair in spoken.items() for word in pair))


def _find_news(
    stored: Gists, now: Mapping[str, str], speeches: SpeechIndex, kept: KeptSteps
) -> tuple[str, News | None]:
    """Return the hash of the speeches of the last build, and what was said anew since then.

    None where some of them are gone or stand in another order.
    """
    before = dict(kept.look(SPOKEN, "") or ())
    kept.keep(SPOKEN, "", tuple(now.items()))
    if not before or [key for key in now if key in before] != list(before):
        return "", None
    ids = {head.key: head.id for head in stored.heads}
    new = {ids[key] for key, first in now.items() if first != before.get(key)}
    return _hash_speeches(before), gather_news(speeches, new)


class _Texts(Mapping[str, str]):
    """The texts of documents, read where one is asked for; a few are held."""

    def __init__(self, stored: Gists) -> None:
        self._stored = stored
        self._read: dict[str, str] = {}

    def __getitem__(self, document_id: str) -> str:
        if document_id not in self._read:
            if len(self._read) >= _MOST_TEXTS:
                self._read.pop(next(iter(self._read)))
            self._read[document_id] = self._stored.load(document_id).text
        return self._read[document_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)
