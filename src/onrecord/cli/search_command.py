"""`onrecord search`: full text over documents and findings."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.options import json_option, open_given, record_option
from onrecord.model.wording import count


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@record_option
@click.option(
    "--in",
    "tables",
    multiple=True,
    metavar="TABLE",
    help="Only in documents, statements, events, commitments or figures.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@json_option
def command(
    words: tuple[str, ...],
    record: Path | None,
    *,
    tables: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> None:
    """Search documents and findings for WORDS, best first. Every word must occur.

    Rows that have the same words stand in one line. Case and accents make no difference; "two words" in quotation marks make a phrase.
    """
    from onrecord.cli.output import print_json
    from onrecord.record.found import gather_passages

    with open_given(record) as opened:
        names = tuple(opened.table(table).name for table in tables)
        found = opened.search(" ".join(words), tables=names, limit=limit + 1)
        hits = found[:limit]
        documents = {row["id"]: row for row in opened.rows("document")}
        passages = gather_passages(opened, hits)
    if as_json:
        print_json(
            {
                "words": " ".join(words),
                "hits": [
                    {
                        "id": hit.id,
                        "table": hit.table,
                        "document": hit.document,
                        "source": documents[hit.document]["source"],
                        "score": round(hit.score, 3),
                        "snippet": hit.snippet,
                    }
                    for hit in hits
                ],
            }
        )
        return
    for passage in passages:
        rows = ", ".join(f"{hit.id}  {hit.table}" for hit in passage.hits)
        print(f"{rows}  {Path(documents[passage.hits[0].document]['source']).name}")
        print(f"    {passage.snippet}")
    more = "; there are more: --limit shows them" if len(found) > limit else ""
    counted = f"{count(len(hits), 'row')} in {count(len(passages), 'passage')}"
    print(f"{counted}{more}", file=sys.stderr)
