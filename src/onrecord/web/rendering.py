"""Templates → pages. Everything from documents is escaped; links lead only to http and https."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.publish.dossier_quotes import cut_pieces
from onrecord.publish.dossier_rows import name_day, name_days, name_number
from onrecord.web.people import find_person
from onrecord.web.safety import find_link
from onrecord.web.views import DOSSIERS, GROUPS, SCREENS, VIEWS

TEMPLATES = Path(__file__).parent / "templates"
SHORT = 280


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
        "pieces": cut_pieces,
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
        "groups": GROUPS,
        "screens": SCREENS,
        "dossiers": DOSSIERS,
        "path": request.url.path,
        "record_name": state.shelf.folder.path.resolve().name,
        "read_only": read_only,
        "token": "" if read_only else state.options.token,
        "person": person if state.sessions is not None else None,
    }
    page = state.renderer.get_template(template).render({**shared, **values})
    return HTMLResponse(page, status)


def wants_file(request: Request) -> bool:
    """Is JSON asked for? Who asks for a file waits until it is there."""
    return request.url.path.endswith(".json")


def name_file(source: str | None) -> str:
    """Return the file's name of a source."""
    return (source or "").rsplit("/", 1)[-1]


def name_value(value: Any) -> str:
    """Return a value of a row as a reader would write it."""
    if value is None:
        return ""
    if isinstance(value, list) and value and all(isinstance(one, date) for one in value):
        return name_days(value)
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


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
