"""Fetch the official files that the packs list, and import what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.knowledge.kinds import Feed
from onrecord.model import SourceError, TableError, hash_bytes
from onrecord.run.series import ImportOptions, Imports, Tables, import_file, load_tables
from onrecord.sources.fetching import Fetched, FetchLimits, Known, fetch_url
from onrecord.sources.series import OfficialFile, SeriesFolder, find_newest_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What became of one feed: an import, nothing new (both None), or a fault."""

    feed: str
    url: str
    imports: Imports | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """How files are fetched: within which limits, and at what time."""

    limits: FetchLimits
    now: datetime

    def fetch_file(self, url: str) -> OfficialFile:
        """Return the file at `url`, under the address that was asked for."""
        return _name_file(url, fetch_url(url, limits=self.limits))

    def fetch_changed(self, url: str, folder: SeriesFolder) -> OfficialFile | None:
        """Return the file at `url`, None when it is what the last snapshot of it holds."""
        held = [snapshot for snapshot in folder.load_snapshots() if snapshot.source == url]
        last = held[-1] if held else None
        known = Known(etag=last.etag, last_modified=last.last_modified) if last else Known()
        fetched = fetch_url(url, limits=self.limits, known=known)
        if fetched.body is None or (last and hash_bytes(fetched.body) == last.sha256):
            return None
        return _name_file(url, fetched)


def update_series(
    folder: SeriesFolder, pack: str | Path, names: Sequence[str], fetcher: Fetcher
) -> Iterator[Updated]:
    """Fetch the feeds of the packs, all or those named, and import what is new.

    A feed that fails leaves its series as they are; the others go on.
    """
    feeds = load_tables(pack).feeds
    unknown = [name for name in names if name not in feeds]
    if unknown or not feeds:
        known = ", ".join(sorted(feeds)) or "none; a pack lists them in feeds.yml"
        raise TableError(f"no feed {', '.join(unknown) or 'to fetch'}; there are {known}")
    for feed in feeds.values():
        if names and feed.id not in names:
            continue
        try:
            reading = folder.path if folder.is_pack else pack
            yield _update(feed, folder, load_tables(reading), fetcher)
        except SourceError as error:
            yield Updated(feed=feed.id, url=feed.url, fault=str(error))


def _update(feed: Feed, folder: SeriesFolder, tables: Tables, fetcher: Fetcher) -> Updated:
    url = feed.url
    if feed.link:
        url = find_newest_link(fetcher.fetch_file(url), feed.link)
    file = fetcher.fetch_changed(url, folder)
    if file is None:
        return Updated(feed=feed.id, url=url)
    options = ImportOptions(
        kind=feed.kind,
        series=feed.series,
        where=feed.where,
        dimension=feed.dimension,
        value=feed.value,
    )
    imports = import_file(file, options, folder, tables, now=fetcher.now)
    return Updated(feed=feed.id, url=url, imports=imports)


def _name_file(url: str, fetched: Fetched) -> OfficialFile:
    return OfficialFile(
        name=url,
        body=fetched.body or b"",
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )
