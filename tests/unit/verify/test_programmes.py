"""What all documents together say of a programme."""

from __future__ import annotations

from datetime import date

from onrecord.model import Moment, Period, Phase, PhaseState, Span
from onrecord.verify.programmes import ProgrammeReport, follow_programme

MAY = Period(date(2023, 5, 11), date(2023, 5, 12))
JUNE = Period(date(2023, 6, 1), date(2023, 6, 2))


def report(document: str, origin: str, *periods: Period) -> ProgrammeReport:
    span = Span(document_id=document, start=0, end=5, quote="ended")
    phases = [
        Phase(programme_id="p", state=PhaseState.ENDED, period=period, span=span)
        for period in periods
    ]
    return ProgrammeReport(
        document_id=document, origin_id=origin, source=f"{document}.txt", namings=2, findings=3,
        phases=tuple(phases),
    )  # fmt: skip


def test_the_same_day_told_twice_is_one_moment_and_other_days_stay_beside_it() -> None:
    begun = Moment(state=PhaseState.BEGUN, period=JUNE, words="begun", source="S")
    reports = [report("doc-1", "doc-1", MAY), report("doc-2", "doc-1", MAY, JUNE)]
    life = follow_programme("p", [begun], reports)
    told = [(m.state, m.period, m.documents, m.origins) for m in life.history]
    assert told == [
        (PhaseState.ENDED, MAY, 2, 1),
        (PhaseState.BEGUN, JUNE, 0, 0),
        (PhaseState.ENDED, JUNE, 1, 1),
    ]
    assert (life.namings, life.documents, life.origins, life.findings) == (4, 2, 1, 6)


def test_a_programme_that_no_document_names_has_what_the_table_knows() -> None:
    life = follow_programme("p", [], [])
    assert (life.documents, life.history) == (0, ())
