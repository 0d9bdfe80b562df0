"""Figures of one document as the step that compares them between documents sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.model import Figure
from onrecord.run.readings import Reading
from onrecord.verify.conflicts import FigureReport


def make_figure_reports(
    reading: Reading, find_origin: Callable[[Figure], str]
) -> Iterator[FigureReport]:
    """Yield the figures that can be held against those of other documents."""
    if reading.document is None:
        return
    for figure in reading.figures:
        report = FigureReport(
            figure=figure,
            document_id=figure.document_id,
            origin_id=find_origin(figure),
            source=reading.document.source,
        )
        if report.key is not None:
            yield report
