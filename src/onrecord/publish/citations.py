"""How to cite a record, a view of it, or one line: as text, BibTeX and CSL-JSON.

>>> cited = Citation(title="Figures that fail", record="8f2c", day=date(2026, 9, 30), version="0.1.0")
>>> write_plain(cited)
'Figures that fail. Record 8f2c, built with Onrecord 0.1.0, 30 September 2026.'
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.publish.dossier_rows import name_day, name_iso_day

# What BibTeX reads as something else than the character.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_NO_KEY = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited: its title, the record it is part of, and the day on which it was so.

    `row` is the id of one line. `note` says more in words ("203 documents from 150 independent
    origins"). `as_of` is the day (ISO) that the record keeps to, if it keeps to one.
    """

    title: str
    record: str
    day: date
    version: str
    row: str | None = None
    as_of: str | None = None
    note: str | None = None
    address: str | None = None

    @property
    def key(self) -> str:
        """Return a key for lists of references: letters, digits and hyphens."""
        parts = ("onrecord", self.record or "record", self.row or "")
        return "-".join(_NO_KEY.sub("-", part).strip("-") for part in parts if part)


def make_citation(
    build: dict[str, str], *, title: str, day: date, row: str | None = None,
    note: str | None = None, address: str | None = None,
) -> Citation:  # fmt: skip
    """Return the citation of a view or a line; `build` are the facts of the record's build."""
    return Citation(
        title=title or build.get("title") or "What is on record",
        record=build.get("build", ""),
        day=day,
        version=build.get("onrecord", ""),
        row=row,
        as_of=build.get("as_of") or None,
        note=note,
        address=address,
    )


def write_plain(citation: Citation) -> str:
    """Return the citation as a sentence or three."""
    title = " ".join(citation.title.split())
    begun = title if title.endswith((".", "!", "?", "…")) else f"{title}."
    said = [begun, f"{citation.note}." if citation.note else "", f"{_name_record(citation)}."]
    if citation.address:
        said.append(f"{citation.address}.")
    return " ".join(part for part in said if part)


def write_bibtex(citation: Citation) -> str:
    """Return the citation as a BibTeX entry, special characters escaped."""
    fields = {
        "title": f"{{{_escape(citation.title)}}}",
        "howpublished": _escape(_name_build(citation)),
        "year": str(citation.day.year),
        "month": str(citation.day.month),
        "day": str(citation.day.day),
        "note": _escape("; ".join(_list_notes(citation))),
        "url": citation.address.replace("{", "%7B").replace("}", "%7D") if citation.address else "",
    }
    lines = [f"  {name:<12} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{citation.key},\n" + ",\n".join(lines) + "\n}"


def make_csl(citation: Citation) -> dict[str, Any]:
    """Return the citation as an item of CSL-JSON (citation styles, reference managers)."""
    item = {
        "id": citation.key,
        "type": "dataset",
        "title": " ".join(citation.title.split()),
        "archive": f"Record {citation.record}" if citation.record else None,
        "archive_location": citation.row,
        "issued": {"date-parts": [[citation.day.year, citation.day.month, citation.day.day]]},
        "medium": f"Onrecord {citation.version}".strip(),
        "note": "; ".join(_list_notes(citation)) or None,
        "URL": citation.address,
    }
    return {name: value for name, value in item.items() if value}


def write_csl(citation: Citation) -> str:
    """Return the citation as CSL-JSON text: a list of one item."""
    return json.dumps([make_csl(citation)], ensure_ascii=False, indent=1)


# What a reader may ask for → how it is written.
CITATIONS = {"plain": write_plain, "bibtex": write_bibtex, "csl": write_csl}


def _name_record(citation: Citation) -> str:
    known = f", as known on {name_iso_day(citation.as_of)}" if citation.as_of else ""
    row = f", {citation.row}" if citation.row else ""
    return f"{_name_build(citation)}{row}{known}, {name_day(citation.day)}"


def _name_build(citation: Citation) -> str:
    built = f"built with Onrecord {citation.version}".strip()
    return f"Record {citation.record}, {built}" if citation.record else f"A record {built}"


def _list_notes(citation: Citation) -> list[str]:
    notes = [citation.note or "", citation.row or ""]
    if citation.as_of:
        notes.append(f"as known on {name_iso_day(citation.as_of)}")
    return [note for note in notes if note]


def _escape(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in " ".join(text.split()))
