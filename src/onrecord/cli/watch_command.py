"""`onrecord watch`: follow feeds and folders, build what is new, and write what changed."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.exits import FINE, UNREADABLE, Exit
from onrecord.cli.options import find_folder, json_option, read_clock, record_option
from onrecord.cli.output import print_json, warn

if TYPE_CHECKING:
    from onrecord.run.watch import Watcher
    from onrecord.run.watch_telling import Round

ALLOW_PRIVATE = "ONRECORD_ALLOW_PRIVATE_ADDRESSES"
SHORTEST = 60  # seconds between rounds
_SPAN = re.compile(r"(\d{1,5})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_CONTACT = re.compile(r"[!-'*-~]{3,200}")  # what a header may hold, without spaces and brackets


class Stopped(KeyboardInterrupt):
    """Somebody asked the process to end."""


class SpanType(click.ParamType["int"]):
    """A stretch of time: 90s, 15m, 2h, 1d."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the seconds."""
        found = _SPAN.fullmatch(str(value))
        if found is None:
            self.fail(f'"{value}" is no stretch of time; write 15m, 2h or 1d', param, ctx)
        seconds = int(found[1]) * _SECONDS[found[2]]
        if seconds < SHORTEST:
            self.fail(f'"{value}" is less than a minute; servers are asked less often', param, ctx)
        return seconds


SPAN = SpanType()


@click.command("watch", short_help="Follow feeds and folders, and write what changed.")
@click.argument("followed", nargs=-1, metavar="[FEED_OR_FOLDER]…")
@record_option
@click.option("--once", is_flag=True, help="One round, then end: for cron.")
@click.option(
    "--every", type=SPAN, help="From one round to the next [15m, or as onrecord.toml says]."
)
@click.option("--pack", help="The tables to read with: a pack's name or its folder.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes of the build.")
@click.option("--contact", metavar="ADDRESS", help="Whom servers may write to: mailto:… or https:…")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Between two requests to one server [2].",
)
@click.option("--most-pages", type=click.IntRange(min=1), help="Pages that a round fetches [200].")
@click.option("--link", metavar="URL", help="Where the record is served: entries lead there.")
@click.option(
    "--feeds-to",
    type=click.Path(path_type=Path, file_okay=False),
    help="A second folder for the feeds.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    envvar=ALLOW_PRIVATE,
    help="Ask servers of your own network too.",
)
@json_option
def command(
    followed: tuple[str, ...],
    record: Path | None,
    *,
    once: bool,
    every: int | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Follow feeds (RSS, Atom, JSON Feed) and folders: fetch new pages, build, write what changed.

    What is named is kept in onrecord.toml and followed from then on. Only what is followed is asked,
    and the pages that its feeds name; robots.txt is kept. Ends by Ctrl-C.
    """
    watcher = make_watcher(followed, find_folder(record), given)
    if once:
        told = run_round(watcher, as_json=as_json)
        raise Exit(UNREADABLE if told.followed.faults or told.unread else FINE)
    try:
        with stop_by_signal():
            run_for_ever(watcher, every, as_json=as_json)
    except Stopped:
        print("stopped; what was fetched is kept", file=sys.stderr)


def make_watcher(followed: tuple[str, ...], folder: Path, given: dict[str, Any]) -> Watcher:
    """Return what follows the given feeds and folders into a record."""
    from onrecord import __version__
    from onrecord.cli.build_command import count_workers
    from onrecord.run.build import BuildOptions
    from onrecord.run.engines import Engine
    from onrecord.run.watch import Watcher, WatchOptions
    from onrecord.sources.fetching.polite import Clock

    contact = given["contact"]
    if contact is not None and not _CONTACT.fullmatch(contact):
        raise click.UsageError(
            f'--contact "{contact}": write mailto:desk@site.example or https://…'
        )
    feeds = tuple(one for one in followed if one.lower().startswith(("http://", "https://")))
    options = WatchOptions(
        build=BuildOptions(
            record=folder,
            patterns=tuple(one for one in followed if one not in feeds),
            pack=given["pack"],
            engine=Engine(workers=given["workers"] or count_workers()),
        ),
        version=__version__,
        feeds=feeds,
        contact=contact,
        delay_seconds=given["delay"],
        most_pages=given["most_pages"],
        link=given["link"],
        write_to=given["feeds_to"],
        allow_private=given["allow_private"],
    )
    return Watcher(options=options, clock=Clock(now=read_clock, sleep=time.sleep))


def run_for_ever(watcher: Watcher, every: int | None, *, as_json: bool) -> None:
    """Run rounds until somebody stops it. A record that others hold is tried again the next time."""
    from onrecord.model import LockedError

    while True:
        began = read_clock()
        try:
            run_round(watcher, as_json=as_json)
        except LockedError as error:
            warn(str(error))
        seconds = every or find_span(watcher)
        spent = (read_clock() - began).total_seconds()
        time.sleep(min(seconds, max(SHORTEST, seconds - spent)))


def run_round(watcher: Watcher, *, as_json: bool) -> Round:
    """Run one round and print what it came to."""
    from onrecord.cli.progress import open_progress
    from onrecord.run.watch_telling import summarise

    with open_progress() as progress:
        told = replace(watcher, progress=progress).run_round()
    if as_json:
        print_json(make_json(told))
    else:
        print(summarise(told), end="")
        for file in told.files:
            print(f"written: {file}")
    sys.stdout.flush()
    return told


def find_span(watcher: Watcher) -> int:
    """Return the seconds between rounds that onrecord.toml says."""
    from onrecord.record.folder import load_settings
    from onrecord.record.watched import Watched

    settings = load_settings(watcher.folder)
    watch = settings.watch if settings is not None else Watched()
    return SPAN.convert(watch.every, None, None)


def make_json(told: Round) -> dict[str, Any]:
    """Return what a round came to as JSON can hold it."""
    done, news = told.followed, told.news
    return {
        "at": told.at,
        "feeds": done.feeds,
        "changed": done.changed,
        "found": done.found,
        "fetched": [fetch.url for fetch in done.kept],
        "unchanged": done.unchanged,
        "left_out": done.left_out,
        "waiting": told.waiting,
        "not_fetched": done.faults,
        "not_read": told.unread,
        "problems": told.problems,
        "build": told.built.build_id if told.built else None,
        "new": None if news is None else {**news.came, "judged": news.judged},
        "files": [str(file) for file in told.files],
    }


@contextmanager
def stop_by_signal() -> Iterator[None]:
    """Let SIGTERM end the loop like Ctrl-C does: at once, with all that was fetched on the disk."""

    def stop(*_: object) -> None:
        raise Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
