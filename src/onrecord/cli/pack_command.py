"""`onrecord pack`: list, begin, check and try packs of tables."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from onrecord.cli.exits import FINDINGS, Exit
from onrecord.cli.options import DAY, json_option, read_clock
from onrecord.cli.pack_new import make_new
from onrecord.model.wording import count, shorten

STANDARD_INPUT = "-"


@click.group("pack")
def command() -> None:
    """List packs of tables, begin one, check it, and see what it reads in a text."""


command.add_command(make_new)


@command.command("list")
@json_option
def list_all(*, as_json: bool) -> None:
    """List the packs that come with the program. A pack of your own is named by its folder."""
    from onrecord.cli.output import print_json, print_table
    from onrecord.knowledge import find_pack, list_packs, load_pack_info

    infos = [load_pack_info(find_pack(name)) for name in list_packs()]
    if as_json:
        print_json({"packs": [info.model_dump() for info in infos]})
        return
    print_table(
        ("pack", "title", "stands on", "version"),
        [(i.name, i.title, ", ".join(i.requires), i.version) for i in infos],
    )


@command.command("check", short_help="Name every mistake of a pack, by file and line.")
@click.argument("pack", metavar="PACK")
@json_option
def check(pack: str, *, as_json: bool) -> None:
    """Name every mistake of PACK (a folder or a name), by file and line, with what may be meant.

    A remark may be meant so. Ends with 1 where there is a mistake.
    """
    from onrecord.cli.output import print_json
    from onrecord.knowledge.pack_faults import Weight
    from onrecord.run.pack_checks import check_pack

    faults = check_pack(pack)
    mistakes = [fault for fault in faults if fault.weight is Weight.MISTAKE]
    if as_json:
        rows = [
            {"file": f.file, "line": f.line, "weight": f.weight.value, "message": f.message}
            for f in faults
        ]
        print_json({"pack": pack, "mistakes": len(mistakes), "faults": rows})
    else:
        for fault in faults:
            print(fault if fault.weight is Weight.MISTAKE else f"{fault} (remark)")
        remarks = count(len(faults) - len(mistakes), "remark")
        print(f"{pack}: {count(len(mistakes), 'mistake')}, {remarks}", file=sys.stderr)
    if mistakes:
        raise Exit(FINDINGS)


@command.command("try", short_help="Show what a pack reads in a text, and which rows do it.")
@click.argument("pack", metavar="PACK")
@click.argument("text", metavar="TEXT")
@click.option("--published", type=DAY, help="The day on which the text came out.")
@json_option
def try_pack(pack: str, text: str, *, published: date | None, as_json: bool) -> None:
    """Show what PACK reads in TEXT: a file, - for standard input, or the words themselves.

    First what rows of tables name, each with file and line, then what was found.
    """
    from onrecord.cli.output import print_json
    from onrecord.run.pack_tries import try_text

    tried = try_text(_read(text), pack, published=published, met_at=read_clock())
    if as_json:
        lines = [line._asdict() for line in tried.lines]
        found = [line._asdict() for line in tried.findings]
        print_json({"language": tried.language, "rows": lines, "findings": found})
        return
    for problem in tried.problems:
        print(f"onrecord: {problem.message}", file=sys.stderr)
    print(f"language: {tried.language}")
    for line in tried.lines:
        place = f"  {line.place}" if line.place else ""
        print(f"{line.kind:<10} {_cut(line.words)} → {line.meaning}{place}")
    print("" if tried.lines else "no row of the pack has a word of this text")
    for line in tried.findings:
        place = f"  {line.place}" if line.place else ""
        print(f"{line.kind:<10} {line.meaning}{place}\n           “{_cut(line.words)}”")
    if not tried.findings:
        print("nothing found")


def _read(text: str) -> str:
    """Return the words that are meant: standard input, a file's, or those given."""
    if text == STANDARD_INPUT:
        return sys.stdin.read()
    path = Path(text)
    is_file = len(text) < MOST_NAME and "\n" not in text and path.is_file()
    return path.read_text(encoding="utf-8", errors="replace") if is_file else text


MOST_NAME = 1024  # letters of a path; longer words are a text
WIDTH = 90


def _cut(words: str) -> str:
    from onrecord.cli.output import make_plain

    return shorten(make_plain(words), WIDTH)
