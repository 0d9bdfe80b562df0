"""Words of a text that name a programme of the tables.

    "… under the Migrant Protection Protocols (MPP). MPP was …"   two namings of one programme
    "migrants who remain in Mexico"                                none: small letters
    "the U.S.-India Counternarcotics Working Group"                none: another country's

A false naming is worse than a missed one: what others may bear too needs the parties beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.extract.programmes.index import (
    LEAST_CAPITALS,
    Grade,
    Hit,
    ProgrammeIndex,
    cut_words,
)
from onrecord.knowledge import Knowledge
from onrecord.model import Evidence, Naming, cut_span

METHOD = "extract.programmes@1"
SURE, LIKELY = 0.95, 0.8
HEAD = 600  # characters at the beginning, which tell whom a text is about
CHAIN = 3  # states written before a name: "US-Mexico-Canada …"
_DEFINED = re.compile(r"\s?\(\s?[\"“']?([A-Z][A-Z0-9-]{1,9})[\"”']?\s?\)")
_IN_ADDRESS = frozenset("-/_")  # "…/actions/fentanyl-committee-meeting"
_QUOTES = "\"“”‘’'«»"


def read_namings(annotated: Annotated, index: ProgrammeIndex, knowledge: Knowledge) -> list[Naming]:
    """Return the namings of a document in the order of the text."""
    reader = _Reader(annotated, index, knowledge)
    namings = [reader.make(start, end, of, score) for start, end, of, score in reader.read()]
    return sorted(namings, key=lambda n: n.evidence.span.start)


class _Reader:
    """Reads one document; knows which programmes it has named so far."""

    def __init__(self, annotated: Annotated, index: ProgrammeIndex, knowledge: Knowledge) -> None:
        self.annotated = annotated
        self.text = annotated.document.text
        self.index = index
        self.knowledge = knowledge
        self.hits = list(index.find(self.text))
        self.named: dict[str, int] = {}  # from where on a programme counts as named

    def read(self) -> Iterator[tuple[int, int, str, float]]:
        """Yield start, end, programme and score of each naming."""
        taken: list[tuple[int, int]] = []
        defined: list[tuple[str, str, int]] = []
        for hit in self.hits:
            if hit.spelling.grade is not Grade.ACRONYM and self._is_sure(hit):
                self.named.setdefault(hit.spelling.programme_id, hit.start)
        for hit in self.hits:
            score = self._weigh(hit)
            if score is None:
                continue
            taken.append((hit.start, hit.end))
            yield hit.start, hit.end, hit.spelling.programme_id, score
            match = _DEFINED.match(self.text, hit.end)
            if match:
                defined.append((match[1], hit.spelling.programme_id, match.start(1)))
        yield from self._read_defined(defined, taken)

    def _read_defined(
        self, defined: list[tuple[str, str, int]], taken: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, str, float]]:
        """Yield the places of the short forms that the text itself gives, from there on."""
        starts = {start for start, _ in taken}
        seen: set[str] = set()
        for short, programme_id, start in defined:
            if short in seen:
                continue
            seen.add(short)
            for match in re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])").finditer(
                self.text, start
            ):
                if match.start() not in starts:
                    yield match.start(), match.end(), programme_id, SURE

    def _weigh(self, hit: Hit) -> float | None:
        """Return how sure it is that the words name the programme; None where they do not."""
        programme_id = hit.spelling.programme_id
        is_named = self.named.get(programme_id, len(self.text)) <= hit.start
        if self._is_sure(hit):
            return SURE
        if self._is_barred(hit):
            return None
        match hit.spelling.grade:
            case Grade.ACRONYM:
                return LIKELY if is_named and hit.is_cased else None
            case Grade.LOOSE if is_named or self._has_parties(hit):
                return LIKELY if hit.is_cased else None
            case Grade.SURE if self._may_be_small(hit):
                return LIKELY
        return None

    def _is_sure(self, hit: Hit) -> bool:
        return hit.spelling.grade is Grade.SURE and hit.is_cased and not self._is_barred(hit)

    def _may_be_small(self, hit: Hit) -> bool:
        """May it be the name though it lacks capitals: long and known, or in quotation marks?"""
        before, after = self.text[hit.start - 1 : hit.start], self.text[hit.end : hit.end + 1]
        if {before, after} & _IN_ADDRESS:
            return False
        if before and before in _QUOTES and after and after in _QUOTES:
            return True
        is_known = hit.spelling.programme_id in self.named
        return is_known and hit.spelling.capitals >= LEAST_CAPITALS

    def _is_barred(self, hit: Hit) -> bool:
        """Do the words around make it something else: another country's, or a longer name?"""
        row = self.index.rows[hit.spelling.programme_id]
        rest = [w.key for w in cut_words(self.text[hit.end : hit.end + 60])]
        for words in row.unless:
            keys = [w.key for w in cut_words(words)]
            if rest[: len(keys)] == keys:
                return True
        return any(self._is_foreign(n, hit) for n in self._states_before(hit.start))

    def _states_before(self, start: int) -> Iterator[Name]:
        """Yield the states written right before a place, nearest first."""
        at = start
        for _ in range(CHAIN):
            name = next((n for n in self.annotated.names if at - 2 <= n.end <= at - 1), None)
            if name is None or name.label not in (NameLabel.STATE, NameLabel.DEMONYM):
                return
            if self.text[name.end : at] not in (" ", "-", "–"):
                return
            yield name
            at = name.start

    def _is_foreign(self, name: Name, hit: Hit) -> bool:
        countries = self._countries(name.candidates)
        return bool(countries) and not countries & self._parties(hit)

    def _has_parties(self, hit: Hit) -> bool:
        """Are all parties named in the paragraph or at the head, each by a name of its country?"""
        first = self.text.rfind("\n", 0, hit.start) + 1
        after = self.text.find("\n", hit.end)
        last = len(self.text) if after < 0 else after
        named: set[str] = set()
        for name in self.annotated.names:
            if first <= name.start < last or name.start < HEAD:
                named |= self._countries(name.candidates)
        return self._parties(hit) <= named

    def _parties(self, hit: Hit) -> set[str]:
        return self._countries(self.index.rows[hit.spelling.programme_id].parties)

    def _countries(self, actor_ids: tuple[str, ...] | list[str]) -> set[str]:
        actors = self.knowledge.actors
        return {c for a in actor_ids if a in actors and (c := actors[a].country) is not None}

    def make(self, start: int, end: int, programme_id: str, score: float) -> Naming:
        span = cut_span(self.annotated.document, start, end)
        evidence = Evidence(spans=(span,), method=METHOD, score=score)
        return Naming(programme_id=programme_id, evidence=evidence)
