"""The ledger and the balance of two sides in a dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.publish.dossier import make_dossier, render_dossier
from onrecord.publish.dossier_ledger import Codes, find_busiest, make_ledger_part
from onrecord.publish.dyads import make_dyad
from onrecord.publish.ledger_charts import make_dyad_spec
from tests.unit.publish.conftest import FakeRecord
from tests.unit.publish.test_ledger import CODES, MAY, QUADS, add_move

TABLES = Codes(quads=QUADS, alpha2=CODES)


def fill(record: FakeRecord) -> None:
    record.commitment()
    add_move(record, "kept")
    for number in range(3):
        record.event(id=f"eve-{number}", targets=["USA"], date=MAY)


def test_a_dossier_draws_what_moved_and_the_busiest_pair(record: FakeRecord) -> None:
    fill(record)
    page = render_dossier(make_dossier(record, built_at="2024-06-01", codes=TABLES))
    assert 'aria-label="MEX: send guards: kept 1 April 2024."' in page
    assert "MEX and USA, month by month" in page
    assert "1 April 2024 kept, proposed: “218,673 arrests”" in page
    assert page.count('<figure class="wide">') == 2


def test_states_are_named_in_lines_and_drawings(record: FakeRecord) -> None:
    fill(record)
    named = replace(TABLES, states={"MEX": "Mexico", "USA": "United States"})
    page = render_dossier(make_dossier(record, built_at="2024-06-01", codes=named))
    assert 'aria-label="Mexico: send guards: kept 1 April 2024."' in page
    assert "Mexico and United States, month by month" in page
    assert "Mexico → United States" in page


def test_the_ledger_stands_as_of_the_record_s_day(record: FakeRecord) -> None:
    fill(record)
    part = make_ledger_part(record, on=date(2024, 3, 1), codes=Codes())
    assert (part.states, part.chart, part.balances) == ((("announced", 1),), None, ())


def test_pairs_with_few_events_are_not_drawn(record: FakeRecord) -> None:
    fill(record)
    assert find_busiest(record.tables["event"], TABLES) == [("MEX", "USA")]
    assert find_busiest(record.tables["event"][:2], TABLES) == []


def test_conflict_stands_below_the_line(record: FakeRecord) -> None:
    fill(record)
    record.event(id="eve-9", actors=["USA"], targets=["MEX"], type="SANCTION", date=MAY)
    spec = make_dyad_spec(make_dyad(record, ("USA", "MEX"), QUADS, CODES))
    counts = [
        [bar["count"] for bar in panel["layer"][0]["data"]["values"]]
        for panel in spec["vconcat"]
        if "layer" in panel
    ]
    assert counts == [[-1], [3]]
