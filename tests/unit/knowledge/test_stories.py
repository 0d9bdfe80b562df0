"""Topics and programmes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge, load_knowledge, make_programme
from onrecord.model import TableError

MakePack = Callable[..., Path]
ROW = "- {id: p, name: P, parties: [aa], status: in force, source: t"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("- {id: p, name: P, parties: [zz], status: ended, source: t}", 'no actor "zz"'),
        ("- {id: p, name: P, parties: [aa], status: dormant, source: t}", "status: Input"),
        (ROW + ", first: 2020-01-01, after: 2020-01-01}", "must come before"),
    ],
    ids=["unknown party", "unknown status", "order"],
)
def test_a_wrong_programme_is_an_error(make_pack: MakePack, row: str, message: str) -> None:
    with pytest.raises(TableError, match=rf"programmes\.yml:1: .*{message}"):
        load_knowledge(make_pack(programmes=row + "\n"))


def test_an_open_programme_reaches_to_the_last_day(make_pack: MakePack) -> None:
    knowledge = load_knowledge(make_pack(programmes=ROW + ", first: 2020-01-01}\n"))
    period = make_programme(knowledge.programmes["p"]).period
    assert period is not None
    assert (period.first, period.after) == (date(2020, 1, 1), date.max)


def test_a_programme_without_a_first_day_has_no_period(make_pack: MakePack) -> None:
    knowledge = load_knowledge(make_pack(programmes=ROW + "}\n"))
    assert make_programme(knowledge.programmes["p"]).period is None


def test_topics_have_words_in_both_languages_of_the_story(knowledge: Knowledge) -> None:
    assert not [t.id for t in knowledge.topics.values() if not {"en", "es"} <= t.words.keys()]
