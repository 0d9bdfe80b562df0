"""What each list shows: its table, its columns, what can be chosen in it, and how it is ordered."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One list of the application, at `/name`."""

    name: str
    table: str
    title: str
    lead: str
    group: str  # under which heading of the navigation
    columns: tuple[tuple[str, str], ...]  # column of the table, its heading
    facets: tuple[tuple[str, str], ...] = ()
    searched: str = ""  # the column that the box "holds the words" looks into
    order: str = ""
    labels: str = ""  # the column by which a digit relabels in review

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the columns of the table that the list reads."""
        own = tuple(column for column, _ in self.columns)
        return (
            *own,
            "id",
            "source",
            "document",
            "start",
            "end",
            "quote",
            "outcome",
            "diagnosis",
            "title",
            "published_latest",
        )


_FROM = (("source", "from"),)

_ALL = (
    View(
        name="documents",
        table="document",
        title="Documents",
        lead="Every text of the record, with what is known of it and whom it copies.",
        group="Texts",
        columns=(
            ("title", "title"), ("published", "published"), ("outlet", "outlet"),
            ("kind", "kind"), ("words", "words"), ("origin", "origin"),
        ),
        facets=(("kind", "kind"), ("outlet", "outlet"), ("language", "language")),
        searched="title",
        order="-published",
    ),
    View(
        name="statements",
        table="statement",
        title="Statements",
        lead="What texts put in somebody's mouth: who said it, in which role, and how it is told.",
        group="Findings",
        columns=(
            ("speaker", "speaker"), ("content", "what was said"), ("manner", "manner"),
            ("cue", "verb"), *_FROM,
        ),
        facets=(
            ("speaker", "speaker"), ("speaker_country", "country"), ("manner", "manner"),
            ("topics", "topic"), ("cue_class", "kind of verb"),
        ),
        searched="content",
    ),
    View(
        name="quotes",
        table="statement",
        title="Quotes",
        lead="Words given as quoted, compared with transcripts and with other reports of them.",
        group="Findings",
        columns=(
            ("outcome", "checked"), ("speaker", "speaker"), ("content", "as quoted"), *_FROM,
        ),
        facets=(("outcome", "outcome"), ("diagnosis", "what differs"), ("speaker", "speaker")),
        searched="content",
        order="outcome",
    ),
    View(
        name="figures",
        table="figure",
        title="Figures",
        lead="Numbers in texts, what they count, and how they compare with official series.",
        group="Findings",
        columns=(
            ("outcome", "checked"), ("quote", "figure"), ("period", "period"),
            ("measure", "of what"), ("reason", "why"), *_FROM,
        ),
        facets=(
            ("outcome", "outcome"), ("diagnosis", "what differs"), ("indicator", "indicator"),
            ("unit", "unit"), ("kind", "kind"),
        ),
        searched="quote",
    ),
    View(
        name="events",
        table="event",
        title="Events",
        lead="Who did what to whom, as PLOVER classes it, with its status in the text.",
        group="Findings",
        columns=(
            ("type", "type"), ("actors", "who"), ("targets", "to whom"), ("date", "when"),
            ("place", "where"), ("status", "status"), ("quote", "words"), *_FROM,
        ),
        facets=(
            ("type", "type"), ("actors", "who"), ("targets", "to whom"), ("status", "status"),
            ("outcome", "confirmed"),
        ),
        searched="quote",
        labels="type",
    ),
    View(
        name="happenings",
        table="happening",
        title="Happenings",
        lead="Reports of one event, taken together across documents.",
        group="Over time",
        columns=(
            ("outcome", "confirmed"), ("events", "what is reported"), ("documents", "documents"),
            ("origins", "origins"),
        ),
        facets=(("outcome", "outcome"),),
        order="-origins",
    ),
    View(
        name="ledger",
        table="commitment",
        title="Ledger",
        lead="What was promised, agreed, offered or threatened, and what became of it.",
        group="Over time",
        columns=(
            ("outcome", "stands"), ("by", "by"), ("to", "to"), ("kind", "kind"),
            ("quote", "words"), ("due", "due"), *_FROM,
        ),
        facets=(
            ("outcome", "outcome"), ("diagnosis", "state"), ("by", "by"), ("to", "to"),
            ("kind", "kind"),
        ),
        searched="quote",
        labels="kind",
    ),
    View(
        name="positions",
        table="position",
        title="Positions",
        lead="Where actors stand on an issue, from their own words and deeds.",
        group="Over time",
        columns=(
            ("day", "day"), ("actor_name", "who"), ("side", "side"), ("issue", "issue"),
            ("stance", "stance"), ("quote", "words"), *_FROM,
        ),
        facets=(("issue", "issue"), ("side", "side"), ("stance", "stance")),
        searched="quote",
        order="-day",
    ),
    View(
        name="shifts",
        table="shift",
        title="Shifts",
        lead="Positions of one actor that changed, or that do not go together with what is reported.",
        group="Over time",
        columns=(("issue", "issue"), ("kind", "kind"), ("reason", "what"),),
        facets=(("issue", "issue"), ("kind", "kind")),
    ),
    View(
        name="programmes",
        table="programme",
        title="Programmes",
        lead="Standing arrangements: who is party to them, since when, and what belongs to them.",
        group="Over time",
        columns=(
            ("name", "name"), ("parties", "parties"), ("status", "status"), ("period", "period"),
            ("documents", "documents"), ("findings", "findings"),
        ),
        facets=(("status", "status"), ("parties", "party")),
        searched="name",
        order="-findings",
    ),
    View(
        name="actors",
        table="actor",
        title="Actors",
        lead="States, bodies and persons in public roles. Private persons are not profiled.",
        group="Texts",
        columns=(
            ("name", "name"), ("kind", "kind"), ("country", "country"), ("role", "role"),
            ("mentions", "mentions"),
        ),
        facets=(("kind", "kind"), ("country", "country")),
        searched="name",
        order="-mentions",
    ),
    View(
        name="origins",
        table="origin",
        title="Origins",
        lead="Who copied whom, and on whose reports a text rests.",
        group="Texts",
        columns=(
            ("source", "text"), ("relation", "relation"), ("of", "of"), ("share", "share"),
            ("reason", "why"),
        ),
        facets=(("relation", "relation"), ("direction", "direction")),
        order="-share",
    ),
    View(
        name="series",
        table="series",
        title="Series",
        lead="Official figures that claims are compared with; each value with the day it was known.",
        group="Texts",
        columns=(
            ("name", "name"), ("publisher", "publisher"), ("unit", "unit"), ("place", "place"),
            ("grain", "grain"), ("observations", "values"),
        ),
        facets=(("publisher", "publisher"), ("grain", "grain"), ("unit", "unit")),
        searched="name",
        order="name",
    ),
    View(
        name="problems",
        table="problem",
        title="Problems",
        lead="What the program could not understand. Nothing was guessed in its place.",
        group="Texts",
        columns=(("source", "about"), ("room", "where"), ("message", "what"),),
        facets=(("room", "where"),),
        searched="message",
    ),
)  # fmt: skip

VIEWS = MappingProxyType({view.name: view for view in _ALL})
# Conditions that a list has before anything is chosen.
ALWAYS = MappingProxyType({"quotes": ("outcome!=",), "statements": ("repeats=",)})
GROUPS = ("Findings", "Over time", "Texts")
# Lists that a dossier can be made of.
DOSSIERS = ("documents", "statements", "quotes", "figures", "events", "ledger", "positions")
# Screens that are no list, under the same headings: address and title.
SCREENS = MappingProxyType(
    {
        "Findings": (("/variants", "Variants"),),
        "Over time": (
            ("/brief", "Brief"), ("/timeline", "Timeline"), ("/dyads", "Dyads"),
            ("/standing", "Promises"), ("/issues", "Issues"), ("/mirror", "Mirror"),
        ),
        "Texts": (("/families", "Families"),),
    }
)  # fmt: skip


def find_view_of(table: str) -> View | None:
    """Return the list in which rows of a table are shown."""
    return next((view for view in _ALL if view.table == table), None)
