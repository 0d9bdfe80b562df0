r"""robots.txt (RFC 9309): which addresses of a site a program may ask for, and how often.

Only the lines that are for everybody or for this program are kept: the rest cannot matter, and a
file made to be slow to read stays short.

>>> rules = read_rules("User-agent: *\nDisallow: /private\nCrawl-delay: 2\n")
>>> rules.allows("https://a.example/private/x"), rules.allows("https://a.example/"), rules.delay
(False, True, 2.0)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

from onrecord.sources.fetching.addresses import MOST_LETTERS

PRODUCT = "onrecord"
MOST_BYTES = 512 * 1024  # the RFC asks for 500 KiB at least
MOST_LINES = 5_000  # that are for us
_AGENT = re.compile(r"[ \t]*user[- ]?agent[ \t]*:(.*)", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*(allow|disallow|crawl-delay)[ \t]*:(.*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+|\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a site asks of this program. `text` holds what of the file is for it."""

    text: str

    def allows(self, url: str) -> bool:
        """May `url` be asked for?"""
        return Protego.parse(self.text).can_fetch(url, PRODUCT)

    @property
    def delay(self) -> float:
        """Return the seconds between two requests that the site asks for, 0 when it does not."""
        return Protego.parse(self.text).crawl_delay(PRODUCT) or 0.0


ALLOW_ALL = Rules(text="")


def read_rules(text: str) -> Rules:
    """Return the rules of a robots.txt."""
    kept: list[str] = []
    for agents, rules in _cut_groups(text):
        ours = [agent for agent in agents if agent in ("*", PRODUCT)]
        if ours:
            kept += [f"User-agent: {agent}" for agent in ours] + (rules or ["Disallow:"])
    return Rules(text="".join(f"{line}\n" for line in kept[:MOST_LINES]))


def _cut_groups(text: str) -> Iterator[tuple[set[str], list[str]]]:
    """Yield the groups of a file: for whom they are, and what they say."""
    agents: set[str] = set()
    rules: list[str] = []
    begun = False
    for line in text.removeprefix("\ufeff").splitlines():
        said = line.partition("#")[0][:MOST_LETTERS]
        if found := _AGENT.match(said):
            if begun:
                yield agents, rules
                agents, rules, begun = set(), [], False
            token = _TOKEN.match(found[1].strip())
            agents.add(token[0].lower() if token else "")
        elif found := _RULE.match(said):
            begun = True
            if agents & {"*", PRODUCT}:
                rules.append(f"{found[1].capitalize()}: {found[2].strip()}")
    yield agents, rules
