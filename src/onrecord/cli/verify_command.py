"""`onrecord verify`: is the record what its captures say, and a dossier what was written?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.exits import INTEGRITY, Exit
from onrecord.cli.options import find_folder, json_option, record_option
from onrecord.model.wording import count

if TYPE_CHECKING:
    from onrecord.publish.dossier_checks import DossierReport

MOST_SHOWN = 20


@click.command("verify")
@click.argument(
    "dossier", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@record_option
@click.option("--reread", is_flag=True, help="Read every capture again instead of the parts.")
@json_option
def command(dossier: Path | None, record: Path | None, *, reread: bool, as_json: bool) -> None:
    """Check that captures are unchanged, words stand where findings say, and ids and tables fit.

    With DOSSIER, a page that `onrecord dossier` wrote: check that it is as it was written, by what
    it carries, and with -r also that the record has the same texts. Ends with 4 when something is
    not as it should be.
    """
    if dossier is not None:
        verify_dossier(dossier, record, as_json=as_json)
        return
    from onrecord.run.integrity import check_integrity

    folder = find_folder(record)
    report = check_integrity(folder, reread=reread)
    tell(
        {"record": str(folder), "checked": report.checked, "faults": report.faults,
         "notes": report.notes},
        as_json=as_json,
    )  # fmt: skip


def verify_dossier(dossier: Path, record: Path | None, *, as_json: bool) -> None:
    """Check a page, and with a record its texts against that."""
    from onrecord.model import RecordError
    from onrecord.publish.dossier_checks import check_dossier

    try:
        report = check_dossier(dossier.read_bytes().decode("utf-8", "replace"))
    except RecordError as error:
        raise RecordError(f"{dossier}: {error}") from error
    faults, checked = [*report.faults], {**report.checked}
    if record is not None:
        faults += compare_texts(report, record)
        checked["texts"] = len(report.texts)
    facts = ", ".join(f"{name} {value}" for name, value in report.facts.items())
    tell(
        {"dossier": str(dossier), "facts": report.facts, "seal": report.seal, "checked": checked,
         "faults": faults, "notes": [facts, f"seal {report.seal}"]},
        as_json=as_json,
    )  # fmt: skip


def compare_texts(report: DossierReport, record: Path) -> list[str]:
    """Return the documents of a page that the record has not, or has with another text."""
    from onrecord.cli.options import open_given
    from onrecord.publish.dossier_evidence import hash_text

    with open_given(record) as opened:
        held = {row["id"]: hash_text(row["text"]) for row in opened.documents.dicts()}
    faults = []
    for document, text in report.texts.items():
        if document not in held:
            faults.append(f"{document}: not in {record}")
        elif held[document] != text:
            faults.append(f"{document}: its text in {record} is another one")
    return faults


def tell(said: dict[str, Any], *, as_json: bool) -> None:
    """Print what was checked and found. Raises Exit when there are faults."""
    from onrecord.cli.output import print_json

    faults = said["faults"]
    if as_json:
        print_json(said)
    else:
        for fault in faults[:MOST_SHOWN]:
            print(fault)
        if len(faults) > MOST_SHOWN:
            print(f"… and {len(faults) - MOST_SHOWN} more; --json lists all")
        for note in said["notes"]:
            print(f"note: {note}")
        print(f"{say_checked(said['checked'])} checked; {count(len(faults), 'fault')}")
    if faults:
        raise Exit(INTEGRITY)


def say_checked(checked: dict[str, int]) -> str:
    """Return what was looked at; of tables whose rows may hang on words or not, those that do.

    >>> say_checked({"documents": 1, "origins": 2, "series": 1})
    '1 document, 1 series, the words of 2 origins'
    """
    from onrecord.record.records import PLURALS
    from onrecord.run.integrity import WITH_WORDS

    tables = {many: table for table, many in PLURALS.items()}
    said = {
        what: count(n, tables.get(what, what.removesuffix("s")), what)
        for what, n in checked.items()
    }
    with_words = [said.pop(PLURALS[table]) for table in WITH_WORDS if PLURALS[table] in said]
    return ", ".join(
        [*said.values(), *(["the words of " + ", ".join(with_words)] if with_words else [])]
    )
