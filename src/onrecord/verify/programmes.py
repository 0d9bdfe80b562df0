"""What all documents together say of one programme: a per-key step, the key is the programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Life, Moment, Period, Phase, PhaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeReport:
    """What one document says of one programme. `origin_id` is the root of its content."""

    document_id: str
    origin_id: str
    source: str
    namings: int
    findings: int
    phases: tuple[Phase, ...] = ()


def follow_programme(
    programme_id: str, known: Sequence[Moment], reports: Sequence[ProgrammeReport]
) -> Life:
    """Return the life of a programme: its moments in order of date, those of the table first.

    The same state with the same date told by several documents is one moment, with the words of
    the first; different dates stay beside each other.
    """
    moments = [*known, *_merge(reports)]
    moments.sort(key=lambda m: (m.period.first, m.documents > 0, m.period.after, m.state))
    return Life(
        programme_id=programme_id,
        namings=sum(report.namings for report in reports),
        documents=len({report.document_id for report in reports}),
        origins=len({report.origin_id for report in reports}),
        findings=sum(report.findings for report in reports),
        history=tuple(moments),
    )


def _merge(reports: Sequence[ProgrammeReport]) -> Iterator[Moment]:
    told: dict[tuple[PhaseState, Period], list[tuple[ProgrammeReport, Phase]]] = {}
    for report in reports:
        for phase in report.phases:
            told.setdefault((phase.state, phase.period), []).append((report, phase))
    for (state, period), tellings in told.items():
        first, phase = tellings[0]
        yield Moment(
            state=state,
            period=period,
            words=phase.span.quote,
            source=first.source,
            span=phase.span,
            documents=len({report.document_id for report, _ in tellings}),
            origins=len({report.origin_id for report, _ in tellings}),
        )
