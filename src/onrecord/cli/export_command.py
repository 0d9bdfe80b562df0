"""`onrecord export`: the tables as files."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import open_given, record_option


@click.command("export")
@click.argument("form", type=click.Choice(["jsonl", "csv", "parquet"]))
@click.argument("out", type=click.Path(path_type=Path))
@record_option
@click.option("--with-text", is_flag=True, help="Whole texts, not only excerpts.")
def command(form: str, out: Path, record: Path | None, with_text: bool) -> None:
    """Write every table of the record to the folder OUT as jsonl, csv or parquet."""
    from onrecord.cli.output import warn
    from onrecord.publish.exports import export_record

    with open_given(record) as opened:
        written = export_record(opened, form, out, with_text=with_text)
    if with_text:
        warn("the texts belong to those who published them: do not pass the export on")
    print(f"{len(written)} files in {out}")
