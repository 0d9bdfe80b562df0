"""Templates → pages. Everything from documents is escaped; links lead only to http and https."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.model import RecordError
from onrecord.model.judged import Judged
from onrecord.model.wording import count
from onrecord.publish.dossier_quotes import cut_pieces
from onrecord.publish.dossier_rows import name_day, name_iso_day, name_number
from onrecord.publish.exports import write_csv_rows
from onrecord.publish.naming import Names, load_names, say_days, say_published
from onrecord.record.folder import load_settings
from onrecord.web.following import list_feeds
from onrecord.web.menu import list_menu
from onrecord.web.people import find_person
from onrecord.web.safety import find_link
from onrecord.web.views import DOSSIERS, VIEWS

TEMPLATES = Path(__file__).parent / "templates"
SHORT = 280
# Folders before a file's name, where a path stands in a sentence.
FOLDERS = re.compile(r"(?<![\w:/.-])/?(?:[\w.-]{1,80}/){2,12}(?=[\w.-])")


def make_renderer() -> Environment:
    """Return the templates, with the filters that they use."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "link": find_link, "file": name_file, "cell": name_value, "short": shorten, "count": count,
        "pieces": cut_pieces, "named": name_code, "when": name_when, "plain": say_plain,
        "place": name_place, "short_paths": shorten_paths, "plain_ids": name_programmes,
        "plain_sides": name_sides,
        "day": name_iso_day,
    }  # fmt: skip
    return environment


def render(
    request: Request, template: str, values: Mapping[str, Any], *, status: int = 200
) -> Response:
    """Return a page of the application."""
    state = request.app.state
    person = find_person(request)
    read_only = state.options.read_only or not person.may_write
    shared = {
        "views": VIEWS,
        "menu": list_menu(),
        "dossiers": DOSSIERS,
        "path": request.url.path,
        "record_name": state.shelf.folder.path.resolve().name,
        "read_only": read_only,
        "token": "" if read_only else state.options.token,
        "person": person if state.sessions is not None else None,
        "names": find_names(request),
        "feeds": list_feeds(state.shelf.folder.watch),
        "judged": find_judged(request),
    }
    page = state.renderer.get_template(template).render({**shared, **values})
    return HTMLResponse(page, status)


def find_judged(request: Request) -> Judged:
    """Return what reviewers came to by now; nothing where there is no record."""
    try:
        with request.app.state.shelf.use() as record:
            judged: Judged = record.judged
    except RecordError:
        return Judged()
    return judged


def find_names(request: Request) -> Names:
    """Return the names of the codes of the record's pack, read once for each build."""
    shelf = request.app.state.shelf

    def make() -> Names:
        try:
            settings = load_settings(shelf.folder)
        except RecordError:  # the page that says so needs no names
            return Names()
        return load_names(settings.pack if settings else DEFAULT_PACK)

    names: Names = shelf.keep(("names",), make, by_reviews=False)
    return names


@pass_context
def name_code(context: Context, value: Any, column: str) -> str:
    """Return a cell of a column with names for codes."""
    names: Names = context["names"]
    return name_value(names.say(column, value))


@pass_context
def name_place(context: Context, value: str | None) -> str:
    """Return a place, the code of its state at the end as a name."""
    names: Names = context["names"]
    town, _, state = (value or "").rpartition(", ")
    return ", ".join(filter(None, (town, names.find("country", state))))


@pass_context
def name_programmes(context: Context, text: str) -> str:
    """Return a sentence with the names of programmes for their ids."""
    names: Names = context["names"]
    return names.say_programmes(text)


@pass_context
def name_sides(context: Context, head: str) -> str:
    """Return the heading of a line with names for the codes of its sides."""
    names: Names = context["names"]
    return names.say_sides(head)


def name_when(document: Mapping[str, Any]) -> str:
    """Return when a document was published, as far as that is known."""
    return say_published(document["published"], document["published_latest"])


def say_plain(code: str | None) -> str:
    """Return a code of ours as words: "condition-cut" is "condition cut"."""
    return (code or "").replace("-", " ").replace("_", " ")


def wants_file(request: Request) -> bool:
    """Is JSON or CSV asked for? Who asks for a file waits until it is there."""
    return request.url.path.endswith((".json", ".csv"))


def answer_csv(name: str, columns: Iterable[str], rows: Iterator[dict[str, Any]]) -> Response:
    """Return rows as a CSV file to keep; a cell that a spreadsheet would run is marked as text."""
    out = io.StringIO()
    write_csv_rows(out, list(columns), rows)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def shorten_paths(text: str | None) -> str:
    """Return a text with the names of files instead of their whole paths; addresses stay."""
    return FOLDERS.sub("", text or "")


def name_file(source: str | None) -> str:
    """Return the file's name of a source."""
    return (source or "").rsplit("/", 1)[-1]


def name_value(value: Any) -> str:
    """Return a value of a row as a reader would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and value and all(isinstance(one, date) for one in value):
        return say_days(value)
    if isinstance(value, date):
        return name_day(value)
    if isinstance(value, dict):
        return ", ".join(name_value(one) for one in value.values() if one is not None)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(name_value(one) for one in value)
    if isinstance(value, float):
        return name_number(value)
    return str(value)


def shorten(text: str | None, most: int = SHORT) -> str:
    """Return a text cut at a word, with a mark where it was cut."""
    text = text or ""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0]} …"
