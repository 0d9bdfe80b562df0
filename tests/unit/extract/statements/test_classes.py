"""A cue's class is the table's; a warning is a threat only when its speaker will do something."""

from __future__ import annotations

import pytest

from onrecord.extract.statements.classes import find_class
from onrecord.knowledge import Knowledge
from onrecord.model import CueClass


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("warn", "it would close the port", CueClass.THREATEN),
        ("warn", "more ships will sink unless the storm ends", CueClass.THREATEN),
        ("warn", "the drug could kill thousands", CueClass.SAY),
        ("warn", "the newcomers will exhaust the city's means", CueClass.SAY),
        ("threaten", "to close the port", CueClass.THREATEN),
        ("urge", "the parliament to “act now”", CueClass.DEMAND),
        ("recognize", "the need to talk", CueClass.AGREE),
        ("vow", "to keep the port open", CueClass.PROMISE),
        ("denounce", "the “attack” on the port", CueClass.ACCUSE),
        ("hail", "the “historic” deal", CueClass.PRAISE),
        ("ask", "whether the port would open", CueClass.ASK),
        ("estimate", "3,000 people crossed", CueClass.ESTIMATE),
    ],
)
def test_the_class_of_a_verb(
    cue: str, content: str, expected: CueClass, knowledge: Knowledge
) -> None:
    table, references = knowledge.cues["en"], knowledge.references["en"]
    (row,) = table.verbs[cue]
    assert find_class(row, content, table, references) is expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("exigió", CueClass.DEMAND), ("acusó", CueClass.ACCUSE), ("negó", CueClass.DENY),
        ("prometió", CueClass.PROMISE), ("agradeció", CueClass.PRAISE),
        ("reconoció", CueClass.AGREE), ("anunció", CueClass.ANNOUNCE),
        ("estimó", CueClass.ESTIMATE), ("preguntó", CueClass.ASK),
        ("amenazó", CueClass.THREATEN), ("rechazó", CueClass.REJECT), ("dijo", CueClass.SAY),
    ],
)  # fmt: skip
def test_every_class_has_spanish_verbs(form: str, expected: CueClass, knowledge: Knowledge) -> None:
    rows = [r for rows in knowledge.cues["es"].verbs.values() for r in rows if form in r.forms]
    assert [row.cue_class for row in rows] == [expected]


def test_no_cue_says(knowledge: Knowledge) -> None:
    table, references = knowledge.cues["en"], knowledge.references["en"]
    assert find_class(None, "it would close", table, references) is CueClass.SAY
