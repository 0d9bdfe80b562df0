"""`onrecord export`: the tables as files, or the record in the words of a standard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import open_given, record_option

if TYPE_CHECKING:
    from onrecord.record.selections import Selection

# Written here, so that `--help` need not load what writes them; tests/docs compares.
TABLES = ("jsonl", "csv", "parquet")
PARTITIONS = ("day", "month", "year", "outlet", "kind")
STANDARDS = ("annotations", "schemaorg", "plover", "prov", "ftm", "stix")


@click.command("export")
@click.argument("form", type=click.Choice([*TABLES, *STANDARDS]))
@click.argument("out", type=click.Path(path_type=Path))
@record_option
@click.option(
    "--where",
    "conditions",
    multiple=True,
    metavar="CONDITION",
    help="Only findings that fit, such as outcome=fails, with what they rest on.",
)
@click.option("--with-rejected", is_flag=True, help="Also what reviewers rejected.")
@click.option("--with-text", is_flag=True, help="Whole texts, not only excerpts (tables).")
@click.option(
    "--base", metavar="IRI", help="What ids are put behind to make addresses (JSON-LD, PROV)."
)
@click.option(
    "--licence", metavar="NAME", help="The licence you give the findings, such as CC-BY-4.0."
)
@click.option(
    "--partition-by",
    type=click.Choice(PARTITIONS),
    help="Parquet in folders, by this of the documents.",
)
def command(
    form: str,
    out: Path,
    record: Path | None,
    *,
    conditions: tuple[str, ...],
    with_rejected: bool,
    with_text: bool,
    **names: str | None,
) -> None:
    """Write the record to the folder OUT.

    As tables: jsonl, csv, or parquet with a Data Package. In the words of a standard: W3C Web
    annotations, schemaorg, plover, prov, ftm (FollowTheMoney), stix.
    """
    from onrecord.record.selections import Selection

    if names["partition_by"] and form != "parquet":
        raise click.UsageError("--partition-by is for parquet alone")
    with open_given(record) as opened:
        selection = Selection(opened, conditions, with_rejected=with_rejected)
        if form in TABLES:
            said = write_tables(selection, form, out, with_text=with_text, names=names)
        else:
            said = write_standard(selection, form, out, base=names["base"])
    if with_text and form in TABLES:
        from onrecord.cli.output import warn

        warn("the texts belong to those who published them: do not pass the export on")
    print(said)


def write_tables(
    selection: Selection, form: str, out: Path, *, with_text: bool, names: dict[str, str | None]
) -> str:
    """Write every table, of Parquet with its description; return what to say."""
    from onrecord.publish.exports import export_selection
    from onrecord.publish.exports_packages import write_package

    licence = names["licence"]
    if by := names["partition_by"]:
        from onrecord.publish.exports_partitions import export_partitions

        written = export_partitions(selection, by, out, with_text=with_text, licence=licence)
        return f"{len(written):,} files in {out}"
    written = export_selection(selection, form, out, with_text=with_text)
    if form == "parquet":
        written.append(write_package(selection, written, out, with_text=with_text, licence=licence))
    return f"{len(written)} files in {out}"


def write_standard(selection: Selection, form: str, out: Path, *, base: str | None) -> str:
    """Write the file of a standard; return what to say."""
    from onrecord.cli.looking import load_tables_of
    from onrecord.publish.standards import BASE, Chosen, export_standard

    tables = load_tables_of(selection.record)
    chosen = Chosen(
        selection=selection,
        base=base or BASE,
        alpha3={code: country.alpha3 for code, country in tables.countries.items()},
        codebook=tables.codebook,
    )
    path, count = export_standard(chosen, form, out)
    return f"{count:,} in {path}"
