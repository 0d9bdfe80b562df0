"""Outlets: who publishes, by name and by web domain."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from onrecord.knowledge.countries import Country, spell_countries
from onrecord.knowledge.tables import Row, add_rows, check_references, load_rows
from onrecord.model import TableError


class Outlet(Row):
    """A row of outlets.yml. `domains` without `www.`; `aliases` as printed in bylines and credits."""

    name: str
    kind: Literal["newspaper", "agency", "broadcaster", "magazine", "site", "government", "blog"]
    country: str | None = None
    domains: list[str] = []
    aliases: list[str] = []


def load_outlets(folders: list[Path], countries: dict[str, Country]) -> dict[str, Outlet]:
    """Return all outlets by name."""
    outlets: dict[str, Outlet] = {}
    domains: dict[str, str] = {}
    spelled = spell_countries(countries)
    for folder in folders:
        path = folder / "outlets.yml"
        rows = load_rows(path, Outlet)
        add_rows(outlets, path, rows, "name")
        for line, row in rows:
            if row.country is not None:
                check_references(
                    path, line, [row.country], countries, what="country", others=spelled
                )
            for domain in row.domains:
                if domains.setdefault(domain, row.name) != row.name:
                    raise TableError(
                        f'{path}:{line}: domain "{domain}" belongs already to "{domains[domain]}"'
                    )
    return outlets
