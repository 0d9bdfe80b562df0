"""`onrecord show`: one row with all it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.cells import say_value
from onrecord.cli.looking import say_codes
from onrecord.cli.options import json_option, open_given, record_option
from onrecord.model.judged import REVIEW_COLUMNS, say_reviewed
from onrecord.model.wording import count, cut_after, cut_before

if TYPE_CHECKING:
    from onrecord.record import Record

CONTEXT = 200
MOST_JUDGEMENTS = 8
MOST_FINDINGS = 10
FINDINGS = ("statement", "event", "commitment", "figure")
OF_DOCUMENT = ("title", "outlet", "published", "published_latest", "url")
ACTOR_COLUMNS = ("speaker_id", "actor_ids", "target_ids", "by_ids", "to_ids", "said_by_id")


@click.command("show")
@click.argument("row_id", metavar="ID")
@record_option
@json_option
def command(row_id: str, record: Path | None, *, as_json: bool) -> None:
    """Show the row with ID (or a beginning of it that no other has), whatever table it stands in.

    A finding comes with its words in context, its verdict and whom its mentions were taken for.
    """
    from onrecord.cli.output import print_json

    with open_given(record) as opened:
        table, row = opened.find(row_id)
        judged = opened.judged
        around = opened.whole if row["id"] in judged.left_out else opened
        more = {**say_reviewed(judged, row["id"]), **gather(around, table, row)}
        if not as_json:
            say_codes(opened, table, [row])
            say_codes(opened, "position", more.get("positions", ()))
    row.pop("text", None)
    if as_json:
        print_json({"table": table, "row": row, **more})
        return
    print_row(f"{table} {row['id']}", row)
    print_more(more)


def gather(record: Record, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return what belongs to a row: context, verdicts, judgements, or its findings."""
    if table in FINDINGS:
        return gather_for_finding(record, row)
    if table == "document":
        return gather_for_document(record, row)
    if table == "turn":
        (document,) = record.rows_with("document", "id", row["document"])
        return {"said": document["text"][row["start"] : row["end"]]}
    if table == "actor":
        statements = record.rows_with("statement", "speaker_id", row["id"])
        return {
            "statements": [pick(s) for s in statements[:MOST_FINDINGS]],
            **say_rest(len(statements), "statements", f"speaker_id={row['id']}"),
        }
    if table == "happening":
        events = record.rows_among("event", row["events"] or [])
        return {"events": [pick(event) for event in events]}
    if table == "programme":
        return gather_for_programme(record, row)
    if table == "shift":
        return {"positions": [record.find(row[name])[1] for name in ("before", "after")]}
    if table in ("judgement", "origin", "naming", "move", "position") and row["quote"] is not None:
        return {"context": cut_context(record, row)}
    return {}


def gather_for_programme(record: Record, row: dict[str, Any]) -> dict[str, Any]:
    """Return the first findings that belong to a programme, and what it is said to have come to."""
    from onrecord.cli.looking import load_tables_of
    from onrecord.publish.tallies import list_told
    from onrecord.run.tally_parts import list_parts

    belongings = record.rows_with("belonging", "programme", row["id"])
    parts = list_parts(record, load_tables_of(record)).get(row["id"], [])
    return {
        "findings": [
            {**pick(record.find(b["finding"])[1]), "reason": b["reason"]}
            for b in belongings[:MOST_FINDINGS]
        ],
        **say_rest(len(belongings), "belongings", f"programme={row['id']}"),
        **({"told": list(list_told(parts))} if parts else {}),
    }


def say_rest(number: int, tables: str, condition: str) -> dict[str, str]:
    """Return where the others stand, when only the first findings are shown."""
    if number <= MOST_FINDINGS:
        return {}
    listed = f"`onrecord list {tables} --where {condition}`"
    return {"shown": f"the first {MOST_FINDINGS} of {number:,}; {listed} has all"}


def gather_for_document(record: Record, row: dict[str, Any]) -> dict[str, Any]:
    """Return the counts of a document's findings, its origins, and its later versions."""
    later = record.rows_with("document", "version_of", row["id"])
    return {
        "findings": {n: len(record.rows_with(n, "document", row["id"])) for n in FINDINGS},
        "origins": record.rows_with("origin", "document", row["id"]),
        "versions": [{name: v[name] for name in ("id", "met_at", "source")} for v in later],
    }


def gather_for_finding(record: Record, row: dict[str, Any]) -> dict[str, Any]:
    """Return a finding's words in context, its verdicts, and the judgements on its mentions."""
    meant: set[str] = set()
    for name in ACTOR_COLUMNS:
        held = row.get(name)
        meant |= set(held) if isinstance(held, list) else {held} if held else set()
    judgements = [
        judgement
        for judgement in record.rows_with("judgement", "document", row["document"])
        if judgement["right"] in meant and judgement["start"] is not None
    ]
    judgements.sort(key=lambda j: abs(j["start"] - row["start"]))
    (document,) = record.rows_with("document", "id", row["document"])
    moves = record.rows_with("move", "commitment", row["id"])
    return {
        **({"moves": moves} if moves else {}),
        "document": {k: document[k] for k in OF_DOCUMENT},
        "context": cut_context(record, row),
        "verdicts": record.rows_with("verdict", "finding", row["id"]),
        "judgements": judgements[:MOST_JUDGEMENTS],
    }


def cut_context(record: Record, row: dict[str, Any]) -> str:
    """Return the words with what stands around them, marked by >>> and <<<."""
    (document,) = record.rows_with("document", "id", row["document"])
    text, start, end = document["text"], row["start"], row["end"]
    before, after = cut_before(text, start, CONTEXT), cut_after(text, end, CONTEXT)
    return f"{before}>>>{text[start:end]}<<<{after}"


def pick(row: dict[str, Any]) -> dict[str, Any]:
    """Return what names a finding in a list."""
    return {"id": row["id"], "source": row["source"], "quote": row["quote"]}


def print_row(title: str, row: dict[str, Any]) -> None:
    """Print the columns of a row that hold something."""
    print(title)
    for name, value in row.items():
        if name == "dropped":
            value = [count(len(value or ()), "passage")]
        if name != "id" and value not in (None, []):
            print(f"  {name + ':':17} {say_value(value)}")


def say_correction(one: str | dict[str, str]) -> str:
    """Return a correction, or a reviewer's name, as words."""
    if isinstance(one, str):
        return one
    return f"{one['field']} should be {one['value']}, read as {one['before']} ({one['by']})"


def print_more(more: dict[str, Any]) -> None:
    """Print what belongs to a row."""
    for name, value in more.items():
        if not value:
            continue
        if isinstance(value, str):
            print(f"{name}:\n  " + value.replace("\n", "\n  "))
        elif isinstance(value, dict):
            print_row(name, value)
        elif name in REVIEW_COLUMNS:
            print(f"{name}:", "; ".join(map(say_correction, value)))
        else:
            for item in value:
                print_row(f"{name} {item['id']}", item)
