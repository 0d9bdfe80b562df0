"""Two governments' accounts of one meeting, as text for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.model.wording import shorten
from onrecord.publish.dossier_rows import Row, find_page

LONGEST = 200  # characters of the words of a line
SIDES = ("both", "conflict", "one", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorWords:
    """The words of one account for one line; `by` is who says them and how, where that is known."""

    quote: str
    start: int
    end: int
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorEntry:
    """One line: what both say, what only one says, where they do not go together.

    `findings` are the rows of the record that it rests on, where a reviewer may have rejected one.
    """

    side: str
    kind: str
    label: str
    one: MirrorWords | None
    other: MirrorWords | None
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorAccount:
    """One of the two documents: a paper of both states, or a part of a longer text, where it says so."""

    document: str
    country: str
    outlet: str
    title: str
    published: date
    language: str
    source: str
    url: str | None
    is_joint: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorPage:
    """Two accounts side by side."""

    one: MirrorAccount
    other: MirrorAccount
    reason: str
    entries: tuple[MirrorEntry, ...]

    def of(self, side: str) -> list[MirrorEntry]:
        """Return the lines of one side."""
        return [entry for entry in self.entries if entry.side == side]


def make_account(row: Row, country: str) -> MirrorAccount:
    """Return how an account is named and reached."""
    return MirrorAccount(
        document=row["id"],
        country=country,
        outlet=row["outlet"],
        title=row["title"] or "",
        published=row["published"],
        language=row["language"],
        source=row["source"],
        url=find_page(row["url"]),
    )


def leave_out_entries(page: MirrorPage, left_out: frozenset[str]) -> MirrorPage:
    """Return a page without the lines that rest on findings left out."""
    kept = tuple(entry for entry in page.entries if left_out.isdisjoint(entry.findings))
    return page if len(kept) == len(page.entries) else replace(page, entries=kept)


def cut_entry_words(text: str, place: tuple[int, int]) -> MirrorWords:
    """Return the words at a place of a document."""
    start, end = place
    return MirrorWords(quote=text[start:end], start=start, end=end)


def write_text(page: MirrorPage, languages: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a page for a terminal; `languages` are names by code."""
    one, other = page.one, page.other
    for account in (one, other):
        yield f"{name_account(account, languages)}: {shorten(account.title)}  {account.document}"
    yield f"    taken for one meeting: {page.reason}"
    heads = {
        "both": "Both say",
        "conflict": "Do not go together",
        "one": f"Only {one.country} says",
        "other": f"Only {other.country} says",
    }
    for side in SIDES:
        entries = page.of(side)
        if entries:
            yield f"  {heads[side]}"
        for entry in entries:
            yield f"    {entry.kind}: {shorten(entry.label, LONGEST)}"
            for account, words in ((one, entry.one), (other, entry.other)):
                if words is not None and " ".join(words.quote.split()) != entry.label:
                    by = f" ({words.by})" if words.by else ""
                    yield f"        {account.country} “{shorten(words.quote, LONGEST)}”{by}"
    if not page.entries:
        yield "  nothing that could be compared"


def name_account(account: MirrorAccount, languages: Mapping[str, str]) -> str:
    """Return who gives an account, when and in which language."""
    parts = [str(account.published), f"in {languages.get(account.language, account.language)}"]
    parts += ["a joint paper"] * account.is_joint + ["in a part of it"] * account.is_part
    return f"{account.country} {account.outlet or account.source}, {', '.join(parts)}"


COLUMNS = (
    "pair", "reason", "side", "kind", "label",
    "one_country", "one_language", "one_document", "one_quote", "one_by", "one_start", "one_end",
    "other_country", "other_language", "other_document", "other_quote", "other_by", "other_start",
    "other_end",
)  # fmt: skip


def list_rows(pages: Iterable[MirrorPage]) -> Iterator[dict[str, Any]]:
    """Yield the lines of pages as rows of one table, with COLUMNS."""
    for number, page in enumerate(pages, start=1):
        for entry in page.entries:
            row: dict[str, Any] = {
                "pair": number,
                "reason": page.reason,
                "side": entry.side,
                "kind": entry.kind,
                "label": entry.label,
            }
            sides = (("one", page.one, entry.one), ("other", page.other, entry.other))
            for side, account, words in sides:
                row |= {
                    f"{side}_country": account.country,
                    f"{side}_language": account.language,
                    f"{side}_document": account.document,
                    f"{side}_quote": words.quote if words else None,
                    f"{side}_by": (words.by or None) if words else None,
                    f"{side}_start": words.start if words else None,
                    f"{side}_end": words.end if words else None,
                }
            yield row


def count_sides(page: MirrorPage) -> Mapping[str, int]:
    """Return how many lines each side has."""
    return {side: len(page.of(side)) for side in SIDES}


def make_json(page: MirrorPage) -> dict[str, Any]:
    """Return a page as an object."""
    from dataclasses import asdict

    return {**asdict(page), "counts": dict(count_sides(page))}
