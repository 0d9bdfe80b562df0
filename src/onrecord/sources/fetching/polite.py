"""Ask like a guest: one request at a time, with pauses, where robots.txt lets us, and not when told to wait.

What is known of each server is handed in and stays with the caller, who may keep it for the next run.
Threads may share a fetcher: each server is asked by one of them at a time, wherever redirects lead.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from onrecord.model import SourceError
from onrecord.sources.fetching.addresses import RefusedError, find_host, find_origin, split_url
from onrecord.sources.fetching.asking import OK, Answer, Known, ask_once, follow
from onrecord.sources.fetching.files import SERVER_FAULT
from onrecord.sources.fetching.lines import FetchLimits, Net
from onrecord.sources.fetching.robots import (
    ALLOW_ALL,
    MOST_BYTES,
    PRODUCT,
    Rules,
    read_rules,
)

BUSY = frozenset({429, 503})
ROBOTS_HOLD = timedelta(hours=24)  # RFC 9309: no longer than this
ROBOTS_AGAIN = timedelta(hours=1)  # when the server could not say
LONGEST = timedelta(days=1)  # that any server may send us away for
SHORTEST = timedelta(seconds=30)
AT_ONCE = 4  # servers; slow ones then cost the time of one, and the line is shared by few
LONGEST_DELAY = 60.0  # seconds between two requests that a site may ask for


class RobotsError(RefusedError):
    """robots.txt does not let this program ask for the address."""


class LaterError(SourceError):
    """The server is not to be asked before a moment."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


@dataclass(slots=True, kw_only=True)
class Host:
    """What is known of a server: when it may be asked next, and how often it said that it is busy."""

    next_at: datetime | None = None
    busy: int = 0


@dataclass(slots=True, kw_only=True)
class Robots:
    """The rules of an origin (None when its server could not say), and until when they hold."""

    rules: Rules | None
    until: datetime
    why: str = ""  # what its server said, or what hindered it, where there are no rules


@dataclass(slots=True, kw_only=True)
class Neighbours:
    """What is known of all servers, by name, and of the rules, by origin."""

    hosts: dict[str, Host] = field(default_factory=dict)
    robots: dict[str, Robots] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How long to wait between two requests, how long a wait is sat out, how many servers are asked."""

    delay_seconds: float = 2.0
    patience_seconds: float = 90.0
    at_once: int = AT_ONCE
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How time is told and sat out."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


def name_agent(version: str, contact: str) -> str:
    """Return the User-Agent: what this is, which version, and whom to write to."""
    plain = "".join(sign for sign in contact if " " < sign <= "~" and sign not in "()")
    told = f" (+{plain})" if plain else ""
    return f"{PRODUCT}/{version}{told}"


class PoliteFetcher:
    """Fetches the pages of a server one after the other, and keeps its rules."""

    def __init__(
        self,
        *,
        limits: FetchLimits,
        manners: Manners,
        clock: Clock,
        net: Net,
        neighbours: Neighbours,
    ) -> None:
        self._limits, self._manners, self._clock, self._net = limits, manners, clock, net
        self._neighbours = neighbours
        self._lock = threading.Lock()  # held for a moment, never while a server is asked
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def fetch(self, url: str, known: Known | None = None) -> Answer:
        """Return what lies at `url`, whatever its status, at the end of its redirects.

        Raises RobotsError, LaterError, RefusedError or SourceError.
        """
        return follow(url, lambda at: self._ask(at, known or Known()), self._limits)

    @property
    def patience(self) -> timedelta:
        """Return the longest wait that is sat out."""
        return timedelta(seconds=self._manners.patience_seconds)

    @property
    def at_once(self) -> int:
        """Return how many servers are asked side by side."""
        return self._manners.at_once

    @property
    def pause(self) -> timedelta:
        """Return the usual time between two requests to one server."""
        return timedelta(seconds=self._manners.delay_seconds)

    def find_ready(self, url: str) -> datetime:
        """Return when the server of `url` may be asked; a moment gone by when at once."""
        host = self._neighbours.hosts.get(_find_name(url))
        now = self._clock.now()
        # A clock that was set back must not silence a server for years.
        if host is None or host.next_at is None or host.next_at - now > LONGEST:
            return now
        return host.next_at

    def _ask(self, url: str, known: Known) -> Answer:
        rules = self._find_rules(url)
        if not rules.allows(url):
            raise RobotsError(
                f"{url}: robots.txt asks programs to stay away; read it in a browser, or ask its "
                "publisher"
            )
        return self._ask_in_turn(url, known, self._limits, rules.delay)

    def _ask_in_turn(self, url: str, known: Known, limits: FetchLimits, delay: float) -> Answer:
        """Wait for the server's turn, ask, and note when it may be asked again."""
        with self._take_turn(_find_name(url)):
            return self._ask_now(url, known, limits, delay)

    def _ask_now(self, url: str, known: Known, limits: FetchLimits, delay: float) -> Answer:
        self._wait(url)
        host = self._find_host(_find_name(url))
        pause = max(self._manners.delay_seconds, min(delay, LONGEST_DELAY))
        try:
            answer = ask_once(url, limits=limits, net=self._net, known=known)
        finally:
            host.next_at = self._clock.now() + timedelta(seconds=pause)
        if answer.status not in BUSY:
            host.busy = 0
            return answer
        host.busy += 1
        now = self._clock.now()
        told = read_retry_after(answer.headers.get("retry-after", ""), now)
        host.next_at = now + min(max(told or _back_off(host.busy), SHORTEST), LONGEST)
        raise LaterError(
            f"{url}: the server answered {answer.status}; it is asked again later", host.next_at
        )

    def _wait(self, url: str) -> None:
        """Sit out a short wait. Raises LaterError for a long one."""
        ready = self.find_ready(url)
        seconds = (ready - self._clock.now()).total_seconds()
        if seconds > self._manners.patience_seconds:
            raise LaterError(f"{url}: its server asked us to wait", ready)
        self.sit_out(url)

    def sit_out(self, url: str) -> None:
        """Wait until the server of `url` may be asked, where that is a short wait."""
        seconds = (self.find_ready(url) - self._clock.now()).total_seconds()
        if 0 < seconds <= self._manners.patience_seconds:
            self._clock.sleep(seconds)

    def _take_turn(self, name: str) -> threading.Lock:
        with self._lock:
            return self._turns[name]

    def _find_host(self, name: str) -> Host:
        """Return what is known of a server. Who reads the others meanwhile holds them as they were."""
        with self._lock:
            if name not in self._neighbours.hosts:
                self._neighbours.hosts = {**self._neighbours.hosts, name: Host()}
            return self._neighbours.hosts[name]

    def _find_rules(self, url: str) -> Rules:
        """Return the rules that hold for `url`, fetched when they are not known or too old.

        Raises LaterError when the server cannot say: RFC 9309 takes that for a no.
        """
        origin = find_origin(url)
        with self._take_turn(f"{origin}/robots.txt"):  # asked for once, whoever needs it
            held = self._neighbours.robots.get(origin)
            now = self._clock.now()
            if held is None or not now < held.until <= now + ROBOTS_HOLD:
                held = self._fetch_rules(origin)
                with self._lock:
                    self._neighbours.robots = {**self._neighbours.robots, origin: held}
        if held.rules is None:
            why = f" ({held.why})" if held.why else ""
            raise LaterError(
                f"{origin}/robots.txt: cannot be read{why}; it is tried later", held.until
            )
        return held.rules

    def _fetch_rules(self, origin: str) -> Robots:
        """Return what the server says. Raises LaterError when it is busy."""
        limits = FetchLimits(
            seconds=self._limits.seconds,
            most_bytes=MOST_BYTES,
            is_cut=True,
            allow_private=self._limits.allow_private,
            user_agent=self._limits.user_agent,
        )
        try:
            answer = follow(
                urljoin(origin, "/robots.txt"),
                lambda at: self._ask_in_turn(at, Known(), limits, 0),
                limits,
            )
        except LaterError:
            raise
        except (
            RefusedError
        ):  # it leads in a circle, or nowhere that is asked: as if there were none
            return Robots(rules=ALLOW_ALL, until=self._clock.now() + ROBOTS_AGAIN)
        except SourceError as error:
            return Robots(rules=None, until=self._clock.now() + ROBOTS_AGAIN, why=str(error))
        if answer.status >= SERVER_FAULT:
            said = f"the server answered {answer.status}"
            return Robots(rules=None, until=self._clock.now() + ROBOTS_AGAIN, why=said)
        text = answer.body.decode("utf-8", "replace") if answer.status == OK else ""
        return Robots(rules=read_rules(text), until=self._clock.now() + ROBOTS_HOLD)


def read_retry_after(text: str, now: datetime) -> timedelta | None:
    """Return how long a server asks to wait: seconds or a day; None when it does not say."""
    said = text.strip()
    if said.isascii() and said.isdecimal():
        return timedelta(seconds=min(int(said[:9]), int(LONGEST.total_seconds())))
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(moment - now, timedelta())


def _back_off(times: int) -> timedelta:
    """Return how long to leave a server that is busy and does not say: a minute, doubled each time."""
    return timedelta(minutes=2 ** min(times - 1, 10))


def _find_name(url: str) -> str:
    return find_host(split_url(url))
