"""Languages that a pack's tables name: codes of ISO 639-1, and whether texts are read in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.knowledge.pack_faults import Fault, Weight
from onrecord.knowledge.packs import list_folders
from onrecord.knowledge.table_places import PlacedRow, read_rows

# Which keys of which tables are by language.
BY_LANGUAGE = {
    "actors.yml": ("aliases", "metonyms", "misnomers"),
    "countries.yml": ("names", "demonyms", "metonyms"),
    "offices.yml": ("titles",),
    "topics.yml": ("words",),
    "programmes.yml": ("aliases", "loose"),
    "issues.yml": ("terms", "claims", "deeds", "undone", "needs", "unless", "others"),
    "indicators.yml": ("near", "never", "never_near", "apart_from", "units", "whole", "pinned"),
    "sites.yml": ("names",),
}
CODES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt
    lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt
    qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to
    tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()  # noqa: SIM905
)
SPEECH = ("cues.yml", "event_words.yml")  # a language with these is read


def list_wrong_languages(folder: Path) -> Iterator[Fault]:
    """Yield the languages of a pack's tables that are none, and those that nothing is read in."""
    read = _list_read(folder)
    for table, keys in BY_LANGUAGE.items():
        for placed in read_rows(folder, table):
            for key in keys:
                held = placed.data.get(key)
                for language in held if isinstance(held, dict) else ():
                    yield from _judge(placed, key, str(language), read)
    for path in sorted(folder.glob("*/*.yml")):
        language = path.parent.name
        if language not in CODES and language not in {"series", "models", "pairs"}:
            said = f'"{language}" is no language: {SAY_CODE}'
            yield Fault(file=str(path.relative_to(folder)), message=said, loads=True)


SAY_CODE = "folders and keys have ISO 639-1 codes, such as en, es, ja, ko"


def _list_read(folder: Path) -> frozenset[str]:
    """Return the languages in which the tables of the pack, and of those it requires, read."""
    try:
        folders = list_folders(folder)
    except OSError:
        folders = [folder]
    return frozenset(
        path.parent.name for one in folders for name in SPEECH for path in one.glob(f"??/{name}")
    )


def _judge(placed: PlacedRow, key: str, language: str, read: frozenset[str]) -> Iterator[Fault]:
    if language not in CODES:
        said = f'{key}: "{language}" is no language: {SAY_CODE}'
        yield Fault(file=placed.file, line=placed.find_line(), message=said, loads=True)
    elif language not in read:
        said = f'{key}: no text is read in "{language}" (docs/languages.md): these words wait'
        yield Fault(
            file=placed.file,
            line=placed.find_line(),
            message=said,
            weight=Weight.REMARK,
            loads=True,
        )
