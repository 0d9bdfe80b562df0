"""`onrecord review`: decide on findings in the terminal, hand decisions on, take them in."""

from __future__ import annotations

import getpass
import shutil
import sys
from pathlib import Path

import click

from onrecord.cli.options import find_folder, read_clock, record_option
from onrecord.model.wording import count

QUEUES = ("failures", "uncertain", "sample")
TABLES = ("figure", "statement", "event", "commitment", "move")


@click.command("review")
@record_option
@click.option("--reviewer", metavar="NAME", help="Who decides [your name on this machine].")
@click.option(
    "--queue", type=click.Choice(QUEUES), help="Only what fails, is uncertain, or chance."
)
@click.option("--table", type=click.Choice(TABLES), help="Only findings of one kind.")
@click.option("--id", "name", metavar="ID", help="Begin with this row.")
@click.option(
    "--export",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the log to a file (- for stdout), and end.",
)
@click.option(
    "--import",
    "given",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take in the decisions of another log, and end.",
)
def command(
    record: Path | None, *, reviewer: str | None, target: Path | None, given: Path | None,
    queue: str | None, **more: str | None,
) -> None:  # fmt: skip
    """Decide on findings one by one, with the keys of the web page; ? lists them.

    From a pipe each line is a key, with what it needs behind it: `a`, `x`, `c needs a date`,
    `e unit people`, `m fig-7k2qx4`.
    """
    folder = find_folder(record)
    if target is not None:
        export_log(folder / "reviews.jsonl", target)
    elif given is not None:
        import_log(folder / "reviews.jsonl", given)
    else:
        from onrecord.cli.review_session import Session

        by = reviewer or getpass.getuser()
        session = Session(
            folder, by=by, queue=queue or "", table=more["table"] or "", clock=read_clock
        )
        session.run(name=more["name"] or "")


def export_log(log: Path, target: Path) -> None:
    """Write the log as it is."""
    from onrecord.record.reviews import read_log

    held = read_log(log)
    for fault in held.faults:
        print(f"onrecord: {fault}", file=sys.stderr)
    if str(target) == "-":
        sys.stdout.write(log.read_text(encoding="utf-8") if log.is_file() else "")
        return
    if log.is_file():
        shutil.copyfile(log, target)
    else:
        target.touch()
    print(f"{count(len(held.reviews), 'decision')} written to {target}", file=sys.stderr)


def import_log(log: Path, given: Path) -> None:
    """Take in what another log holds, and say where reviewers differ."""
    from onrecord.record.reviews_exchange import import_reviews, load_foreign

    done = import_reviews(log, load_foreign(given))
    for conflict in done.conflicts:
        print(f"differs: {conflict}")
    print(
        f"{count(len(done.added), 'decision')} taken in, "
        f"{count(done.known, 'was', 'were')} there; {count(len(done.conflicts), 'differs', 'differ')}"
    )
