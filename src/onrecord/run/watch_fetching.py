"""Ask feeds what is new, and fetch the pages that they name: each once, in turn, with pauses.

Several servers are asked side by side; what came is written down in the order in which it was asked for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from onrecord.model import Capture, Problem, SourceError
from onrecord.run.watch_errands import Errand, Errands
from onrecord.run.watch_state import (
    GIVEN_UP,
    KEPT,
    LEFT_OUT,
    NOT_READ,
    UNCHANGED,
    FeedState,
    Fetch,
    FetchLog,
    Waiting,
    WatchState,
    write_state,
)
from onrecord.sources.fetching import Answer, Known, RefusedError, find_origin, name_remedy
from onrecord.sources.fetching.asking import NOT_MODIFIED, OK
from onrecord.sources.fetching.links import MOST_BYTES, FeedLinks, Link, read_links
from onrecord.sources.fetching.pages import make_capture
from onrecord.sources.fetching.polite import LaterError, PoliteFetcher, RobotsError

GONE, NOT_FOUND, SERVER_FAULT = 410, 404, 500
# How long to wait after the first fault, the second, …; the last one holds for all that follow.
_PAUSES = tuple(timedelta(hours=hours) for hours in (0.25, 1, 4, 12, 24))
# After how many faults in a row a page is given up. A server's fault may pass; a "no" seldom does.
_MOST_FAULTS = {GONE: 1, NOT_FOUND: 3}
_MOST_REFUSALS, _MOST_TRIES = 4, 8
_LONGEST_WAIT = timedelta(days=30)  # for a page whose server is always busy
_MOST_LOOKS = 5  # at a page that its feed says has changed
_NEXT_LOOK = timedelta(hours=1)

Take = Callable[[Capture], bool]  # keeps a capture; False when it is left out


@dataclass(slots=True, kw_only=True)
class Followed:
    """What a round of asking came to."""

    feeds: int = 0
    changed: int = 0  # feeds that were not as before
    found: int = 0  # pages that are new
    kept: list[Fetch] = field(default_factory=list)
    unchanged: int = 0
    left_out: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Where it is written down."""

    folder: Path
    state: WatchState
    log: FetchLog

    def save(self) -> None:
        """Write the state down."""
        write_state(self.folder, self.state)


class Follower:
    """Asks feeds and fetches pages; every request is written down before its server's next."""

    def __init__(
        self, books: Books, fetcher: PoliteFetcher, take: Take, now: Callable[[], datetime]
    ) -> None:
        self._books, self._fetcher, self._take, self._now = books, fetcher, take, now
        self._errands = Errands(fetcher, now)
        self.followed = Followed()

    def ask_feeds(self, urls: Iterable[str], *, is_kept: Callable[[str], bool]) -> None:
        """Ask feeds what is new, unless they are to be left alone; `is_kept` knows kept pages."""
        for url in urls:
            while not self._errands.has_room(url):
                self._take_feed(self._errands.take(), is_kept)
            feed = self._books.state.feeds.setdefault(url, FeedState())
            if not _is_later(feed.next_at, self._now()):
                self.followed.feeds += 1
                known = Known(etag=feed.etag, last_modified=feed.last_modified)
                self._errands.send(url, url, known)
        while self._errands:
            self._take_feed(self._errands.take(), is_kept)

    def _take_feed(self, errand: Errand, is_kept: Callable[[str], bool]) -> None:
        """Note what a feed has said."""
        url, feed = errand.url, self._books.state.feeds[errand.url]
        try:
            answer = errand.finish()
            links = _read_answer(answer, url)
        except LaterError as error:
            feed.next_at = error.until
            self.followed.faults.append(str(error))
        except SourceError as error:
            feed.faults, feed.fault = feed.faults + 1, str(error)
            feed.next_at = self._now() + _pause(feed.faults)
            self.followed.faults.append(feed.fault)
        else:
            feed.faults, feed.fault, feed.next_at = 0, "", None
            if links is not None:
                self.followed.changed += 1
                feed.title = links.title
                feed.etag, feed.last_modified = answer.known.etag, answer.known.last_modified
                for link in links.links:
                    self._add(link, url, is_kept)
        feed.asked_at = self._now()
        self._books.save()

    def fetch_pages(self, most: int) -> None:
        """Fetch the pages whose turn it is, `most` of them, the server that is free first."""
        waiting = self._books.state.waiting
        queues = self._queue_pages()
        while True:
            address = self._take_next(queues) if most > 0 else None
            if address is not None:
                most -= 1
                page = waiting[address]
                known = Known(etag=page.etag, last_modified=page.last_modified)
                self._errands.send(address, page.url, known)
            elif self._errands:
                self._take_page(self._errands.take())
            else:
                break
        self._books.save()

    def _queue_pages(self) -> dict[str, deque[str]]:
        """Return the pages whose turn it is by their servers, those that were found first in front."""
        now = self._now()
        queues: dict[str, deque[str]] = {}
        pages = sorted(self._books.state.waiting.items(), key=lambda one: (one[1].found_at, one[0]))
        for address, page in pages:
            if not _is_later(page.next_at, now):
                queues.setdefault(find_origin(page.url), deque()).append(address)
        return queues

    def _take_next(self, queues: dict[str, deque[str]]) -> str | None:
        """Take the page of the server that is free first, None when the others have to wait."""
        free = [origin for origin in queues if self._errands.has_room(origin)]
        if not free:
            return None
        ready = {origin: self._fetcher.find_ready(origin) for origin in free}
        origin = min(free, key=lambda one: (ready[one], one))
        if ready[origin] - self._now() > self._fetcher.patience:
            return None
        address = queues[origin].popleft()
        if not queues[origin]:
            del queues[origin]
        return address

    def _add(self, link: Link, feed: str, is_kept: Callable[[str], bool]) -> None:
        """Let a page wait when it is new, or when its feed says that it has changed."""
        done, waiting = self._books.log.find(link.address), self._books.state.waiting
        if link.address in waiting or (done is None and is_kept(link.url)):
            return
        if done is not None and not self._has_changed(done, link):
            return
        self.followed.found += done is None
        waiting[link.address] = Waiting(
            url=link.url,
            feed=feed,
            found_at=self._now().replace(microsecond=0),  # as the log tells time
            title=link.title,
            stamp=link.stamp,
            looks=done.looks if done else 0,
            etag=done.etag if done else "",
            last_modified=done.last_modified if done else "",
        )

    def _has_changed(self, done: Fetch, link: Link) -> bool:
        """Does the feed say that a page we know is another now?"""
        if done.outcome not in (KEPT, UNCHANGED) or done.looks >= _MOST_LOOKS:
            return False
        is_new = bool(link.stamp and done.stamp) and link.stamp != done.stamp
        return is_new and self._now() - datetime.fromisoformat(done.at) >= _NEXT_LOOK

    def _take_page(self, errand: Errand) -> None:
        """Write down what became of a page that was asked for."""
        self._note_page(errand)
        if errand.key in self._books.state.waiting:  # else it stands in the log, which is enough
            self._books.save()

    def _note_page(self, errand: Errand) -> None:
        address, page = errand.key, self._books.state.waiting[errand.key]
        try:
            answer = errand.finish()
        except LaterError as error:
            page.next_at = error.until
            if self._now() - page.found_at > _LONGEST_WAIT:
                self._give_up(address, page, str(error))
        except RefusedError as error:
            most = _MOST_REFUSALS if isinstance(error, RobotsError) else 1
            self._note_fault(address, page, str(error), most)
        except SourceError as error:
            self._note_fault(address, page, str(error), _MOST_TRIES)
        else:
            self._take_answer(errand, page, answer)

    def _take_answer(self, errand: Errand, page: Waiting, answer: Answer) -> None:
        address = errand.key
        if answer.status == NOT_MODIFIED:
            self._finish(address, page, UNCHANGED, answer=answer)
            self.followed.unchanged += 1
            return
        if answer.status != OK:
            fault = f"{page.url}: the server answered {answer.status}; {_name_page_remedy(answer)}"
            usual = _MOST_TRIES if answer.status >= SERVER_FAULT else _MOST_REFUSALS
            self._note_fault(address, page, fault, _MOST_FAULTS.get(answer.status, usual))
            return
        capture = make_capture(answer, page.url, met_at=errand.ended_at or self._now())
        if isinstance(capture, Problem):
            self._finish(address, page, NOT_READ, answer=answer, message=capture.message)
            self.followed.faults.append(capture.message)
        elif self._take(capture):
            self._books.state.is_behind = True
            done = self._finish(address, page, KEPT, answer=answer, sha256=capture.sha256)
            self.followed.kept.append(done)
        else:
            self._finish(address, page, LEFT_OUT, answer=answer)
            self.followed.left_out += 1

    def _note_fault(self, address: str, page: Waiting, fault: str, most: int) -> None:
        """Let the page wait longer, or give it up."""
        page.faults, page.fault = page.faults + 1, fault
        page.next_at = self._now() + _pause(page.faults)
        if page.faults >= most:
            self._give_up(address, page, fault)
        else:
            self.followed.faults.append(fault)

    def _give_up(self, address: str, page: Waiting, fault: str) -> None:
        self._finish(address, page, GIVEN_UP, message=f"{fault}; it was given up")
        self.followed.faults.append(f"{fault}; it was given up")

    def _finish(
        self,
        address: str,
        page: Waiting,
        outcome: str,
        *,
        answer: Answer | None = None,
        sha256: str = "",
        message: str = "",
    ) -> Fetch:
        """Write down what became of a page."""
        fetch = Fetch(
            address=address,
            url=page.url,
            at=self._now().isoformat(timespec="seconds"),
            outcome=outcome,
            feed=page.feed,
            title=page.title,
            stamp=page.stamp,
            landed=answer.url if answer else "",
            number=answer.address if answer else "",
            status=answer.status if answer else 0,
            content_type=answer.content_type if answer else "",
            etag=answer.known.etag if answer else "",
            last_modified=answer.known.last_modified if answer else "",
            sha256=sha256,
            size=len(answer.body) if answer else 0,
            looks=page.looks + 1,
            message=message,
        )
        self._books.log.append(fetch)
        del self._books.state.waiting[address]
        return fetch


def _read_answer(answer: Answer, url: str) -> FeedLinks | None:
    """Return what a feed names, None when it is as before. Raises SourceError for all else."""
    if answer.status == NOT_MODIFIED:
        return None
    if answer.status != OK:
        raise SourceError(
            f"{url}: the server answered {answer.status}; {name_remedy(answer.status)}"
        )
    if len(answer.body) > MOST_BYTES:
        raise SourceError(f"{url}: a feed of more than {MOST_BYTES:,} bytes; it was not read")
    return read_links(answer.body, answer.url)


def _name_page_remedy(answer: Answer) -> str:
    if answer.status in (NOT_FOUND, GONE):
        return "the page is gone"
    if answer.status >= SERVER_FAULT:
        return "the server has a fault"
    return "it refuses programs: save the page from a browser into a folder that is watched"


def _pause(faults: int) -> timedelta:
    return _PAUSES[min(faults, len(_PAUSES)) - 1]


def _is_later(moment: datetime | None, now: datetime) -> bool:
    """Is a moment still to come? One that is further off than we ever set comes from a wrong clock."""
    return moment is not None and now < moment <= now + _LONGEST_WAIT


def mend(books: Books, is_kept: Callable[[str], bool], now: datetime) -> None:
    """Put in order what a killed process left: a page that was kept waits no more."""
    for address, page in list(books.state.waiting.items()):
        done = books.log.find(address)
        is_done = done is not None and datetime.fromisoformat(done.at) >= page.found_at
        if not is_done and page.looks == 0 and is_kept(page.url):
            books.log.append(
                Fetch(
                    address=address,
                    url=page.url,
                    at=now.isoformat(timespec="seconds"),
                    outcome=KEPT,
                    feed=page.feed,
                    title=page.title,
                    stamp=page.stamp,
                    message="its process was killed before it wrote down what the server said",
                )
            )
            is_done = True
        if is_done:
            del books.state.waiting[address]
            books.state.is_behind = True
    books.save()
