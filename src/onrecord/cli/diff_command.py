"""`onrecord diff`: what was changed between two captures of one page."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.cells import say_value
from onrecord.cli.options import json_option, open_given, record_option
from onrecord.model.wording import shorten

if TYPE_CHECKING:
    from onrecord.record.changes import Change
    from onrecord.record.versions import FindingChange

NARROWEST = 60
SHOWN_WORDS = 160  # characters of a quote
_DATA = ("title", "authors", "published", "published_latest", "outlet")
_READ = ("outcome", "diagnosis", "value", "speaker", "status", "type")


@click.command("diff")
@click.argument("name", metavar="DOC")
@record_option
@click.option("--side-by-side", is_flag=True, help="Show the old words beside the new ones.")
@json_option
def command(name: str, record: Path | None, *, side_by_side: bool, as_json: bool) -> None:
    """Show what was changed between the captures of DOC: an id, an address or a file.

    Words that went stand in [-…-], words that came in {+…+}; then the findings that appeared,
    disappeared or changed.
    """
    from onrecord.cli.output import print_json
    from onrecord.record.changes import diff_texts
    from onrecord.record.versions import compare_findings, find_versions_of

    with open_given(record) as opened:
        versions = find_versions_of(opened, name)
        steps = [
            (old, new, diff_texts(old["text"], new["text"]), compare_findings(opened, old["id"], new["id"]))
            for old, new in pairwise(versions)
        ]  # fmt: skip
    if as_json:
        print_json(
            {"versions": [_pick(v) for v in versions], "steps": [_to_json(*s) for s in steps]}
        )
        return
    print(f"{versions[0]['title'] or versions[0]['source']}")
    for number, version in enumerate(versions, start=1):
        print(f"  {number}. {_describe(version)}")
    if not steps:
        print("met once: there is nothing to compare", file=sys.stderr)
    for number, (old, new, changes, findings) in enumerate(steps, start=1):
        print(f"\n{number} → {number + 1}: {_count(changes)}")
        print_data(old, new)
        print_changes(changes, side_by_side=side_by_side)
        print_findings(findings)


def _pick(version: dict[str, Any]) -> dict[str, Any]:
    names = (
        "id",
        "source",
        "url",
        "title",
        "published",
        "met_at",
        "capture",
        "version_of",
        "words",
    )
    return {name: version[name] for name in names}


def _describe(version: dict[str, Any]) -> str:
    met = f"met {version['met_at'][:16].replace('T', ' ')}" if version["met_at"] else ""
    parts = (version["id"], met, version["url"] or version["source"])
    return "  ".join(part for part in parts if part)


def _to_json(
    old: dict[str, Any],
    new: dict[str, Any],
    changes: list[Change],
    findings: list[FindingChange],
) -> dict[str, Any]:
    return {
        "old": old["id"],
        "new": new["id"],
        "changes": [
            {"paragraph": c.number, "old": c.old, "new": c.new, "pieces": [list(p) for p in c.pieces]}
            for c in changes
        ],
        "findings": [
            {"table": f.table, "old": _short(f.old), "new": _short(f.new)} for f in findings
        ],
    }  # fmt: skip


def _short(row: dict[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"id": row["id"], "quote": row["quote"]} | {k: row[k] for k in _READ if row.get(k)}


def print_data(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Print what the page says of itself where that changed."""
    for name in _DATA:
        if old[name] != new[name]:
            print(f"  {name}: {say_value(old[name]) or 'none'} → {say_value(new[name]) or 'none'}")


def print_changes(changes: list[Change], *, side_by_side: bool) -> None:
    """Print the paragraphs that changed."""
    width = shutil.get_terminal_size((120, 24)).columns
    for change in changes:
        print(f"@ paragraph {change.number}")
        if side_by_side:
            for line in lay_side_by_side(change, width):
                print(line)
        else:
            print(f"  {change.mark()}")


def print_findings(findings: list[FindingChange]) -> None:
    """Print the findings that appeared, disappeared or changed."""
    if findings:
        print("findings:")
    for finding in findings:
        print(f"  {describe_finding(finding)}")


def _count(changes: list[Change]) -> str:
    if not changes:
        return "no word was changed, only what stands around the text"
    came = sum(c.old is None for c in changes)
    went = sum(c.new is None for c in changes)
    counts = ((len(changes) - came - went, "changed"), (came, "added"), (went, "removed"))
    shown = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{'paragraph' if len(changes) == 1 else 'paragraphs'}: {shown}"


def lay_side_by_side(change: Change, width: int) -> Iterator[str]:
    """Yield the lines of old and new beside each other."""
    half = (max(width, NARROWEST) - 3) // 2
    sign = "|" if change.old and change.new else "<" if change.old else ">"
    old, new = (textwrap.wrap(text, half) for text in change.mark_sides())
    for left, right in zip_longest(old, new, fillvalue=""):
        yield f"{left:<{half}} {sign} {right}".rstrip()


def describe_finding(finding: FindingChange) -> str:
    """Return one line on a finding that appeared (+), disappeared (-) or changed (~)."""
    old, new = finding.old, finding.new
    if old is None or new is None:
        row = old or new or {}
        return f'{"-" if new is None else "+"} {finding.table} {row["id"]} "{shorten(row["quote"], SHOWN_WORDS)}"'
    words = f'"{shorten(old["quote"], SHOWN_WORDS)}"'
    if old["quote"] != new["quote"]:
        words += f' → "{shorten(new["quote"], SHOWN_WORDS)}"'
    return f"~ {finding.table} {old['id']} → {new['id']} {words}{_readings(old, new)}"


def _readings(old: dict[str, Any], new: dict[str, Any]) -> str:
    found: Iterable[str] = (
        f"{name}: {say_value(old[name]) or 'none'} → {say_value(new[name]) or 'none'}"
        for name in _READ
        if name in old and old[name] != new[name]
    )
    shown = ", ".join(found)
    return f" ({shown})" if shown else ""
