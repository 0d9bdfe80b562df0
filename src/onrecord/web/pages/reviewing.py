"""Review in the browser: what waits, one card at a time, disagreements, orphans, how right methods are."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.model.reviews import Review
from onrecord.publish.exports import to_json, write_csv_rows
from onrecord.record import Record
from onrecord.record.paging import Row
from onrecord.record.queue import QUEUES, REVIEWED, Place, list_queue
from onrecord.record.reviewed import Precision, measure_methods
from onrecord.record.reviews import read_log
from onrecord.web.lists import find_documents
from onrecord.web.rendering import render
from onrecord.web.review_cards import make_card, name_rest
from onrecord.web.review_lists import (
    list_disagreements,
    list_orphans,
    list_precision,
    measure_agreement,
)
from onrecord.web.review_writes import (
    Refused,
    find_reviewer,
    read_posted,
    take_decision,
    to_answer,
)

SHOWN = 30
MOST_SKIPPED = 200
LATEST = 8


def list_routes() -> list[BaseRoute]:
    """Return the addresses of review."""
    return [
        Route("/review/decisions", post_decision, methods=["POST"]),
        Route("/review/next", show_next),
        Route("/review/{name:review_list}.json", give_list),
        Route("/review/{name:review_list}.csv", give_csv),
        Route("/review/{name:review_list}", show_list),
        Route("/review.json", give_queue),
        Route("/review", show_review),
    ]
