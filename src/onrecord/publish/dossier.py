"""Record → dossier: one HTML page that needs nothing else, every line with its words.

    write_dossier(record, Path("dossier.html"), built_at="2026-09-30")

What comes from documents is only ever text in it: templates escape everything, links are http or
https, and the page's own Content-Security-Policy allows no script but its own, which checks the
page (`publish.dossier_evidence`), no frame and no request.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from onrecord.model.judged import Counted, Judged, read_judged
from onrecord.model.wording import count
from onrecord.publish.charts import Chart, Point, draw_chart, make_point
from onrecord.publish.citations import CITATIONS, Citation, make_citation
from onrecord.publish.dossier_documents import (
    DocumentLine,
    ProblemLine,
    count_origins,
    list_documents,
    list_problems,
)
from onrecord.publish.dossier_evidence import EMPTY_BLOCK, seal_page
from onrecord.publish.dossier_findings import (
    CommitmentLine,
    EventLine,
    FigureLine,
    Speaker,
    StatementLine,
    count_outcomes,
    list_commitments,
    list_events,
    list_failing_quotes,
    list_figures,
    list_speakers,
)
from onrecord.publish.dossier_ledger import Codes, LedgerPart, make_ledger_part
from onrecord.publish.dossier_programmes import ProgrammePart, list_programmes
from onrecord.publish.dossier_rows import (
    RecordReader,
    Row,
    Tables,
    name_day,
    name_iso_day,
    read_tables,
)
from onrecord.publish.dossier_timeline import Stretch, list_timeline
from onrecord.publish.positions import IssuePart, list_issues
from onrecord.publish.tallies import TallyPart
from onrecord.record.folder import write_beside

TEMPLATES = Path(__file__).parent / "templates"
# What the facts of a build are called on the page; those without a name are left out.
FACTS = {
    "build": "record",
    "onrecord": "Onrecord",
    "packs": "packs",
    "as_of": "as known on",
    "tables": "hash of the tables",
    "models": "language models",
}
# More than that say no more: the series that most figures are about come first.
MOST_CHARTS = 6
# What a long list shows before one has to ask for the rest.
SHOWN = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that the page shows."""

    title: str
    record_id: str
    built_at: str
    citation: Citation
    version: str
    as_of: str
    packs: str
    build: dict[str, str]
    documents: list[DocumentLine]
    document_count: int  # later versions left out
    version_count: int  # these
    origin_count: int
    outcomes: dict[str, int]
    figures: list[FigureLine]
    charts: list[Chart]
    timeline: list[Stretch]
    dated_count: int
    datable_count: int
    speakers: list[Speaker]
    failing_quotes: list[StatementLine]
    statement_count: int
    commitments: list[CommitmentLine]
    ledger: LedgerPart
    events: list[EventLine]
    programmes: list[ProgrammePart]
    issues: list[IssuePart]
    states: Mapping[str, str]  # names by ISO alpha-3
    problems: list[ProblemLine]
    series: list[Row]
    methods: list[tuple[str, int]]
    judged: Judged
    reviewed: str


def write_dossier(
    record: RecordReader,
    out: Path,
    *,
    built_at: str,
    codes: Codes | None = None,
    judged: Judged | None = None,
    tallies: Mapping[str, Sequence[TallyPart]] | None = None,
) -> None:
    """Write the dossier of `record` to `out`; `built_at` is the day to show and to cite (ISO).

    With `codes` it draws the balance of the busiest pairs of states. `judged` is what reviewers came
    to by now; else it is what the build knew. What they rejected is left out. `tallies` are what
    programmes are said to have come to, by programme.
    """
    counted = Counted(record, judged or read_judged(record.rows("review")))
    codes = codes or Codes()
    tables = read_tables(counted, codes.states)
    dossier = make_dossier(
        counted, built_at=built_at, codes=codes, judged=counted.judged, tallies=tallies
    )
    page = seal_page(render_dossier(dossier), tables, {"built_at": built_at, **dossier.build})
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.exists() and not out.is_file():
        out.write_text(page, encoding="utf-8")  # a pipe or a terminal
    else:
        write_beside(out.resolve(), page.encode())


def make_dossier(
    record: RecordReader,
    *,
    built_at: str,
    codes: Codes | None = None,
    judged: Judged | None = None,
    tallies: Mapping[str, Sequence[TallyPart]] | None = None,
) -> Dossier:
    """Return what a dossier of `record` shows."""
    judged = judged or read_judged(record.rows("review"))
    record, codes = Counted(record, judged), codes or Codes()
    tables = read_tables(record, codes.states)
    figures = list_figures(tables)
    speakers = list_speakers(tables)
    timeline = list_timeline(tables)
    build = tables.build
    versions = sum(bool(document.get("version_of")) for document in tables.documents)
    return Dossier(
        title=build.get("title") or "What is on record",
        record_id=build.get("build", ""),
        built_at=name_iso_day(built_at),
        citation=make_citation(
            build,
            title="",
            day=date.fromisoformat(built_at[:10]),
            note=_count(len(tables.documents) - versions, count_origins(tables)),
        ),
        version=build.get("onrecord", ""),
        as_of=name_iso_day(build.get("as_of", "")),
        packs=build.get("packs", ""),
        build={name: build[key] for key, name in FACTS.items() if build.get(key)},
        documents=list_documents(tables),
        document_count=len(tables.documents) - versions,
        version_count=versions,
        origin_count=count_origins(tables),
        outcomes=count_outcomes(figures),
        figures=figures,
        charts=draw_charts(tables, record),
        timeline=timeline,
        dated_count=sum(len(stretch.moments) for stretch in timeline),
        datable_count=len(tables.events) + len(tables.statements),
        speakers=speakers,
        failing_quotes=list_failing_quotes(speakers),
        statement_count=len(tables.statements),
        commitments=list_commitments(tables),
        ledger=make_ledger_part(
            record, on=date.fromisoformat((build.get("as_of") or built_at)[:10]), codes=codes
        ),
        events=list_events(tables),
        programmes=list_programmes(tables, record, tallies or {}),
        issues=list_issues(tables, record, codes.issues),
        states=codes.states,
        problems=list_problems(tables),
        series=_used_series(tables),
        methods=_methods(tables),
        judged=judged,
        reviewed=describe_reviews(tables, judged),
    )


def make_environment() -> Environment:
    """Return the templates' environment: all text is escaped, and a missing name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count"] = count
    return environment


def render_dossier(dossier: Dossier) -> str:
    """Return the page."""
    environment = make_environment()
    style = (TEMPLATES / "dossier.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "dossier.js").read_text(encoding="utf-8")
    template = environment.get_template("dossier.html.j2")
    return template.render(
        dossier=dossier,
        style=Markup(style),  # our own file
        style_hash=_hash_for_policy(style),
        script=Markup(script),  # our own file
        script_hash=_hash_for_policy(script),
        evidence=Markup(EMPTY_BLOCK),
        cited={form: CITATIONS[form](dossier.citation) for form in ("plain", "bibtex")},
        drawings={c.series: Markup(c.svg) for c in dossier.charts},  # drawn by us
        ledger_drawing=Markup(dossier.ledger.chart.svg) if dossier.ledger.chart else "",
        balance_drawings=[Markup(b.svg) for b in dossier.ledger.balances],
        programme_drawings={
            p.id: Markup(p.chart.svg) if p.chart else "" for p in dossier.programmes
        },
        issue_drawings={p.id: Markup(p.chart.svg) if p.chart else "" for p in dossier.issues},
        shown=SHOWN,
        name_day=name_day,
    )


def describe_reviews(tables: Tables, judged: Judged) -> str:
    """Return how many of the lines shown a person has reviewed, in a sentence's second half."""
    shown = (*tables.figures, *tables.statements, *tables.events, *tables.commitments)
    seen = sum(row["id"] in judged.states for row in shown)
    if not seen:
        return "no person has reviewed one of them"
    return f"{count(judged.people, 'person', 'people')} reviewed {seen:,} of {len(shown):,}"


def _count(documents: int, origins: int) -> str:
    return f"{count(documents, 'document')} from {count(origins, 'independent origin')}"


def _hash_for_policy(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def draw_charts(tables: Tables, record: RecordReader) -> list[Chart]:
    """Return a chart for each series that figures were compared with, the most figures first."""
    points: dict[str, list[Point]] = {}
    for row in tables.figures:
        point = _point(row, tables)
        if point is not None:
            points.setdefault(row["series"], []).append(point)
    observations: dict[str, list[Row]] = {series: [] for series in points}
    for row in record.rows("observation") if points else ():
        if row["series"] in observations:
            observations[row["series"]].append(row)
    charts: list[Chart] = []
    for series in sorted(points, key=lambda s: (-len(points[s]), s)):
        chart = draw_chart(tables.series_by_id[series], observations[series], points[series])
        if chart is not None:
            charts.append(chart)
        if len(charts) == MOST_CHARTS:
            break
    return charts


def _point(row: Row, tables: Tables) -> Point | None:
    """Return a figure as a point: a level, compared with a period of a known series."""
    if row["series"] not in tables.series_by_id:
        return None
    return make_point(row, tables.verdict_by_finding.get(row["id"]))


def _used_series(tables: Tables) -> list[Row]:
    used = {row["series"] for row in tables.figures if row["series"]}
    return [row for key, row in sorted(tables.series_by_id.items()) if key in used]


def _methods(tables: Tables) -> list[tuple[str, int]]:
    """Return the methods that made the findings and verdicts, with how many of them."""
    rows: list[dict[str, Any]] = [
        *tables.statements,
        *tables.events,
        *tables.commitments,
        *tables.figures,
        *tables.verdict_by_finding.values(),
    ]
    return sorted(Counter(row["method"] for row in rows).items())
