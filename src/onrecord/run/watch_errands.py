"""Requests under way, each to a server of its own; they come back in the order in which they went.

Threads only ask; what came is written down by the one who sent them.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime

from onrecord.model import SourceError
from onrecord.sources.fetching import Answer, Known
from onrecord.sources.fetching.addresses import RefusedError, find_host, split_url
from onrecord.sources.fetching.polite import PoliteFetcher


class Errand:
    """One request; `key` is what the sender knows it by."""

    def __init__(self, key: str, url: str) -> None:
        self.key, self.url = key, url
        self.host = _find_name(url)
        self.ended_at: datetime | None = None
        self._answer: Answer | None = None
        self._error: SourceError | None = None
        self._done = threading.Event()

    def run(self, fetcher: PoliteFetcher, known: Known, now: Callable[[], datetime]) -> None:
        """Ask, and keep what the server said."""
        try:
            self._answer = fetcher.fetch(self.url, known)
        except SourceError as error:
            self._error = error
        finally:
            self.ended_at = now()
            self._done.set()

    def wait(self) -> None:
        """Wait until the server has said something, or nothing."""
        self._done.wait()

    def finish(self) -> Answer:
        """Return what the server said. Raises what `PoliteFetcher.fetch` does."""
        self.wait()
        if self._error is not None:
            raise self._error
        if self._answer is None:
            raise RuntimeError(f"{self.url}: the thread that asked ended without a word")
        return self._answer


class Errands:
    """Sends requests to several servers side by side, to each one after the other."""

    def __init__(self, fetcher: PoliteFetcher, now: Callable[[], datetime]) -> None:
        self._fetcher, self._now = fetcher, now
        self._sent: deque[Errand] = deque()

    def __bool__(self) -> bool:
        """Is any under way?"""
        return bool(self._sent)

    def has_room(self, url: str) -> bool:
        """Can `url` be asked for now, or is one that is under way to be taken back first?"""
        host = _find_name(url)
        if not self._sent or not host:
            return len(self._sent) < self._fetcher.at_once
        if len(self._sent) >= self._fetcher.at_once or host in {
            errand.host for errand in self._sent
        }:
            return False
        # Its server is waited for while others work, but no longer than between two requests.
        return self._fetcher.find_ready(url) - self._now() <= self._fetcher.pause

    def send(self, key: str, url: str, known: Known) -> None:
        """Ask for `url` in a thread, once its server may be asked."""
        errand = Errand(key, url)
        if errand.host:
            self._fetcher.sit_out(url)
        self._sent.append(errand)
        # A thread that is waiting does not keep the program from ending.
        threading.Thread(
            target=errand.run, args=(self._fetcher, known, self._now), daemon=True
        ).start()

    def take(self) -> Errand:
        """Return the errand that was sent first; its server may be asked again."""
        errand = self._sent[0]
        errand.wait()
        return self._sent.popleft()


def _find_name(url: str) -> str:
    """Return the server of an address, "" for one that the fetcher will refuse."""
    try:
        return find_host(split_url(url))
    except RefusedError:
        return ""
