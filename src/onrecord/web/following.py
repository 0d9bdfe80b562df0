"""The feeds of what changed: written by `watch`, named in the head of each page, given as they are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from onrecord.publish.feeds import ATOM_FILE, JSON_FILE


class ServedFeed(NamedTuple):
    """Where a feed is served, as what, and the file it is."""

    address: str
    media_type: str
    file: str
    title: str


FEEDS = (
    ServedFeed("/changes.atom", "application/atom+xml", ATOM_FILE, "Atom"),
    ServedFeed("/changes.feed.json", "application/feed+json", JSON_FILE, "JSON Feed"),
)


def list_feeds(watch: Path) -> list[ServedFeed]:
    """Return the feeds that are there, in the folder that `watch` writes."""
    return [feed for feed in FEEDS if (watch / feed.file).is_file()]
