"""What takes long is made before anybody asks for it: when the server starts, and when a build lands."""

from __future__ import annotations

import logging

from onrecord.model import OnrecordError
from onrecord.web.pages.families import make_families
from onrecord.web.pages.standing import make_mirrors
from onrecord.web.pages.variants import make_utterances
from onrecord.web.shelf import Shelf

log = logging.getLogger(__name__)


def make_ahead(shelf: Shelf) -> None:
    """Load the tables, then make what pages show that is long in the making, one after the other.

    What cannot be made is asked for again with its page, which says why.
    """
    try:
        _ = shelf.knowledge
        make_families(shelf, patient=True)
        make_utterances(shelf, patient=True)
        make_mirrors(shelf, patient=True)
    except OnrecordError as error:
        log.info("not made ahead: %s", error)
