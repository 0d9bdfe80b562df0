"""`onrecord build`: from a pile to a record."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.choosing import only_options
from onrecord.cli.engines import choose_engine, engine_options
from onrecord.cli.exits import UNREADABLE, Exit
from onrecord.cli.options import DAY, find_folder, json_option, read_clock, record_option
from onrecord.cli.output import print_json, warn
from onrecord.model.wording import count

if TYPE_CHECKING:
    from onrecord.record import Summary
    from onrecord.run.build import Built

WORKER_BYTES = 2 * 1024**3
MOST_SHOWN = 20


@click.command("build")
@click.argument("pile", nargs=-1)
@record_option
@click.option("--as-of", type=DAY, help="Build what was knowable that day.")
@click.option("--pack", help="The tables to read with: a pack's name or its folder.")
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes [as many as cores and memory allow]."
)
@click.option("--again", is_flag=True, help="Read all sources, also those that did not change.")
@engine_options
@only_options
@json_option
def command(
    pile: tuple[str, ...],
    record: Path | None,
    *,
    as_of: date | None,
    pack: str | None,
    workers: int | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Build a record from PILE: files, folders (with all in them) and globs, also s3://bucket/key.

    Without PILE the record's own sources are met again. What was read before is not read again, nor
    is a file or object that looks as it did then.
    What --only-…, --since and --until say is kept in onrecord.toml: the next build does the same.
    """
    from onrecord.cli.progress import open_progress
    from onrecord.record import open_record, summarise
    from onrecord.record.only import Only
    from onrecord.run.build import BuildOptions, build_record

    folder = find_folder(record)
    options = BuildOptions(
        record=folder,
        patterns=pile,
        pack=pack,
        as_of=as_of,
        engine=choose_engine(
            asked.pop("engine"),
            asked.pop("ray_address"),
            is_shared=asked.pop("shared_record"),
            workers=workers,
            count=count_workers,
        ),
        forgets_only=asked.pop("forget_only"),
        again=asked.pop("again"),
        only=Only(**asked),
    )
    with open_progress() as progress:
        built = build_record(options, now=read_clock(), progress=progress)
    with open_record(folder) as opened:
        summary = summarise(opened)
    unread = [*built.unreadable, *list_unread(summary)]
    for message in unread[:MOST_SHOWN]:
        warn(message)
    if len(unread) > MOST_SHOWN:
        warn(f"and {len(unread) - MOST_SHOWN} more; `onrecord problems` lists them")
    if as_json:
        print_as_json(folder, built, summary)
    else:
        print_summary(folder, built, summary)
    if unread:
        raise Exit(UNREADABLE)


def count_workers() -> int:
    """Return how many processes this machine bears: one a core, 2 GiB of memory for each."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        memory = WORKER_BYTES
    return max(1, min(cores or 1, memory // WORKER_BYTES))


def list_unread(summary: Summary) -> list[str]:
    """Return what is wrong with each document that the program tripped over."""
    from onrecord.run.shards import UNREAD

    return [
        f"{problem['source']}: {problem['message']}"
        for problem in summary.problems
        if problem["message"].startswith(UNREAD)
    ]


def print_summary(folder: Path, built: Built, summary: Summary) -> None:
    """Print what the record comes to."""
    print(
        f"{count(summary.documents, 'document')}{describe_versions(summary)}, "
        f"{count(summary.origins, 'independent origin')}",
        end="",
    )
    print(f"; {built.read} read now in {built.seconds:.1f} s")
    for kind, number in summary.findings.items():
        outcomes = summary.outcomes.get(kind, {})
        shown = ", ".join(f"{some} {outcome}" for outcome, some in outcomes.items() if some)
        print(f"  {kind:<12}{number:>7}  {shown}".rstrip())
    print_failing(summary)
    print_failing_quotes(summary)
    if built.left_out:
        counts = ", ".join(f"{number} by {reason}" for reason, number in built.left_out.items())
        print(f"left out: {counts}: `onrecord left-out -r {folder}` lists them")
    if summary.problems:
        print(
            f"{count(len(summary.problems), 'problem')}: `onrecord problems -r {folder}` lists them"
        )
    print(f"record: {folder}")


OF_VERDICT = ("reason", "difference", "nearest")


def describe_versions(summary: Summary) -> str:
    """Return how many later versions of documents there are, nothing when there are none."""
    if not summary.versions:
        return ""
    return f" ({count(summary.versions, 'later version')})"


def print_failing(summary: Summary) -> None:
    """Print the figures that fail, each with its reason."""
    if not summary.failing:
        return
    print("figures that fail:")
    for figure in summary.failing[:MOST_SHOWN]:
        print(f'  {figure["id"]}  {Path(figure["source"]).name}: "{figure["quote"]}"')
        print(f"    {figure['diagnosis'] or 'does not match'}: {figure['reason']}")
    if len(summary.failing) > MOST_SHOWN:
        print(f"  … and {len(summary.failing) - MOST_SHOWN} more: "
              "`onrecord list figures --where outcome=fails`")  # fmt: skip


def print_failing_quotes(summary: Summary) -> None:
    """Print the quotes that fail, each with the words that differ."""
    if not summary.failing_quotes:
        return
    print("quotes that fail:")
    for row in summary.failing_quotes[:MOST_SHOWN]:
        print(f"  {row['id']}  {Path(row['source']).name}: {row['difference'] or row['quote']}")
        print(f"    {row['diagnosis']}: {row['reason']}")
    if len(summary.failing_quotes) > MOST_SHOWN:
        print(f"  … and {len(summary.failing_quotes) - MOST_SHOWN} more: "
              "`onrecord list statements --where outcome=fails`")  # fmt: skip


def print_as_json(folder: Path, built: Built, summary: Summary) -> None:
    """Print the same as JSON."""
    failing: list[dict[str, Any]] = [
        {key: figure[key] for key in ("id", "source", "quote", "diagnosis", "reason", "nearest")}
        for figure in summary.failing
    ]
    print_json(
        {
            "record": str(folder),
            "build": built.build_id,
            "captures": built.captures,
            "new": built.new,
            "read": built.read,
            "left_out": dict(built.left_out),
            "unreadable": [*built.unreadable, *list_unread(summary)],
            "seconds": round(built.seconds, 2),
            "documents": summary.documents,
            "versions": summary.versions,
            "origins": summary.origins,
            "findings": summary.findings,
            "outcomes": summary.outcomes,
            "failing": failing,
            "failing_quotes": [
                {key: row[key] for key in ("id", "source", "quote", "diagnosis", *OF_VERDICT)}
                for row in summary.failing_quotes
            ],
            "problems": len(summary.problems),
        }
    )
