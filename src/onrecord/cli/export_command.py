"""`onrecord export`: the tables as files, or the record in the words of a standard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import open_given, record_option
from onrecord.model.wording import count

if TYPE_CHECKING:
    from onrecord.record.selections import Selection

# Written here, so that `--help` need not load what writes them; tests/docs compares.
TABLES = ("jsonl", "csv", "parquet")
PARTITIONS = ("day", "month", "year", "outlet", "kind")
STANDARDS = ("annotations", "schemaorg", "plover", "prov", "ftm", "stix")
WITH_BASE = ("annotations", "schemaorg", "prov")  # whose ids are addresses


@click.command("export")
@click.argument("form", type=click.Choice([*TABLES, *STANDARDS]), metavar="FORM")
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

    refuse_unheeded(form, names, with_text=with_text)
    with open_given(record) as opened:
        selection = Selection(opened, conditions, with_rejected=with_rejected)
        if form in TABLES:
            said = write_tables(selection, form, out, with_text=with_text, names=names)
        else:
            said = write_standard(selection, form, out, base=names["base"])
    if with_text:
        from onrecord.cli.output import warn

        warn("the texts belong to those who published them: do not pass the export on")
    print(said)


def refuse_unheeded(form: str, names: dict[str, str | None], *, with_text: bool) -> None:
    """Raise UsageError for an option that this form would not heed."""
    for option in ("partition_by", "licence"):
        if names[option] and form != "parquet":
            raise click.UsageError(f"--{option.replace('_', '-')} is for parquet alone")
    if with_text and form not in TABLES:
        raise click.UsageError(
            f"--with-text is for {', '.join(TABLES)}; the standards never hold whole texts"
        )
    if base := names["base"]:
        check_base(base, form)


def check_base(base: str, form: str) -> None:
    """Raise UsageError for what ids cannot stand behind, or where they never do."""
    from onrecord.publish.standards.chosen import is_base

    if form not in WITH_BASE:
        raise click.UsageError(f"--base is for {', '.join(WITH_BASE)}")
    if not is_base(base):
        raise click.BadParameter(
            f'"{base}" is no beginning of addresses; write one such as https://example.org/record/, '
            "with the / or # that ids come behind",
            param_hint="--base",
        )


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
        return f"{count(len(written), 'file')} in {out}"
    written = export_selection(selection, form, out, with_text=with_text)
    if form == "parquet":
        written.append(write_package(selection, written, out, with_text=with_text, licence=licence))
    return f"{count(len(written), 'file')} in {out}"


def write_standard(selection: Selection, form: str, out: Path, *, base: str | None) -> str:
    """Write the file of a standard; return what to say."""
    from onrecord.cli.looking import load_tables_of
    from onrecord.publish.standards import BASE, Chosen, export_standard
    from onrecord.publish.standards import STANDARDS as STANDARD_FILES

    tables = load_tables_of(selection.record)
    chosen = Chosen(
        selection=selection,
        base=base or BASE,
        alpha3={code: country.alpha3 for code, country in tables.countries.items()},
        codebook=tables.codebook,
    )
    path, number = export_standard(chosen, form, out)
    standard = STANDARD_FILES[form]
    return f"{count(number, standard.thing, standard.things)} in {path}"
