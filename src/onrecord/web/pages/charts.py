"""The chart library that an installed package carries, for pages that want to draw more than a picture."""

from __future__ import annotations

from functools import lru_cache

import vl_convert
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

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


@lru_cache(maxsize=1)
def _bundle() -> str:
    return str(vl_convert.javascript_bundle(SNIPPET))
