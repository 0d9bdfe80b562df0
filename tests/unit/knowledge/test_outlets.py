"""Outlets are found by name and by domain, and no domain belongs to two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import TableError

MakePack = Callable[..., Path]


def test_a_domain_of_two_outlets_is_an_error(make_pack: MakePack) -> None:
    table = (
        "- {name: One, kind: site, domains: [one.example]}\n"
        "- {name: Two, kind: site, domains: [one.example]}\n"
    )
    with pytest.raises(TableError, match=r'outlets\.yml:2: domain "one\.example" belongs'):
        load_knowledge(make_pack(outlets=table))


def test_an_unknown_kind_of_outlet_is_an_error(make_pack: MakePack) -> None:
    with pytest.raises(TableError, match=r"outlets\.yml:1: kind: Input should be 'newspaper'"):
        load_knowledge(make_pack(outlets="- {name: One, kind: pamphlet}\n"))


def test_domains_stand_without_scheme_and_www(knowledge: Knowledge) -> None:
    domains = [d for outlet in knowledge.outlets.values() for d in outlet.domains]
    assert not [d for d in domains if d.startswith("www.") or "/" in d or d != d.lower()]


def test_no_spelling_names_two_outlets(knowledge: Knowledge) -> None:
    owners: dict[str, str] = {}
    for outlet in knowledge.outlets.values():
        for name in (outlet.name, *outlet.aliases):
            assert owners.setdefault(name, outlet.name) == outlet.name
