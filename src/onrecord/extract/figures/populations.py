"""Which part of a population a figure counts: a nationality, a country, a drug, or the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extract.figures.drafts import Draft, Frame
from onrecord.knowledge import Indicator, Knowledge, WordTable, either

RANK_REACH = 120  # characters before a rank in which the one that holds it is named
NATIONALITY_REACH = 40  # characters between a counted noun and "from Venezuela"


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a figure: its sentence, and those before it in the paragraph."""

    sentence: str
    before: str
    near: str

    @property
    def whole(self) -> str:
        """Return both."""
        return f"{self.before} {self.sentence}"


class PopulationReader:
    """The names of countries and peoples of one language, compiled."""

    def __init__(self, knowledge: Knowledge, words: WordTable, indicators: list[Indicator]) -> None:
        self.language = words.language
        self.held = {
            row.id: {
                name.rsplit(".", 1)[1]
                for name in knowledge.series
                if name.rsplit(".", 1)[0] in row.series
            }
            for row in indicators
            if row.ranked_among or row.kind == "rate"
        }
        self.demonyms = {
            spelling: code
            for code, country in knowledge.countries.items()
            for spelling in country.demonyms.get(self.language, ())
        }
        self.countries = {
            spelling: code
            for code, country in knowledge.countries.items()
            for spelling in country.names.get(self.language, ())
        }
        self.demonym = re.compile(rf"(?<!\w){either([*self.demonyms])}s?(?!\w)")
        nation = rf"(?P<name>{either([*self.demonyms, *self.countries])})(?!\w)"
        self.from_country = re.compile(
            rf"(?<!\w)(?i:{words.either('changes', 'nationality-link')})\s+{nation}"
        )
        of = words.either("numbers", "of", "of-the")
        self.owner = re.compile(rf"(?<!\w)(?i:{of})\s+(?:\w+\s+)?{nation}")
        stop = words.either("changes", "nationality-stop")
        self.no_nationality = re.compile(rf"\W+(?i:{stop})(?!\w)")
        self.any_country = re.compile(rf"(?<!\w){either([*self.demonyms, *self.countries])}(?!\w)")
        people = words.either("changes", "people")
        self.counted = re.compile(rf"(?<!\w)(?i:{people})(?!\w)")
        # "migrantes venezolanos", "personas de Venezuela": right behind those who are counted
        beside = words.either("changes", "nationality-beside")
        self.behind = re.compile(
            rf"\s+(?:(?i:{people})\s+)+(?:(?i:{beside})\s+{nation}|(?P<demonym>{either([*self.demonyms])})"
            rf"(?!\w))"
        )
        self.listed = re.compile(
            rf"(?:,|\s+(?i:{words.either('numbers', 'joint')}))\s+"
            rf"(?P<demonym>{either([*self.demonyms])})(?!\w)"
        )

    def find(
        self, frame: Frame, draft: Draft, indicator: Indicator, context: Context
    ) -> tuple[bool, str | None]:
        """Return whether the indicator's population fits, and the value of its dimension."""
        if indicator.dimension == "words":
            named = indicator.patterns[self.language].find_dimensions(context.sentence)
            return len(named) == 1, named[0] if len(named) == 1 else None
        if indicator.dimension == "countries":
            if indicator.kind == "rate" or indicator.ranked_among:
                return self._country_beside(frame, draft, indicator)
            peoples = self._peoples(frame, draft)
            return len(peoples) == 1, peoples[0] if len(peoples) == 1 else None
        patterns = indicator.patterns[self.language]
        whole = draft.noun in self.demonyms and patterns.counts(draft.noun)
        if indicator.kind == "count" and not whole and self._peoples(frame, draft):
            return False, None
        return True, None

    def _peoples(self, frame: Frame, draft: Draft) -> list[str]:
        """Return the countries whose people are counted ("Venezuelan migrants"), none for all."""
        text = frame.text
        _, sentence_end = frame.sentence_at(draft.anchor)
        limit = min(sentence_end, draft.end + NATIONALITY_REACH)
        if behind := self._right_behind(text, draft, limit):
            return behind
        for match in self.demonym.finditer(text, draft.after, limit):
            plural = match[0].endswith("s") and match[0] not in self.demonyms
            inside = self.counted.search(text, match.end(), draft.end + 1)
            beside = match.start() < draft.end or self.counted.match(text, match.end() + 1)
            if plural or (inside and beside):
                return self._code_all(match[0])
        for match in self.from_country.finditer(text, draft.after, limit):
            counted = self.counted.search(text, draft.after, match.start())
            if counted and not self.no_nationality.match(text, match.end()):
                return self._code_all(match["name"])
        return []

    def _right_behind(self, text: str, draft: Draft, limit: int) -> list[str]:
        """Return whose people are counted where a word for them stands right behind the number.

        "54,833 Venezuelans", "54,833 migrantes venezolanos".
        """
        found = self.behind.match(text, draft.after, limit)
        name, end = (found["demonym"] or found["name"], found.end()) if found else ("", 0)
        bare = self.demonym.match(text, draft.after + 1)
        if not found and bare and draft.noun in ("", bare[0]):
            name, end = bare[0], bare.end()
        if not name:
            return []
        other = self.listed.match(text, end)
        return self._code_all(name, *([other["demonym"]] if other else []))

    def _country_beside(
        self, frame: Frame, draft: Draft, indicator: Indicator
    ) -> tuple[bool, str | None]:
        """Return the countries named beside the figure, after it first; "CA+MX" for two."""
        text = frame.text
        start, end = frame.sentence_at(draft.anchor)
        behind = self._codes(text, draft.after, min(end, draft.after + 90))
        ahead = self._codes(text, max(start, draft.start - 120), draft.start)
        held = self.held[indicator.id]
        codes = [c for c in behind if c in held] or [c for c in ahead if c in held][-2:]
        if indicator.ranked_among:
            return self._find_ranked(frame, draft, indicator)
        return bool(codes), "+".join(codes) if codes else None

    def _find_ranked(
        self, frame: Frame, draft: Draft, indicator: Indicator
    ) -> tuple[bool, str | None]:
        """Return whose place is told ("Mexico is now our largest trading partner")."""
        text = frame.text
        start, _ = frame.sentence_at(draft.anchor)
        owners = self._codes(text, draft.start, draft.anchor)
        if behind := self.owner.search(text, draft.anchor, draft.end):
            owners += self._code_all(behind["name"])
        if any(code != indicator.owner for code in owners):
            return False, None
        ahead = self._codes(text, max(start, draft.start - RANK_REACH), draft.start)
        if ahead and draft.start < draft.anchor and self._is_owned(text, start, draft):
            return False, None
        if ahead:
            return ahead[-1] in self.held[indicator.id], ahead[-1]
        default = indicator.dimension_default
        return default in self._codes(text, 0, draft.start), default

    def _is_owned(self, text: str, start: int, draft: Draft) -> bool:
        """Is it the partner of whoever is named ("the Mexican economy … its main partner")?"""
        named = list(
            self.any_country.finditer(text, max(start, draft.start - RANK_REACH), draft.start)
        )
        owner = text[draft.start : draft.anchor].strip()
        return bool(owner) and bool(named) and named[-1][0] in self.demonyms

    def _codes(self, text: str, start: int, end: int) -> list[str]:
        return self._code_all(*(m[0] for m in self.any_country.finditer(text, start, end)))

    def _code_all(self, *words: str) -> list[str]:
        found = dict.fromkeys(map(self._code, words))
        return [code for code in found if code is not None]

    def _code(self, word: str) -> str | None:
        for spelling in (word, word.removesuffix("s")):
            code = self.demonyms.get(spelling) or self.countries.get(spelling)
            if code:
                return code
        return None
