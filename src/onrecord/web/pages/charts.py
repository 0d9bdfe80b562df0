"""The chart library that an installed package carries, for pages that want to draw more than a picture."""

from __future__ import annotations

import json
from functools import lru_cache

import vl_convert
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.model import NotFoundError
from onrecord.publish.charts import COLOURS, Chart
from onrecord.publish.ledger_charts import Drawing

SNIPPET = "window.vegaEmbed = vegaEmbed;"


def list_routes() -> list[BaseRoute]:
    """Return the address of the chart library."""
    return [Route("/vega.js", give_library)]


def give_library(request: Request) -> Response:  # noqa: ARG001
    """Give Vega, Vega-Lite and Vega-Embed in one file; it may be kept for a day."""
    return Response(
        _bundle(),
        media_type="text/javascript; charset=utf-8",
        headers={"cache-control": "max-age=86400"},
    )


def give_spec(drawing: Chart | Drawing | None) -> Response:
    """Give what a drawing was made from, with CSS variables for colours. Raises NotFoundError."""
    if drawing is None:
        raise NotFoundError("there is nothing to draw here")
    bare = {key: value for key, value in drawing.spec.items() if key != "$schema"}
    text = json.dumps(bare, ensure_ascii=False)
    for placeholder, variable in COLOURS.items():
        text = text.replace(f'"{placeholder}"', f'"{variable}"')
    return JSONResponse(json.loads(text))


@lru_cache(maxsize=1)
def _bundle() -> str:
    return str(vl_convert.javascript_bundle(SNIPPET))
