"""`onrecord dossier`: the record as one HTML page."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.looking import load_tables_of
from onrecord.cli.options import open_given, read_clock, record_option


@click.command("dossier")
@record_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("dossier.html"),
    show_default=True,
    help="The file to write.",
)
def command(record: Path | None, out: Path) -> None:
    """Write the record as one self-contained HTML page: each line with its words and source."""
    from onrecord.publish.dossier import write_dossier
    from onrecord.publish.dossier_ledger import make_codes
    from onrecord.run.tally_parts import list_parts

    with open_given(record) as opened:
        out.parent.mkdir(parents=True, exist_ok=True)
        tables = load_tables_of(opened)
        codes = make_codes(tables)
        day = read_clock().date().isoformat()
        tallies = list_parts(opened, tables)
        write_dossier(opened, out, built_at=day, codes=codes, judged=opened.judged, tallies=tallies)
    print(f"dossier: {out}")
