"""What takes long is made before anybody asks for it: when the server starts, and when a build lands."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from onrecord.model import OnrecordError
from onrecord.publish.ledger_charts import draw_ledger
from onrecord.web.pages.families import make_families
from onrecord.web.pages.standing import find_day_of, list_standing, make_mirrors
from onrecord.web.pages.variants import make_utterances
from onrecord.web.shelf import Shelf

log = logging.getLogger(__name__)


def make_ahead(shelf: Shelf, clock: Callable[[], datetime]) -> None:
    """Load the tables, then make what pages show that is long in the making, one after the other.

    What cannot be made is asked for again with its page, which says why.
    """
    try:
        _ = shelf.knowledge
        make_families(shelf, patient=True)
        make_utterances(shelf, patient=True)
        make_mirrors(shelf, patient=True)
        with shelf.use() as record:
            day = find_day_of(record, clock)
        draw_ledger(list_standing(shelf, day, patient=True), on=day)  # the first drawing is slow
    except OnrecordError as error:
        log.info("not made ahead: %s", error)
