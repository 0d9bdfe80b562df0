"""An outside world for tests: names lead where the test says, and time goes by when it says so."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from onrecord.sources.fetching import Address, Net
from onrecord.sources.fetching.polite import Clock

PUBLIC = "93.184.216.34"
START = datetime(2026, 9, 30, 12, tzinfo=UTC)


@dataclass(kw_only=True)
class World:
    """Names with their answers, one after the other; every line leads to the port of a publisher."""

    port: int = 0
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    now: datetime = START
    slept: list[float] = field(default_factory=list)

    def find(self, host: str, _: int) -> list[Address]:
        """Give the next answer for a name; the last one for ever. A number is its own answer."""
        self.looked_up.append(host)
        answers = self.names.get(host, [[host]])
        numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        return [Address(one, socket.AF_INET6 if ":" in one else socket.AF_INET) for one in numbers]

    def connect(self, address: Address, _: int, seconds: float) -> socket.socket:
        """Note which number was meant, and connect to the publisher."""
        self.reached.append(address.number)
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def sleep(self, seconds: float) -> None:
        """Let time go by."""
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    @property
    def net(self) -> Net:
        return Net(find=self.find, connect=self.connect)

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, sleep=self.sleep)
