"""Check a pack: what keeps it from being loaded, and what loads and can never do anything.

What loads is tried on the readers themselves: a name is looked up in the index of names, a pattern
cut into words as a text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.annotate import NameIndex
from onrecord.annotate.name_index import split_words
from onrecord.extract.positions.patterns import GAPS, cut_words
from onrecord.knowledge import Knowledge, find_pack, load_knowledge
from onrecord.knowledge.pack_faults import Fault, Weight, list_mistakes
from onrecord.knowledge.pack_languages import list_wrong_languages
from onrecord.knowledge.table_places import PlacedRow, read_rows
from onrecord.model import ActorKind

OF_A_STATE = {
    ActorKind.PERSON,
    ActorKind.BODY,
    ActorKind.STATE,
    ActorKind.SUBNATIONAL,
    ActorKind.PARTY,
}
NAMES = ("aliases", "metonyms", "misnomers")
PATTERNS = ("terms", "claims", "deeds", "undone")
PHRASES = ("needs", "unless", "others")


def check_pack(pack: str | Path) -> list[Fault]:
    """Return all faults of a pack, mistakes before remarks, each by file and line.

    Remarks need tables that load: with a mistake that keeps them from it there are none.
    """
    folder = find_pack(str(pack))
    mistakes = [*list_mistakes(folder), *list_wrong_languages(folder)]
    if any(not fault.loads for fault in mistakes):
        return sorted(mistakes, key=_order)
    knowledge = load_knowledge(folder)
    found = [
        *mistakes,
        *_look_at_actors(folder, knowledge),
        *_look_at_names(folder, knowledge),
        *_look_at_issues(folder),
        *_look_at_programmes(folder),
        *_look_at_measures(folder, knowledge),
    ]
    return sorted(dict.fromkeys(found), key=_order)


def _order(fault: Fault) -> tuple[bool, str, int, str]:
    return fault.weight is Weight.REMARK, fault.file, fault.line or 0, fault.message


def _look_at_actors(folder: Path, knowledge: Knowledge) -> Iterator[Fault]:
    """Yield actors that speak for no state, and persons who held no office."""
    held = {h.person for office in knowledge.office_rows.values() for h in office.holders}
    for placed in read_rows(folder, "actors.yml"):
        row = knowledge.actor_rows.get(placed.data.get("id", ""))
        if row is None:
            continue
        if row.country is None and row.kind in OF_A_STATE:
            yield _remark(placed, f'{row.kind} "{row.id}" has no country: it acts for no state')
        if row.kind is ActorKind.PERSON and row.id not in held:
            yield _remark(placed, f'"{row.id}" holds no office in any table: add the holder')


def _look_at_names(folder: Path, knowledge: Knowledge) -> Iterator[Fault]:
    """Yield names that no text can hold, and names that several actors share."""
    indexes: dict[str, NameIndex] = {}
    for placed in read_rows(folder, "actors.yml"):
        actor = placed.data.get("id") or placed.data.get("adds_to")
        for language, name in _list_names(placed):
            if language not in indexes:
                indexes[language] = NameIndex(knowledge, language)
            index = indexes[language]
            words = list(split_words(name))
            found = index.find(words, 0) if words else None
            if found is None or found[0] < len(words):
                yield _mistake(placed, name, f'the name "{name}" can stand in no text')
                continue
            others = [other for other in found[1].candidates if other != actor]
            if actor in found[1].candidates and others:
                said = f'"{name}" is also a name of {", ".join(others)}: the text has to decide'
                yield _remark(placed, said, name)


def _list_names(placed: PlacedRow) -> Iterator[tuple[str, str]]:
    """Yield the names of a row with their languages."""
    if isinstance(placed.data.get("name"), str):
        yield "en", placed.data["name"]
    for _, language, name in _list_texts(placed, NAMES):
        yield language, name


def _list_texts(placed: PlacedRow, keys: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what a row says by language under the keys: key, language, text."""
    for key in keys:
        for language, texts in (placed.data.get(key) or {}).items():
            yield from ((key, language, text) for text in texts)


def _look_at_issues(folder: Path) -> Iterator[Fault]:
    """Yield patterns that fit no text."""
    for placed in read_rows(folder, "issues.yml"):
        for _, _, text in _list_texts(placed, PATTERNS):
            said = find_fault_of_pattern(text)
            if said:
                yield _mistake(placed, text, f'the pattern "{text}" fits nothing: {said}')
        for key, _, text in _list_texts(placed, PHRASES):
            said = _find_fault_of_phrase(text)
            if said:
                yield _mistake(placed, text, f'"{text}" in {key} fits nothing: {said}')


def find_fault_of_pattern(text: str) -> str | None:
    """Return why a pattern of issues.yml can fit no text, None when it can.

    >>> find_fault_of_pattern("end/ending .. pact/ ")
    'a slash without a word'
    """
    parts = [part for part in text.lower().split() if part != "|"]
    if not parts or parts[0] in GAPS or parts[-1] in GAPS:
        return "a gap needs a word before and behind it"
    for part in parts:
        for word in () if part in GAPS else part.split("/"):
            if not word.strip("*"):
                return "a slash without a word"
            if "*" in word.rstrip("*"):
                return f'"*" counts at the end of a word only ("{word}")'
            if not _is_word(word.rstrip("*")):
                return f'"{word}" is no word of a text'
    return None


def _find_fault_of_phrase(text: str) -> str | None:
    if text != text.lower():
        return "write it in small letters"
    if "*" in text or "/" in text:
        return "neither * nor / counts here; write each form"
    wrong = next((word for word in text.split() if not _is_word(word)), None)
    return f'"{wrong}" is no word of a text' if wrong else None


def _is_word(word: str) -> bool:
    """Does a text cut into words keep it whole?"""
    return [cut.key for cut in cut_words(f"{word} ")] == [word]


def _look_at_programmes(folder: Path) -> Iterator[Fault]:
    """Yield programmes that no text can name."""
    for placed in read_rows(folder, "programmes.yml"):
        data = placed.data
        if not data.get("aliases") and not data.get("loose"):
            yield _mistake(placed, None, f'no text can name "{data.get("id")}": give it aliases')


def _look_at_measures(folder: Path, knowledge: Knowledge) -> Iterator[Fault]:
    """Yield indicators that count nothing, and series without a value."""
    for placed in read_rows(folder, "indicators.yml"):
        row = knowledge.indicators[placed.data["id"]]
        for language in row.near:
            if not row.units.get(language):
                said = f'"{row.id}" has no units in "{language}": it counts nothing there'
                yield _mistake(placed, None, said)
    for placed in read_rows(folder, "series.yml"):
        name = placed.data["id"]
        series = [s for key, s in knowledge.series.items() if key.rsplit(".", 1)[0] == name]
        held = [knowledge.series[name]] if name in knowledge.series else series
        if not any(one.observations for one in held):
            yield _remark(placed, f'"{name}" has no values: onrecord series import FILE --as KIND')


def _remark(placed: PlacedRow, message: str, word: str | None = None) -> Fault:
    line = placed.find_line(word)
    return Fault(file=placed.file, line=line, message=message, weight=Weight.REMARK)


def _mistake(placed: PlacedRow, word: str | None, message: str) -> Fault:
    return Fault(file=placed.file, line=placed.find_line(word), message=message, loads=True)
