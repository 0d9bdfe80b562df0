"""Paragraphs of a release (PDF, Word, mail) → draft: its title, byline and day at the top.

Such files have no page around them, so that lines are dropped only where the tables know them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis
from onrecord.text.dating.days import DayFinder
from onrecord.text.drafts import DateClue, Draft
from onrecord.text.languages import find_language
from onrecord.text.readers.furniture import drop_furniture
from onrecord.text.readers.heads import read_head
from onrecord.text.readers.keys import take_keys
from onrecord.text.readers.lines import Line


def draft_release(paragraphs: Sequence[str], knowledge: Knowledge, known: Draft) -> Draft:
    """Return the draft of these paragraphs; what the file says of itself is in `known`.

    A day in the text's own head is believed before what `known` is not sure of.
    """
    kept, furniture = drop_furniture(list(paragraphs), knowledge)
    lines = [Line(text=text, number=at, gap=True) for at, text in enumerate(kept, start=1)]
    keys, lines, data = take_keys(lines, knowledge)
    table = knowledge.page_words.get(find_language("\n".join(kept), knowledge))
    finder = DayFinder(*([table] if table is not None else knowledge.page_words.values()))
    head = read_head(lines, finder, knowledge)
    sure = [clue for clue in known.clues if clue.sure]
    keyed = [DateClue(text=v, basis=DateBasis.METADATA, sure=True) for v in keys.get("date", ())]
    dated = [DateClue(text=lines[at].text, basis=DateBasis.BYLINE) for at in head.dated]
    # the day on which a file was made is the article's only when its head names none
    weak = [] if keyed or dated else [clue for clue in known.clues if not clue.sure]
    return replace(
        known,
        paragraphs=tuple(line.text for line in lines),
        dropped=(*known.dropped, *data, *furniture),
        title=known.title or _first(keys.get("title")) or head.title,
        authors=known.authors or tuple(keys.get("author", ())) or head.authors,
        outlet=known.outlet or _first(keys.get("outlet")) or head.masthead,
        url=known.url or _first(keys.get("url")),
        clues=(*sure, *keyed, *dated, *weak),
    )


def _first(values: list[str] | None) -> str | None:
    return values[0] if values else None
