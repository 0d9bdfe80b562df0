"""Programmes: what all documents together say of each. What one says is in `programme_steps`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from onrecord.knowledge import Knowledge, ProgrammeRow, make_programme
from onrecord.model import Life, Moment, Period, Programme
from onrecord.model.carry import Carry, carry_here
from onrecord.run.readings import Reading
from onrecord.verify.programmes import ProgrammeReport, follow_programme


@dataclass(slots=True)
class ProgrammeReports:
    """What documents say of programmes, gathered for the step per programme."""

    by_programme: dict[str, list[ProgrammeReport]] = field(default_factory=dict)
    carry: Carry = carry_here

    def take(
        self,
        programme_id: str,
        report: ProgrammeReport,
        roots: Mapping[str, str],
        firsts: Mapping[str, str],
    ) -> None:
        """Add what one document says of one programme; a later version counts as the first one."""
        document_id = report.document_id
        placed = replace(
            report,
            document_id=firsts.get(document_id, document_id),
            origin_id=roots[document_id],
        )
        self.by_programme.setdefault(programme_id, []).append(placed)

    def follow(self, knowledge: Knowledge, as_of: date | None) -> dict[str, Life]:
        """Return the life of each programme of the tables, as far as the day `as_of` knew it."""
        told = (
            (row.id, list(_list_moments(row, as_of)), self.by_programme.get(row.id, []))
            for row in knowledge.programmes.values()
        )
        return {life.programme_id: life for life in self.carry(_follow, told)}


def list_reports(reading: Reading) -> Iterator[tuple[str, ProgrammeReport]]:
    """Yield what one document says of each programme, before it is known where it comes from."""
    document = reading.document
    if document is None:
        return
    for programme_id in dict.fromkeys(n.programme_id for n in reading.namings):
        yield (
            programme_id,
            ProgrammeReport(
                document_id=document.id,
                origin_id=document.id,
                source=document.source,
                namings=sum(n.programme_id == programme_id for n in reading.namings),
                findings=sum(b.programme_id == programme_id for b in reading.belongings),
                phases=tuple(p for p in reading.phases if p.programme_id == programme_id),
            ),
        )


def _follow(told: tuple[str, list[Moment], list[ProgrammeReport]]) -> Life:
    return follow_programme(*told)


def _list_moments(row: ProgrammeRow, as_of: date | None) -> Iterator[Moment]:
    """Yield what the table knows of a programme, without what came after the day."""
    for phase in row.history:
        if as_of is None or phase.day <= as_of:
            yield Moment(
                state=phase.state,
                period=Period(phase.day, phase.day + timedelta(days=1)),
                words=phase.words,
                source=row.source,
            )


def list_programmes(knowledge: Knowledge, as_of: date | None) -> Iterator[Programme]:
    """Yield the programmes of the tables as a day knew them: none that came after it.

    An end after the day is not known yet, nor is the status that the table gives for today.
    """
    for row in knowledge.programmes.values():
        begun = [day for day in (row.first, *(p.day for p in row.history)) if day is not None]
        if as_of is not None and begun and min(begun) > as_of:
            continue
        if as_of is not None and row.first is not None and row.first > as_of:
            yield make_programme(row.model_copy(update={"status": "announced", "after": None}))
        elif as_of is not None and row.after is not None and row.after > as_of:
            yield make_programme(row.model_copy(update={"status": "in force", "after": None}))
        else:
            yield make_programme(row)
