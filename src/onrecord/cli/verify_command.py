"""`onrecord verify`: is the record what its captures say?"""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.exits import INTEGRITY, Exit
from onrecord.cli.options import find_folder, json_option, record_option

MOST_SHOWN = 20


@click.command("verify")
@record_option
@click.option("--reread", is_flag=True, help="Read every capture again instead of the parts.")
@json_option
def command(record: Path | None, *, reread: bool, as_json: bool) -> None:
    """Check that captures are unchanged, words stand where findings say, and ids and tables fit.

    Ends with 4 when something is not as it should be.
    """
    from onrecord.cli.output import print_json
    from onrecord.run.integrity import check_integrity

    folder = find_folder(record)
    report = check_integrity(folder, reread=reread)
    if as_json:
        print_json({"record": str(folder), "checked": report.checked, "faults": report.faults,
                    "notes": report.notes})  # fmt: skip
    else:
        for fault in report.faults[:MOST_SHOWN]:
            print(fault)
        if len(report.faults) > MOST_SHOWN:
            print(f"… and {len(report.faults) - MOST_SHOWN} more; --json lists all")
        for note in report.notes:
            print(f"note: {note}")
        shown = ", ".join(f"{number} {what}" for what, number in report.checked.items())
        print(f"{shown} checked; {len(report.faults)} faults")
    if report.faults:
        raise Exit(INTEGRITY)
