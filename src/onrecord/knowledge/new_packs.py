"""Begin a pack: a folder of tables with comments, and what is known of its two states already.

What `base` has of the states stands there in comments; the starting rows are topics and programmes
of the two, so that the pack reads something at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.knowledge.countries import Country, spell_countries
from onrecord.knowledge.pack_languages import CODES
from onrecord.knowledge.packs import PACK_FILE, Knowledge, load_knowledge
from onrecord.knowledge.starters import STARTERS, STARTERS_BY_LANGUAGE
from onrecord.knowledge.tables import suggest
from onrecord.model import ActorKind, TableError

STANDS_ON = "base"
_NAME = re.compile(r"[a-z][a-z0-9-]*")
PAIR = 2
MOST_NAMED = 40  # rows of base that a comment names


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDraft:
    """A pack that is to be written."""

    name: str
    title: str
    states: tuple[Country, Country]
    languages: tuple[str, ...]
    knowledge: Knowledge


def make_draft(
    name: str, *, between: str, languages: tuple[str, ...], title: str | None
) -> PackDraft:
    """Return the draft that the words ask for; TableError says which of them is wrong."""
    if not _NAME.fullmatch(name):
        raise TableError(f'"{name}" is no name of a pack: small letters, digits and hyphens')
    knowledge = load_knowledge(STANDS_ON)
    named = [part.strip() for part in between.split(":")]
    if len(named) != PAIR:
        raise TableError(f'"{between}" is no pair; write two states as JP:KR')
    one, other = (_find_state(part, knowledge) for part in named)
    for language in languages:
        if language not in CODES:
            raise TableError(f'"{language}" is no language; write its ISO 639-1 code, such as en')
    return PackDraft(
        name=name,
        title=title or f"{one.name} and {other.name}",
        states=(one, other),
        languages=languages,
        knowledge=knowledge,
    )


def _find_state(name: str, knowledge: Knowledge) -> Country:
    spelled = spell_countries(knowledge.countries)
    code = spelled.get(name.lower())
    if code is None:
        raise TableError(f'no state "{name}"{suggest(name.lower(), spelled)}')
    return knowledge.countries[code]


def write_pack(draft: PackDraft, folder: Path) -> Path:
    """Write the pack's tables and return its folder; one that holds something is left alone."""
    if folder.exists() and any(folder.iterdir()):
        raise TableError(f"{folder} is not empty; name another pack, or another place with --to")
    words = _list_words(draft)
    texts = {PACK_FILE: STARTERS[PACK_FILE], **STARTERS}
    for name, text in texts.items():
        _write(folder / name, text, words)
    for language in draft.languages:
        for name, text in STARTERS_BY_LANGUAGE.items():
            _write(folder / language / name, text, words)
    return folder


def _write(path: Path, text: str, words: dict[str, str]) -> None:
    for key, value in words.items():
        text = text.replace(f"<{key}>", value)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.lstrip("\n"), encoding="utf-8")


def _list_words(draft: PackDraft) -> dict[str, str]:
    """Return what is put into the starting tables."""
    one, other = draft.states
    languages = ", ".join(f"{code}: []" for code in draft.languages)
    return {
        "name": draft.name,
        "title": draft.title,
        "one": one.code,
        "other": other.code,
        "one_id": one.code.lower(),
        "other_id": other.code.lower(),
        "one_name": one.name,
        "other_name": other.name,
        "language": draft.languages[0],
        "empty": languages,
        "actors": _say_actors(draft),
        "offices": _say_offices(draft),
        "outlets": _say_outlets(draft),
        "ties": _say_ties(draft),
    }


def _say_actors(draft: PackDraft) -> str:
    codes = [state.code for state in draft.states]
    rows = [
        f"{row.id} ({row.name})"
        for row in draft.knowledge.actor_rows.values()
        if row.country in codes and row.kind not in {ActorKind.PERSON, ActorKind.STATE}
    ]
    return _comment(rows)


def _say_offices(draft: PackDraft) -> str:
    codes = [state.code for state in draft.states]
    rows = []
    for row in draft.knowledge.office_rows.values():
        if row.country in codes:
            since = min((holder.first for holder in row.holders), default=None)
            rows.append(f"{row.id} ({row.title}{f', holders since {since}' if since else ''})")
    return _comment(rows)


def _say_outlets(draft: PackDraft) -> str:
    codes = [state.code for state in draft.states]
    rows = [row.name for row in draft.knowledge.outlets.values() if row.country in codes]
    return _comment(rows)


def _say_ties(draft: PackDraft) -> str:
    """Return the words "Japan-South Korea", in both orders, by language, as YAML."""
    one, other = draft.states
    parts = []
    for language in draft.languages:
        names = [(state.names.get(language) or state.names["en"])[0] for state in (one, other)]
        pairs = [f'"{names[0]}-{names[1]}"', f'"{names[1]}-{names[0]}"']
        parts.append(f"{language}: [{', '.join(pairs)}]")
    return f"{{{', '.join(parts)}}}"


def _comment(rows: list[str]) -> str:
    """Return rows as lines of a comment."""
    if not rows:
        return "#   nothing yet"
    shown = [f"#   {row}" for row in rows[:MOST_NAMED]]
    more = len(rows) - len(shown)
    return "\n".join([*shown, *([f"#   and {more} more"] if more else [])])
